package dev.gatehouse.pure.policy;

/// The policies that are asked together. Texts are those of AWS's AccessDenied messages.
public enum Layer {
    /// The policies of the user and its groups, or of the role.
    IDENTITY("an identity-based policy", "no identity-based policy allows"),
    /// The policy of the resource; of a role, its trust policy.
    RESOURCE("a resource-based policy", "no resource-based policy allows"),
    /// The permissions boundary of the user or role.
    BOUNDARY("a permissions boundary", "no permissions boundary allows"),
    /// The policies given when the session was made.
    SESSION("a session policy", "no session policy allows");

    private final String one;
    private final String lacking;

    Layer(String one, String lacking) {
        this.one = one;
        this.lacking = lacking;
    }

    String one() {
        return one;
    }

    String lacking() {
        return lacking;
    }
}
