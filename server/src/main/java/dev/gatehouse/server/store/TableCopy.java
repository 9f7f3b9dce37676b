package dev.gatehouse.server.store;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Copies rows as they are from one database into the same table of another.
final class TableCopy {
    private static final int BATCH = 500;

    private TableCopy() {}

    static void all(Sql source, Sql target) {
        for (Schema.Table table : Schema.TABLES) {
            copy(source, target, table.name());
        }
    }

    static void copy(Sql source, Sql target, String table) {
        try (var statement = source.connection().createStatement()) {
            statement.setFetchSize(BATCH);
            try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                String insert = insert(table, rows.getMetaData());
                int width = rows.getMetaData().getColumnCount();
                var batch = new ArrayList<@Nullable Object[]>();
                while (rows.next()) {
                    batch.add(row(rows, width));
                    if (batch.size() == BATCH) {
                        target.changeAll(insert, batch);
                        batch.clear();
                    }
                }
                target.changeAll(insert, batch);
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private static String insert(String table, ResultSetMetaData columns) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> marks = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnName(i));
            marks.add("?");
        }
        return "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES (" + String.join(", ", marks) + ")";
    }

    private static @Nullable Object[] row(ResultSet rows, int width) throws SQLException {
        var values = new @Nullable Object[width];
        for (int i = 0; i < width; i++) {
            Object value = rows.getObject(i + 1);
            values[i] = value instanceof byte[] content ? Bytes.wrap(content) : value;
        }
        return values;
    }
}
