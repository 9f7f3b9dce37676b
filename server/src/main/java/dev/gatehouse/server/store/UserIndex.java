package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows one user is found by.
final class UserIndex {
    static final String INSERT_NAME = "INSERT INTO sign_in_names (pool_id, name_key, kind, sub) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (pool_id, name_key) DO NOTHING";
    static final String INSERT_SEARCH = "INSERT INTO user_search (pool_id, field, value_key, sub) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (pool_id, field, value_key, sub) DO NOTHING";
    private final Sql sql;
    private final PoolId pool;
    private final Sub sub;

    UserIndex(Sql sql, PoolId pool, Sub sub) {
        this.sql = sql;
        this.pool = pool;
        this.sub = sub;
    }

    /// Writes the difference. Inserting first decides uniqueness; when a name is taken, nothing stays changed.
    Optional<UserWrite.NameTaken> change(IndexKeys before, IndexKeys after) {
        var added = new ArrayList<SignInName>();
        for (SignInName name : after.namesMissingIn(before)) {
            if (sql.change(
                            INSERT_NAME,
                            pool,
                            Text.nameKey(name.key()),
                            name.kind().text(),
                            sub)
                    == 0) {
                removeNames(added);
                return Optional.of(new UserWrite.NameTaken(name, ownerOf(name)));
            }
            added.add(name);
        }
        removeNames(before.namesMissingIn(after));
        for (SignInName name : after.namesOfOtherKindIn(before)) {
            sql.change(
                    "UPDATE sign_in_names SET kind = ? WHERE pool_id = ? AND name_key = ?",
                    name.kind().text(),
                    pool,
                    Text.nameKey(name.key()));
        }
        for (SearchKey key : before.searchMissingIn(after)) {
            sql.change(
                    "DELETE FROM user_search WHERE pool_id = ? AND field = ? AND value_key = ? AND sub = ?",
                    pool,
                    key.field(),
                    key.key(),
                    sub);
        }
        for (SearchKey key : after.searchMissingIn(before)) {
            sql.change(INSERT_SEARCH, pool, key.field(), key.key(), sub);
        }
        return Optional.empty();
    }

    private void removeNames(List<SignInName> names) {
        for (SignInName name : names) {
            sql.change(
                    "DELETE FROM sign_in_names WHERE pool_id = ? AND name_key = ? AND sub = ?",
                    pool,
                    Text.nameKey(name.key()),
                    sub);
        }
    }

    private Sub ownerOf(SignInName name) {
        return sql.one(
                        "SELECT sub FROM sign_in_names WHERE pool_id = ? AND name_key = ?",
                        row -> new Sub(row.getString(1)),
                        pool,
                        Text.nameKey(name.key()))
                .orElseThrow();
    }
}
