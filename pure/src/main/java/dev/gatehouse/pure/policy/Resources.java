package dev.gatehouse.pure.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A Resource or NotResource element.
///
/// @param negated whether it is NotResource
/// @param entries at least one
record Resources(boolean negated, List<Likeness> entries) {
    private static final Pattern PARTITION = Pattern.compile("aws(?:-[a-z]+)*|[a-z*?-]*[*?][a-z*?-]*");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final int SEGMENTS = 6;
    private static final int SERVICE_SEGMENT = 2;

    /// @param variables whether the policy's version knows them
    static Resources read(boolean negated, Json element, boolean variables, String place) throws Malformed {
        List<Likeness> entries = new ArrayList<>();
        for (String entry : Elements.strings(element, place)) {
            Template template = Template.parse(entry, variables, place);
            if (!entry.equals("*")) {
                checkArn(entry, template, place);
            }
            entries.add(Likeness.of(template, Glob.Dialect.RESOURCE));
        }
        if (entries.isEmpty()) {
            throw new Malformed("Policy statement must contain resources.", place);
        }
        return new Resources(negated, List.copyOf(entries));
    }

    private static void checkArn(String entry, Template template, String place) throws Malformed {
        String[] segments = entry.split(":", SEGMENTS);
        if (!segments[0].equals("arn") || segments.length <= SERVICE_SEGMENT) {
            throw new Malformed("Resource " + entry + " must be in ARN format or \"*\".", place);
        }
        if (!PARTITION.matcher(segments[1]).matches()) {
            throw new Malformed(
                    "Partition \"" + segments[1] + "\" is not valid for resource \"" + entry + "\".", place);
        }
        if (!SERVICE.matcher(segments[SERVICE_SEGMENT]).matches()) {
            throw new Malformed("Resource vendor must be fully qualified and cannot contain regexes.", place);
        }
        if (segments.length < SEGMENTS && !entry.endsWith("*")) {
            throw new Malformed("Resource " + entry + " must be in ARN format or \"*\".", place);
        }
        if (variableBeforeResource(template)) {
            throw Malformed.syntax("Policy variables stand after the fifth colon of an ARN only.", place);
        }
    }

    private static boolean variableBeforeResource(Template template) {
        long colons = 0;
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Variable && colons < Glob.COLONS) {
                return true;
            }
            if (part instanceof Template.Literal(String text)) {
                colons += text.chars().filter(c -> c == ':').count();
            }
        }
        return false;
    }

    boolean include(Asked asked) {
        return lists(asked) != negated;
    }

    private boolean lists(Asked asked) {
        for (Likeness entry : entries) {
            if (entry.matches(asked.resource(), asked.context())) {
                return true;
            }
        }
        return false;
    }

    List<Template.Variable> variables() {
        return entries.stream()
                .flatMap(entry -> entry.template().variables().stream())
                .toList();
    }
}
