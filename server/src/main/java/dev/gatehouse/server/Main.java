package dev.gatehouse.server;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.cli.Cli;
import dev.gatehouse.server.cli.CommandFailure;
import dev.gatehouse.server.cli.Commands;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.config.StoreSettings;
import dev.gatehouse.server.imports.ImportLog;
import dev.gatehouse.server.seal.KeyPairs;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.SealedStream;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.StoreUnavailable;
import dev.gatehouse.server.tokens.PoolKeys;
import dev.gatehouse.server.triggers.Functions;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the process starts: runs one command. What the server is made of stands in {@link Assembly}.
public final class Main implements Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] arguments) {
        Cli cli = new Cli(System.getenv(), System.out, System.err, version(), new Main());
        System.exit(cli.run(arguments));
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(development)");
    }

    @Override
    public void start(Settings settings) throws Exception {
        Logs.use(
                switch (settings.logFormat()) {
                    case AUTO -> !Logs.onTerminal();
                    case JSON -> true;
                    case TEXT -> false;
                });
        Running running = serve(settings);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(running)));
        announce(settings, running);
        running.http().join();
    }

    private static Running serve(Settings settings) throws IOException, GeneralSecurityException {
        try {
            return new Assembly(settings, Functions.notInvoked(), InstantSource.system(), new SecureRandom()).start();
        } catch (IOException failed) {
            if (failed instanceof BindException || failed.getCause() instanceof BindException) {
                throw new CommandFailure(failed.getMessage() + ": is another server running?");
            }
            throw failed;
        }
    }

    private static void stop(Running running) {
        LOG.info("stopping: running requests are finished first");
        running.close();
        LOG.info("stopped");
    }

    private static void announce(Settings settings, Running running) {
        StringBuilder block = new StringBuilder("Gatehouse ").append(version()).append(" is ready");
        line(block, "address", running.url());
        running.managementPort()
                .ifPresent(port ->
                        line(block, "metrics", "http://" + settings.management().address() + ":" + port + "/metrics"));
        line(block, "data", settings.dataFolder().toAbsolutePath().normalize().toString());
        line(block, "store", store(settings.store()));
        line(block, "cryptography", running.crypto());
        if (settings.dev()) {
            line(block, "WARNING", "--dev is on: any credentials are accepted, also none");
        }
        LOG.info("{}", block);
    }

    private static void line(StringBuilder block, String name, String value) {
        block.append(System.lineSeparator()).append(String.format("  %-14s%s", name, value));
    }

    private static String store(StoreSettings store) {
        return switch (store) {
            case StoreSettings.Sqlite(Path file) -> "SQLite, " + file;
            case StoreSettings.Postgres postgres ->
                "PostgreSQL, " + postgres.url().replaceFirst("\\?.*", "");
        };
    }

    @Override
    public void train() throws Exception {
        Training.run();
    }

    @Override
    public void backup(Settings settings, Path file) {
        onStore(settings, store -> store.backup(file));
        LOG.info("backup written to {}", file);
    }

    @Override
    public void restore(Settings settings, Path file) {
        onStore(settings, store -> store.restore(file));
        LOG.info("restored from {}", file);
    }

    @Override
    public void importLog(Settings settings, String jobId, Consumer<String> out) {
        onStore(settings, store -> {
            if (!ImportLog.print(store, jobId, out)) {
                throw new CommandFailure("Import job " + jobId + " does not exist.");
            }
        });
    }

    @Override
    public void export(Settings settings, String poolId, Path file, Path keyFile, boolean signingKeys)
            throws IOException {
        byte[] key = SealedStream.key(keyFile);
        SecureRandom random = new SecureRandom();
        try (Ground ground = Ground.open(settings, InstantSource.system(), random)) {
            new PoolFiles(ground, random).write(new PoolId(poolId), file, key, signingKeys);
            LOG.info("user pool {} written to {}", poolId, file);
        } catch (IllegalArgumentException notAPool) {
            throw new CommandFailure("User pool " + poolId + " does not exist.");
        }
    }

    @Override
    public void importPool(Settings settings, Path file, Path keyFile) throws IOException {
        byte[] key = SealedStream.key(keyFile);
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        try (Ground ground = Ground.open(settings, clock, random);
                KeyPairs pairs = new KeyPairs(2)) {
            PoolKeys keys = new PoolKeys(ground.store(), ground.sealer(), pairs, ground.chance(), clock);
            LOG.info("user pool {} is here", new PoolFiles(ground, random).read(file, key, keys::create));
        }
    }

    private static void onStore(Settings settings, Consumer<Store> work) {
        try (Store store = Ground.store(settings.store(), InstantSource.system())) {
            work.accept(store);
        } catch (IllegalArgumentException | IllegalStateException | StoreUnavailable refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public void rotateKey(Settings settings) throws IOException {
        SecureRandom random = new SecureRandom();
        if (settings.masterKey().key().isEmpty()) {
            Path file = settings.masterKey().file().orElse(settings.dataFolder().resolve(MasterKey.FILE_NAME));
            Ground.masterKey(settings, random).rotated(random).save(file);
            LOG.info("a new master key stands first in {}; a running server learns it by itself", file);
        }
        try (Ground ground = Ground.open(settings, InstantSource.system(), random)) {
            long rows = ground.store().reseal(new Resealing(ground.sealer()));
            LOG.info("{} rows were sealed again with the newest key", rows);
        }
    }

    @Override
    public void explain(Settings settings, Question question, Consumer<String> out) throws IOException {
        InstantSource clock = InstantSource.system();
        try (Ground ground = Ground.open(settings, clock, new SecureRandom())) {
            new Explaining(ground, settings, clock).explain(question, out);
        }
    }

    @Override
    public void rotateSigningKeys(Settings settings, String poolId) throws IOException {
        InstantSource clock = InstantSource.system();
        try (Ground ground = Ground.open(settings, clock, new SecureRandom());
                KeyPairs pairs = new KeyPairs(2)) {
            PoolKeys keys = new PoolKeys(ground.store(), ground.sealer(), pairs, ground.chance(), clock);
            LOG.info(
                    "pool {} signs with the new keys {}; the old ones verify for another 25 hours",
                    poolId,
                    keys.rotate(new PoolId(poolId)));
        } catch (IllegalArgumentException | NoSuchElementException noSuchPool) {
            throw new CommandFailure("User pool " + poolId + " does not exist.");
        }
    }
}
