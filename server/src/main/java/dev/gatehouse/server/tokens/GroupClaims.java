package dev.gatehouse.server.tokens;

import dev.gatehouse.server.tokens.Grant.Membership;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The claims that follow from group membership (CreateGroup API page, `Precedence` and `RoleArn`).
///
/// @param names the groups, highest precedence first
/// @param roles the roles of those groups, each once
/// @param preferredRole the one best role, if there is exactly one
record GroupClaims(List<String> names, List<String> roles, Optional<String> preferredRole) {
    private static final Comparator<Membership> HIGHEST_FIRST = Comparator.comparingInt(
                    (Membership group) -> group.precedence().orElse(Integer.MAX_VALUE))
            .thenComparing(Membership::name);

    static GroupClaims of(List<Membership> groups) {
        List<Membership> ordered = groups.stream().sorted(HIGHEST_FIRST).toList();
        List<Membership> withRole =
                ordered.stream().filter(group -> group.roleArn().isPresent()).toList();
        return new GroupClaims(
                ordered.stream().map(Membership::name).toList(),
                withRole.stream()
                        .flatMap(group -> group.roleArn().stream())
                        .distinct()
                        .toList(),
                preferred(withRole));
    }

    /// The role of the lowest precedence number; none when every precedence is absent or two groups tie with
    /// different
    /// roles.
    private static Optional<String> preferred(List<Membership> ordered) {
        if (ordered.isEmpty() || ordered.getFirst().precedence().isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> best = ordered.getFirst().precedence();
        List<String> candidates = ordered.stream()
                .filter(group -> group.precedence().equals(best))
                .flatMap(group -> group.roleArn().stream())
                .distinct()
                .toList();
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }
}
