package dev.gatehouse.bench.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.model.cognitoidp.AuthenticationResultType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.protocol.Binding;
import dev.gatehouse.model.protocol.Bindings;
import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.protocol.WireRequest;
import java.util.Map;
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

/// AWS JSON, constraints included.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class CodecBenchmark {
    private final Binding json = Bindings.of(CognitoIdp.SERVICE.protocol());
    private final WireRequest request = new WireRequest(
            "POST", "/", "", Map.of(), """
            {"AuthFlow":"USER_SRP_AUTH","ClientId":"1example23456789012345678a",            "AuthParameters":{"USERNAME":"someone@example.com","SRP_A":"%s"}}""".formatted("a1".repeat(384)).getBytes(UTF_8));
    private final InitiateAuthResponse answer = InitiateAuthResponse.builder()
            .authenticationResult(AuthenticationResultType.builder()
                    .accessToken("e".repeat(1_000))
                    .idToken("e".repeat(1_000))
                    .refreshToken("e".repeat(400))
                    .expiresIn(3_600)
                    .tokenType("Bearer")
                    .build())
            .build();

    /// InitiateAuth as it comes in.
    @Benchmark
    public InitiateAuthRequest decode() {
        return json.decode(CognitoIdp.INITIATE_AUTH, request);
    }

    /// An AuthenticationResult as it goes out.
    @Benchmark
    public WireAnswer encode() {
        return json.encode(CognitoIdp.INITIATE_AUTH, answer, "00000000-0000-4000-8000-000000000000");
    }
}
