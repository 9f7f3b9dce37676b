package dev.gatehouse.bench.jmh;

import dev.gatehouse.server.seal.Rs256;
import dev.gatehouse.server.seal.SigningKey;
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

/// RS256 with the fastest provider at hand.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class SigningBenchmark {
    private final SigningKey key = SigningKey.generate();
    private final Rs256 checker = Rs256.of(key.publicKey());
    private final byte[] token = new byte[900];
    private final byte[] signature = key.sign(token);

    /// One signature.
    @Benchmark
    public byte[] sign() {
        return key.sign(token);
    }

    /// One check.
    @Benchmark
    public boolean verify() {
        return checker.verify(token, signature);
    }
}
