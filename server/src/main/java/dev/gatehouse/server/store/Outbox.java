package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Mails and text messages that were sent or only kept to be read.
public final class Outbox {
    private static final String SELECT =
            "SELECT id, pool_id, created_at, medium, recipient, subject, body, kind FROM outbox ";
    private final Sql sql;

    Outbox(Sql sql) {
        this.sql = sql;
    }

    /// Writes a message.
    public void insert(MessageRecord message) {
        sql.change(
                "INSERT INTO outbox (id, pool_id, created_at, medium, recipient, subject, body, kind)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                message.id(),
                message.pool(),
                message.at(),
                message.medium().name(),
                message.recipient(),
                message.subject(),
                message.body(),
                message.kind());
    }

    /// Deletes one message.
    public void delete(String id) {
        sql.change("DELETE FROM outbox WHERE id = ?", id);
    }

    /// Messages, newest first, to one recipient or to all.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of this listing
    public Page<MessageRecord> list(Optional<String> recipient, Optional<String> after, int limit) {
        String start = after.map(Cursor::one).orElse(TimeIds.LAST);
        var rows = recipient
                .map(to -> sql.list(
                        SELECT + "WHERE recipient = ? AND id < ? ORDER BY id DESC LIMIT ?",
                        Outbox::read,
                        to,
                        start,
                        limit + 1))
                .orElseGet(() ->
                        sql.list(SELECT + "WHERE id < ? ORDER BY id DESC LIMIT ?", Outbox::read, start, limit + 1));
        return Page.cut(rows, limit, message -> Cursor.of(message.id()));
    }

    /// Deletes all but the newest messages.
    ///
    /// @return how many went
    public int keepNewest(int count) {
        return sql.change(
                "DELETE FROM outbox WHERE id <= (SELECT id FROM outbox ORDER BY id DESC LIMIT 1 OFFSET ?)", count);
    }

    /// Deletes the messages made before a time, at most `limit` of them.
    ///
    /// @return how many went
    public int deleteBefore(long time, int limit) {
        return sql.change(
                "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE id < ? ORDER BY id LIMIT ?)",
                TimeIds.first(time),
                limit);
    }

    private static MessageRecord read(ResultSet row) throws SQLException {
        return new MessageRecord(
                row.getString(1),
                new PoolId(row.getString(2)),
                row.getLong(3),
                MessageRecord.Medium.valueOf(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8));
    }
}
