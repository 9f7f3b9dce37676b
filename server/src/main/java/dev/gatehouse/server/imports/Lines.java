package dev.gatehouse.server.imports;

import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.seal.ForeignHash;
import dev.gatehouse.server.store.NewUser;
import dev.gatehouse.server.users.BulkUsers;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes users of lines.
final class Lines {
    private static final int LONGEST_NAME = 128;

    /// `UsernameType` of the API.
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t\\r\\n]]");
    private static final Pattern DATE = Pattern.compile("(\\d{2})/(\\d{2})/(\\d{4})");
    private static final String BIRTHDATE = "birthdate";

    private final BulkUsers users;
    private final Pool pool;
    private final Columns columns;
    private final String hashing;

    /// @param hashing the algorithm all hashes must be of; empty for any
    Lines(BulkUsers users, Pool pool, Columns columns, String hashing) {
        this.users = users;
        this.pool = pool;
        this.columns = columns;
        this.hashing = hashing;
    }

    /// What a line is good for.
    sealed interface Verdict {
        /// The line, from 1.
        long line();
    }

    /// A user.
    record Good(long line, NewUser user) implements Verdict {}

    /// Nothing.
    ///
    /// @param why for the log; never a value of the line
    record Bad(long line, String why) implements Verdict {}

    Verdict judge(Records.Found found, Instant now) {
        return switch (found) {
            case Records.Broken(long line, String why) -> new Bad(line, why);
            case Records.Text(long line, String text) -> judge(line, text, now);
        };
    }

    private Verdict judge(long line, String text, Instant now) {
        try {
            if (CONTROL.matcher(text).find()) {
                return new Bad(line, "The line contains a control character.");
            }
            List<String> values = Csv.values(text);
            if (values.size() != columns.count()) {
                return new Bad(
                        line, "The line has " + values.size() + " values, the header " + columns.count() + " columns.");
            }
            return new Good(line, users.prepare(pool, candidate(columns.named(values)), now));
        } catch (Csv.Malformed malformed) {
            return new Bad(line, malformed.why());
        } catch (ServiceException refusal) {
            return new Bad(line, refusal.text().strip().replace('\n', ' '));
        }
    }

    private BulkUsers.Candidate candidate(Map<String, String> values) {
        String name = name(values.remove(Columns.USERNAME));
        boolean secondFactor = truth(values.remove(Columns.MFA_ENABLED));
        Optional<String> hash = hash(values.remove(Columns.PASSWORD_HASH));
        values.computeIfPresent(BIRTHDATE, (column, date) -> isoDate(date));
        boolean phone = values.containsKey("phone_number");
        BulkUsers.checkSecondFactor(pool, secondFactor, phone);
        return new BulkUsers.Candidate(name, values, secondFactor && phone, hash);
    }

    private static String name(@Nullable String name) {
        if (name == null) {
            throw Refusals.badLine("The line has no value for " + Columns.USERNAME + ".");
        }
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw Refusals.badLine("The username is too long or contains characters that are not allowed.");
        }
        return name;
    }

    private static boolean truth(@Nullable String value) {
        return switch (value == null ? "" : value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusals.badLine("The value of " + Columns.MFA_ENABLED + " must be true or false.");
        };
    }

    private Optional<String> hash(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        ForeignHash hash = ForeignHash.parse(text)
                .orElseThrow(() -> Refusals.badLine("The password hash cannot be read, or costs too much to verify."));
        if (!hashing.isEmpty() && !hash.kind().name().equals(hashing)) {
            throw Refusals.badLine("The password hash is not of the algorithm " + hashing + ".");
        }
        return Optional.of(text);
    }

    /// Cognito's files have month, day and year; attributes have the form of ISO 8601.
    private static String isoDate(String date) {
        Matcher match = DATE.matcher(date);
        return match.matches() ? match.group(3) + "-" + match.group(1) + "-" + match.group(2) : date;
    }
}
