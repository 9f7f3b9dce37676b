package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;

/// A mail or SMS in the outbox.
///
/// @param id from {@link TimeIds}, so that ids sort by time
/// @param pool the pool it was sent for
/// @param at epoch milliseconds
/// @param medium how it travels
/// @param recipient address or number
/// @param subject of a mail, empty for SMS
/// @param body the text
/// @param kind what it is about, such as `sign-up`
public record MessageRecord(
        String id, PoolId pool, long at, Medium medium, String recipient, String subject, String body, String kind) {

    /// How a message travels.
    public enum Medium {
        /// By mail.
        EMAIL,
        /// By text message.
        SMS
    }

    /// Without subject and body: they hold codes.
    @Override
    public String toString() {
        return "MessageRecord[id=" + id + ", pool=" + pool + ", medium=" + medium + ", kind=" + kind + "]";
    }
}
