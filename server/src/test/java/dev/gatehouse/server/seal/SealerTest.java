package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
    private static final byte[] PLAIN = "verifier of nora".getBytes(UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final MasterKey master = MasterKey.parse(newKey());
    private final Sealer sealer = new Sealer(master, random);

    @ParameterizedTest
    @EnumSource
    void opensForItsPurposeAndContextOnly(Purpose purpose) throws BadSeal {
        byte[] sealed = sealer.seal(purpose, PLAIN, "pool/nora");
        assertThat(sealed).hasSize(PLAIN.length + Sealer.OVERHEAD);
        assertThat(sealer.open(purpose, sealed, "pool/nora")).isEqualTo(PLAIN);
        assertRefused(sealer, purpose, sealed, "pool/mona", BadSeal.Reason.NOT_AUTHENTIC);
        assertRefused(sealer, purpose, sealed, "", BadSeal.Reason.NOT_AUTHENTIC);
        for (Purpose other : Purpose.values()) {
            if (other != purpose) {
                assertRefused(sealer, other, sealed, "pool/nora", BadSeal.Reason.NOT_AUTHENTIC);
            }
        }
    }

    @Test
    void everyFlippedByteIsRefused() {
        byte[] sealed = sealer.seal(Purpose.CODE, PLAIN, "c");
        for (int i = 0; i < sealed.length; i++) {
            byte[] flipped = sealed.clone();
            flipped[i] ^= 0x40;
            assertThatThrownBy(() -> sealer.open(Purpose.CODE, flipped, "c")).isInstanceOf(BadSeal.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 17, 32})
    void tooShort(int length) {
        byte[] sealed = sealer.seal(Purpose.CODE, new byte[0], "c");
        byte[] cut = Arrays.copyOf(sealed, length);
        assertRefused(sealer, Purpose.CODE, cut, "c", BadSeal.Reason.MALFORMED);
    }

    @Test
    void emptyValue() throws BadSeal {
        assertThat(sealer.open(Purpose.CODE, sealer.seal(Purpose.CODE, new byte[0], "c"), "c"))
                .isEmpty();
    }

    @Test
    void sealingTwiceGivesDifferentBytes() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(seen.add(sealer.sealText(Purpose.CODE, PLAIN, "c"))).isTrue();
        }
    }

    @Test
    void textForm() throws BadSeal {
        String text = sealer.sealText(Purpose.REFRESH_TOKEN, PLAIN, "client");
        assertThat(text).matches("[A-Za-z0-9_-]+");
        assertThat(sealer.openText(Purpose.REFRESH_TOKEN, text, "client")).isEqualTo(PLAIN);
        for (String bad : new String[] {"", "***", text + "A", text.substring(1), "é"}) {
            assertThatThrownBy(() -> sealer.openText(Purpose.REFRESH_TOKEN, bad, "client"))
                    .as(bad)
                    .isInstanceOf(BadSeal.class);
        }
    }

    @Test
    void secretText() {
        byte[] sealed = sealer.seal(Purpose.CLIENT_SECRET, Secret.of("schlüssel"), "client");
        assertThat(sealer.openSecret(Purpose.CLIENT_SECRET, sealed, "client").reveal())
                .isEqualTo("schlüssel");
        assertThatThrownBy(() -> sealer.openSecret(Purpose.CLIENT_SECRET, sealed, "other"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NOT_AUTHENTIC");
    }

    @Test
    void rotation() throws BadSeal {
        byte[] old = sealer.seal(Purpose.SIGNING_KEY, PLAIN, "k");
        MasterKey both = master.rotated(random);
        Sealer rotated = new Sealer(both, random);
        assertThat(rotated.open(Purpose.SIGNING_KEY, old, "k")).isEqualTo(PLAIN);
        assertThat(rotated.needsResealing(old)).isTrue();

        byte[] fresh = rotated.seal(Purpose.SIGNING_KEY, PLAIN, "k");
        assertThat(rotated.needsResealing(fresh)).isFalse();
        assertRefused(sealer, Purpose.SIGNING_KEY, fresh, "k", BadSeal.Reason.UNKNOWN_KEY);

        Sealer later = new Sealer(both.newestOnly(), random);
        assertThat(later.open(Purpose.SIGNING_KEY, fresh, "k")).isEqualTo(PLAIN);
        assertRefused(later, Purpose.SIGNING_KEY, old, "k", BadSeal.Reason.UNKNOWN_KEY);
    }

    /// Sealed by an earlier build: stored values must open for ever.
    @Test
    void formStays() throws BadSeal {
        MasterKey old = MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        String sealed = "AeUdkbecjxvQloucn1hfSi6wWyO5EFBiaUqAskDMG6qDMUxGp-HmfxqRAuE-GBTHZA";
        assertThat(new Sealer(old, random).openText(Purpose.USER_SECRET, sealed, "pool/nora"))
                .isEqualTo(PLAIN);
    }

    @Test
    void aValueWhoseKeyIdIsChangedDoesNotOpen() {
        MasterKey both = master.rotated(random);
        byte[] sealed = sealer.seal(Purpose.CODE, PLAIN, "c");
        MasterKey.putId(both.newest().id(), sealed, 1);
        assertRefused(new Sealer(both, random), Purpose.CODE, sealed, "c", BadSeal.Reason.NOT_AUTHENTIC);
    }

    @Test
    void refusalsCarryNoStackTrace() {
        assertThatThrownBy(() -> sealer.open(Purpose.CODE, new byte[3], ""))
                .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
    }

    private static void assertRefused(
            Sealer sealer, Purpose purpose, byte[] sealed, String context, BadSeal.Reason reason) {
        assertThatThrownBy(() -> sealer.open(purpose, sealed, context))
                .isInstanceOfSatisfying(
                        BadSeal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    private String newKey() {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
