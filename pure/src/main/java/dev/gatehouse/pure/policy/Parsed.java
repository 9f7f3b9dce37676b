package dev.gatehouse.pure.policy;

/// What became of a document.
public sealed interface Parsed {

    /// It is a policy.
    record Good(Policy policy) implements Parsed {}

    /// It is not.
    ///
    /// @param what is wrong: IAM's own sentence where one is known, such as `Policy statement must contain
    ///     actions.`, or `Syntax errors in policy.` and what they are
    /// @param where such as `Statement[0].Condition` or `line 3, column 7`; empty for the whole document
    record Bad(String what, String where) implements Parsed {

        /// The text for `MalformedPolicyDocument`.
        public String message() {
            return where.isEmpty() ? what : what + " (" + where + ")";
        }
    }
}
