package dev.gatehouse.pure.srp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientKeyTest {
    static Stream<String> refused() {
        return Stream.of(
                "",
                "0",
                "00",
                SrpGroup.N.toString(16),
                "00" + SrpGroup.N.toString(16),
                SrpGroup.N.multiply(BigInteger.TWO).toString(16),
                SrpGroup.N.multiply(BigInteger.valueOf(255)).toString(16),
                "-1",
                "+1",
                "0x12",
                "12g4",
                " 12",
                "12\n",
                "\u0661",
                "1".repeat(771));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String hex) {
        assertThat(ClientKey.parse(hex)).isEmpty();
    }

    static Stream<String> accepted() {
        return Stream.of(
                "1",
                "0aF",
                "00" + "80".repeat(384),
                SrpGroup.N.subtract(BigInteger.ONE).toString(16),
                SrpGroup.N.add(BigInteger.ONE).toString(16));
    }

    @ParameterizedTest
    @MethodSource
    void accepted(String hex) {
        assertThat(ClientKey.parse(hex))
                .hasValueSatisfying(key -> assertThat(key.value()).isEqualTo(new BigInteger(hex, 16)));
    }

    @Test
    void hexIsMinimal() {
        assertThat(ClientKey.parse("000aBc").orElseThrow().hex()).isEqualTo("abc");
    }
}
