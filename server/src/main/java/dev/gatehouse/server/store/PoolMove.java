package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Moves one pool: its rows of every table that lasts, with sealed values opened on the way out and sealed by the key
/// of the new place on the way in. Sessions and all else that expires stay behind.
final class PoolMove {
    private static final String POOLS = "pools";
    private static final String SIGNING_KEYS = "signing_keys";
    private static final Set<String> STAY = Set.of("outbox", "import_jobs");

    private PoolMove() {}

    private static List<Schema.Table> tables() {
        List<Schema.Table> moving = new ArrayList<>(List.of(Schema.named(POOLS)));
        Schema.with(Schema.Trait.OF_POOL).stream()
                .filter(table -> !table.is(Schema.Trait.EXPIRES) && !STAY.contains(table.name()))
                .forEach(moving::add);
        return moving;
    }

    private static String poolColumn(Schema.Table table) {
        return table.name().equals(POOLS) ? "id" : "pool_id";
    }

    /// Writes a pool as it stands at one moment.
    ///
    /// @param scratch where a copy of the store may stand meanwhile; nothing in it is opened
    static void write(Engine engine, PoolId pool, boolean signingKeys, Resealer opener, Path scratch, OutputStream out)
            throws IOException {
        makeFile(scratch);
        try {
            engine.copyTo(scratch);
            try (Sql source = SqliteEngine.connectPlain(scratch)) {
                if (!source.exists("SELECT 1 FROM pools WHERE id = ?", pool)) {
                    throw new NoSuchElementException("User pool " + pool + " does not exist.");
                }
                DataOutputStream rows = new DataOutputStream(out);
                rows.writeInt(Migrations.latest());
                rows.writeUTF(pool.value());
                long count = 0;
                for (Schema.Table table : tables()) {
                    if (signingKeys || !table.name().equals(SIGNING_KEYS)) {
                        count += writeTable(source, table, pool, opener, rows);
                    }
                }
                PoolRows.writeEnd(rows, count);
                rows.flush();
            }
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private static void makeFile(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static long writeTable(Sql source, Schema.Table table, PoolId pool, Resealer opener, DataOutputStream out)
            throws IOException {
        String select = "SELECT * FROM " + table.name() + " WHERE " + poolColumn(table) + " = ?";
        long count = 0;
        try (var statement = source.connection().prepareStatement(select)) {
            statement.setString(1, pool.value());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    PoolRows.write(out, changed(table, values(rows), opener));
                    count++;
                }
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
        return count;
    }

    private static Map<String, @Nullable Object> values(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            values.put(
                    row.getMetaData().getColumnName(i),
                    switch (value) {
                        case null -> null;
                        case byte[] content -> Bytes.wrap(content);
                        case Number number -> number.longValue();
                        default -> value.toString();
                    });
        }
        return values;
    }

    /// The row with every sealed value passed through `change`.
    private static PoolRows.Row changed(Schema.Table table, Map<String, @Nullable Object> values, Resealer change) {
        List<String> key = table.key().stream()
                .map(column -> String.valueOf(values.get(column)))
                .toList();
        values.replaceAll((column, value) -> {
            Optional<Resealer.Column> meaning = Reseal.meaning(table.name(), column);
            return meaning.isPresent() && value instanceof Bytes sealed
                    ? Reseal.apply(change, new Resealer.Place(meaning.get(), key), sealed)
                    : value;
        });
        return new PoolRows.Row(table.name(), values);
    }

    /// Reads a pool into the store, all or nothing.
    ///
    /// @param scratch where its rows may stand meanwhile, sealed as they will be
    /// @param keys makes signing keys for a pool that comes without
    static PoolId read(
            Engine engine,
            InputStream in,
            Resealer sealer,
            Path scratch,
            Function<PoolId, Consumer<Tx>> keys,
            InstantSource clock)
            throws IOException {
        makeFile(scratch);
        try (Sql staged = SqliteEngine.connectPlain(scratch)) {
            Migrations.run(staged, clock);
            DataInputStream rows = new DataInputStream(in);
            int version = rows.readInt();
            if (version != Migrations.latest()) {
                throw new IllegalArgumentException("the export has schema version " + version + ", this store "
                        + Migrations.latest() + "; use the same version of Gatehouse on both sides");
            }
            PoolId pool = new PoolId(rows.readUTF());
            stage(rows, pool, sealer, staged);
            boolean bringsKeys = staged.exists("SELECT 1 FROM " + SIGNING_KEYS);
            Consumer<Tx> missing = bringsKeys ? tx -> {} : keys.apply(pool);
            return engine.write(tx -> {
                refuseCollision(tx.sql(), staged, pool);
                tables().forEach(table -> TableCopy.copy(staged, tx.sql(), table.name()));
                missing.accept(tx);
                return pool;
            });
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private static void stage(DataInputStream in, PoolId pool, Resealer sealer, Sql staged) throws IOException {
        staged.execute("BEGIN");
        long count = 0;
        Optional<PoolRows.Row> next = PoolRows.read(in, count);
        while (next.isPresent()) {
            insert(staged, next.get(), pool, sealer);
            count++;
            next = PoolRows.read(in, count);
        }
        staged.execute("COMMIT");
        if (!staged.exists("SELECT 1 FROM pools WHERE id = ?", pool)) {
            throw new IllegalArgumentException("the export lacks its pool");
        }
    }

    private static void insert(Sql staged, PoolRows.Row row, PoolId pool, Resealer sealer) {
        Schema.Table table = tables().stream()
                .filter(one -> one.name().equals(row.table()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the export has a table that does not move"));
        if (!pool.value().equals(row.values().get(poolColumn(table)))) {
            throw new IllegalArgumentException("the export has a row of another pool");
        }
        Map<String, @Nullable Object> values =
                changed(table, row.values(), sealer).values();
        String marks =
                String.join(", ", values.keySet().stream().map(column -> "?").toList());
        String statement =
                "INSERT INTO " + table.name() + " (" + String.join(", ", values.keySet()) + ") VALUES (" + marks + ")";
        staged.change(statement, values.values().toArray());
    }

    private static void refuseCollision(Sql target, Sql staged, PoolId pool) {
        if (target.exists("SELECT 1 FROM pools WHERE id = ?", pool)) {
            throw new IllegalStateException("user pool " + pool + " is there already");
        }
        if (target.exists("SELECT 1 FROM purges WHERE kind = 'pool' AND pool_id = ?", pool)) {
            throw new IllegalStateException("user pool " + pool
                    + " was deleted here, and what is left of it is still being removed; try later");
        }
        for (String client : staged.list("SELECT id FROM clients", row -> row.getString(1))) {
            if (target.exists("SELECT 1 FROM clients WHERE id = ?", client)) {
                throw new IllegalStateException("app client " + client + " is there already, in another user pool");
            }
        }
    }
}
