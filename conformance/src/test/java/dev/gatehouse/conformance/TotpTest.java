package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tests' own generator against published vectors.
class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /// RFC 6238 appendix B, the SHA-1 rows, cut to six digits.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codes(long seconds, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
    }

    /// RFC 4648 section 10.
    @ParameterizedTest
    @CsvSource({"MY, f", "MZXQ, fo", "MZXW6, foo", "MZXW6YQ, foob", "MZXW6YTB, fooba", "MZXW6YTBOI, foobar"})
    void base32(String text, String plain) {
        assertThat(Totp.decoded(text)).isEqualTo(plain.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aWrongCodeIsNoneOfTheRightOnes() {
        Totp app = new Totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(app.wrong()).isNotIn(app.first(), app.second(), app.now(-1), app.now(0), app.now(1));
    }
}
