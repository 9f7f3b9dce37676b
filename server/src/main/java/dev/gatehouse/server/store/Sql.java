package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Statements on one connection. On SQLite each is prepared once and kept; on PostgreSQL the driver keeps them.
final class Sql implements AutoCloseable {
    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> kept = new HashMap<>();

    Sql(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /// Reads the current row.
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    Connection connection() {
        return connection;
    }

    Dialect dialect() {
        return dialect;
    }

    <T> Optional<T> one(String sql, Row<T> row, @Nullable Object... values) {
        return with(sql, statement -> {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
            }
        });
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... values) {
        return with(sql, statement -> {
            bind(statement, values);
            var found = new ArrayList<T>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return found;
        });
    }

    long number(String sql, @Nullable Object... values) {
        return one(sql, row -> row.getLong(1), values).orElse(0L);
    }

    boolean exists(String sql, @Nullable Object... values) {
        return one(sql, row -> true, values).isPresent();
    }

    /// Changes rows; returns how many.
    int change(String sql, @Nullable Object... values) {
        return with(sql, statement -> {
            bind(statement, values);
            return statement.executeUpdate();
        });
    }

    /// One statement for many rows.
    ///
    /// @return for each row how many rows changed
    int[] changeAll(String sql, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        return with(sql, statement -> {
            for (@Nullable Object[] values : rows) {
                bind(statement, values);
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    /// A statement without parameters that is not worth keeping.
    void execute(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private interface Use<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, Use<T> use) {
        try {
            if (dialect == Dialect.POSTGRES) {
                try (var statement = connection.prepareStatement(sql)) {
                    return use.with(statement);
                }
            }
            PreparedStatement statement = kept.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                kept.put(sql, statement);
            }
            return use.with(statement);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(at, Types.NULL);
            case String text -> statement.setString(at, Text.clean(text));
            case Long number -> statement.setLong(at, number);
            case Integer number -> statement.setLong(at, number);
            case Boolean truth -> statement.setLong(at, truth ? 1 : 0);
            case Bytes bytes -> statement.setBytes(at, bytes.shared());
            case PoolId id -> statement.setString(at, id.value());
            case Sub sub -> statement.setString(at, sub.value());
            case ClientId id -> statement.setString(at, id.value());
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    static Bytes bytes(ResultSet row, int column) throws SQLException {
        return Bytes.wrap(row.getBytes(column));
    }

    static @Nullable Bytes maybeBytes(ResultSet row, int column) throws SQLException {
        byte[] content = row.getBytes(column);
        return content == null ? null : Bytes.wrap(content);
    }

    @Override
    public void close() {
        try {
            for (PreparedStatement statement : kept.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}
