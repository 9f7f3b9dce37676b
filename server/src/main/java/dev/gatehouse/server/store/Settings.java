package dev.gatehouse.server.store;

import java.util.Optional;

/// Values of the whole instance by name, such as the root credentials.
public final class Settings {
    private final Sql sql;

    Settings(Sql sql) {
        this.sql = sql;
    }

    /// Writes the value unless the name has one: of two nodes that start at once, one wins.
    ///
    /// @param sealed whether the value is sealed, so that a rotation of the master key seals it again
    /// @return the value that now stands
    public Bytes putIfAbsent(String name, Bytes value, boolean sealed) {
        sql.change(
                "INSERT INTO settings (name, value, sealed) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
                name,
                value,
                sealed);
        return find(name).orElseThrow();
    }

    /// Writes the value over whatever the name has.
    public void put(String name, Bytes value, boolean sealed) {
        sql.change(
                "INSERT INTO settings (name, value, sealed) VALUES (?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value, sealed = excluded.sealed",
                name,
                value,
                sealed);
    }

    /// The value of the name.
    public Optional<Bytes> find(String name) {
        return sql.one("SELECT value FROM settings WHERE name = ?", row -> Sql.bytes(row, 1), name);
    }

    /// Removes a value, if it is there.
    public void delete(String name) {
        sql.change("DELETE FROM settings WHERE name = ?", name);
    }
}
