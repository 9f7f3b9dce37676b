package dev.gatehouse.server.access;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.policy.Decision;
import java.util.Optional;
import java.util.Set;

/// Decides whether a caller may carry out an operation of ours: AWS's action, the resource the request names,
/// and the condition keys of both.
public final class OperationAccess {
    /// These need no permission, or are judged where they are carried out.
    private static final Set<String> OPEN = Set.of("sts:GetCallerIdentity", "sts:GetSessionToken", "sts:AssumeRole");

    /// With temporary credentials these are refused where they are carried out, in words of their own.
    private static final Set<String> LONG_LIVED_ONLY = Set.of("sts:GetSessionToken", "sts:GetFederationToken");

    private static final Set<String> OPEN_TO_SESSION_TOKENS = Set.of("sts:GetCallerIdentity", "sts:AssumeRole");

    private final Access access;
    private final OperationResources resources;
    private final OperationKeys keys;

    /// @param tags the tags of a resource by its ARN
    public OperationAccess(Access access, Tags tags) {
        this.access = access;
        this.resources = new OperationResources(access::arn);
        this.keys = new OperationKeys(tags, access::boundary);
    }

    /// Where the tags of resources are found.
    @FunctionalInterface
    public interface Tags {
        /// The tags of the resource of that ARN; empty when it has none, or does not exist.
        java.util.Map<String, String> of(String arn);
    }

    /// Judges one request.
    ///
    /// @param request read whole and checked against its model
    /// @return the message of a refusal; empty when it may be carried out
    public Optional<String> refusal(Operation<?, ?> operation, Shape request, Caller.Known caller, Call call) {
        String action = operation.action();
        access.used(caller, operation.service().signingName(), call);
        String resource = resources.of(operation, request, caller, call);
        if (cutOff(caller, action)) {
            return Optional.of(message(caller, action, resource));
        }
        if (OPEN.contains(action)
                || (LONG_LIVED_ONLY.contains(action) && caller.temporary().isPresent())) {
            return Optional.empty();
        }
        Context context = keys.of(operation, request, resource);
        return refusal(caller, new Access.Wish(action, resource, context), call)
                .or(() -> resources
                        .renamed(operation, request, caller)
                        .flatMap(target -> refusal(caller, new Access.Wish(action, target, context), call)));
    }

    private Optional<String> refusal(Caller.Known caller, Access.Wish wish, Call call) {
        Decision decision = access.decide(caller, wish, call);
        return decision.allowed()
                ? Optional.empty()
                : Optional.of(message(caller, wish.action(), wish.resource()) + decision.tail(wish.action()));
    }

    /// What AWS says of one who may not.
    public static String message(Caller.Known caller, String action, String resource) {
        return "User: " + caller.arn() + " is not authorized to perform: " + action
                + (resource.equals("*") ? "" : " on resource: " + resource);
    }

    /// Credentials of GetFederationToken and GetSessionToken may not call IAM, and little of STS (STS API
    /// reference, "GetFederationToken", "GetSessionToken").
    private static boolean cutOff(Caller.Known caller, String action) {
        boolean iam = action.startsWith("iam:");
        boolean sts = action.startsWith("sts:") && !LONG_LIVED_ONLY.contains(action);
        return switch (caller) {
            case Caller.Federated _ -> iam || (sts && !action.equals("sts:GetCallerIdentity"));
            case Caller.User user ->
                user.temporary().isPresent() && (iam || (sts && !OPEN_TO_SESSION_TOKENS.contains(action)));
            case Caller.Root _, Caller.Role _ -> false;
        };
    }
}
