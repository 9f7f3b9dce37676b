package dev.gatehouse.pure.srp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The table against the plain power.
class PowersOfGTest {
    @Test
    void edges() {
        check(BigInteger.ZERO);
        check(BigInteger.ONE);
        check(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));
        check(BigInteger.ONE.shiftLeft(256));
        for (int bit = 0; bit < 256; bit++) {
            check(BigInteger.ONE.shiftLeft(bit));
        }
    }

    @Test
    void random() {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            check(new BigInteger(1 + random.nextInt(300), random));
        }
    }

    private static void check(BigInteger exponent) {
        assertThat(PowersOfG.power(exponent)).isEqualTo(SrpGroup.G.modPow(exponent, SrpGroup.N));
    }
}
