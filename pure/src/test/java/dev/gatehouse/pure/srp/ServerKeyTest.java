package dev.gatehouse.pure.srp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the server refuses, and that both sides agree whatever the random numbers are.
class ServerKeyTest {
    private static final String TIME = "Tue Mar 3 09:05:00 UTC 2026";
    private static final SrpIdentity USER = new SrpIdentity("aB3dE5fG7", "nora");
    private static final String PASSWORD = "pässword ✓";

    private final Random random = new Random(7);
    private final Salt salt = Salt.of(bytes(16));
    private final Verifier verifier = Verifier.compute(USER, PASSWORD, salt);
    private final SrpClient client = new SrpClient(bytes(128));
    private final ClientKey clientKey = ClientKey.parse(client.hex()).orElseThrow();
    private final ServerKey server = ServerKey.begin(verifier, bytes(32));
    private final byte[] block = bytes(900);

    @Test
    void rightPassword() {
        assertThat(verify(USER, verifier, block, TIME, sign(PASSWORD, TIME))).isTrue();
    }

    @Test
    void wrongPassword() {
        assertThat(verify(USER, verifier, block, TIME, sign("password", TIME))).isFalse();
    }

    @Test
    void otherUserPoolOrVerifier() {
        String signature = sign(PASSWORD, TIME);
        assertThat(verify(new SrpIdentity("aB3dE5fG7", "mona"), verifier, block, TIME, signature))
                .isFalse();
        assertThat(verify(new SrpIdentity("aB3dE5fG8", "nora"), verifier, block, TIME, signature))
                .isFalse();
        Verifier other = Verifier.compute(USER, PASSWORD, Salt.of(bytes(16)));
        assertThat(verify(USER, other, block, TIME, signature)).isFalse();
    }

    @Test
    void tamperedSecretBlock() {
        String signature = sign(PASSWORD, TIME);
        byte[] tampered = block.clone();
        tampered[899] ^= 1;
        assertThat(verify(USER, verifier, tampered, TIME, signature)).isFalse();
        assertThat(verify(USER, verifier, new byte[0], TIME, signature)).isFalse();
    }

    @Test
    void everyFlippedBitOfTheSignature() {
        byte[] signature = Base64.getDecoder().decode(sign(PASSWORD, TIME));
        for (int bit = 0; bit < 8 * signature.length; bit += 37) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verify(USER, verifier, block, TIME, Base64.getEncoder().encodeToString(flipped)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "not base64!", "AAAA"})
    void signatureThatIsNone(String signature) {
        assertThat(verify(USER, verifier, block, TIME, signature)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tue Mar 03 09:05:00 UTC 2026",
                "Wed Mar 3 09:05:00 UTC 2026",
                "Tuesday Mar 3 09:05:00 UTC 2026",
                "Tue Mar  3 09:05:00 UTC 2026",
                "Tue Mar 3 9:05:00 UTC 2026",
                "Tue Mar 3 09:05:00 GMT 2026",
                "tue mar 3 09:05:00 UTC 2026",
                "Mon Feb 30 09:05:00 UTC 2026"
            })
    void timestampThatIsNotCanonical(String time) {
        assertThat(verify(USER, verifier, block, time, sign(PASSWORD, time))).isFalse();
    }

    @Test
    void timestampOtherThanSigned() {
        assertThat(verify(USER, verifier, block, "Tue Mar 3 09:05:01 UTC 2026", sign(PASSWORD, TIME)))
                .isFalse();
    }

    @Test
    void bothSidesAgreeOnManyExchanges() {
        for (int i = 0; i < 40; i++) {
            SrpClient someClient = new SrpClient(bytes(i % 2 == 0 ? 32 : 128));
            byte[] salted = bytes(16);
            salted[0] = i % 4 == 0 ? 0 : salted[0];
            salted[1] = i % 8 == 0 ? 1 : salted[1];
            Salt someSalt = Salt.of(salted);
            Verifier someVerifier = Verifier.compute(USER, PASSWORD, someSalt);
            byte[] b = bytes(32);
            b[0] = i % 3 == 0 ? 0 : b[0];
            ServerKey someServer = ServerKey.begin(someVerifier, b);
            String encoded = Base64.getEncoder().encodeToString(block);
            String signature = someClient.sign(USER, PASSWORD, someSalt.hex(), someServer.hex(), encoded, TIME);
            ServerKey restored = ServerKey.restore(someServer.privateBytes(), someServer.publicBytes());
            ClientKey key = ClientKey.parse(someClient.hex()).orElseThrow();
            assertThat(restored.verify(USER, someVerifier, key, block, SrpTimestampTest.parsed(TIME), signature))
                    .as("exchange %d", i)
                    .isTrue();
        }
    }

    @Test
    void hexHasNoLeadingZeros() {
        assertThat(Salt.of(new byte[] {0, 0, 1, 2}).hex()).isEqualTo("102");
        assertThat(Salt.of(new byte[] {0, (byte) 0x80}).padded()).containsExactly(0, 0x80);
        for (int i = 0; i < 64; i++) {
            assertThat(ServerKey.begin(verifier, bytes(32)).hex()).matches("[1-9a-f][0-9a-f]*");
        }
    }

    @Test
    void privateKeyOfOtherLength() {
        assertThatThrownBy(() -> ServerKey.begin(verifier, new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void verifierOutOfRange() {
        byte[] n = SrpGroup.pad(SrpGroup.N);
        assertThatThrownBy(() -> Verifier.of(n)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Verifier.of(new byte[4])).isInstanceOf(IllegalArgumentException.class);
        assertThat(Verifier.of(verifier.padded()).padded()).isEqualTo(verifier.padded());
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(server).hasToString("ServerKey(***)");
        assertThat(verifier).hasToString("Verifier(***)");
    }

    private boolean verify(SrpIdentity user, Verifier v, byte[] secretBlock, String time, String signature) {
        return server.verify(user, v, clientKey, secretBlock, SrpTimestampTest.parsed(time), signature);
    }

    private String sign(String password, String time) {
        String encoded = Base64.getEncoder().encodeToString(block);
        return client.sign(USER, password, salt.hex(), server.hex(), encoded, time);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
