package dev.gatehouse.bench.policy;

import dev.gatehouse.pure.policy.Layer;
import dev.gatehouse.pure.policy.Requester;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Decides a case the long way, sentence by sentence as "Policy evaluation logic" of the IAM User Guide
/// puts it. Shares no code with the engine but the names of the outcomes.
final class Twin {

    /// What a case comes to.
    ///
    /// @param decision `allow`, `explicit deny in ...` or `no allow in ...`
    /// @param applying every statement that applies, as `LAYER policy.statement`
    record Outcome(String decision, List<String> applying) {}

    private record Place(Layer layer, int policy, int statement, Case.Rule rule) {
        @Override
        public String toString() {
            return layer + " " + policy + "." + statement;
        }
    }

    private final Case asked;
    private final TwinText text;

    private Twin(Case asked) {
        this.asked = asked;
        this.text = new TwinText(asked);
    }

    static Outcome decide(Case asked) {
        return new Twin(asked).decide();
    }

    private Outcome decide() {
        List<Place> applying = new ArrayList<>();
        for (Layer layer : Layer.values()) {
            List<Case.Document> documents = documents(layer);
            for (int policy = 0; policy < documents.size(); policy++) {
                List<Case.Rule> rules = documents.get(policy).rules();
                for (int statement = 0; statement < rules.size(); statement++) {
                    if (applies(rules.get(statement), documents.get(policy).newer())) {
                        applying.add(new Place(layer, policy, statement, rules.get(statement)));
                    }
                }
            }
        }
        return new Outcome(
                decision(applying), applying.stream().map(Place::toString).toList());
    }

    private List<Case.Document> documents(Layer layer) {
        return switch (layer) {
            case IDENTITY -> asked.identity();
            case RESOURCE -> asked.onResource().stream().toList();
            case BOUNDARY -> asked.boundary().stream().toList();
            case SESSION -> asked.session();
        };
    }

    private String decision(List<Place> applying) {
        // An explicit deny in any policy overrides everything.
        for (Place place : applying) {
            if (!place.rule().allow()) {
                return "explicit deny in " + place;
            }
        }
        boolean identity = allows(applying, Layer.IDENTITY);
        boolean boundary = asked.boundary().isEmpty() || allows(applying, Layer.BOUNDARY);
        boolean federatedUser = asked.requester() instanceof Requester.FederatedUser;
        boolean session = asked.session().isEmpty() ? !federatedUser : allows(applying, Layer.SESSION);
        List<String> named = new ArrayList<>();
        applying.stream()
                .filter(place -> place.layer() == Layer.RESOURCE)
                .forEach(place -> named.addAll(
                        TwinPrincipals.formsThatName(place.rule().principal().orElseThrow(), asked.requester())));

        // The policy of a role must allow whoever becomes it.
        if (asked.trust() && named.isEmpty()) {
            return "no allow in RESOURCE";
        }
        if (asked.requester() instanceof Requester.Root) {
            return "allow";
        }
        // Whoever has no identity policies has what the resource's policy gives.
        if (asked.requester() instanceof Requester.Federated
                || asked.requester() instanceof Requester.Service
                || asked.requester() instanceof Requester.Anonymous) {
            return named.isEmpty() ? "no allow in RESOURCE" : "allow";
        }
        // Naming everyone, the user or the session itself grants whatever the others leave out.
        if (named.contains("everyone") || named.contains("itself")) {
            return "allow";
        }
        // Naming the user behind a federated user is limited by the session policies.
        if (named.contains("user behind") && session) {
            return "allow";
        }
        // Naming the role stands for the identity policies, limited by boundary and session policies.
        if (named.contains("role")) {
            identity = true;
        }
        // Naming the account leaves it to the identity policies.
        if (!identity) {
            return "no allow in IDENTITY";
        }
        if (!boundary) {
            return "no allow in BOUNDARY";
        }
        return session ? "allow" : "no allow in SESSION";
    }

