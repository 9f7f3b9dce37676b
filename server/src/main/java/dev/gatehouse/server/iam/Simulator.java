package dev.gatehouse.server.iam;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.iam.EvaluationResult;
import dev.gatehouse.model.iam.PermissionsBoundaryDecisionDetail;
import dev.gatehouse.model.iam.PolicyEvaluationDecisionType;
import dev.gatehouse.model.iam.Position;
import dev.gatehouse.model.iam.ResourceSpecificResult;
import dev.gatehouse.model.iam.Statement;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.policy.Decision;
import dev.gatehouse.pure.policy.Effect;
import dev.gatehouse.pure.policy.Judge;
import dev.gatehouse.pure.policy.Layer;
import dev.gatehouse.pure.policy.Match;
import dev.gatehouse.pure.policy.NamedPolicy;
import dev.gatehouse.pure.policy.Parsed;
import dev.gatehouse.pure.policy.Policies;
import dev.gatehouse.pure.policy.Policy;
import dev.gatehouse.pure.policy.PolicyKind;
import dev.gatehouse.pure.policy.Request;
import dev.gatehouse.pure.policy.Requester;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Asks the engine what would be decided, and says which statements bear on it. Pure.
final class Simulator {
    private static final String ANY = "*";
    private static final List<PolicyEvaluationDecisionType> STRICTEST_FIRST = List.of(
            PolicyEvaluationDecisionType.EXPLICIT_DENY,
            PolicyEvaluationDecisionType.IMPLICIT_DENY,
            PolicyEvaluationDecisionType.ALLOWED);

    private static final int MOST_RESULTS = 10_000;

    private final List<HeldPolicies.Held> sources = new ArrayList<>();
    private final List<NamedPolicy> identity = new ArrayList<>();
    private Optional<NamedPolicy> boundary = Optional.empty();
    private Optional<NamedPolicy> resource = Optional.empty();

    /// @throws dev.gatehouse.model.service.ServiceException InvalidInputException when it is no policy
    void identity(HeldPolicies.Held policy) {
        identity.add(named(PolicyKind.IDENTITY, policy));
    }

    /// Takes the place of a boundary given before.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidInputException when it is no policy
    void boundary(HeldPolicies.Held policy) {
        boundary = Optional.of(named(PolicyKind.BOUNDARY, policy));
    }

    /// @throws dev.gatehouse.model.service.ServiceException InvalidInputException when it is no policy
    void resource(HeldPolicies.Held policy) {
        resource = Optional.of(named(PolicyKind.RESOURCE, policy));
    }

    /// Policies are named by their place among the sources, since two may have one name.
    private NamedPolicy named(PolicyKind kind, HeldPolicies.Held policy) {
        sources.add(policy);
        return new NamedPolicy(Integer.toString(sources.size() - 1), parsed(kind, policy.document()));
    }

    /// @throws dev.gatehouse.model.service.ServiceException InvalidInputException when it is no policy
    static Policy parsed(PolicyKind kind, String document) {
        return switch (Policy.parse(kind, document)) {
            case Parsed.Good(Policy policy) -> policy;
            case Parsed.Bad bad -> throw Refusals.notSimulated(bad.message());
        };
    }

    /// One result for each action, over all resources (IAM API reference, "EvaluationResult").
    ///
    /// @param resources ARNs; none, or `*` alone, for whatever there is
    /// @throws dev.gatehouse.model.service.ServiceException InvalidInputException for too many pairs
    List<EvaluationResult> results(Requester requester, List<String> actions, List<String> resources, Context context) {
        boolean any = resources.isEmpty() || resources.equals(List.of(ANY));
        List<String> arns = any ? List.of(ANY) : resources;
        if ((long) actions.size() * arns.size() > MOST_RESULTS) {
            throw Refusals.notSimulated(
                    "At most " + MOST_RESULTS + " pairs of an action and a resource can be simulated.");
        }
        List<EvaluationResult> results = new ArrayList<>();
        for (String action : actions) {
            List<ResourceSpecificResult> each = arns.stream()
                    .map(arn -> result(new Request(requester, action, arn, context)))
                    .toList();
            results.add(over(each)
                    .evalActionName(action)
                    .missingContextValues(missing(context))
                    .evalDecisionDetails(any ? null : Map.of())
                    .resourceSpecificResults(any ? null : each)
                    .build());
        }
        return results;
    }

