package dev.gatehouse.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Passes over every sealed value, table by table in key order. The work of a step is done outside of the
/// write; the
/// write takes effect only where the old value still stands, and moves the version, so that no change made from
/// an
/// older reading brings a value under the old key back.
final class Reseal {
    private static final int STEP = 200;
    private final Store store;
    private final Resealer resealer;

    Reseal(Store store, Resealer resealer) {
        this.store = store;
        this.resealer = resealer;
    }

    private record Target(String table, String column, String condition, Resealer.Column meaning) {}

    private static final List<Target> TARGETS = List.of(
            new Target("settings", "value", "sealed = 1", Resealer.Column.SETTING),
            new Target("pools", "sealed_key", "1 = 1", Resealer.Column.POOL_KEY),
            new Target("signing_keys", "sealed_private", "1 = 1", Resealer.Column.SIGNING_KEY),
            new Target("client_secrets", "sealed", "1 = 1", Resealer.Column.CLIENT_SECRET),
            new Target("users", "password_hash", "password_hash IS NOT NULL", Resealer.Column.PASSWORD_HASH),
            new Target("users", "srp_verifier", "srp_verifier IS NOT NULL", Resealer.Column.SRP_VERIFIER),
            new Target("users", "password_history", "password_history IS NOT NULL", Resealer.Column.PASSWORD_HISTORY),
            new Target("parked", "state", "1 = 1", Resealer.Column.PARKED),
            new Target("software_tokens", "sealed", "1 = 1", Resealer.Column.SOFTWARE_TOKEN),
            new Target("iam_access_keys", "sealed", "1 = 1", Resealer.Column.ACCESS_KEY),
            new Target("saml_private_keys", "sealed", "1 = 1", Resealer.Column.SAML_PRIVATE_KEY),
            new Target("devices", "sealed", "1 = 1", Resealer.Column.DEVICE_VERIFIER),
            new Target("import_chunks", "sealed", "1 = 1", Resealer.Column.IMPORT_CHUNK));

    private record Found(List<String> key, Bytes value) {}

    /// The whole pass; returns how many rows were written.
    long run() {
        long written = 0;
        for (Target target : TARGETS) {
            List<Found> step = next(target, List.of());
            while (!step.isEmpty()) {
                written += write(target, step);
                step = next(target, step.getLast().key());
            }
        }
        return written;
    }

    private List<Found> next(Target target, List<String> after) {
        Schema.Table table = Schema.named(target.table());
        String beyond = after.isEmpty() ? "" : " AND (" + table.keyList() + ") > (" + table.keyMarks() + ")";
        var values = new ArrayList<@Nullable Object>(after);
        values.add(STEP);
        return store.read(tx -> tx.sql()
                .list(
                        "SELECT " + target.column() + ", " + table.keyList() + " FROM "
                                + table.name() + " WHERE " + target.condition() + beyond + " ORDER BY "
                                + table.keyList() + " LIMIT ?",
                        row -> {
                            var key = new ArrayList<String>();
                            for (int i = 0; i < table.key().size(); i++) {
                                key.add(row.getString(2 + i));
                            }
                            return new Found(key, Sql.bytes(row, 1));
                        },
                        values.toArray()));
    }

    private int write(Target target, List<Found> step) {
        Schema.Table table = Schema.named(target.table());
        var rows = new ArrayList<@Nullable Object[]>();
        for (Found found : step) {
            Bytes resealed = apply(resealer, new Resealer.Place(target.meaning(), found.key()), found.value());
            if (!resealed.equals(found.value())) {
                var values = new ArrayList<@Nullable Object>();
                values.add(resealed);
                values.addAll(found.key());
                values.add(found.value());
                rows.add(values.toArray());
            }
        }
        if (rows.isEmpty()) {
            return 0;
        }
        String version = table.is(Schema.Trait.VERSIONED) ? ", version = version + 1" : "";
        String update = "UPDATE " + table.name() + " SET " + target.column() + " = ?" + version + " WHERE ("
                + table.keyList() + ") = (" + table.keyMarks() + ") AND " + target.column() + " = ?";
        int[] changed = store.write(tx -> tx.sql().changeAll(update, rows));
        return java.util.Arrays.stream(changed).sum();
    }

    /// What the sealed values of a column are; empty for columns that hold none.
    static Optional<Resealer.Column> meaning(String table, String column) {
        return TARGETS.stream()
                .filter(target ->
                        target.table().equals(table) && target.column().equals(column))
                .map(Target::meaning)
                .findFirst();
    }

    /// A column's value with all that is sealed in it changed: histories hold several values.
    static Bytes apply(Resealer resealer, Resealer.Place place, Bytes value) {
        if (place.column() != Resealer.Column.PASSWORD_HISTORY) {
            return resealer.reseal(place, value);
        }
        List<Bytes> history = BytesList.split(value).stream()
                .map(earlier -> resealer.reseal(place, earlier))
                .toList();
        @Nullable Bytes joined = BytesList.join(history);
        return joined == null ? value : joined;
    }
}