    private static boolean allows(List<Place> applying, Layer layer) {
        return applying.stream()
                .anyMatch(place -> place.layer() == layer && place.rule().allow());
    }

    private boolean applies(Case.Rule rule, boolean newer) {
        if (rule.principal().isPresent() && !principalApplies(rule.principal().get())) {
            return false;
        }
        boolean actionListed = rule.actions().entries().stream().anyMatch(this::isAction);
        if (actionListed == rule.actions().not()) {
            return false;
        }
        if (rule.resources().isPresent()) {
            Case.Listed listed = rule.resources().get();
            if (rule.allow() && listed.not() && listed.entries().stream().anyMatch(entry -> text.lacks(entry, newer))) {
                return false;
            }
            boolean resourceListed =
                    listed.entries().stream().anyMatch(entry -> text.resourceFits(entry, newer, asked.resource()));
            if (resourceListed == listed.not()) {
                return false;
            }
        }
        return rule.tests().stream().allMatch(test -> holds(test, rule.allow(), newer));
    }

    private boolean principalApplies(Case.Whom whom) {
        if (!whom.not()) {
            return !TwinPrincipals.formsThatName(whom, asked.requester()).isEmpty();
        }
        // NotPrincipal with Deny always refuses those with a boundary.
        return asked.boundary().isPresent() || !TwinPrincipals.spares(whom, asked.requester());
    }

    private boolean isAction(String entry) {
        return TwinText.simple(entry.toLowerCase(Locale.ROOT), asked.action().toLowerCase(Locale.ROOT));
    }

    private boolean holds(Case.Test test, boolean allow, boolean newer) {
        String operator = test.operator();
        List<String> values = valuesOf(test.key());
        if (operator.equals("Null")) {
            return test.values().stream().anyMatch(wanted -> wanted.equals("true") == values.isEmpty());
        }
        boolean ifExists = operator.endsWith("IfExists");
        String name =
                operator.replace("IfExists", "").replace("ForAllValues:", "").replace("ForAnyValue:", "");
        boolean not = name.contains("Not");
        String plain = name.replace("Not", "");
        boolean isText = plain.startsWith("String") || plain.startsWith("Arn");
        if (allow && isText && test.values().stream().anyMatch(value -> text.lacks(value, newer))) {
            return false;
        }
        if (values.isEmpty()) {
            return ifExists || (operator.startsWith("ForA") ? operator.startsWith("ForAll") : not);
        }
        long fitting = values.stream()
                .filter(value -> test.values().stream().anyMatch(wanted -> fits(plain, wanted, value, newer)))
                .count();
        if (operator.startsWith("ForAllValues:")) {
            return fitting == (not ? 0 : values.size());
        }
        if (operator.startsWith("ForAnyValue:")) {
            return not ? fitting < values.size() : fitting > 0;
        }
        return not ? fitting == 0 : fitting > 0;
    }

    private List<String> valuesOf(String key) {
        for (Map.Entry<String, String> entry : asked.single().entrySet()) {
            if (entry.getKey().equalsIgnoreCase(key)) {
                return List.of(entry.getValue());
            }
        }
        for (Map.Entry<String, List<String>> entry : asked.multi().entrySet()) {
            if (entry.getKey().equalsIgnoreCase(key)) {
                return entry.getValue();
            }
        }
        return List.of();
    }

    private boolean fits(String operator, String wanted, String value, boolean newer) {
        Optional<String> words = text.plain(wanted, newer);
        return switch (operator) {
            case "StringEquals" -> words.isPresent() && words.get().equals(value);
            case "StringEqualsIgnoreCase" -> words.isPresent() && words.get().equalsIgnoreCase(value);
            case "StringLike" -> text.like(wanted, newer, value);
            case "ArnEquals", "ArnLike" -> text.arnLike(wanted, newer, value);
            default -> TwinValues.fits(operator, wanted, value);
        };
    }
}