    private ResourceSpecificResult result(Request request) {
        Policies policies = policies();
        Decision decision = Judge.decide(request, policies);
        List<Match> matches = Judge.matching(request, policies);
        Effect decisive = decision instanceof Decision.DeniedExplicitly ? Effect.DENY : Effect.ALLOW;
        return ResourceSpecificResult.builder()
                .evalResourceName(request.resource())
                .evalResourceDecision(outward(decision))
                .matchedStatements(matches.stream()
                        .filter(match -> match.statement().effect() == decisive)
                        .map(this::shown)
                        .toList())
                .missingContextValues(missing(request.context()))
                .permissionsBoundaryDecisionDetail(boundary.isEmpty() ? null : bounded(matches))
                .build();
    }

    /// The strictest decision, and the statements that led to it.
    private static EvaluationResult.Builder over(List<ResourceSpecificResult> each) {
        PolicyEvaluationDecisionType decision = STRICTEST_FIRST.stream()
                .filter(one -> each.stream().anyMatch(result -> result.evalResourceDecision() == one))
                .findFirst()
                .orElseThrow();
        return EvaluationResult.builder()
                .evalResourceName(each.size() == 1 ? each.getFirst().evalResourceName() : ANY)
                .evalDecision(decision)
                .matchedStatements(each.stream()
                        .filter(result -> result.evalResourceDecision() == decision)
                        .flatMap(result -> requireNonNull(result.matchedStatements()).stream())
                        .distinct()
                        .toList())
                .permissionsBoundaryDecisionDetail(each.stream()
                        .map(ResourceSpecificResult::permissionsBoundaryDecisionDetail)
                        .filter(Objects::nonNull)
                        .min(comparing(detail -> requireNonNull(detail.allowedByPermissionsBoundary())))
                        .orElse(null));
    }

    private Policies policies() {
        Policies base = Policies.of(identity);
        Policies within = boundary.map(base::bounded).orElse(base);
        return resource.map(within::on).orElse(within);
    }

    private static PolicyEvaluationDecisionType outward(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> PolicyEvaluationDecisionType.ALLOWED;
            case Decision.DeniedExplicitly _ -> PolicyEvaluationDecisionType.EXPLICIT_DENY;
            case Decision.DeniedImplicitly _ -> PolicyEvaluationDecisionType.IMPLICIT_DENY;
        };
    }

    private static PermissionsBoundaryDecisionDetail bounded(List<Match> matches) {
        List<Effect> effects = matches.stream()
                .filter(match -> match.layer() == Layer.BOUNDARY)
                .map(match -> match.statement().effect())
                .toList();
        return PermissionsBoundaryDecisionDetail.builder()
                .allowedByPermissionsBoundary(effects.contains(Effect.ALLOW) && !effects.contains(Effect.DENY))
                .build();
    }

    private Statement shown(Match match) {
        HeldPolicies.Held source = sources.get(Integer.parseInt(match.policy()));
        Policy policy = all().stream()
                .filter(named -> named.name().equals(match.policy()))
                .findFirst()
                .orElseThrow()
                .policy();
        int place = match.statement().index();
        return Statement.builder()
                .sourcePolicyId(source.name())
                .sourcePolicyType(source.source())
                .startPosition(position(policy.start(place)))
                .endPosition(position(policy.end(place)))
                .build();
    }

    private static Position position(dev.gatehouse.pure.policy.Position place) {
        return Position.builder().line(place.line()).column(place.column()).build();
    }

    private List<NamedPolicy> all() {
        List<NamedPolicy> all = new ArrayList<>(identity);
        boundary.ifPresent(all::add);
        resource.ifPresent(all::add);
        return all;
    }

    private List<String> missing(Context context) {
        Set<String> missing = new LinkedHashSet<>();
        all().forEach(named -> missing.addAll(named.policy().missingFrom(context)));
        return List.copyOf(missing);
    }
}
