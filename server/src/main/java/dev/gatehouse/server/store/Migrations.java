package dev.gatehouse.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/// Brings a database to this version's schema: numbered scripts, each run once, all in one transaction. Nodes
/// that
/// start at
/// once take turns.
final class Migrations {
    private static final List<String> SCRIPTS = List.of(
            "001-foundation.sql",
            "002-software-tokens.sql",
            "003-passkeys.sql",
            "004-devices.sql",
            "005-imports.sql",
            "006-session-details.sql",
            "007-recovery-codes.sql",
            "008-linked-identities.sql",
            "009-iam.sql",
            "010-identity-pools.sql",
            "011-sync.sql",
            "012-spent-proofs.sql",
            "013-saml-encryption.sql");
    private static final long ADVISORY_LOCK = 0x6761_7465_686f_7573L;
    private final Sql sql;
    private final InstantSource clock;

    private Migrations(Sql sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// The schema version this code writes.
    static int latest() {
        return SCRIPTS.size();
    }

    /// @throws IllegalStateException when the schema is newer than this code
    static void run(Sql sql, InstantSource clock) {
        new Migrations(sql, clock).inTransaction();
    }

    private void inTransaction() {
        sql.execute(sql.dialect() == Dialect.SQLITE ? "BEGIN IMMEDIATE" : "BEGIN");
        boolean done = false;
        try {
            if (sql.dialect() == Dialect.POSTGRES) {
                sql.execute("SELECT pg_advisory_xact_lock(" + ADVISORY_LOCK + ")");
            }
            migrate();
            done = true;
        } finally {
            sql.execute(done ? "COMMIT" : "ROLLBACK");
        }
    }

    private void migrate() {
        sql.execute(
                "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY, applied_at BIGINT NOT NULL)");
        long current = sql.number("SELECT COALESCE(MAX(version), 0) FROM schema_version");
        if (current > latest()) {
            throw new IllegalStateException("the database has schema version " + current + ", this version of Gatehouse"
                    + " knows " + latest() + "; start a newer one");
        }
        for (int version = (int) current + 1; version <= latest(); version++) {
            for (String statement : statements(SCRIPTS.get(version - 1))) {
                sql.execute(statement);
            }
            sql.change("INSERT INTO schema_version (version, applied_at) VALUES (?, ?)", version, clock.millis());
        }
    }

    /// Statements end with a semicolon at the end of a line; lines that begin with two dashes are comments.
    private List<String> statements(String script) {
        String text = sql.dialect().fill(read(script)).replaceAll("(?m)^--.*$", "");
        return text.lines()
                .filter(line -> !line.isBlank())
                .collect(java.util.stream.Collectors.joining("\n"))
                .transform(whole -> List.of(whole.split(";\\s*(\\n|$)")));
    }

    private static String read(String script) {
        try (InputStream in = Migrations.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException("no migration " + script);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
