package dev.gatehouse.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The server engine: serializable writes that are retried, reads that see each statement's latest commit.
final class PostgresEngine implements Engine {
    private static final int MAX_SERIALIZATION_TRIES = 20;
    private static final int MAX_CONNECTION_TRIES = 3;
    private static final long FIRST_PAUSE_NANOS = 1_000_000;
    private static final int MAX_PAUSE_DOUBLINGS = 6;
    private final InstantSource clock;
    private final HikariDataSource reads;
    private final HikariDataSource writes;

    private PostgresEngine(PostgresSettings settings, InstantSource clock) {
        this.clock = clock;
        int forWrites = settings.poolSize() / 2;
        this.reads = pool(settings, "reads", settings.poolSize() - forWrites, true, "TRANSACTION_READ_COMMITTED");
        this.writes = pool(settings, "writes", forWrites, false, "TRANSACTION_SERIALIZABLE");
    }

    static PostgresEngine open(PostgresSettings settings, InstantSource clock) {
        var engine = new PostgresEngine(settings, clock);
        try (Sql sql = engine.connect(engine.reads)) {
            Migrations.run(sql, clock);
            return engine;
        } catch (SqlFailure e) {
            engine.close();
            throw Dialect.POSTGRES.translate(e.failure());
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static HikariDataSource pool(
            PostgresSettings settings, String name, int size, boolean autoCommit, String isolation) {
        var config = new HikariConfig();
        config.setPoolName("gatehouse-" + name);
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setAutoCommit(autoCommit);
        config.setTransactionIsolation(isolation);
        config.setConnectionTimeout(3_000);
        config.setValidationTimeout(2_000);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "gatehouse");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new HikariDataSource(config);
    }

    /// The pool has tried for a while when this fails; nobody tries again.
    private Sql connect(HikariDataSource pool) {
        try {
            return new Sql(pool.getConnection(), Dialect.POSTGRES);
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRES;
    }

    @Override
    public <T extends @Nullable Object> T read(Work<T> work) {
        for (int tries = 1; ; tries++) {
            try (Sql sql = connect(reads)) {
                return work.run(new Tx(sql));
            } catch (SqlFailure e) {
                if (!lostConnection(e.failure()) || tries >= MAX_CONNECTION_TRIES) {
                    throw Dialect.POSTGRES.translate(e.failure());
                }
            }
        }
    }

    @Override
    public <T extends @Nullable Object> T write(Work<T> work) {
        for (int tries = 1; ; tries++) {
            var attempt = new Attempt();
            try {
                return attempt.run(work);
            } catch (SqlFailure e) {
                if (!attempt.mayRunAgain(e.failure(), tries)) {
                    throw Dialect.POSTGRES.translate(e.failure());
                }
                pause(tries);
            }
        }
    }

    /// One run of a closure in one transaction.
    private final class Attempt {
        private boolean committing;

        <T extends @Nullable Object> T run(Work<T> work) {
            try (Sql sql = connect(writes)) {
                boolean done = false;
                try {
                    T result = work.run(new Tx(sql));
                    committing = true;
                    sql.connection().commit();
                    done = true;
                    return result;
                } catch (SQLException e) {
                    throw new SqlFailure(e);
                } finally {
                    if (!done) {
                        rollback(sql.connection());
                    }
                }
            }
        }

        /// A lost connection before the commit has changed nothing; one during the commit may have.
        boolean mayRunAgain(SQLException failure, int tries) {
            return Dialect.POSTGRES.retryable(failure)
                    ? tries < MAX_SERIALIZATION_TRIES
                    : !committing && lostConnection(failure) && tries < MAX_CONNECTION_TRIES;
        }
    }

    /// A rollback that fails leaves a broken connection, which the pool throws away.
    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LockSupport.setCurrentBlocker(null);
        }
    }

    /// Class 08, or the server was told to stop (57P01 to 57P03).
    private static boolean lostConnection(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    /// Up to twice the last pause, at random, so that rivals do not meet again.
    private static void pause(int tries) {
        long most = FIRST_PAUSE_NANOS << Math.min(tries, MAX_PAUSE_DOUBLINGS);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
    }

    @Override
    public void copyTo(Path file) {
        try (Sql sql = connect(reads)) {
            Connection connection = sql.connection();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            Backup.copyToFile(sql, file, clock);
            connection.rollback();
        } catch (SqlFailure e) {
            throw Dialect.POSTGRES.translate(e.failure());
        } catch (SQLException e) {
            throw Dialect.POSTGRES.translate(e);
        }
    }

    @Override
    public void close() {
        reads.close();
        writes.close();
    }
}
