package dev.gatehouse.server.store;

import java.util.List;

/// How an identity pool synchronises. Texts are empty when not set.
///
/// @param pool the id of an identity pool
/// @param pushApplications ARNs
/// @param streaming `ENABLED` or `DISABLED`
/// @param syncTrigger the ARN of the function asked before records change
/// @param publishStartedAt epoch milliseconds of the last bulk publish; 0 when there was none
public record SyncPoolRecord(
        String pool,
        List<String> pushApplications,
        String pushRole,
        String streamName,
        String streamRole,
        String streaming,
        String syncTrigger,
        long publishStartedAt) {

    public SyncPoolRecord {
        pushApplications = List.copyOf(pushApplications);
    }

    /// A pool nobody has configured.
    public static SyncPoolRecord of(String pool) {
        return new SyncPoolRecord(pool, List.of(), "", "", "", "", "", 0);
    }

    /// The same with these push settings.
    public SyncPoolRecord pushing(List<String> applications, String role) {
        return new SyncPoolRecord(
                pool, applications, role, streamName, streamRole, streaming, syncTrigger, publishStartedAt);
    }

    /// The same with this stream.
    public SyncPoolRecord streamingTo(String name, String role, String status) {
        return new SyncPoolRecord(pool, pushApplications, pushRole, name, role, status, syncTrigger, publishStartedAt);
    }

    /// The same with this function.
    public SyncPoolRecord asking(String function) {
        return new SyncPoolRecord(
                pool, pushApplications, pushRole, streamName, streamRole, streaming, function, publishStartedAt);
    }

    /// The same, published then.
    public SyncPoolRecord publishedAt(long started) {
        return new SyncPoolRecord(
                pool, pushApplications, pushRole, streamName, streamRole, streaming, syncTrigger, started);
    }
}
