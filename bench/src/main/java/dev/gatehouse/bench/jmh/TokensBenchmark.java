package dev.gatehouse.bench.jmh;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.KeyPairs;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.PoolRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.tokens.Grant;
import dev.gatehouse.server.tokens.Issuer;
import dev.gatehouse.server.tokens.Issuers;
import dev.gatehouse.server.tokens.PoolKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What a sign-in ends with: ID and access token, claims, JSON and two signatures.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class TokensBenchmark {
    private static final PoolId POOL = new PoolId("us-east-1_Bench0000");

    private final Path folder;
    private final Store store;
    private final KeyPairs pairs = new KeyPairs(2);
    private final Issuer issuer;
    private final Grant grant = new Grant(
            POOL,
            new ClientId("1example23456789012345678a"),
            new Grant.Subject(
                    new Sub("0a1b2c3d-0000-4000-8000-000000000000"),
                    "someone",
                    Map.of("email", "someone@example.com", "email_verified", "true", "name", "Some One"),
                    List.of()),
            new Grant.Sitting(
                    "0a1b2c3d-0000-4001-8000-000000000000", "0a1b2c3d-0000-4002-8000-000000000000", Instant.EPOCH),
            new Grant.Lifetimes(Duration.ofHours(1), Duration.ofHours(1)),
            true,
            Grant.API_SCOPE);

    /// Opens a store of its own.
    public TokensBenchmark() {
        this.folder = folder();
        this.store = Store.sqlite(folder.resolve("gatehouse.db"), InstantSource.system());
        SecureRandom random = new SecureRandom();
        Sealer sealer = new Sealer(MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), random);
        Chance chance = new Chance(random);
        PoolKeys keys = new PoolKeys(store, sealer, pairs, chance, InstantSource.system());
        this.issuer = new Issuer(keys, new Issuers.Aws(), chance, InstantSource.system());
        Consumer<Tx> storeKeys = keys.create(POOL);
        store.write(tx -> {
            storeKeys.accept(tx);
            return tx.pools().insert(new PoolRecord(POOL, "bench", "{}", Bytes.of(new byte[] {1}), 0, 0, 0));
        });
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("gatehouse-jmh");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Both tokens.
    @Benchmark
    public Issuer.Issued issue() {
        return issuer.issue(grant);
    }

    /// Removes the store.
    @TearDown
    public void close() throws IOException {
        pairs.close();
        store.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
