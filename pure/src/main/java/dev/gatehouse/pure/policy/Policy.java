package dev.gatehouse.pure.policy;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A document that was read and made ready to be asked. Immutable; meant to be kept.
public final class Policy {
    private final PolicyKind kind;
    private final String text;
    private final List<Statement> statements;
    private final List<Json.Obj> places;
    private final List<Statement> denies;
    private final List<Statement> allows;

    Policy(PolicyKind kind, String text, List<Statement> statements, List<Json.Obj> places) {
        this.kind = kind;
        this.text = text;
        this.statements = List.copyOf(statements);
        this.places = List.copyOf(places);
        this.denies = statements.stream()
                .filter(statement -> statement.effect() == Effect.DENY)
                .toList();
        this.allows = statements.stream()
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .toList();
    }

    /// Reads a document and checks it against the grammar of its kind.
    public static Parsed parse(PolicyKind kind, String document) {
        try {
            return new Parsed.Good(new PolicyReader(kind).read(document));
        } catch (Malformed e) {
            return new Parsed.Bad(e.what(), e.place());
        }
    }

    /// What it is for.
    public PolicyKind kind() {
        return kind;
    }

    /// The document as it was given.
    public String text() {
        return text;
    }

    /// In the order of the document.
    public List<Statement> statements() {
        return statements;
    }

    List<Statement> denies() {
        return denies;
    }

    List<Statement> allows() {
        return allows;
    }

    /// The context keys that the policy names, in conditions and policy variables: each once, as it is first written.
    /// For GetContextKeysForCustomPolicy and the like.
    public List<String> contextKeys() {
        Map<String, String> names = new LinkedHashMap<>();
        statements.forEach(statement -> statement.names().forEach(names::putIfAbsent));
        return List.copyOf(names.values());
    }

    /// The context keys that the policy names, has no default for, and a context lacks, as they are first written.
    /// For the `MissingContextValues` of a simulation.
    public List<String> missingFrom(Context context) {
        Set<String> required = new HashSet<>();
        statements.forEach(statement -> required.addAll(statement.required()));
        return contextKeys().stream()
                .filter(name -> required.contains(name.toLowerCase(Locale.ROOT)))
                .filter(name -> context.all(name).isEmpty())
                .toList();
    }

    /// Where a statement begins in the document.
    ///
    /// @param statement from 0
    public Position start(int statement) {
        return Position.of(text, places.get(statement).start());
    }

    /// Where the first character after a statement stands.
    ///
    /// @param statement from 0
    public Position end(int statement) {
        return Position.of(text, places.get(statement).end());
    }
}
