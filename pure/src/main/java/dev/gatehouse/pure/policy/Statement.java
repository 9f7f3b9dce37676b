package dev.gatehouse.pure.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One statement of a policy.
public final class Statement {
    private final int index;
    private final String sid;
    private final Effect effect;
    private final Optional<Principals> principals;
    private final Actions actions;
    private final Optional<Resources> resources;
    private final List<Condition> conditions;
    private final List<String> needed;

    Statement(
            int index,
            String sid,
            Effect effect,
            Optional<Principals> principals,
            Actions actions,
            Optional<Resources> resources,
            List<Condition> conditions) {
        this.index = index;
        this.sid = sid;
        this.effect = effect;
        this.principals = principals;
        this.actions = actions;
        this.resources = resources;
        this.conditions = conditions;
        this.needed = needed();
    }

    /// Where it stands in its policy, from 0.
    public int index() {
        return index;
    }

    /// Its name, empty when it has none.
    public String sid() {
        return sid;
    }

    /// What it does.
    public Effect effect() {
        return effect;
    }

    /// The identity providers that its Principal names.
    public List<String> providers() {
        List<String> providers = new ArrayList<>();
        for (Principal entry : principals.map(Principals::entries).orElse(List.of())) {
            if (entry instanceof Principal.Provider(String name)) {
                providers.add(name);
            }
        }
        return providers;
    }

    /// The keys that its Condition looks at, in lower case.
    public Set<String> conditionKeys() {
        Set<String> keys = new LinkedHashSet<>();
        conditions.forEach(condition -> keys.add(condition.key()));
        return keys;
    }

    /// Every key in conditions and policy variables: in lower case, and as it is written.
    Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        conditions.forEach(condition -> names.putIfAbsent(condition.key(), condition.name()));
        variables().forEach(variable -> names.putIfAbsent(variable.key(), variable.name()));
        return names;
    }

    /// The keys without which it is not decided by its own words: those of conditions, and of policy variables that
    /// have no default; in lower case.
    Set<String> required() {
        Set<String> keys = conditionKeys();
        keys.addAll(withoutDefault(variables()));
        return keys;
    }

    private List<Template.Variable> variables() {
        List<Template.Variable> variables = new ArrayList<>();
        resources.ifPresent(entries -> variables.addAll(entries.variables()));
        variables.addAll(conditionVariables());
        return variables;
    }

    /// Whether it is about what was asked: every element agrees.
    boolean applies(Asked asked) {
        return actions.include(asked)
                && (resources.isEmpty() || resources.get().include(asked))
                && (effect == Effect.DENY || hasNeeded(asked.context()))
                && (effect == Effect.ALLOW
                        || principals.isEmpty()
                        || principals.get().refuses(asked.requester(), asked.bounded()))
                && hold(asked.context());
    }

    /// How an Allow's Principal stands to the requester.
    Principal.Standing standing(Requester requester) {
        return principals.map(entries -> entries.standing(requester)).orElse(Principal.Standing.NONE);
    }

    private boolean hold(Context context) {
        for (Condition condition : conditions) {
            if (!condition.holds(context)) {
                return false;
            }
        }
        return true;
    }

    /// An Allow that needs a value that is not there grants nothing. In a Deny what lacks its value is an
    /// entry that nothing matches. A Resource entry without its value matches nothing in either.
    private boolean hasNeeded(Context context) {
        for (String key : needed) {
            if (context.single(key).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private List<String> needed() {
        List<Template.Variable> variables = conditionVariables();
        resources.filter(Resources::negated).ifPresent(entries -> variables.addAll(entries.variables()));
        return withoutDefault(variables);
    }

    private List<Template.Variable> conditionVariables() {
        List<Template.Variable> variables = new ArrayList<>();
        for (Condition condition : conditions) {
            condition.wanted().forEach(operand -> variables.addAll(operand.variables()));
        }
        return variables;
    }

    private static List<String> withoutDefault(List<Template.Variable> variables) {
        return variables.stream()
                .filter(variable -> variable.otherwise().isEmpty())
                .map(Template.Variable::key)
                .distinct()
                .toList();
    }
}
