package dev.gatehouse.server.identitypools;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidentity.AmbiguousRoleResolutionType;
import dev.gatehouse.model.cognitoidentity.MappingRule;
import dev.gatehouse.model.cognitoidentity.RoleMapping;
import dev.gatehouse.server.trust.Claims;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Which role an identity gets (Developer Guide, "Using role-based access control"). Pure.
final class RoleChoice {
    private final Map<String, String> roles;
    private final Map<String, RoleMapping> mappings;
    private final UnaryOperator<String> canonical;

    /// @param roles `authenticated` and `unauthenticated`
    /// @param mappings by provider
    /// @param canonical the name of a provider that counts
    RoleChoice(Map<String, String> roles, Map<String, RoleMapping> mappings, UnaryOperator<String> canonical) {
        this.roles = roles;
        this.mappings = mappings;
        this.canonical = canonical;
    }

    /// A role, or why there is none.
    sealed interface Choice {
        /// This role.
        ///
        /// @param deciding the login whose mapping chose it; empty for a role of the whole pool
        record Role(String arn, Optional<Login> deciding) implements Choice {}

        /// The pool has no role for this.
        record None() implements Choice {}

        /// The mapping of that provider says no.
        record Ambiguous(String provider) implements Choice {}

        /// The role asked for is not one that may be chosen.
        record NotCustom() implements Choice {}
    }

    /// @param logins those of the request; none for a guest
    /// @param custom the role asked for
    Choice choose(List<Login> logins, Optional<String> custom) {
        for (Login login : logins) {
            Optional<RoleMapping> mapping = mapping(login);
            if (mapping.isPresent()) {
                return mapped(login, mapping.get(), custom);
            }
        }
        return custom.isPresent() ? new Choice.NotCustom() : ofPool(!logins.isEmpty(), Optional.empty());
    }

    private Choice ofPool(boolean authenticated, Optional<Login> deciding) {
        String arn = roles.get(authenticated ? OpenIdTokens.AUTHENTICATED : OpenIdTokens.UNAUTHENTICATED);
        return arn == null ? new Choice.None() : new Choice.Role(arn, deciding);
    }

    private Optional<RoleMapping> mapping(Login login) {
        return mappings.entrySet().stream()
                .filter(entry -> login.mappings().contains(canonical.apply(entry.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Choice mapped(Login login, RoleMapping mapping, Optional<String> custom) {
        List<String> possible = switch (requireNonNull(mapping.type())) {
            case TOKEN -> ofToken(login.claims(), custom.isPresent());
            case RULES -> ofRules(login.claims(), mapping);
        };
        if (custom.isPresent()) {
            return possible.contains(custom.get())
                    ? new Choice.Role(custom.get(), Optional.of(login))
                    : new Choice.NotCustom();
        }
        if (!possible.isEmpty()) {
            return new Choice.Role(possible.getFirst(), Optional.of(login));
        }
        return mapping.ambiguousRoleResolution() == AmbiguousRoleResolutionType.AUTHENTICATED_ROLE
                ? ofPool(true, Optional.of(login))
                : new Choice.Ambiguous(login.provider());
    }

    /// All roles of the token to choose from; else only the preferred one.
    private static List<String> ofToken(Claims claims, boolean asked) {
        return asked
                ? claims.list("cognito:roles")
                : claims.text("cognito:preferred_role").map(List::of).orElse(List.of());
    }

    private static List<String> ofRules(Claims claims, RoleMapping mapping) {
        return requireNonNull(requireNonNull(mapping.rulesConfiguration()).rules()).stream()
                .filter(rule -> hits(rule, claims))
                .map(rule -> requireNonNull(rule.roleARN()))
                .toList();
    }

    /// A rule about a claim that the token does not have is passed over, NotEqual too.
    private static boolean hits(MappingRule rule, Claims claims) {
        String wanted = requireNonNull(rule.value());
        return claims.text(requireNonNull(rule.claim()))
                .filter(value -> switch (requireNonNull(rule.matchType())) {
                    case EQUALS -> value.equals(wanted);
                    case CONTAINS -> value.contains(wanted);
                    case STARTS_WITH -> value.startsWith(wanted);
                    case NOT_EQUAL -> !value.equals(wanted);
                })
                .isPresent();
    }
}
