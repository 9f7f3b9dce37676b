package dev.gatehouse.server.imports;

import java.util.ArrayList;
import java.util.List;

/// One record of a CSV file, read strictly (RFC 4180, section 2), with what Cognito's files have beside it: `\,` is a
/// comma inside a value without quotes, and white space around such a value does not count (developer guide,
/// "Importing users into user pools from a CSV file"). Pure.
final class Csv {
    private final String record;
    private int at;

    private Csv(String record) {
        this.record = record;
    }

    /// A record that cannot be read. The text says why, without repeating any of it.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /// The values of a record.
    ///
    /// @param record the record without the line end
    static List<String> values(String record) throws Malformed {
        Csv csv = new Csv(record);
        List<String> values = new ArrayList<>();
        values.add(csv.value());
        while (csv.at < record.length()) {
            csv.at++;
            values.add(csv.value());
        }
        return values;
    }

    /// Reads up to the next comma, or to the end.
    private String value() throws Malformed {
        return at < record.length() && record.charAt(at) == '"' ? quoted() : plain();
    }

    private String quoted() throws Malformed {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < record.length()) {
            char letter = record.charAt(at);
            if (letter != '"') {
                value.append(letter);
                at++;
            } else if (at + 1 < record.length() && record.charAt(at + 1) == '"') {
                value.append('"');
                at += 2;
            } else {
                at++;
                if (at < record.length() && record.charAt(at) != ',') {
                    throw new Malformed("There is text after a closing quote.");
                }
                return value.toString();
            }
        }
        throw new Malformed("A quote is not closed.");
    }

    private String plain() throws Malformed {
        StringBuilder value = new StringBuilder();
        while (at < record.length() && record.charAt(at) != ',') {
            char letter = record.charAt(at);
            if (letter == '"') {
                throw new Malformed("A value without quotes contains a quote.");
            }
            boolean comma = letter == '\\' && at + 1 < record.length() && record.charAt(at + 1) == ',';
            value.append(comma ? ',' : letter);
            at += comma ? 2 : 1;
        }
        return value.toString().strip();
    }
}
