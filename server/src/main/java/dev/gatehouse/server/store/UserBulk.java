package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Inserts many users with few round trips.
final class UserBulk {
    private final Sql sql;

    UserBulk(Sql sql) {
        this.sql = sql;
    }

    private record NameRow(int user, SignInName name) {}

    List<UserWrite> insert(List<NewUser> added) {
        List<IndexKeys> keys =
                added.stream().map(NewUser::keys).map(IndexKeys::of).toList();
        List<Optional<UserWrite.NameTaken>> taken = insertNames(added, keys);
        var users = new ArrayList<@Nullable Object[]>();
        var search = new ArrayList<@Nullable Object[]>();
        var outcomes = new ArrayList<UserWrite>();
        for (int i = 0; i < added.size(); i++) {
            UserRecord user = added.get(i).user();
            if (taken.get(i).isPresent()) {
                outcomes.add(taken.get(i).get());
                continue;
            }
            outcomes.add(new UserWrite.Written(user));
            users.add(Users.row(user, keys.get(i)));
            for (SearchKey key : keys.get(i).search()) {
                search.add(new @Nullable Object[] {user.pool(), key.field(), key.key(), user.sub()});
            }
        }
        sql.changeAll(Users.INSERT, users);
        sql.changeAll(UserIndex.INSERT_SEARCH, search);
        return outcomes;
    }

    /// Inserts all names; of a user with a taken one none stays.
    private List<Optional<UserWrite.NameTaken>> insertNames(List<NewUser> added, List<IndexKeys> keys) {
        var taken = new ArrayList<Optional<UserWrite.NameTaken>>();
        var names = new ArrayList<NameRow>();
        var rows = new ArrayList<@Nullable Object[]>();
        for (int i = 0; i < added.size(); i++) {
            taken.add(Optional.empty());
            UserRecord user = added.get(i).user();
            for (SignInName name : keys.get(i).names().values()) {
                names.add(new NameRow(i, name));
                rows.add(new @Nullable Object[] {
                    user.pool(), Text.nameKey(name.key()), name.kind().text(), user.sub()
                });
            }
        }
        int[] inserted = sql.changeAll(UserIndex.INSERT_NAME, rows);
        for (int i = 0; i < inserted.length; i++) {
            NameRow row = names.get(i);
            if (inserted[i] == 0 && taken.get(row.user()).isEmpty()) {
                UserRecord user = added.get(row.user()).user();
                taken.set(row.user(), Optional.of(new UserWrite.NameTaken(row.name(), owner(user.pool(), row.name()))));
            }
        }
        withdraw(added, names, inserted, taken);
        return taken;
    }

    private void withdraw(
            List<NewUser> added, List<NameRow> names, int[] inserted, List<Optional<UserWrite.NameTaken>> taken) {
        for (int i = 0; i < inserted.length; i++) {
            NameRow row = names.get(i);
            if (inserted[i] == 1 && taken.get(row.user()).isPresent()) {
                UserRecord user = added.get(row.user()).user();
                sql.change(
                        "DELETE FROM sign_in_names WHERE pool_id = ? AND name_key = ?",
                        user.pool(),
                        Text.nameKey(row.name().key()));
            }
        }
    }

    private Sub owner(PoolId pool, SignInName name) {
        return sql.one(
                        "SELECT sub FROM sign_in_names WHERE pool_id = ? AND name_key = ?",
                        row -> new Sub(row.getString(1)),
                        pool,
                        Text.nameKey(name.key()))
                .orElseThrow();
    }
}
