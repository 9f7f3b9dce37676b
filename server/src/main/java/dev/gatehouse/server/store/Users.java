package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Users of a pool and the names they sign in with.
public final class Users {
    static final String COLUMNS = "u.pool_id, u.sub, u.username, u.status, u.enabled, u.attributes, u.password_hash,"
            + " u.srp_salt, u.srp_verifier, u.password_history, u.password_set_at, u.created_at, u.modified_at,"
            + " u.signed_out_at, u.extras, u.version";
    static final String INSERT =
            "INSERT INTO users (pool_id, sub, username, status, enabled, attributes, password_hash,"
                    + " srp_salt, srp_verifier, password_history, password_set_at, created_at, modified_at, signed_out_at,"
                    + " extras, version, index_keys) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE users SET username = ?, status = ?, enabled = ?, attributes = ?,"
            + " password_hash = ?, srp_salt = ?, srp_verifier = ?, password_history = ?, password_set_at = ?,"
            + " modified_at = ?, signed_out_at = ?, extras = ?, version = version + 1";
    private final Sql sql;

    Users(Sql sql) {
        this.sql = sql;
    }

    /// Writes a new user with everything they are found by.
    ///
    /// @return `Written` or `NameTaken`
    public UserWrite insert(NewUser added) {
        UserRecord user = added.user();
        var keys = new UserIndex(sql, user.pool(), user.sub());
        Optional<UserWrite.NameTaken> taken = keys.change(IndexKeys.NONE, IndexKeys.of(added.keys()));
        if (taken.isPresent()) {
            return taken.get();
        }
        sql.change(INSERT, row(user, IndexKeys.of(added.keys())));
        return new UserWrite.Written(user);
    }

    /// Writes many new users (import, bench); a user with a taken name is left out.
    ///
    /// @return for each, in order, `Written` or `NameTaken`
    public List<UserWrite> insertAll(List<NewUser> added) {
        return new UserBulk(sql).insert(added);
    }

    /// The user of that sub.
    public Optional<UserRecord> find(PoolId pool, Sub sub) {
        return sql.one("SELECT " + COLUMNS + " FROM users u WHERE u.pool_id = ? AND u.sub = ?", Users::read, pool, sub);
    }

    /// The user who signs in with that name.
    ///
    /// @param key the name, folded like the keys it was written with
    public Optional<UserRecord> findByName(PoolId pool, String key) {
        return sql.one(
                "SELECT " + COLUMNS + " FROM sign_in_names n CROSS JOIN users u"
                        + " WHERE n.pool_id = ? AND n.name_key = ? AND u.pool_id = n.pool_id AND u.sub = n.sub",
                Users::read,
                pool,
                Text.nameKey(key));
    }

    /// Who signs in with that name, and what the name is to them.
    public Optional<NameOwner> nameOwner(PoolId pool, String key) {
        return sql.one(
                "SELECT kind, sub FROM sign_in_names WHERE pool_id = ? AND name_key = ?",
                row -> new NameOwner(SignInName.Kind.of(row.getString(1)), new Sub(row.getString(2))),
                pool,
                Text.nameKey(key));
    }

    /// The owner of a sign-in name.
    ///
    /// @param kind what the name is to them
    /// @param sub the user
    public record NameOwner(SignInName.Kind kind, Sub sub) {}

    /// Writes the record over the one whose version it carries; what the user is found by stays.
    ///
    /// @return `Written` or `Stale`
    public UserWrite update(UserRecord user) {
        return written(
                user, sql.change(UPDATE + " WHERE pool_id = ? AND sub = ? AND version = ?", updated(user, null)));
    }

    /// Writes the record over the one whose version it carries, and makes `keys` all the user is found by.
    ///
    /// @return `Written`, `NameTaken` or `Stale`
    public UserWrite update(UserRecord user, UserKeys keys) {
        Optional<IndexKeys> before = sql.one(
                "SELECT index_keys FROM users WHERE pool_id = ? AND sub = ? AND version = ?",
                row -> IndexKeys.parse(row.getString(1)),
                user.pool(),
                user.sub(),
                user.version());
        if (before.isEmpty()) {
            return new UserWrite.Stale();
        }
        IndexKeys after = IndexKeys.of(keys);
        Optional<UserWrite.NameTaken> taken = new UserIndex(sql, user.pool(), user.sub()).change(before.get(), after);
        if (taken.isPresent()) {
            return taken.get();
        }
        String statement = UPDATE + ", index_keys = ? WHERE pool_id = ? AND sub = ? AND version = ?";
        return written(user, sql.change(statement, updated(user, after)));
    }

