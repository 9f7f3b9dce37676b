package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import java.util.List;
import java.util.Optional;

/// Pages of users. Every statement walks one index from a starting point, so its cost is that of the page.
final class UserSearch {
    private static final int COUNTED = 10_000;
    private static final String USERS = "SELECT " + Users.COLUMNS + " FROM users u WHERE u.pool_id = ? ";
    private final Sql sql;
    private final PoolId pool;

    UserSearch(Sql sql, PoolId pool) {
        this.sql = sql;
        this.pool = pool;
    }

    Page<UserRecord> page(UserQuery query, Optional<String> after, int limit) {
        return switch (query) {
            case UserQuery.All() -> bySub(new Range("", ""), after, limit);
            case UserQuery.BySub(String value, boolean prefix) -> bySub(Range.of(value, prefix), after, limit);
            case UserQuery.ByEnabled(boolean enabled) -> byEnabled(enabled, after, limit);
            case UserQuery.ByStatus(String value, boolean prefix) -> byStatus(Range.of(value, prefix), after, limit);
            case UserQuery.ByKey(String field, String value, boolean prefix) ->
                byKey(field, Range.of(value, prefix), after, limit);
        };
    }

    /// From `first`, inclusive, to `end`, exclusive.
    private record Range(String first, String end) {
        /// No text is greater than this one: above the last code point nothing begins.
        private static final String ALL =
                Character.toString(Character.MAX_CODE_POINT).repeat(2);

        Range {
            end = end.isEmpty() ? ALL : end;
        }

        static Range of(String value, boolean prefix) {
            return new Range(value, prefix ? Text.afterPrefix(value) : value + "\u0001");
        }
    }

    private Page<UserRecord> bySub(Range range, Optional<String> after, int limit) {
        String start = after.map(Cursor::one).orElse("");
        var rows = sql.list(
                USERS + "AND u.sub >= ? AND u.sub > ? AND u.sub < ? ORDER BY u.sub LIMIT ?",
                Users::read,
                pool,
                later(range.first(), start),
                start,
                range.end(),
                limit + 1);
        return Page.cut(rows, limit, user -> Cursor.of(user.sub().value()));
    }

    private Page<UserRecord> byEnabled(boolean enabled, Optional<String> after, int limit) {
        var rows = sql.list(
                USERS + "AND u.enabled = ? AND u.sub > ? ORDER BY u.sub LIMIT ?",
                Users::read,
                pool,
                enabled,
                after.map(Cursor::one).orElse(""),
                limit + 1);
        return Page.cut(rows, limit, user -> Cursor.of(user.sub().value()));
    }

    private Page<UserRecord> byStatus(Range range, Optional<String> after, int limit) {
        List<String> start = after.map(cursor -> Cursor.read(cursor, 2)).orElse(List.of(range.first(), ""));
        var rows = sql.list(
                USERS + "AND (u.status, u.sub) > (?, ?) AND u.status < ? ORDER BY u.status, u.sub LIMIT ?",
                Users::read,
                pool,
                start.get(0),
                start.get(1),
                range.end(),
                limit + 1);
        return Page.cut(rows, limit, user -> Cursor.of(user.status(), user.sub().value()));
    }

    private record Hit(String key, UserRecord user) {}

    private Page<UserRecord> byKey(String field, Range range, Optional<String> after, int limit) {
        List<String> start = after.map(cursor -> Cursor.read(cursor, 2)).orElse(List.of(range.first(), ""));
        List<Hit> hits = sql.list(
                "SELECT " + Users.COLUMNS + ", s.value_key FROM user_search s CROSS JOIN users u"
                        + " WHERE s.pool_id = ? AND s.field = ? AND (s.value_key, s.sub) > (?, ?) AND s.value_key < ?"
                        + " AND u.pool_id = s.pool_id AND u.sub = s.sub ORDER BY s.value_key, s.sub LIMIT ?",
                row -> new Hit(row.getString(17), Users.read(row)),
                pool,
                field,
                start.get(0),
                start.get(1),
                range.end(),
                limit + 1);
        Page<Hit> page = Page.cut(
                hits, limit, hit -> Cursor.of(hit.key(), hit.user().sub().value()));
        return new Page<>(page.items().stream().map(Hit::user).toList(), page.next());
    }

    private static String later(String one, String other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /// Subs are evenly spread, so how far the first 10,000 reach into their space tells how many there are (the
    /// k-minimum-values
    /// estimator); no counter is kept, which every sign-up would have to change.
    long estimatedCount() {
        var seen = sql.one(
                "SELECT count(*), max(sub) FROM (SELECT sub FROM users WHERE pool_id = ? ORDER BY sub LIMIT ?) first",
                row -> new Seen(row.getLong(1), Optional.ofNullable(row.getString(2))),
                pool,
                COUNTED + 1);
        long count = seen.map(Seen::count).orElse(0L);
        if (count <= COUNTED) {
            return count;
        }
        return seen.flatMap(Seen::last)
                .flatMap(UserSearch::reach)
                .map(reach -> Math.round(count / reach))
                .orElse(count);
    }

    private record Seen(long count, Optional<String> last) {}

    /// Which part of the space of subs lies below this one; empty when its first eight characters are not
    /// hexadecimal.
    private static Optional<Double> reach(String sub) {
        try {
            long head = Long.parseLong(sub.substring(0, 8), 16);
            return Optional.of((head + 1) / (double) (1L << 32));
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
