package dev.gatehouse.server.access;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Session;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.policy.Requester;
import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.store.IamEntity;
import java.util.Optional;

/// The condition keys that say who asks (IAM User Guide, "AWS global condition context keys"). Pure.
final class PrincipalKeys {
    private PrincipalKeys() {}

    /// Who asks, as policies name them.
    static Requester requester(Caller.Known caller) {
        return switch (caller) {
            case Caller.Root root -> new Requester.Root(root.account());
            case Caller.User user -> new Requester.User(user.account(), user.id());
            case Caller.Role role -> new Requester.RoleSession(role.account(), role.roleId(), role.sessionName());
            case Caller.Federated federated ->
                new Requester.FederatedUser(federated.account(), federated.user(), federated.name());
        };
    }

    /// Puts the keys.
    ///
    /// @param entity the user or role behind; empty for the account's own key
    static void put(Context.Builder context, Caller.Known caller, Optional<IamEntity> entity, Arns arns) {
        context.put("aws:PrincipalAccount", caller.account())
                .put("aws:userid", caller.userId())
                .put("aws:PrincipalType", type(caller))
                .put("aws:PrincipalArn", arn(caller, entity, arns))
                .put("aws:PrincipalIsAWSService", "false")
                .put("aws:ViaAWSService", "false");
        entity.ifPresent(owner -> context.putAll("aws:PrincipalTag/", owner.tags()));
        if (caller instanceof Caller.User user) {
            context.put("aws:username", user.name());
        }
        caller.temporary().ifPresent(session -> put(context, session));
    }

    private static void put(Context.Builder context, Session session) {
        context.putAll("aws:PrincipalTag/", session.tags())
                .put("aws:TokenIssueTime", session.issued().toString())
                .put("aws:MultiFactorAuthPresent", "false");
        session.sourceIdentity().ifPresent(source -> context.put("aws:SourceIdentity", source));
        session.keys().forEach((key, values) -> {
            if (session.multivalued().contains(key)) {
                context.put(key, values);
            } else {
                context.put(key, values.getFirst());
            }
        });
    }

    private static String type(Caller.Known caller) {
        return switch (caller) {
            case Caller.Root _ -> "Account";
            case Caller.User _ -> "User";
            case Caller.Role _ -> "AssumedRole";
            case Caller.Federated _ -> "FederatedUser";
        };
    }

    /// That of the user or role, also for a session of it.
    private static String arn(Caller.Known caller, Optional<IamEntity> entity, Arns arns) {
        return caller instanceof Caller.Federated
                ? caller.arn()
                : entity.map(arns::of).orElseGet(caller::arn);
    }
}