    /// Deletes the user with their names, memberships, sessions, codes, TOTP secrets, devices, passkeys and linked
    /// identities.
    ///
    /// @return false when there is no such user
    public boolean delete(PoolId pool, Sub sub) {
        Optional<IndexKeys> keys = sql.one(
                "DELETE FROM users WHERE pool_id = ? AND sub = ? RETURNING index_keys",
                row -> IndexKeys.parse(row.getString(1)),
                pool,
                sub);
        if (keys.isEmpty()) {
            return false;
        }
        var _ = new UserIndex(sql, pool, sub).change(keys.get(), IndexKeys.NONE);
        for (String table : List.of(
                "memberships",
                "sessions",
                "session_details",
                "codes",
                "software_tokens",
                "devices",
                "recovery_codes",
                "passkeys",
                "linked_identities")) {
            sql.change("DELETE FROM " + table + " WHERE pool_id = ? AND sub = ?", pool, sub);
        }
        return true;
    }

    /// What the user is found by.
    public Optional<UserKeys> keys(PoolId pool, Sub sub) {
        return sql.one(
                "SELECT index_keys FROM users WHERE pool_id = ? AND sub = ?",
                row -> IndexKeys.parse(row.getString(1)).keys(),
                pool,
                sub);
    }

    /// Users of a pool, page by page; the order depends on the query.
    ///
    /// @throws InvalidCursor when `after` is not a cursor of such a query
    public Page<UserRecord> search(PoolId pool, UserQuery query, Optional<String> after, int limit) {
        return new UserSearch(sql, pool).page(query, after, limit);
    }

    /// How many users a pool has: exact up to 10,000, above that an estimate good to about 3 % at constant cost.
    public long estimatedCount(PoolId pool) {
        return new UserSearch(sql, pool).estimatedCount();
    }

    private static UserWrite written(UserRecord user, int changed) {
        return changed == 1 ? new UserWrite.Written(user.withVersion(user.version() + 1)) : new UserWrite.Stale();
    }

    private static @Nullable Object[] updated(UserRecord user, @Nullable IndexKeys keys) {
        var values = new ArrayList<@Nullable Object>();
        values.add(user.username());
        values.add(user.status());
        values.add(user.enabled());
        values.add(JsonText.write(user.attributes()));
        values.add(user.passwordHash());
        values.add(user.srpSalt());
        values.add(user.srpVerifier());
        values.add(BytesList.join(user.passwordHistory()));
        values.add(user.passwordSetAt());
        values.add(user.modifiedAt());
        values.add(user.signedOutAt());
        values.add(user.extras());
        if (keys != null) {
            values.add(keys.text());
        }
        values.add(user.pool());
        values.add(user.sub());
        values.add(user.version());
        return values.toArray();
    }

    static @Nullable Object[] row(UserRecord user, IndexKeys keys) {
        return new @Nullable Object[] {
            user.pool(),
            user.sub(),
            user.username(),
            user.status(),
            user.enabled(),
            JsonText.write(user.attributes()),
            user.passwordHash(),
            user.srpSalt(),
            user.srpVerifier(),
            BytesList.join(user.passwordHistory()),
            user.passwordSetAt(),
            user.createdAt(),
            user.modifiedAt(),
            user.signedOutAt(),
            user.extras(),
            user.version(),
            keys.text()
        };
    }

    static UserRecord read(ResultSet row) throws SQLException {
        Map<String, String> attributes = JsonText.read(row.getString(6));
        return new UserRecord(
                new PoolId(row.getString(1)),
                new Sub(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getLong(5) != 0,
                new LinkedHashMap<>(attributes),
                Sql.maybeBytes(row, 7),
                Sql.maybeBytes(row, 8),
                Sql.maybeBytes(row, 9),
                BytesList.split(Sql.maybeBytes(row, 10)),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14),
                row.getString(15),
                row.getLong(16));
    }
}
