package dev.gatehouse.bench.jmh;

import dev.gatehouse.bench.SrpExchange;
import dev.gatehouse.pure.srp.ServerKey;
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

/// The server's side of SRP.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class SrpBenchmark {
    private final SrpExchange exchange = new SrpExchange();

    /// B, for the challenge.
    @Benchmark
    public ServerKey begin() {
        return exchange.begin();
    }

    /// The judgement of the answer.
    @Benchmark
    public boolean verify() {
        return exchange.verify();
    }
}
