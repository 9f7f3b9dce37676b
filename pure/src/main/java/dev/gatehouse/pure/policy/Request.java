package dev.gatehouse.pure.policy;

/// What is asked.
///
/// @param action such as `cognito-idp:AdminGetUser`; compared without regard to case
/// @param resource an ARN, or `*` for actions that have none
public record Request(Requester requester, String action, String resource, Context context) {}
