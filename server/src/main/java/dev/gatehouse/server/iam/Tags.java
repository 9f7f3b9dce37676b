package dev.gatehouse.server.iam;

import dev.gatehouse.model.iam.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Tags of IAM: at most 50, keys unique ignoring case, case kept. Pure.
final class Tags {
    private static final int MOST = 50;

    private Tags() {}

    /// The tags of a request that creates something.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidInputException, LimitExceededException
    static Map<String, String> of(@Nullable List<Tag> tags) {
        return tags == null ? Map.of() : with(Map.of(), tags);
    }

    /// Tags with others written over them; a key in other letters replaces the one before.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidInputException, LimitExceededException
    static Map<String, String> with(Map<String, String> present, List<Tag> added) {
        Map<String, String> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, String> all = new LinkedHashMap<>(present);
        for (Tag tag : added) {
            String key = Objects.requireNonNull(tag.key());
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw Refusals.badTag("Tag keys that begin with aws: are reserved.");
            }
            if (seen.put(key, key) != null) {
                throw Refusals.badTag("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            all.keySet().removeIf(key::equalsIgnoreCase);
            all.put(key, Objects.requireNonNull(tag.value()));
        }
        if (all.size() > MOST) {
            throw Refusals.quota("TagsPerResource", MOST);
        }
        return all;
    }

    /// Tags without those of some keys; keys nobody has are passed over.
    static Map<String, String> without(Map<String, String> present, List<String> keys) {
        Map<String, String> rest = new LinkedHashMap<>(present);
        for (String key : keys) {
            rest.keySet().removeIf(key::equalsIgnoreCase);
        }
        return rest;
    }

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
