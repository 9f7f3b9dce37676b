package dev.gatehouse.model.generator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A structure of the model: a record with a builder and a codec.
final class StructureEmitter {
    private static final String NEWLINE = "\n";

    private record Part(
            String member, JsonNode ref, String component, String javaType, String shape, boolean required) {}

    private final Model model;
    private final String name;
    private final String type;
    private final List<Part> parts;

    private StructureEmitter(Model model, String name) {
        this.model = model;
        this.name = name;
        this.type = Names.type(name);
        this.parts = parts(model, name);
    }

    static String source(Model model, String name) {
        return new StructureEmitter(model, name).text();
    }

    private static List<Part> parts(Model model, String name) {
        Set<String> required = new HashSet<>();
        model.shape(name).path("required").forEach(each -> required.add(each.stringValue()));
        List<Part> parts = new ArrayList<>();
        model.shape(name).path("members").properties().forEach(member -> {
            String shape = member.getValue().path("shape").stringValue();
            parts.add(new Part(
                    member.getKey(),
                    member.getValue(),
                    Names.component(member.getKey()),
                    JavaTypes.of(model, shape),
                    shape,
                    required.contains(member.getKey())));
        });
        return parts;
    }

    private String text() {
        return "package " + model.packageName() + ";\n\n" + imports()
                + "\n/// `" + name + "` of the model; absent members are null.\n"
                + (parts.isEmpty()
                        ? ""
                        : "///\n" + each("", part -> "/// @param " + part.component() + " `" + part.member() + "`\n"))
                + "public record " + type + "("
                + each(", ", part -> "@Nullable " + part.javaType() + " " + part.component())
                + ") implements Shape {\n"
                + codec() + copying() + accessors() + maker() + builder() + "}\n";
    }

    private String imports() {
        Set<String> used = parts.stream().map(Part::javaType).collect(Collectors.toSet());
        String all = String.join(" ", used);
        StringBuilder out = new StringBuilder();
        imports(out, "dev.gatehouse.model.service.Blob", all.contains("Blob"));
        imports(out, "dev.gatehouse.model.service.Codec", true);
        imports(out, "dev.gatehouse.model.service.Copies", copied());
        imports(
                out,
                "dev.gatehouse.model.service.Document",
                parts.stream().anyMatch(part -> model.isDocument(part.shape())));
        imports(out, "dev.gatehouse.model.service.Member", !parts.isEmpty());
        imports(out, "dev.gatehouse.model.service.Printed", true);
        imports(out, "dev.gatehouse.model.service.Shape", true);
        imports(
                out,
                "dev.gatehouse.model.service.Type",
                parts.stream().anyMatch(part -> isContainer(part) || isStructure(part)));
        imports(out, "java.time.Instant", all.contains("Instant"));
        imports(out, "java.util.List", all.contains("List<"));
        imports(out, "java.util.Map", all.contains("Map<"));
        imports(out, "org.jspecify.annotations.Nullable", true);
        return out.toString();
    }

    private static void imports(StringBuilder out, String className, boolean wanted) {
        if (wanted) {
            out.append("import ").append(className).append(";\n");
        }
    }

    private boolean isContainer(Part part) {
        return part.javaType().startsWith("List<") || part.javaType().startsWith("Map<");
    }

    private boolean isStructure(Part part) {
        return model.type(part.shape()).equals("structure");
    }

    private boolean copied() {
        return parts.stream().anyMatch(this::isContainer);
    }

    private String codec() {
        return "\n    /// What the model says about it.\n"
                + "    public static final Codec<" + type + "> CODEC = Codec."
                + (model.shape(name).has("absent") ? "absent" : "of") + "(" + Names.literal(name) + ", " + type
                + "::of"
                + each("", part -> ",\n            " + member(part)) + ");\n";
    }

    private String member(Part part) {
        String text = "Member." + (part.required() ? "required" : "optional") + "(" + Names.literal(part.member())
                + ", " + JavaTypes.expression(model, part.shape()) + ")";
        String location = part.ref().path("location").asString("");
        String locationName = Names.literal(part.ref().path("locationName").asString(part.member()));
        return switch (location) {
            case "" -> text;
            case "uri" -> text + ".at(Member.Location.URI, " + locationName + ")";
            case "querystring" -> text + ".at(Member.Location.QUERY, " + locationName + ")";
            case "header" -> text + ".at(Member.Location.HEADER, " + locationName + ")";
            default -> throw new IllegalStateException("unknown location " + location);
        };
    }

    private String copying() {
        if (!copied()) {
            return "";
        }
        return "\n    public " + type + " {\n"
                + parts.stream()
                        .filter(this::isContainer)
                        .map(part -> "        " + part.component() + " = Copies.of(" + part.component() + ");\n")
                        .collect(Collectors.joining())
                + "    }\n";
    }

    private String accessors() {
        StringBuilder cases = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            cases.append("            case ")
                    .append(i)
                    .append(" -> ")
                    .append(parts.get(i).component())
                    .append(";\n");
        }
        return "\n    @Override\n    public Codec<" + type + "> codec() {\n        return CODEC;\n    }\n"
                + "\n    @Override\n    public @Nullable Object member(int index) {\n"
                + (parts.isEmpty()
                        ? "        throw new IndexOutOfBoundsException(index);\n"
                        : "        return switch (index) {\n" + cases
                                + "            default -> throw new IndexOutOfBoundsException(index);\n        };\n")
                + "    }\n"
                + "\n    @Override\n    public String toString() {\n        return Printed.of(this);\n    }\n";
    }

    private String maker() {
        StringBuilder arguments = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            arguments.append(i == 0 ? "" : ", ").append("(").append(parts.get(i).javaType());
            arguments.append(") values[").append(i).append("]");
        }
        return NEWLINE + (copied() ? "    @SuppressWarnings(\"unchecked\")\n" : "")
                + "    private static " + type + " of(@Nullable Object[] values) {\n        return new " + type + "("
                + arguments + ");\n    }\n";
    }

    private String builder() {
        return "\n    /// A builder of an empty one.\n"
                + "    public static Builder builder() {\n        return new Builder();\n    }\n"
                + "\n    /// A builder that starts from this one.\n"
                + "    public Builder toBuilder() {\n        Builder builder = new Builder();\n"
                + each("", part -> "        builder." + part.component() + " = " + part.component() + ";\n")
                + "        return builder;\n    }\n"
                + "\n    /// Builds a {@link " + type + "}.\n    public static final class Builder {\n"
                + each("", part -> "        private @Nullable " + part.javaType() + " " + part.component() + ";\n")
                + "\n        private Builder() {}\n"
                + each("", this::setter)
                + "\n        /// What was built.\n        public " + type + " build() {\n            return new " + type
                + "("
                + each(", ", Part::component) + ");\n        }\n    }\n";
    }

    private String setter(Part part) {
        return "\n        /// Sets `" + part.member() + "`; null leaves it out.\n"
                + "        public Builder " + part.component() + "(@Nullable " + part.javaType() + " "
                + part.component()
                + ") {\n            this." + part.component() + " = " + part.component()
                + ";\n            return this;\n        }\n";
    }

    private String each(String separator, Function<Part, String> text) {
        return parts.stream().map(text).collect(Collectors.joining(separator));
    }
}
