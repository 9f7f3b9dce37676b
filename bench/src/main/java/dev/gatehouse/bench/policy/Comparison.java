package dev.gatehouse.bench.policy;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.policy.Decision;
import dev.gatehouse.pure.policy.Judge;
import dev.gatehouse.pure.policy.Match;
import dev.gatehouse.pure.policy.NamedPolicy;
import dev.gatehouse.pure.policy.Parsed;
import dev.gatehouse.pure.policy.Policies;
import dev.gatehouse.pure.policy.Policy;
import dev.gatehouse.pure.policy.PolicyKind;
import dev.gatehouse.pure.policy.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Holds engine and twin to the same answer on generated cases.
///
/// @param cases how many
/// @param outcomes how often what was decided, to show that every kind of decision occurs
public record Comparison(long cases, Map<String, Long> outcomes) {

    /// Compares.
    ///
    /// @param seed of the first case; the others follow
    /// @throws AssertionError showing the first case they disagree about
    public static Comparison run(long seed, long cases) {
        return new Comparison(
                cases,
                LongStream.range(seed, seed + cases)
                        .parallel()
                        .mapToObj(Comparison::agreed)
                        .collect(groupingBy(outcome -> outcome, TreeMap::new, counting())));
    }

    /// What both decide for one case, without the place of the statement.
    private static String agreed(long seed) {
        Case each = new Cases(new Random(seed)).next();
        Twin.Outcome twin = Twin.decide(each);
        Twin.Outcome engine = engine(each);
        if (!twin.equals(engine)) {
            throw new AssertionError("seed " + seed + "\ntwin   " + twin + "\nengine " + engine + "\n" + told(each));
        }
        return twin.decision().replaceAll(" \\d+\\.\\d+$", "");
    }

    private static Twin.Outcome engine(Case each) {
        Request request = request(each);
        Policies policies = policies(each);
        return new Twin.Outcome(
                told(Judge.decide(request, policies)),
                Judge.matching(request, policies).stream().map(Comparison::told).toList());
    }

    private static String told(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> "allow";
            case Decision.DeniedExplicitly(Match by) -> "explicit deny in " + told(by);
            case Decision.DeniedImplicitly denied -> "no allow in " + denied.lacking();
        };
    }

    private static String told(Match match) {
        return match.layer() + " " + match.policy() + "." + match.statement().index();
    }

    private static Request request(Case each) {
        Context.Builder context = Context.builder();
        each.single().forEach(context::put);
        each.multi().forEach(context::put);
        return new Request(each.requester(), each.action(), each.resource(), context.build());
    }

    private static Policies policies(Case each) {
        return new Policies(
                named(PolicyKind.IDENTITY, each.identity()),
                named(PolicyKind.BOUNDARY, each.boundary().stream().toList()).stream()
                        .findFirst(),
                named(PolicyKind.SESSION, each.session()),
                named(
                        each.trust() ? PolicyKind.TRUST : PolicyKind.RESOURCE,
                        each.onResource().stream().toList()),
                each.trust());
    }

    private static List<NamedPolicy> named(PolicyKind kind, List<Case.Document> documents) {
        return IntStream.range(0, documents.size())
                .mapToObj(i -> new NamedPolicy(String.valueOf(i), parsed(kind, Documents.json(documents.get(i)))))
                .toList();
    }

    static Policy parsed(PolicyKind kind, String json) {
        return switch (Policy.parse(kind, json)) {
            case Parsed.Good(Policy policy) -> policy;
            case Parsed.Bad bad -> throw new AssertionError(bad.message() + "\n" + json);
        };
    }

    private static String told(Case each) {
        List<String> lines = new ArrayList<>();
        lines.add(each.requester() + " " + each.action() + " " + each.resource());
        Map<String, Object> context = new HashMap<>(each.single());
        context.putAll(each.multi());
        lines.add(context.toString());
        each.identity().forEach(document -> lines.add("identity " + Documents.json(document)));
        each.boundary().ifPresent(document -> lines.add("boundary " + Documents.json(document)));
        each.session().forEach(document -> lines.add("session  " + Documents.json(document)));
        each.onResource().ifPresent(document -> lines.add("resource " + Documents.json(document)));
        return String.join("\n", lines);
    }
}
