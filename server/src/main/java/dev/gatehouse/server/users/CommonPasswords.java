package dev.gatehouse.server.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The bundled list of well-known weak passwords, beyond what Cognito does; pools switch it on.
///
/// A password is common when it is on the list, or when what is left of it is, after the usual decorations are
/// taken away: case, letters written as digits or signs, and a short tail of digits and signs. `P@ssw0rd2024!`
/// is common.
final class CommonPasswords {
    private static final int LONGEST_TAIL = 6;
    private static final int SHORTEST_STEM = 3;
    private static final String WRITTEN = "@4310$57!|";
    private static final String MEANT = "aaeiosstii";

    private final Set<String> list;

    private CommonPasswords(Set<String> list) {
        this.list = list;
    }

    /// Reads the bundled list.
    static CommonPasswords bundled() {
        InputStream resource = Objects.requireNonNull(
                CommonPasswords.class.getResourceAsStream("common-passwords.txt"), "common-passwords.txt");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, UTF_8))) {
            return new CommonPasswords(
                    reader.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many passwords are on the list.
    int size() {
        return list.size();
    }

    /// Whether a password is on the list, as it is or under its decorations.
    boolean contain(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        String stem = withoutTail(lower);
        return Stream.of(lower, stem, undisguised(lower), undisguised(stem), withoutTail(undisguised(lower)))
                .anyMatch(list::contains);
    }

    private static String withoutTail(String text) {
        int end = text.length();
        while (end > 0 && !Character.isLetter(text.charAt(end - 1))) {
            end--;
        }
        boolean decorated = end >= SHORTEST_STEM && text.length() - end <= LONGEST_TAIL;
        return decorated ? text.substring(0, end) : text;
    }

    private static String undisguised(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            int disguise = WRITTEN.indexOf(out.charAt(i));
            if (disguise >= 0) {
                out.setCharAt(i, MEANT.charAt(disguise));
            }
        }
        return out.toString();
    }
}
