package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.iam.ContextEntry;
import dev.gatehouse.model.iam.EvaluationResult;
import dev.gatehouse.model.iam.PolicySourceType;
import dev.gatehouse.model.iam.SimulateCustomPolicyRequest;
import dev.gatehouse.model.iam.SimulatePolicyResponse;
import dev.gatehouse.model.iam.SimulatePrincipalPolicyRequest;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.policy.PolicyKind;
import dev.gatehouse.pure.policy.PrincipalNames;
import dev.gatehouse.pure.policy.Requester;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.Page;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SimulateCustomPolicy and SimulatePrincipalPolicy: what would be decided, and why. Context keys have the
/// values of the request; who asks adds `aws:username`, `aws:userid`, `aws:PrincipalArn` and tags.
final class Simulation {
    private static final int MOST_BOUNDARIES = 1;

    private final Room room;
    private final HeldPolicies held;
    private final PolicySources sources;

    Simulation(Room room, PolicySources sources) {
        this.room = room;
        this.held = new HeldPolicies(room.managed());
        this.sources = sources;
    }

    SimulatePolicyResponse custom(SimulateCustomPolicyRequest request, Call call) {
        Simulator simulator = new Simulator();
        inputs(simulator, requireNonNull(request.policyInputList()), request.permissionsBoundaryPolicyInputList());
        Optional<IamEntity> caller = caller(request.callerArn());
        resource(simulator, request.resourcePolicy(), caller);
        List<EvaluationResult> all = simulator.results(
                requester(caller),
                requireNonNull(request.actionNames()),
                requireNonNullElse(request.resourceArns(), List.of()),
                context(caller, request.contextEntries()));
        return answer(Paging.of(all, request.marker(), request.maxItems()));
    }

    SimulatePolicyResponse principal(SimulatePrincipalPolicyRequest request, Call call) {
        IamEntity source = sources.require(requireNonNull(request.policySourceArn()));
        Simulator simulator = new Simulator();
        room.store().read(tx -> {
            held.of(tx, source).forEach(simulator::identity);
            held.boundary(tx, source).ifPresent(simulator::boundary);
            return true;
        });
        inputs(
                simulator,
                requireNonNullElse(request.policyInputList(), List.of()),
                request.permissionsBoundaryPolicyInputList());
        Optional<IamEntity> caller = caller(request.callerArn())
                .or(() -> source.kind() == IamEntity.Kind.GROUP ? Optional.empty() : Optional.of(source));
        resource(simulator, request.resourcePolicy(), caller);
        List<EvaluationResult> all = simulator.results(
                requester(caller),
                requireNonNull(request.actionNames()),
                requireNonNullElse(request.resourceArns(), List.of()),
                context(caller, request.contextEntries()));
        return answer(Paging.of(all, request.marker(), request.maxItems()));
    }

    private static SimulatePolicyResponse answer(Page<EvaluationResult> page) {
        return SimulatePolicyResponse.builder()
                .evaluationResults(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    private static void inputs(Simulator simulator, List<String> policies, @Nullable List<String> boundaries) {
        int place = 0;
        for (String document : policies) {
            place++;
            simulator.identity(
                    new HeldPolicies.Held("PolicyInputList." + place, PolicySourceType.IAM_POLICY, document));
        }
        List<String> given = requireNonNullElse(boundaries, List.of());
        if (given.size() > MOST_BOUNDARIES) {
            throw Refusals.notSimulated("Only one permissions boundary can be given.");
        }
        for (String document : given) {
            simulator.boundary(new HeldPolicies.Held(
                    "PermissionsBoundaryPolicyInputList.1", PolicySourceType.PERMISSIONS_BOUNDARY_POLICY, document));
        }
    }

    /// A resource's policy names users and roles by ARN; the engine knows them by unique id.
    private void resource(Simulator simulator, @Nullable String document, Optional<IamEntity> caller) {
        if (document == null) {
            return;
        }
        if (caller.isEmpty()) {
            throw Refusals.notSimulated("CallerArn is required when a resource policy is given.");
        }
        var _ = Simulator.parsed(PolicyKind.RESOURCE, document);
        String arn = room.arns().of(caller.get());
        String byId = PrincipalNames.replace(
                document, name -> name.equals(arn) ? caller.get().id() : name);
        simulator.resource(new HeldPolicies.Held("ResourcePolicy", PolicySourceType.RESOURCE_POLICY, byId));
    }

    /// CallerArn must be a user's (IAM API reference, "SimulateCustomPolicy").
    private Optional<IamEntity> caller(@Nullable String arn) {
        return arn == null ? Optional.empty() : Optional.of(sources.requireUser(arn));
    }

    private Requester requester(Optional<IamEntity> caller) {
        String account = room.arns().account();
        return caller.<Requester>map(entity -> entity.kind() == IamEntity.Kind.ROLE
                        ? new Requester.RoleSession(account, entity.id(), "simulation")
                        : new Requester.User(account, entity.id()))
                .orElseGet(() -> new Requester.User(account, ""));
    }

    private Context context(Optional<IamEntity> caller, @Nullable List<ContextEntry> entries) {
        Context.Builder context = Context.builder();
        caller.ifPresent(entity -> put(context, entity));
        for (ContextEntry entry : requireNonNullElse(entries, List.<ContextEntry>of())) {
            String key = entry.contextKeyName();
            List<String> values = requireNonNullElse(entry.contextKeyValues(), List.of());
            if (key == null || entry.contextKeyType() == null) {
                throw Refusals.notSimulated("A context entry needs name and type.");
            }
            boolean several = entry.contextKeyType().value().endsWith("List");
            if (several || values.isEmpty()) {
                context.put(key, values);
            } else if (values.size() == 1) {
                context.put(key, values.getFirst());
            } else {
                throw Refusals.notSimulated("Context key " + key + " has several values and a type of one.");
            }
        }
        return context.build();
    }

    private void put(Context.Builder context, IamEntity entity) {
        context.put("aws:PrincipalArn", room.arns().of(entity))
                .put("aws:PrincipalAccount", room.arns().account())
                .putAll("aws:PrincipalTag/", entity.tags());
        if (entity.kind() == IamEntity.Kind.USER) {
            context.put("aws:username", entity.name()).put("aws:userid", entity.id());
        }
    }
}
