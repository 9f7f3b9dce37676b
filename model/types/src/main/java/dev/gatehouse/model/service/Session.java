package dev.gatehouse.model.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What temporary credentials carry of the call that made them. The permissions of their user or role are not
/// in it:
/// those are read when a request is judged.
///
/// @param issued when the credentials were made
/// @param expires when they end
/// @param policies the documents of inline session policies
/// @param policyArns the ARNs of managed session policies
/// @param tags session tags
/// @param transitive the keys of the tags that go on through role chaining
/// @param sourceIdentity who stands behind, once it was set
/// @param keys condition keys that stay with the session, such as `cognito-identity.amazonaws.com:sub`
/// @param multivalued those of the keys that are multivalued whatever their number of values
/// @param chained whether a role's session made them with AssumeRole
public record Session(
        Instant issued,
        Instant expires,
        List<String> policies,
        List<String> policyArns,
        Map<String, String> tags,
        Set<String> transitive,
        Optional<String> sourceIdentity,
        Map<String, List<String>> keys,
        Set<String> multivalued,
        boolean chained) {

    public Session {
        policies = List.copyOf(policies);
        policyArns = List.copyOf(policyArns);
        tags = Map.copyOf(tags);
        transitive = Set.copyOf(transitive);
        keys = Map.copyOf(keys);
        multivalued = Set.copyOf(multivalued);
    }

    /// A session that nothing was passed to.
    public static Session plain(Instant issued, Instant expires) {
        return new Session(
                issued, expires, List.of(), List.of(), Map.of(), Set.of(), Optional.empty(), Map.of(), Set.of(), false);
    }
}
