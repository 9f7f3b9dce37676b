package dev.gatehouse.pure.policy;

/// What a document is for; decides which elements it may have.
/// Source: IAM User Guide, "Policies and permissions in IAM".
public enum PolicyKind {
    /// Says what a user, a group or a role may do. Names no principal.
    IDENTITY,
    /// The most that a user or role may do, whatever its policies say. Has an identity policy's form.
    BOUNDARY,
    /// The most that one session may do. Has an identity policy's form.
    SESSION,
    /// Says who may become a role. Names principals and no resources.
    TRUST,
    /// Says who may do what with a resource. Names both.
    RESOURCE;

    boolean hasPrincipal() {
        return this == TRUST || this == RESOURCE;
    }

    boolean hasResource() {
        return this != TRUST;
    }
}
