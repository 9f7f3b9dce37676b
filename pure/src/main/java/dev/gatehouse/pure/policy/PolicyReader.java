package dev.gatehouse.pure.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a document of one kind.
/// Source: IAM User Guide, "Grammar of the IAM JSON policy language"; the texts are those IAM is seen to
/// answer.
final class PolicyReader {
    private static final String NEWER = "2012-10-17";
    private static final String OLDER = "2008-10-17";
    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Pattern SID = Pattern.compile("[0-9A-Za-z]*");
    /// Resource policies, which services check and not IAM, are freer.
    private static final Pattern RESOURCE_POLICY_SID = Pattern.compile("[^\\p{Cntrl}]{0,256}");

    private final PolicyKind kind;
    private final Set<String> sids = new HashSet<>();
    private boolean variables;

    PolicyReader(PolicyKind kind) {
        this.kind = kind;
    }

    Policy read(String text) throws Malformed {
        Json.Obj root = Elements.object(json(text), "");
        Elements.only(root, ELEMENTS, "");
        variables = version(root.members().get("Version"));
        Json id = root.members().get("Id");
        if (id != null) {
            Elements.string(id, "Id");
        }
        Json element = root.members().get("Statement");
        List<Json.Obj> objects = element == null ? List.of() : Elements.objects(element, "Statement");
        if (objects.isEmpty()) {
            throw Malformed.syntax("No statement.", "");
        }
        List<Statement> statements = new ArrayList<>();
        for (Json.Obj object : objects) {
            statements.add(statement(object, statements.size()));
        }
        return new Policy(kind, text, statements, objects);
    }

    private Json json(String text) throws Malformed {
        try {
            return JsonReader.read(text);
        } catch (Malformed e) {
            String says = kind.hasPrincipal() ? "This policy contains invalid Json" : "Syntax errors in policy.";
            throw new Malformed(says, e.place().isEmpty() ? e.what() : e.place() + ": " + e.what());
        }
    }

    private static boolean version(@Nullable Json version) throws Malformed {
        if (version == null) {
            return false;
        }
        String text = Elements.string(version, "Version");
        if (!text.equals(NEWER) && !text.equals(OLDER)) {
            throw Malformed.syntax("Versions are " + NEWER + " and " + OLDER + ".", "Version");
        }
        return text.equals(NEWER);
    }

    private Statement statement(Json.Obj object, int index) throws Malformed {
        String place = "Statement[" + index + "]";
        Map<String, Json> members = object.members();
        Elements.only(object, STATEMENT_ELEMENTS, place);
        Effect effect = effect(members, place);
        Json condition = members.get("Condition");
        return new Statement(
                index,
                sid(members, place),
                effect,
                principals(members, effect, place),
                actions(members, place),
                resources(members, place),
                condition == null ? List.of() : new ConditionReader(variables).read(condition, place + ".Condition"));
    }

    private String sid(Map<String, Json> members, String place) throws Malformed {
        Json element = members.get("Sid");
        if (element == null) {
            return "";
        }
        String sid = Elements.string(element, place + ".Sid");
        if (!(kind == PolicyKind.RESOURCE ? RESOURCE_POLICY_SID : SID)
                .matcher(sid)
                .matches()) {
            throw new Malformed(
                    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression"
                            + " [0-9A-Za-z]*",
                    place + ".Sid");
        }
        if (!sid.isEmpty() && !sids.add(sid)) {
            throw new Malformed("Statement IDs (SID) in a single policy must be unique.", place + ".Sid");
        }
        return sid;
    }

    private static Effect effect(Map<String, Json> members, String place) throws Malformed {
        Json element = members.get("Effect");
        if (element == null) {
            throw Malformed.syntax("Effect is missing.", place);
        }
        return switch (Elements.string(element, place + ".Effect")) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw Malformed.syntax("An effect is Allow or Deny.", place + ".Effect");
        };
    }

    private Optional<Principals> principals(Map<String, Json> members, Effect effect, String place) throws Malformed {
        Optional<String> name = oneOf(members, "Principal", place);
        if (!kind.hasPrincipal()) {
            if (name.isPresent()) {
                throw new Malformed("Policy document should not specify a principal.", place);
            }
            return Optional.empty();
        }
        if (name.isEmpty()) {
            throw new Malformed("Missing required field Principal", place);
        }
        boolean negated = name.get().startsWith("Not");
        if (negated && effect == Effect.ALLOW) {
            throw Malformed.syntax("NotPrincipal goes with Deny only.", place);
        }
        return Optional.of(PrincipalReader.read(negated, element(members, name.get()), place + "." + name.get()));
    }

    private Actions actions(Map<String, Json> members, String place) throws Malformed {
        Optional<String> name = oneOf(members, "Action", place);
        if (name.isEmpty()) {
            throw new Malformed("Policy statement must contain actions.", place);
        }
        Actions actions =
                Actions.read(name.get().startsWith("Not"), element(members, name.get()), place + "." + name.get());
        if (kind == PolicyKind.TRUST && !actions.areOf("sts")) {
            throw new Malformed("AssumeRole policy may only specify STS AssumeRole actions.", place);
        }
        return actions;
    }

    private Optional<Resources> resources(Map<String, Json> members, String place) throws Malformed {
        Optional<String> name = oneOf(members, "Resource", place);
        if (!kind.hasResource()) {
            if (name.isPresent()) {
                throw new Malformed("Has prohibited field Resource", place);
            }
            return Optional.empty();
        }
        if (name.isEmpty()) {
            throw new Malformed("Policy statement must contain resources.", place);
        }
        return Optional.of(Resources.read(
                name.get().startsWith("Not"), element(members, name.get()), variables, place + "." + name.get()));
    }

    /// The name of an element that a statement has either plain or with Not in front.
    private static Optional<String> oneOf(Map<String, Json> members, String name, String place) throws Malformed {
        boolean plain = members.containsKey(name);
        boolean not = members.containsKey("Not" + name);
        if (plain && not) {
            throw Malformed.syntax(name + " and Not" + name + " exclude each other.", place);
        }
        return plain ? Optional.of(name) : not ? Optional.of("Not" + name) : Optional.empty();
    }

    private static Json element(Map<String, Json> members, String name) {
        return Objects.requireNonNull(members.get(name));
    }
}
