package dev.gatehouse.server.audit;

/// One call and how it ended. What does not apply is the empty text.
///
/// @param requestId the id the answer carried
/// @param service such as `cognito-idp`
/// @param operation such as `InitiateAuth`
/// @param pool pool id
/// @param client app client id
/// @param sub the user concerned
/// @param caller who asked: an ARN or `anonymous`
/// @param sourceIp the client's address
/// @param outcome `ok`, or the error's name
/// @param reason the true reason of a refusal, which clients may not see
/// @param millis how long it took
public record AuditEvent(
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
        long millis) {

    /// The outcome of a call that was answered as asked.
    public static final String OK = "ok";

    /// A call that succeeded, about nothing in particular.
    public static AuditEvent of(String requestId, String service, String operation, String caller, String sourceIp) {
        return new AuditEvent(requestId, service, operation, "", "", "", caller, sourceIp, OK, "", 0);
    }

    /// The same event about these.
    public AuditEvent about(String aboutPool, String aboutClient, String aboutSub) {
        return new AuditEvent(
                requestId,
                service,
                operation,
                aboutPool,
                aboutClient,
                aboutSub,
                caller,
                sourceIp,
                outcome,
                reason,
                millis);
    }

    /// The same event, ended so.
    public AuditEvent ended(String withOutcome, String forReason, long afterMillis) {
        return new AuditEvent(
                requestId,
                service,
                operation,
                pool,
                client,
                sub,
                caller,
                sourceIp,
                withOutcome,
                forReason,
                afterMillis);
    }
}
