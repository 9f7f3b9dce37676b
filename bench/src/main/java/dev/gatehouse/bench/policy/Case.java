package dev.gatehouse.bench.policy;

import dev.gatehouse.pure.policy.Requester;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request and all policies that bear on it, in plain values that both sides start from.
///
/// @param single condition keys with one value; names as written
/// @param multi multivalued condition keys
/// @param trust whether the resource's policy must allow, as that of a role must
record Case(
        Requester requester,
        String action,
        String resource,
        Map<String, String> single,
        Map<String, List<String>> multi,
        List<Document> identity,
        Optional<Document> boundary,
        List<Document> session,
        Optional<Document> onResource,
        boolean trust) {

    /// A policy.
    ///
    /// @param newer whether its version is 2012-10-17
    record Document(boolean newer, List<Rule> rules) {}

    /// A statement.
    ///
    /// @param principal for policies of resources
    /// @param resources empty in trust policies
    record Rule(
            boolean allow, Optional<Whom> principal, Listed actions, Optional<Listed> resources, List<Test> tests) {}

    /// Action or NotAction, Resource or NotResource.
    record Listed(boolean not, List<String> entries) {}

    /// Principal or NotPrincipal. Everyone is the type `*` without entries.
    record Whom(boolean not, Map<String, List<String>> byType) {}

    /// A key of a Condition.
    record Test(String operator, String key, List<String> values) {}
}
