package dev.gatehouse.pure.totp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    /// RFC 6238 appendix B, SHA-1, cut to six digits.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void vectors(long second, String code) {
        Instant at = Instant.ofEpochSecond(second);
        assertThat(Totp.code(SECRET, Totp.step(at))).isEqualTo(code);
        assertThat(Totp.match(SECRET, code, at)).hasValue(Totp.step(at));
    }

    @ParameterizedTest
    @CsvSource({"-60, false", "-31, false", "-30, true", "0, true", "30, true", "59, true", "60, false"})
    void oneStepOfSkew(long seconds, boolean matches) {
        Instant made = Instant.ofEpochSecond(1_111_111_110);
        String code = Totp.code(SECRET, Totp.step(made));
        assertThat(Totp.match(SECRET, code, made.plusSeconds(seconds)).isPresent())
                .isEqualTo(matches);
    }

    @Test
    void otherAnswersDoNotMatch() {
        Instant at = Instant.ofEpochSecond(59);
        for (String answer : new String[] {"", "28708", "2870820", "287083", "２８７０８２", "abcdef"}) {
            assertThat(Totp.match(SECRET, answer, at)).isEmpty();
        }
    }

    /// RFC 4648 section 10, without padding.
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void base32(String plain, String text) {
        assertThat(Base32.encode(plain.getBytes(US_ASCII))).isEqualTo(text);
        assertThat(Base32.decode(text)).asString(US_ASCII).isEqualTo(plain);
    }

    @Test
    void secretsOf32BytesHave52Characters() {
        byte[] secret = new byte[32];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) (i * 37 - 90);
        }
        assertThat(Base32.encode(secret)).hasSize(52);
        assertThat(Base32.decode(Base32.encode(secret))).isEqualTo(secret);
        assertThatThrownBy(() -> Base32.decode("A1")).isInstanceOf(IllegalArgumentException.class);
    }
}
