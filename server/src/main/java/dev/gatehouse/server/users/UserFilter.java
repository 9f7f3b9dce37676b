package dev.gatehouse.server.users;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The `Filter` of ListUsers: `<name> <op> "<value>"` with one term, `=` for equal and `^=` for a prefix.
///
/// @param name one of the searchable names
/// @param prefix whether the value is the start of what is searched
/// @param value the value, escapes undone
record UserFilter(String name, boolean prefix, String value) {
    /// The name of the user status, whose values compare without regard to case.
    static final String USER_STATUS = "cognito:user_status";
    /// The name of the enabled flag, with the values `Enabled` and `Disabled`.
    static final String STATUS = "status";

    private static final Set<String> NAMES = Set.of(
            "username",
            "email",
            "phone_number",
            "name",
            "given_name",
            "family_name",
            "preferred_username",
            USER_STATUS,
            STATUS,
            "sub");

    /// Reads a filter.
    ///
    /// @return empty for an empty filter, which lists everyone
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException for text outside the
    ///     grammar and for attributes that cannot be searched
    static Optional<UserFilter> parse(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(new Reader(text).read());
    }

    /// The status a `cognito:user_status` filter names, upper case as statuses are written.
    String upperValue() {
        return value.toUpperCase(Locale.ROOT);
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        UserFilter read() {
            String name = name();
            boolean prefix = operator();
            String value = quoted();
            skipSpace();
            if (at != text.length()) {
                throw Refusals.badFilter();
            }
            if (!NAMES.contains(name)) {
                throw Refusals.badSearchAttribute(name);
            }
            return new UserFilter(name, prefix, value);
        }

        private String name() {
            skipSpace();
            int start = at;
            while (at < text.length() && isNameCharacter(text.charAt(at))) {
                at++;
            }
            if (start == at) {
                throw Refusals.badFilter();
            }
            return text.substring(start, at);
        }

        private boolean operator() {
            skipSpace();
            boolean prefix = take('^');
            if (!take('=')) {
                throw Refusals.badFilter();
            }
            return prefix;
        }

        private String quoted() {
            skipSpace();
            if (!take('"')) {
                throw Refusals.badFilter();
            }
            StringBuilder value = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at++));
            }
            if (!take('"')) {
                throw Refusals.badFilter();
            }
            return value.toString();
        }

        private boolean take(char expected) {
            boolean there = at < text.length() && text.charAt(at) == expected;
            if (there) {
                at++;
            }
            return there;
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private static boolean isNameCharacter(char c) {
            return Character.isLetterOrDigit(c) || c == '_' || c == ':' || c == '-' || c == '.';
        }
    }
}
