package dev.gatehouse.pure.aws;

import dev.gatehouse.pure.policy.Context;

/// One thing that a request wants to do. A request with several must be allowed them all.
///
/// @param action such as `s3:GetObject`
/// @param resource an ARN, or `*`
/// @param keys condition keys of the service
public record Want(String action, String resource, Context keys) {}
