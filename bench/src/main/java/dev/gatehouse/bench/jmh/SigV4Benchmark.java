package dev.gatehouse.bench.jmh;

import dev.gatehouse.bench.SignedCall;
import dev.gatehouse.pure.sigv4.Rules;
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

/// SigV4.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class SigV4Benchmark {
    private final SignedCall call =
            SignedCall.of("AdminGetUser", "{\"UserPoolId\":\"us-east-1_Bench0000\",\"Username\":\"someone\"}");
    private final Rules rules = Rules.of("cognito-idp");

    /// Header, key and signature of one request.
    @Benchmark
    public boolean check() {
        return call.check(rules);
    }
}
