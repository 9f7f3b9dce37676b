package dev.gatehouse.server.store;

/// Who did what, and how it ended. Holds ids, names of operations and outcomes; there is no place for a secret.
///
/// @param id from {@link TimeIds}, so that ids sort by time
/// @param at epoch milliseconds
/// @param requestId the id the answer carried
/// @param service such as `cognito-idp`
/// @param operation such as `InitiateAuth`
/// @param pool pool id, or empty
/// @param client app client id, or empty
/// @param sub the user concerned, or empty
/// @param caller who asked: an ARN, `anonymous`, or empty
/// @param sourceIp the client's address, or empty
/// @param outcome `ok`, or the error's name
/// @param reason the true reason of a refusal, which clients may not see; or empty
/// @param millis how long it took
public record AuditRecord(
        String id,
        long at,
        String requestId,
        String service,
        String operation,
        String pool,
        String client,
        String sub,
        String caller,
        String sourceIp,
        String outcome,
        String reason,
        long millis) {}
