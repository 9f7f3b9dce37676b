package dev.gatehouse.pure.policy;

import java.util.List;

/// A Principal or NotPrincipal element.
///
/// @param negated whether it is NotPrincipal
/// @param entries at least one
record Principals(boolean negated, List<Principal> entries) {

    /// How an Allow stands to one who asks; never called for NotPrincipal, which goes with Deny only.
    Principal.Standing standing(Requester requester) {
        Principal.Standing best = Principal.Standing.NONE;
        for (Principal entry : entries) {
            Principal.Standing standing = entry.standing(requester);
            if (standing.compareTo(best) > 0) {
                best = standing;
            }
        }
        return best;
    }

    /// Whether a Deny is meant for one who asks.
    ///
    /// NotPrincipal spares only those of whom every identity is listed: for a user account and user; for a
    /// role session account, role and session. And it always refuses those with a permissions boundary.
    /// Source: IAM User Guide, "AWS JSON policy elements: NotPrincipal".
    boolean refuses(Requester requester, boolean bounded) {
        if (!negated) {
            return standing(requester) != Principal.Standing.NONE;
        }
        return bounded || !identities(requester).stream().allMatch(this::lists);
    }

    private boolean lists(Principal identity) {
        return entries.contains(identity)
                || entries.contains(new Principal.Everyone(true))
                || (entries.contains(new Principal.Everyone(false))
                        && !(identity instanceof Principal.Provider || identity instanceof Principal.Service));
    }

    private static List<Principal> identities(Requester requester) {
        return switch (requester) {
            case Requester.Root(String account) -> List.of(new Principal.Account(account));
            case Requester.User(String account, String id) ->
                List.of(new Principal.Account(account), new Principal.Unique(id));
            case Requester.RoleSession(String account, String role, String session) ->
                List.of(
                        new Principal.Account(account),
                        new Principal.Unique(role),
                        new Principal.Session(role, session));
            case Requester.FederatedUser(String account, var _, String name) ->
                List.of(new Principal.Account(account), new Principal.FederatedUser(account, name));
            case Requester.Federated(String provider) -> List.of(new Principal.Provider(provider));
            case Requester.Service(String name) -> List.of(new Principal.Service(name));
            case Requester.Anonymous() -> List.of(new Principal.Everyone(false));
        };
    }
}
