package dev.gatehouse.pure.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// What the AWS SDK signs, we accept; with one thing changed, we do not. Generated requests with odd paths, repeated
/// query keys, spaces, other scripts and untidy white space.
class SigV4OracleTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Instant TIME = Instant.parse("2026-03-03T09:05:00Z");
    private static final String ALPHABET = "abcXYZ019-._~ %/+=&?#:;,@!$'()*[]{}|\\\"<>^`äß€ሴ𝒳";

    static Stream<Integer> seeds() {
        return IntStream.range(0, 300).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void acceptsWhatTheSdkSigns(int seed) {
        Random random = new Random(seed);
        SdkHttpRequest request = request(random);
        byte[] body = text(random, 60).getBytes(UTF_8);
        AwsCredentialsIdentity identity = random.nextBoolean()
                ? AwsCredentialsIdentity.create("AKIDEXAMPLE", SECRET)
                : AwsSessionCredentialsIdentity.create("ASIDEXAMPLE", SECRET, "token/" + seed + "+==");
        boolean presign = seed % 3 == 0;
        SdkHttpRequest signed = sign(request, body, identity, presign);

        SignableRequest received = received(signed, body);
        Claim.Parsed claim = (Claim.Parsed) SigV4.read(received);
        byte[] key = SigV4.signingKey(SECRET, claim.scope());
        assertThat(SigV4.check(received, claim, key, TIME.plusSeconds(60), Rules.of("sts")))
                .as(signed.getUri().toString())
                .isEqualTo(new Verdict.Ok());
        assertThat(claim.presigned()).isEqualTo(presign);
        assertThat(claim.sessionToken().isPresent()).isEqualTo(identity instanceof AwsSessionCredentialsIdentity);
        claim.sessionToken().ifPresent(token -> assertThat(token).isEqualTo("token/" + seed + "+=="));

        byte[] otherBody = (new String(body, UTF_8) + " ").getBytes(UTF_8);
        assertThat(SigV4.check(received(signed, otherBody), claim, key, TIME, Rules.of("sts")))
                .isInstanceOf(Verdict.BadSignature.class);
    }

    private static SdkHttpRequest request(Random random) {
        SdkHttpFullRequest.Builder builder = SdkHttpFullRequest.builder()
                .method(random.nextBoolean() ? SdkHttpMethod.POST : SdkHttpMethod.GET)
                .uri(URI.create("http://localhost:" + (8000 + random.nextInt(100))));
        StringBuilder path = new StringBuilder("/");
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append(UriText.encode(text(random, 8)))
                    .append(random.nextInt(5) == 0 ? "//" : "/")
                    .append(random.nextInt(6) == 0 ? "./" : "")
                    .append(random.nextInt(6) == 0 ? "x/../" : "");
        }
        builder.encodedPath(random.nextBoolean() ? path.toString() : path.substring(0, path.length() - 1));
        for (int i = random.nextInt(5); i > 0; i--) {
            builder.appendRawQueryParameter("k" + text(random, 3), text(random, 6));
            builder.appendRawQueryParameter("same", text(random, 6));
        }
        builder.putHeader("X-Amz-Target", "AWSCognitoIdentityProviderService.Op" + random.nextInt());
        builder.putHeader("X-Untidy", "  a \t b" + " ".repeat(random.nextInt(4)) + "c  ");
        builder.putHeader("X-Many", List.of("one", " two ", "one"));
        return builder.build();
    }

    private static SdkHttpRequest sign(
            SdkHttpRequest request, byte[] body, AwsCredentialsIdentity identity, boolean presign) {
        SignRequest.Builder<AwsCredentialsIdentity> signRequest = SignRequest.builder(identity)
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(TIME, ZoneOffset.UTC));
        if (presign) {
            signRequest.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING);
            signRequest.putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5));
        }
        return AwsV4HttpSigner.create().sign(signRequest.build()).request();
    }

    private static SignableRequest received(SdkHttpRequest signed, byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        signed.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new SignableRequest(
                signed.method().name(),
                signed.encodedPath(),
                signed.encodedQueryParameters().orElse(""),
                headers,
                body);
    }

    private static String text(Random random, int most) {
        int[] points = ALPHABET.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }
}
