package dev.gatehouse.pure.policy;

import java.util.LinkedHashSet;
import java.util.List;
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

    /// The context keys that the policy looks at, in conditions and as policy variables without a default;
    /// in lower case, in the order of the document. For GetContextKeysForCustomPolicy and the like.
    public Set<String> contextKeys() {
        Set<String> keys = new LinkedHashSet<>();
        statements.forEach(statement -> keys.addAll(statement.contextKeys()));
        return keys;
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
