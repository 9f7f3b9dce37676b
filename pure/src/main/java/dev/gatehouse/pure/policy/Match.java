package dev.gatehouse.pure.policy;

/// A statement that applied to a request.
///
/// @param policy the name its policy was given with
/// @param statement the statement in it
public record Match(Layer layer, String policy, Statement statement) {

    /// For people: `statement 2 (NoDelete) of AppPolicy`, counted from 1.
    @Override
    public String toString() {
        String sid = statement.sid().isEmpty() ? "" : " (" + statement.sid() + ")";
        return "statement " + (statement.index() + 1) + sid + " of " + policy;
    }
}
