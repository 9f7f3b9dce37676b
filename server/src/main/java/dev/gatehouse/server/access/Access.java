package dev.gatehouse.server.access;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Session;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.policy.Decision;
import dev.gatehouse.pure.policy.Judge;
import dev.gatehouse.pure.policy.Layer;
import dev.gatehouse.pure.policy.NamedPolicy;
import dev.gatehouse.pure.policy.Policies;
import dev.gatehouse.pure.policy.Policy;
import dev.gatehouse.pure.policy.PolicyKind;
import dev.gatehouse.pure.policy.Request;
import dev.gatehouse.pure.policy.Requester;
import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.iam.ManagedByAws;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides what callers may do: their policies, boundary and session policies as they are now, the trust policy
/// where a role is to be assumed (IAM User Guide, "Policy evaluation logic"). Safe for many threads.
public final class Access {
    private static final String EVERYTHING = "arn:aws:iam::aws:policy/AdministratorAccess";

    private final Permissions permissions;
    private final KeyUses uses;
    private final Arns arns;

    private Access(Permissions permissions, KeyUses uses, Arns arns) {
        this.permissions = permissions;
        this.uses = uses;
        this.arns = arns;
    }

    /// The room: the decisions, and the ring of keys that proves callers.
    ///
    /// @param access decides
    /// @param keys proves
    public record Room(Access access, KeyRing keys) {}

    /// Wires the room.
    ///
    /// @param managed the policies of AWS that may be attached
    public static Room of(
            Store store,
            Sealer sealer,
            SessionTokens tokens,
            KeyRing.RootKey root,
            ManagedByAws managed,
            InstantSource clock) {
        Permissions permissions = new Permissions(store, managed, clock);
        Access access = new Access(permissions, new KeyUses(store), new Arns(root.account()));
        return new Room(access, new KeyRing(root, permissions, tokens, store, sealer, clock));
    }

    /// Something that may be done or not.
    ///
    /// @param action such as `cognito-idp:AdminGetUser`
    /// @param resource an ARN, or `*`
    /// @param keys condition keys of the action and the resource
    public record Wish(String action, String resource, Context keys) {}

    /// Decides for a caller with a key.
    ///
    /// @param call the facts of the request, which become condition keys
    public Decision decide(Caller.Known caller, Wish wish, Call call) {
        return decide(caller, wish, RequestKeys.of(call));
    }

    /// As {@link #decide(Caller.Known, Wish, Call)}, the keys of the request being known already.
    ///
    /// @param request such as `aws:SourceIp`
    public Decision decide(Caller.Known caller, Wish wish, Context request) {
        Optional<Permissions.Granted> granted = granted(caller);
        if (granted.isEmpty() && !isRoot(caller)) {
            return new Decision.DeniedImplicitly(Layer.IDENTITY);
        }
        return Judge.decide(request(caller, wish, request, granted), policies(caller, granted));
    }

    /// Decides whether a caller with a key may become a role: the role's trust policy must say so, and for one
    /// it trusts only as part of the account, their own policies too.
    ///
    /// @param trust the trust policy, principals by unique id
    public Decision mayAssume(Caller.Known caller, Wish wish, Context request, NamedPolicy trust) {
        Optional<Permissions.Granted> granted = granted(caller);
        return Judge.decide(
                request(caller, wish, request, granted),
                policies(caller, granted).trustedBy(trust));
    }

    /// Decides whether somebody whom an identity provider has proven may become a role. Only the trust policy
    /// counts.
    ///
    /// @param provider as trust policies name it
    public static Decision mayAssume(String provider, Wish wish, Context request, NamedPolicy trust) {
        Context context = merged(request, wish.keys());
        return Judge.decide(
                new Request(new Requester.Federated(provider), wish.action(), wish.resource(), context),
                Policies.of(List.of()).trustedBy(trust));
    }

    /// Notes that a key was used, now and then.
    void used(Caller.Known caller, String service, Call call) {
        uses.note(caller, call.at().toEpochMilli(), call.region(), service);
    }

    /// The ARN of a user, group or role as stored; with the path it has.
    Optional<String> arn(IamEntity.Kind kind, String name) {
        return permissions.named(kind, name).map(arns::of);
    }

    /// The ARN of the permissions boundary of a user or role; empty when there is none.
    Optional<String> boundary(IamEntity.Kind kind, String name) {
        return permissions.named(kind, name).flatMap(entity -> Optional.ofNullable(entity.boundary()));
    }

    /// A trust policy, compiled once.
    ///
    /// @param name what decisions call it
    /// @param document principals by unique id
    public NamedPolicy trust(String name, String document) {
        return new NamedPolicy(name, permissions.compiled(PolicyKind.TRUST, document));
    }

    private Optional<Permissions.Granted> granted(Caller.Known caller) {
        return switch (caller) {
            case Caller.Root _ -> Optional.empty();
            case Caller.User user -> permissions.of(user.id());
            case Caller.Role role -> permissions.of(role.roleId());
            case Caller.Federated federated -> permissions.of(federated.user());
        };
    }

    private Request request(Caller.Known caller, Wish wish, Context request, Optional<Permissions.Granted> granted) {
        Context.Builder context = request.with();
        PrincipalKeys.put(context, caller, granted.map(Permissions.Granted::entity), arns);
        return new Request(
                PrincipalKeys.requester(caller), wish.action(), wish.resource(), merged(context.build(), wish.keys()));
    }

    private Policies policies(Caller.Known caller, Optional<Permissions.Granted> granted) {
        Policies base = Policies.of(granted.map(Permissions.Granted::identity).orElse(everythingIfRoot(caller)));
        Policies bounded = granted.flatMap(Permissions.Granted::boundary)
                .map(base::bounded)
                .orElse(base);
        return caller.temporary()
                .map(session -> bounded.inSession(session(session)))
                .orElse(bounded);
    }

    /// The account's own key, or somebody it vouches for, whom session policies alone limit.
    private static boolean isRoot(Caller.Known caller) {
        return caller instanceof Caller.Root
                || (caller instanceof Caller.Federated federated
                        && federated.user().equals(federated.account()));
    }

    private List<NamedPolicy> everythingIfRoot(Caller.Known caller) {
        return isRoot(caller) ? permissions.managed(List.of(EVERYTHING)) : List.of();
    }

    private List<NamedPolicy> session(Session session) {
        List<NamedPolicy> all = new ArrayList<>();
        for (String document : session.policies()) {
            Policy policy = permissions.compiled(PolicyKind.SESSION, document);
            all.add(new NamedPolicy("session policy", policy));
        }
        session.policyArns().forEach(arn -> all.add(permissions.limit(arn)));
        return all;
    }

    private static Context merged(Context one, Context other) {
        return one.with().putAll(other).build();
    }
}
