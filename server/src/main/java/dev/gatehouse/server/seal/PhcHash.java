package dev.gatehouse.server.seal;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An Argon2id hash with its salt and cost, in the PHC string format.
final class PhcHash {
    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,4})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

    private final Argon2Parameters parameters;
    private final byte[] salt;
    private final byte[] hash;

    PhcHash(Argon2Parameters parameters, byte[] salt, byte[] hash) {
        this.parameters = parameters;
        this.salt = salt;
        this.hash = hash;
    }

    /// @throws IllegalArgumentException when the text has another form; its message does not repeat the text
    static PhcHash parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("not an Argon2id hash");
        }
        return new PhcHash(
                new Argon2Parameters(number(match, 1), number(match, 2), number(match, 3)),
                Base64.getDecoder().decode(match.group(4)),
                Base64.getDecoder().decode(match.group(5)));
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }

    Argon2Parameters parameters() {
        return parameters;
    }

    byte[] salt() {
        return salt;
    }

    byte[] hash() {
        return hash;
    }

    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        parameters.memoryKib(),
                        parameters.passes(),
                        parameters.lanes(),
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }
}
