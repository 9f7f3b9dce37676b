package dev.gatehouse.pure.policy;

import java.util.List;

/// What was decided, and why.
public sealed interface Decision {

    /// Whether it may be done.
    default boolean allowed() {
        return this instanceof Allowed;
    }

    /// It may be done.
    ///
    /// @param by one statement for each layer that had to grant; none for the account's own key, which
    ///     needs no grant
    record Allowed(List<Match> by) implements Decision {}

    /// A statement refuses it.
    ///
    /// @param by the first that does
    record DeniedExplicitly(Match by) implements Decision {}

    /// Nothing refuses it, but a grant is missing.
    ///
    /// @param lacking the first layer without one
    record DeniedImplicitly(Layer lacking) implements Decision {}

    /// The end of AWS's sentence `User: ... is not authorized to perform: ... on resource: ...`, with a
    /// blank in front; empty when it is allowed.
    ///
    /// @param action as the request names it
    default String tail(String action) {
        return switch (this) {
            case Allowed _ -> "";
            case DeniedExplicitly(Match by) ->
                " with an explicit deny in " + by.layer().one();
            case DeniedImplicitly(Layer lacking) -> " because " + lacking.lacking() + " the " + action + " action";
        };
    }

    /// For people: which statement decided.
    default String reason() {
        return switch (this) {
            case Allowed(List<Match> by) when by.isEmpty() -> "allowed: the account's own key";
            case Allowed(List<Match> by) ->
                "allowed by "
                        + String.join(", ", by.stream().map(Match::toString).toList());
            case DeniedExplicitly(Match by) -> "denied by " + by;
            case DeniedImplicitly(Layer lacking) -> "denied: " + lacking.lacking() + " it";
        };
    }
}
