package dev.gatehouse.conformance;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.policy.Decision;
import dev.gatehouse.pure.policy.Judge;
import dev.gatehouse.pure.policy.Layer;
import dev.gatehouse.pure.policy.Match;
import dev.gatehouse.pure.policy.NamedPolicy;
import dev.gatehouse.pure.policy.Parsed;
import dev.gatehouse.pure.policy.Policies;
import dev.gatehouse.pure.policy.Policy;
import dev.gatehouse.pure.policy.PolicyKind;
import dev.gatehouse.pure.policy.PrincipalNames;
import dev.gatehouse.pure.policy.Request;
import dev.gatehouse.pure.policy.Requester;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A case that another policy engine decided, decided again by ours.
///
/// @param line as `js/iam-simulate.mjs` prints it
/// @param theirs `Allowed`, `ExplicitlyDenied` or `ImplicitlyDenied`
/// @param ours the same words
/// @param direct whether ours allowed by the resource's policy alone, past a session policy
record OtherEngine(String line, String theirs, String ours, boolean direct) {
    private static final String ACCOUNT = "123456789012";
    private static final String USER = "arn:aws:iam::123456789012:user/alice";

    /// Stored policies name people by unique id.
    private static final Map<String, String> IDS = Map.of(
            USER,
            "AIDAALICE00000000000A",
            "arn:aws:iam::123456789012:role/guest",
            "AROAGUEST00000000000A",
            "arn:aws:sts::123456789012:assumed-role/guest/app",
            "AROAGUEST00000000000A:app");

    static OtherEngine decided(String line) throws ParseException {
        Map<String, Object> each = Json.object(line);
        Requester requester = Json.text(each, "requester").equals(USER)
                ? new Requester.User(ACCOUNT, "AIDAALICE00000000000A")
                : new Requester.RoleSession(ACCOUNT, "AROAGUEST00000000000A", "app");
        Request request = new Request(
                requester,
                Json.text(each, "action"),
                Json.text(each, "resource"),
                context(JSONObjectUtils.getJSONObject(each, "context")));
        Policies policies = new Policies(
                named(each, "identity", PolicyKind.IDENTITY),
                named(each, "boundary", PolicyKind.BOUNDARY).stream().findFirst(),
                named(each, "session", PolicyKind.SESSION),
                named(each, "onResource", PolicyKind.RESOURCE),
                false);
        Decision decision = Judge.decide(request, policies);
        boolean direct = !policies.session().isEmpty()
                && decision instanceof Decision.Allowed(List<Match> by)
                && by.stream().allMatch(match -> match.layer() == Layer.RESOURCE);
        return new OtherEngine(line, Json.text(each, "result"), told(decision), direct);
    }

    boolean differ() {
        return !ours.equals(theirs);
    }

    /// The one difference that `docs/divergences.md` explains and that cases do not avoid.
    boolean onlySessionPolicyLacks() {
        return direct && theirs.equals("ImplicitlyDenied");
    }

    private static String told(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> "Allowed";
            case Decision.DeniedExplicitly _ -> "ExplicitlyDenied";
            case Decision.DeniedImplicitly _ -> "ImplicitlyDenied";
        };
    }

    private static Context context(Map<String, Object> values) {
        Context.Builder context = Context.builder();
        values.forEach((key, value) -> {
            if (value instanceof List<?> several) {
                context.put(key, several.stream().map(String::valueOf).toList());
            } else {
                context.put(key, String.valueOf(value));
            }
        });
        return context.build();
    }

    private static List<NamedPolicy> named(Map<String, Object> each, String layer, PolicyKind kind)
            throws ParseException {
        List<NamedPolicy> policies = new ArrayList<>();
        for (Map<String, Object> document : Json.objects(each, layer)) {
            String text = PrincipalNames.replace(
                    JSONObjectUtils.toJSONString(document), name -> IDS.getOrDefault(name, name));
            policies.add(new NamedPolicy(layer + policies.size(), parsed(kind, text)));
        }
        return policies;
    }

    private static Policy parsed(PolicyKind kind, String text) {
        return switch (Policy.parse(kind, text)) {
            case Parsed.Good(Policy policy) -> policy;
            case Parsed.Bad bad -> throw new AssertionError(bad.message() + " in " + text);
        };
    }
}
