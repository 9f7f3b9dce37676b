package dev.gatehouse.server.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteKeysTest {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final AtomicInteger fetches = new AtomicInteger();
    private Instant now = Instant.parse("2026-03-03T09:05:00Z");
    private final RemoteKeys keys = new RemoteKeys(() -> now);
    private HttpServer server;
    private String issuer;
    private KeyPair pair;
    private String metadata;
    private String keySet;
    private volatile Held held = () -> {};

    @BeforeEach
    void open() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://localhost:" + server.getAddress().getPort();
        metadata = "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"}";
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        keySet = "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"k1\"},{\"kty\":\"RSA\",\"kid\":\"k1\",\"n\":\""
                + unsigned(key.getModulus()) + "\",\"e\":\"" + unsigned(key.getPublicExponent()) + "\"}]}";
        serve("/.well-known/openid-configuration", () -> metadata);
        serve("/keys", () -> {
            fetches.incrementAndGet();
            held.await();
            return keySet;
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", issuer + "/keys");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private interface Held {
        void await() throws InterruptedException;
    }

    private void serve(String path, Callable<String> text) {
        server.createContext(path, exchange -> {
            byte[] body = text(text).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static String text(Callable<String> text) {
        try {
            return text.call();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return ENCODER.encodeToString(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private String token(String kid) throws Exception {
        String head = "{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}";
        String claims = "{\"iss\":\"" + issuer + "\",\"sub\":\"u\",\"aud\":\"app\",\"exp\":"
                + (now.getEpochSecond() + 60) + "}";
        String signed =
                ENCODER.encodeToString(head.getBytes(UTF_8)) + "." + ENCODER.encodeToString(claims.getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(signed.getBytes(UTF_8));
        return signed + "." + ENCODER.encodeToString(signature.sign());
    }

    private Verdict check(String token) {
        return TokenCheck.check(
                token, new TokenCheck.Expected(issuer, "app"::equals, Duration.ZERO), keys.of(issuer), now);
    }

    @Test
    void keysAreFetchedOnceAnHour() throws Exception {
        assertThat(check(token("k1"))).isInstanceOf(Verdict.Good.class);
        assertThat(check(token("k1"))).isInstanceOf(Verdict.Good.class);
        assertThat(fetches).hasValue(1);
        now = now.plus(Duration.ofHours(1));
        assertThat(check(token("k1"))).isInstanceOf(Verdict.Good.class);
        assertThat(fetches).hasValue(2);
    }

    @Test
    void unknownKeysMakeNoStormOfFetches() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(check(token("k9"))).isEqualTo(new Verdict.BadSignature());
        }
        assertThat(fetches).hasValue(1);
        keySet = keySet.replace("\"k1\"", "\"k9\"");
        now = now.plusSeconds(10);
        assertThat(check(token("k9"))).isInstanceOf(Verdict.Good.class);
        assertThat(fetches).hasValue(2);
    }

    /// Anybody can send a token with a made-up key id: its fetch must not keep the others waiting.
    @Test
    void knownKeysAreAnsweredWhileOthersAreFetched() throws Exception {
        String known = token("k1");
        String unknown = token("k9");
        assertThat(check(known)).isInstanceOf(Verdict.Good.class);
        now = now.plusSeconds(10);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        held = () -> {
            asked.countDown();
            answer.await();
        };
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Verdict> one = others.submit(() -> check(unknown));
            Future<Verdict> two = others.submit(() -> check(unknown));
            asked.await();

            assertThat(check(known)).isInstanceOf(Verdict.Good.class);
            assertThat(one.isDone() || two.isDone()).isFalse();
            answer.countDown();
            assertThat(one.get()).isEqualTo(new Verdict.BadSignature());
            assertThat(two.get()).isEqualTo(new Verdict.BadSignature());
        }
        assertThat(fetches).hasValue(2);
    }

    @Test
    void anotherIssuersMetadataIsRefused() throws Exception {
        metadata = metadata.replace("{\"issuer\":\"http://", "{\"issuer\":\"https://");
        assertThat(check(token("k1"))).isInstanceOf(Verdict.NoKeys.class);
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        metadata = metadata.replace("/keys", "/moved");
        assertThat(check(token("k1"))).isEqualTo(new Verdict.NoKeys("it answered 302"));
    }

    @Test
    void endlessAnswersAreCutOff() throws IOException, Exception {
        keySet = keySet + " ".repeat(300_000);
        assertThat(check(token("k1"))).isEqualTo(new Verdict.NoKeys("it did not answer"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/x, false",
        "ftp://localhost/x, true",
        "https://localhost/x, false",
        "https://127.0.0.1/x, false",
        "https://127.0.0.2/x, false",
        "https://169.254.169.254/latest, false",
        "https://0.0.0.0/x, false",
        "https://[fe80::1]/x, false",
        "https://user@example.com/x, false",
        "not an address, false"
    })
    void addressesThatAreNotAsked(String address, boolean loopback) {
        assertThatThrownBy(() -> AddressGuard.allowed(address, loopback)).isInstanceOf(KeyFinder.Unreachable.class);
    }
}
