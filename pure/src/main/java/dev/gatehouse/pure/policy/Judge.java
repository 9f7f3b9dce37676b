package dev.gatehouse.pure.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides requests inside one account.
/// Source: IAM User Guide, "Policy evaluation logic", with "Evaluating identity-based policies with
/// resource-based policies" and "How resource-based policies are affected by implicit denies".
public final class Judge {
    /// The strongest grant of the resource's policy, when there is one.
    private record Grant(Principal.Standing standing, Optional<Match> by) {}

    private final Policies policies;
    private final Asked asked;

    private Judge(Request request, Policies policies) {
        this.policies = policies;
        this.asked = Asked.of(request, policies.boundary().isPresent());
    }

    /// Decides.
    public static Decision decide(Request request, Policies policies) {
        return new Judge(request, policies).decide();
    }

    /// All statements that apply to a request, whatever they do, in the order of layers and documents.
    public static List<Match> matching(Request request, Policies policies) {
        var judge = new Judge(request, policies);
        List<Match> matches = new ArrayList<>();
        for (Layer layer : Layer.values()) {
            for (NamedPolicy named : policies.layer(layer)) {
                for (Statement statement : named.policy().statements()) {
                    if (judge.applies(layer, statement)) {
                        matches.add(new Match(layer, named.name(), statement));
                    }
                }
            }
        }
        return matches;
    }

    private boolean applies(Layer layer, Statement statement) {
        return statement.applies(asked)
                && (layer != Layer.RESOURCE
                        || statement.effect() == Effect.DENY
                        || statement.standing(asked.requester()) != Principal.Standing.NONE);
    }

    private Decision decide() {
        for (Layer layer : Layer.values()) {
            Optional<Match> denied = first(layer, Effect.DENY);
            if (denied.isPresent()) {
                return new Decision.DeniedExplicitly(denied.get());
            }
        }
        Grant grant = grant();
        if (policies.resourceMustGrant() && grant.by().isEmpty()) {
            return new Decision.DeniedImplicitly(Layer.RESOURCE);
        }
        return switch (asked.requester()) {
            case Requester.Root _ -> new Decision.Allowed(grant.by().stream().toList());
            case Requester.Federated _, Requester.Service _, Requester.Anonymous _ ->
                grant.by().isPresent() ? allowed(grant.by()) : new Decision.DeniedImplicitly(Layer.RESOURCE);
            case Requester.User _, Requester.RoleSession _, Requester.FederatedUser _ -> withIdentity(grant);
        };
    }

    /// What limits a grant of the resource's policy depends on how it names the requester.
    private Decision withIdentity(Grant grant) {
        return switch (grant.standing()) {
            case DIRECT -> allowed(grant.by());
            case BEHIND_SESSION -> {
                Decision behind = granted(grant.by(), List.of(Layer.SESSION));
                yield behind.allowed() ? behind : identityGranted();
            }
            case ROLE -> granted(grant.by(), List.of(Layer.BOUNDARY, Layer.SESSION));
            case ACCOUNT, NONE -> identityGranted();
        };
    }

    private Decision identityGranted() {
        Optional<Match> identity = first(Layer.IDENTITY, Effect.ALLOW);
        return identity.isEmpty()
                ? new Decision.DeniedImplicitly(Layer.IDENTITY)
                : granted(identity, List.of(Layer.BOUNDARY, Layer.SESSION));
    }

    /// Whether every layer that limits grants too.
    private Decision granted(Optional<Match> base, List<Layer> limits) {
        List<Match> by = new ArrayList<>(base.stream().toList());
        for (Layer layer : limits) {
            if (limiting(layer)) {
                Optional<Match> match = first(layer, Effect.ALLOW);
                if (match.isEmpty()) {
                    return new Decision.DeniedImplicitly(layer);
                }
                by.add(match.get());
            }
        }
        return new Decision.Allowed(by);
    }

    private boolean limiting(Layer layer) {
        return !policies.layer(layer).isEmpty()
                || (layer == Layer.SESSION && asked.requester() instanceof Requester.FederatedUser);
    }

    private Grant grant() {
        Principal.Standing best = Principal.Standing.NONE;
        Optional<Match> by = Optional.empty();
        for (NamedPolicy named : policies.resource()) {
            for (Statement statement : named.policy().allows()) {
                Principal.Standing standing = statement.standing(asked.requester());
                if (standing.compareTo(best) > 0 && statement.applies(asked)) {
                    best = standing;
                    by = Optional.of(new Match(Layer.RESOURCE, named.name(), statement));
                }
            }
        }
        return new Grant(best, by);
    }

    private Optional<Match> first(Layer layer, Effect effect) {
        for (NamedPolicy named : policies.layer(layer)) {
            Policy policy = named.policy();
            for (Statement statement : effect == Effect.DENY ? policy.denies() : policy.allows()) {
                if (statement.applies(asked)) {
                    return Optional.of(new Match(layer, named.name(), statement));
                }
            }
        }
        return Optional.empty();
    }

    private static Decision allowed(Optional<Match> by) {
        return new Decision.Allowed(by.stream().toList());
    }
}
