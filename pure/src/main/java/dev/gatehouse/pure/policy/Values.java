package dev.gatehouse.pure.policy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the typed values of conditions, those of policies and those of requests alike.
final class Values {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,64}(?:\\.\\d{1,64})?");
    private static final Pattern EPOCH = Pattern.compile("\\d{1,11}");
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d\\d)(?:-(\\d\\d)"
            + "(?:[Tt](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?([Zz]|[+-]\\d\\d:\\d\\d)?)?)?");
    private static final int NANO_DIGITS = 9;

    private Values() {}

    /// Integers and decimals, without exponent.
    static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /// `true` or `false`, in any case.
    static Optional<Boolean> truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /// What base64 text stands for.
    static Optional<ByteBuffer> bytes(String text) {
        try {
            return Optional.of(ByteBuffer.wrap(Base64.getDecoder().decode(text)).asReadOnlyBuffer());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Seconds since 1970, or a date in the profile of ISO 8601 that W3C's note "Date and Time Formats"
    /// describes; the day without hour is its beginning, a time without zone is UTC.
    static Optional<Instant> date(String text) {
        if (EPOCH.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        Matcher date = DATE.matcher(text);
        try {
            return date.matches() ? Optional.of(instant(date)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(Matcher date) {
        LocalDate day = LocalDate.of(number(date, 1, 0), number(date, 2, 1), number(date, 3, 1));
        LocalTime time = LocalTime.of(number(date, 4, 0), number(date, 5, 0), number(date, 6, 0), nanos(date.group(7)));
        String zone = date.group(8);
        return LocalDateTime.of(day, time)
                .toInstant(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone.toUpperCase(Locale.ROOT)));
    }

    private static int number(Matcher matcher, int group, int otherwise) {
        String text = matcher.group(group);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt(fraction + "0".repeat(NANO_DIGITS - fraction.length()));
    }
}
