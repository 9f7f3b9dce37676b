package dev.gatehouse.server.users;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Finds a user's own words in a password, beyond what Cognito does; pools switch it on.
final class PersonalPasswords {
    private static final int SHORTEST = 4;
    private static final List<String> NAMES =
            List.of("name", "given_name", "family_name", "middle_name", "nickname", "preferred_username");

    private PersonalPasswords() {}

    /// Whether a password contains the user name, the local part of the e-mail address, or a part of a name.
    /// Words of fewer than four characters are too common inside other words to count.
    static boolean contains(String password, String username, Map<String, String> attributes) {
        String lower = password.toLowerCase(Locale.ROOT);
        return words(username, attributes)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(word -> word.length() >= SHORTEST && lower.contains(word));
    }

    private static Stream<String> words(String username, Map<String, String> attributes) {
        Stream<String> names = NAMES.stream()
                .map(name -> attributes.getOrDefault(name, ""))
                .flatMap(value -> Stream.of(value.split("[\\s,.'-]+")));
        return Stream.concat(
                Stream.of(username, localPart(username), localPart(attributes.getOrDefault("email", ""))), names);
    }

    private static String localPart(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? "" : address.substring(0, at);
    }
}
