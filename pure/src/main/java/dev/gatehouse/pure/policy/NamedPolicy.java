package dev.gatehouse.pure.policy;

/// A policy with the name that decisions call it by.
///
/// @param name an ARN, or the name of an inline policy
public record NamedPolicy(String name, Policy policy) {}
