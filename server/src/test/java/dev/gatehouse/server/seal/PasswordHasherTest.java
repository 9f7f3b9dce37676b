package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {
    private static final Argon2Parameters CHEAP = new Argon2Parameters(64, 1, 1);

    private final SecureRandom random = new SecureRandom();
    private final PasswordHasher hasher = new PasswordHasher(CHEAP, 2, random);

    @AfterEach
    void close() {
        hasher.close();
    }

    /// RFC 9106 section 5.3, which also has a secret and associated data: so against the library itself.
    @Test
    void vectorOfTheRfc() {
        var parameters = new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                        org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
                .withVersion(0x13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(filled(16, 2))
                .withSecret(filled(8, 3))
                .withAdditional(filled(12, 4))
                .build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] tag = new byte[32];
        generator.generateBytes(filled(32, 1), tag);
        assertThat(HexFormat.of().formatHex(tag))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    static Stream<Argon2> implementations() {
        Argon2 everywhere = new BouncyArgon2();
        return Stream.concat(Stream.of(everywhere), SodiumArgon2.find(everywhere).stream());
    }

    /// Computed with the reference implementation (libargon2).
    @ParameterizedTest
    @MethodSource("implementations")
    void vectorsOfTheReferenceImplementation(Argon2 argon2) {
        assertThat(hex(argon2, "password", new Argon2Parameters(64, 2, 1)))
                .isEqualTo("1a98fba8e6394425c9bdc333a9c750aaf811df070f5fb4a5788e1cf4db5793a1");
        assertThat(hex(argon2, "password", Argon2Parameters.STANDARD))
                .isEqualTo("2b5dc4054886ec957ef59c73b661c54dd6fb274590b278f657c6d96aac8fa6d1");
        assertThat(hex(argon2, "", CHEAP))
                .isEqualTo("ddf510f78d6bb26a37fc2a62fba2b6ccc36d7cc2d671fba481fb1ea6c9d80b0e");
        assertThat(hex(argon2, "password", new Argon2Parameters(64, 2, 2)))
                .isEqualTo("c263317d002f84b5342fa66fa169e4bce6a356a13f19193346322ef3522e0702");
    }

    @Test
    void hashesVerify() {
        String hash = hasher.hash("Corr3ct-Hörse!");
        assertThat(hash).matches("\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(hasher.verify("Corr3ct-Hörse!", hash)).isTrue();
        assertThat(hasher.verify("Corr3ct-Horse!", hash)).isFalse();
        assertThat(hasher.verify("", hash)).isFalse();
        assertThat(hasher.hash("Corr3ct-Hörse!")).isNotEqualTo(hash);
    }

    @Test
    void hashesOfOtherCostVerifyAndWantRehashing() {
        try (PasswordHasher dearer = new PasswordHasher(new Argon2Parameters(128, 2, 1), 1, random)) {
            String old = hasher.hash("secret");
            assertThat(dearer.verify("secret", old)).isTrue();
            assertThat(dearer.needsRehash(old)).isTrue();
            assertThat(dearer.needsRehash(dearer.hash("secret"))).isFalse();
        }
    }

    @Test
    void nobodyIsRefusedAfterTheSameWork() {
        AtomicInteger computed = new AtomicInteger();
        Argon2 counting = new Argon2() {
            @Override
            public byte[] hash(byte[] password, byte[] salt, Argon2Parameters parameters, int length) {
                assertThat(parameters).isEqualTo(CHEAP);
                computed.incrementAndGet();
                return new byte[length];
            }

            @Override
            public String name() {
                return "counting";
            }
        };
        try (PasswordHasher counted = new PasswordHasher(CHEAP, 1, random, counting)) {
            assertThat(counted.verifyNobody("anything")).isFalse();
        }
        assertThat(computed).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$MTIzNDU2Nzg5MDEyMzQ1Ng",
                "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$MTIzNDU2Nzg5MDEyMzQ1Ng",
                "$argon2id$v=19$m=99999999,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$MTIzNDU2Nzg5MDEyMzQ1Ng",
                "$argon2id$v=19$m=64,t=0,p=1$c29tZXNhbHRzb21lc2FsdA$MTIzNDU2Nzg5MDEyMzQ1Ng",
                "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA"
            })
    void notAHash(String text) {
        assertThatThrownBy(() -> hasher.verify("secret", text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hasher.needsRehash(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noMoreAtOnceThanAllowed() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Argon2 watching = new Argon2() {
            private final Argon2 real = new BouncyArgon2();

            @Override
            public byte[] hash(byte[] password, byte[] salt, Argon2Parameters parameters, int length) {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                byte[] hash = real.hash(password, salt, parameters, length);
                running.decrementAndGet();
                return hash;
            }

            @Override
            public String name() {
                return "watching";
            }
        };
        try (PasswordHasher bounded = new PasswordHasher(CHEAP, 2, random, watching);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = IntStream.range(0, 50)
                    .mapToObj(i -> callers.submit(() -> bounded.verify("p" + i, bounded.hash("p" + i))))
                    .toList();
            for (var one : all) {
                assertThat(one.get()).isTrue();
            }
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void saysWhichImplementation() {
        assertThat(hasher.implementation()).matches("Bouncy Castle|libsodium .*");
    }

    private static String hex(Argon2 argon2, String password, Argon2Parameters parameters) {
        return HexFormat.of()
                .formatHex(argon2.hash(password.getBytes(UTF_8), "somesaltsomesalt".getBytes(UTF_8), parameters, 32));
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
