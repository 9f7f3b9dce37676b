package dev.gatehouse.server.sts;

import dev.gatehouse.model.service.Session;
import dev.gatehouse.model.sts.Tag;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The session tags of a request and those that go on from the session before (IAM User Guide, "Pass session
/// tags in AWS STS"). Pure.
///
/// @param passed with the request
/// @param all that the new session has
/// @param transitive the keys of those that go on
record SessionTags(Map<String, String> passed, Map<String, String> all, Set<String> transitive) {

    /// @param before the session of the caller, if the caller has one: its transitive tags go on
    /// @throws dev.gatehouse.model.service.ServiceException ValidationError for a key twice, a reserved key, or
    ///     one that goes on already
    static SessionTags of(@Nullable List<Tag> tags, @Nullable List<String> transitiveKeys, Optional<Session> before) {
        Map<String, String> passed = passed(tags);
        Map<String, String> inherited = new LinkedHashMap<>();
        before.ifPresent(session -> session.transitive()
                .forEach(key -> inherited.put(key, session.tags().getOrDefault(key, ""))));
        Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        taken.addAll(inherited.keySet());
        for (String key : passed.keySet()) {
            if (taken.contains(key)) {
                throw Refusals.invalid("The tag " + key + " is transitive in the caller's session and cannot be set.");
            }
        }
        Set<String> transitive = new HashSet<>(inherited.keySet());
        for (String key : transitiveKeys == null ? List.<String>of() : transitiveKeys) {
            if (!passed.containsKey(key)) {
                throw Refusals.invalid("The transitive tag key " + key + " is not among the tags.");
            }
            transitive.add(key);
        }
        Map<String, String> all = new LinkedHashMap<>(inherited);
        all.putAll(passed);
        return new SessionTags(passed, all, transitive);
    }

    private static Map<String, String> passed(@Nullable List<Tag> tags) {
        Map<String, String> passed = new LinkedHashMap<>();
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Tag tag : tags == null ? List.<Tag>of() : tags) {
            String key = Objects.requireNonNull(tag.key());
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw Refusals.invalid("Tag keys that begin with aws: are reserved.");
            }
            if (!seen.add(key)) {
                throw Refusals.invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            passed.put(key, Objects.requireNonNull(tag.value()));
        }
        return passed;
    }

    /// The length of all keys and values: also those that go on take room in the session.
    int length() {
        return all.entrySet().stream()
                .mapToInt(tag -> tag.getKey().length() + tag.getValue().length())
                .sum();
    }
}
