package dev.gatehouse.server.sts;

import dev.gatehouse.server.access.FederatedRoles;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What identity providers may say of a session: its tags and source identity, which keep to the rules of those that
/// callers pass (STS API reference, "AssumeRole", `Tags` and `SourceIdentity`). Pure.
final class ProvenValues {
    private static final Pattern SOURCE = Pattern.compile("[a-zA-Z_0-9+=,.@-]{2,64}");
    private static final Pattern TAG_TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private ProvenValues() {}

    /// @throws dev.gatehouse.model.service.ServiceException InvalidIdentityTokenException
    static String source(String text) {
        if (!SOURCE.matcher(text).matches() || text.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw Refusals.badToken("Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\"");
        }
        return text;
    }

    /// @param transitive those without a tag are passed over
    /// @throws dev.gatehouse.model.service.ServiceException InvalidIdentityTokenException
    static FederatedRoles.Tags tags(Map<String, String> tags, Set<String> transitive) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        boolean good = tags.size() <= MOST_TAGS
                && tags.entrySet().stream()
                        .allMatch(tag -> seen.add(tag.getKey()) && isKey(tag.getKey()) && isValue(tag.getValue()));
        if (!good) {
            throw Refusals.badToken("The session tags of the identity provider are not valid: at most " + MOST_TAGS
                    + ", keys of 1 to " + LONGEST_KEY + " characters that are unique whatever their case and do not"
                    + " begin with \"aws:\", values of at most " + LONGEST_VALUE);
        }
        Set<String> kept = new HashSet<>(transitive);
        kept.retainAll(tags.keySet());
        return new FederatedRoles.Tags(tags, kept);
    }

    /// The length of keys and values, for the packed size.
    static int length(FederatedRoles.Tags tags) {
        return tags.all().entrySet().stream()
                .mapToInt(tag -> tag.getKey().length() + tag.getValue().length())
                .sum();
    }

    private static boolean isKey(String key) {
        return !key.isEmpty()
                && key.length() <= LONGEST_KEY
                && TAG_TEXT.matcher(key).matches()
                && !key.toLowerCase(Locale.ROOT).startsWith("aws:");
    }

    private static boolean isValue(String value) {
        return value.length() <= LONGEST_VALUE && TAG_TEXT.matcher(value).matches();
    }
}
