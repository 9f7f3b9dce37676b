package dev.gatehouse.server.sts;

import dev.gatehouse.model.sts.PolicyDescriptorType;
import dev.gatehouse.pure.policy.Parsed;
import dev.gatehouse.pure.policy.Policy;
import dev.gatehouse.pure.policy.PolicyKind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The session policies of a request. Pure.
///
/// @param documents inline, none or one
/// @param arns of managed policies
record SessionPolicies(List<String> documents, List<String> arns) {
    private static final int MOST_ARNS = 10;
    private static final int LONGEST = 2048;
    private static final int WHOLE = 100;

    /// @throws dev.gatehouse.model.service.ServiceException MalformedPolicyDocumentException,
    ///     PackedPolicyTooLargeException
    static SessionPolicies of(@Nullable String document, @Nullable List<PolicyDescriptorType> descriptors) {
        List<String> documents = document == null ? List.of() : List.of(document);
        List<String> arns = descriptors == null
                ? List.of()
                : descriptors.stream()
                        .map(PolicyDescriptorType::arn)
                        .filter(Objects::nonNull)
                        .toList();
        for (String text : documents) {
            if (Policy.parse(PolicyKind.SESSION, text) instanceof Parsed.Bad bad) {
                throw Refusals.malformed(bad.message());
            }
        }
        if (arns.size() > MOST_ARNS) {
            throw Refusals.invalid("At most " + MOST_ARNS + " policy ARNs may be passed.");
        }
        return new SessionPolicies(documents, arns);
    }

    /// How much of the room for policies and tags is taken, percent; null when nothing was passed.
    ///
    /// @param tags the length of tag keys and values
    /// @throws dev.gatehouse.model.service.ServiceException PackedPolicyTooLargeException
    @Nullable
    Integer packed(int tags) {
        int length = documents.stream().mapToInt(String::length).sum()
                + arns.stream().mapToInt(String::length).sum()
                + tags;
        if (length == 0) {
            return null;
        }
        int percent = (length * WHOLE + LONGEST - 1) / LONGEST;
        if (percent > WHOLE) {
            throw Refusals.packedTooLarge(percent);
        }
        return percent;
    }
}
