package dev.gatehouse.pure.policy;

/// What a statement that applies does.
public enum Effect {
    /// Grants.
    ALLOW,
    /// Refuses, whatever else grants.
    DENY
}
