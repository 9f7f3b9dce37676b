package dev.gatehouse.bench.jmh;

import dev.gatehouse.server.seal.BadSeal;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Sealing of values the size of a refresh token's.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class SealingBenchmark {
    private final Sealer sealer =
            new Sealer(MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), new SecureRandom());
    private final byte[] plain = new byte[100];
    private final byte[] sealed = sealer.seal(Purpose.REFRESH_TOKEN, plain, "");

    /// Seals one value.
    @Benchmark
    public byte[] seal() {
        return sealer.seal(Purpose.REFRESH_TOKEN, plain, "");
    }

    /// Opens one value.
    @Benchmark
    public byte[] open() throws BadSeal {
        return sealer.open(Purpose.REFRESH_TOKEN, sealed, "");
    }
}
