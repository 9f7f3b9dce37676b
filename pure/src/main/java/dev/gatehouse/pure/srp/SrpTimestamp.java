package dev.gatehouse.pure.srp;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `TIMESTAMP` of an answer, `EEE MMM d HH:mm:ss z yyyy` in English. Read leniently, as Cognito does, and written
/// again: the signature must be over the canonical text, so a padded day or a wrong weekday parses and then ends as a
/// wrong signature.
///
/// @param instant the time meant
/// @param canonical the text that must have been signed, such as `Tue Mar 3 09:05:00 UTC 2026`
public record SrpTimestamp(Instant instant, String canonical) {
    private static final int LONGEST = 64;
    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z]+) +([A-Za-z]+) +(\\d{1,2}) +(\\d{1,2}):(\\d{1,2}):(\\d{1,2}) +(UTC|GMT) +(\\d{4})");
    private static final List<String> WEEKDAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    /// Reads a timestamp. Numbers beyond their range roll over.
    ///
    /// @return empty when the text has another form
    public static Optional<SrpTimestamp> parse(String text) {
        Matcher match = FORM.matcher(text);
        if (text.length() > LONGEST || !match.matches() || index(WEEKDAYS, match.group(1)) < 0) {
            return Optional.empty();
        }
        int month = index(MONTHS, match.group(2));
        return month < 0 ? Optional.empty() : Optional.of(of(time(match, month)));
    }

    /// The timestamp a client would send at a time.
    public static SrpTimestamp of(Instant instant) {
        return of(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    private static SrpTimestamp of(LocalDateTime time) {
        String canonical = "%s %s %d %02d:%02d:%02d UTC %04d"
                .formatted(
                        shortName(WEEKDAYS.get(time.getDayOfWeek().getValue() - 1)),
                        shortName(MONTHS.get(time.getMonthValue() - 1)),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond(),
                        time.getYear());
        return new SrpTimestamp(time.toInstant(ZoneOffset.UTC), canonical);
    }

    private static LocalDateTime time(Matcher match, int month) {
        return LocalDateTime.of(number(match, 8), month + 1, 1, 0, 0)
                .plusDays(number(match, 3) - 1L)
                .plusHours(number(match, 4))
                .plusMinutes(number(match, 5))
                .plusSeconds(number(match, 6));
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }

    /// Names count whole or by their first three letters, in any case.
    private static int index(List<String> names, String text) {
        String name = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name) || names.get(i).substring(0, 3).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static String shortName(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1, 3);
    }
}
