package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SigningKeyTest {
    private static final byte[] MESSAGE = "header.payload".getBytes(UTF_8);
    private static final byte[] PKCS8 = SigningKey.generate().pkcs8();

    static Stream<CryptoProvider> providers() {
        return Stream.of(CryptoProvider.jdk(), CryptoProvider.fastest());
    }

    /// RSASSA-PKCS1-v1_5 has one right signature: whoever computes it.
    @ParameterizedTest
    @MethodSource("providers")
    void providersAgree(CryptoProvider provider) {
        SigningKey key = SigningKey.ofPkcs8(PKCS8, provider);
        byte[] signature = key.sign(MESSAGE);
        assertThat(signature)
                .hasSize(256)
                .isEqualTo(SigningKey.ofPkcs8(PKCS8, CryptoProvider.jdk()).sign(MESSAGE));
        providers()
                .forEach(
                        checker -> assertThat(Rs256.of(key.publicKey(), checker).verify(MESSAGE, signature))
                                .isTrue());
        assertThat(key.pkcs8()).isEqualTo(PKCS8);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesWhatWasNotSigned(CryptoProvider provider) {
        SigningKey key = SigningKey.ofPkcs8(PKCS8, provider);
        Rs256 check = Rs256.of(key.publicKey(), provider);
        byte[] signature = key.sign(MESSAGE);
        assertThat(check.verify("header.payloae".getBytes(UTF_8), signature)).isFalse();
        for (int i = 0; i < 256; i += 15) {
            byte[] flipped = signature.clone();
            flipped[i] ^= 1;
            assertThat(check.verify(MESSAGE, flipped)).isFalse();
        }
        assertThat(check.verify(MESSAGE, new byte[0])).isFalse();
        assertThat(check.verify(MESSAGE, new byte[255])).isFalse();
        assertThat(check.verify(MESSAGE, new byte[257])).isFalse();
        SigningKey other = SigningKey.generate(provider);
        assertThat(check.verify(MESSAGE, other.sign(MESSAGE))).isFalse();
    }

    @Test
    void newPairs() {
        SigningKey key = SigningKey.generate(CryptoProvider.jdk());
        assertThat(key.publicKey().getModulus().bitLength()).isEqualTo(2048);
        assertThat(key.publicKey().getPublicExponent()).isEqualTo(65537);
        assertThat(key).hasToString("SigningKey(***)");
    }

    @Test
    void notAKey() {
        assertThatThrownBy(() -> SigningKey.ofPkcs8(new byte[] {1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pairsAreHandedOutOnce() {
        AtomicInteger made = new AtomicInteger();
        try (KeyPairs pairs = new KeyPairs(2, () -> {
            made.incrementAndGet();
            return SigningKey.ofPkcs8(PKCS8);
        })) {
            assertThat(Stream.generate(pairs::take).limit(30)).doesNotHaveDuplicates();
            assertThat(made).hasValueGreaterThanOrEqualTo(30);
        }
    }

    @Test
    void providerIsNamed() {
        assertThat(CryptoProvider.fastest().name()).matches("JDK|Amazon Corretto Crypto Provider \\d.*");
        assertThat(CryptoProvider.fastest().secureRandom().generateSeed(4)).hasSize(4);
    }
}
