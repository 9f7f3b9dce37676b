package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KdfTest {
    /// RFC 5869 appendix A.1.
    @Test
    void firstVectorOfTheRfc() {
        byte[] out = Kdf.derive(
                bytes("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"),
                bytes("000102030405060708090a0b0c"),
                bytes("f0f1f2f3f4f5f6f7f8f9"),
                42);
        assertThat(HexFormat.of().formatHex(out))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    /// RFC 5869 appendix A.3: no salt, no info.
    @Test
    void thirdVectorOfTheRfc() {
        byte[] out = Kdf.derive(bytes("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"), "", 42);
        assertThat(HexFormat.of().formatHex(out))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @Test
    void partsDoNotRunTogether() {
        byte[] key = {1};
        assertThat(Kdf.mac(key, "ab", "c"))
                .isNotEqualTo(Kdf.mac(key, "a", "bc"))
                .hasSize(32);
        assertThat(Kdf.mac(key, "ab", "c")).isEqualTo(Kdf.mac(key, "ab".getBytes(UTF_8), "c".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 8161})
    void lengthOutOfRange(int length) {
        assertThatThrownBy(() -> Kdf.derive(new byte[1], "", length)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
