package dev.gatehouse.pure.srp;

import static dev.gatehouse.pure.srp.SrpGroup.G;
import static dev.gatehouse.pure.srp.SrpGroup.N;

import java.math.BigInteger;

/// g^e mod N from a table made once: a comb (Lim and Lee, CRYPTO 1994). The 256 bits of e form 8 rows of 32 bits;
/// each
/// row is cut into 8 blocks of 4. An entry is the product of the powers that one bit of each row, at one place of one
/// block, stands for. So 32 products and 3 squarings replace the 256 squarings of a plain power.
final class PowersOfG {
    private static final int BITS = 256;
    private static final int ROWS = 8;
    private static final int ROW_LENGTH = BITS / ROWS;
    private static final int BLOCKS = 8;
    private static final int BLOCK_LENGTH = ROW_LENGTH / BLOCKS;
    private static final BigInteger[][] TABLE = table();

    private PowersOfG() {}

    /// g^exponent mod N. From the table for exponents of up to 256 bits, otherwise computed.
    static BigInteger power(BigInteger exponent) {
        if (exponent.signum() < 0 || exponent.bitLength() > BITS) {
            return G.modPow(exponent, N);
        }
        BigInteger result = BigInteger.ONE;
        for (int place = BLOCK_LENGTH - 1; place >= 0; place--) {
            result = result.multiply(result).mod(N);
            for (int block = 0; block < BLOCKS; block++) {
                BigInteger factor = TABLE[block][column(exponent, block * BLOCK_LENGTH + place)];
                result = result.multiply(factor).mod(N);
            }
        }
        return result;
    }

    private static int column(BigInteger exponent, int at) {
        int column = 0;
        for (int row = 0; row < ROWS; row++) {
            if (exponent.testBit(row * ROW_LENGTH + at)) {
                column |= 1 << row;
            }
        }
        return column;
    }

    private static BigInteger[][] table() {
        BigInteger[] squares = new BigInteger[BITS];
        squares[0] = G;
        for (int i = 1; i < BITS; i++) {
            squares[i] = squares[i - 1].multiply(squares[i - 1]).mod(N);
        }
        BigInteger[][] table = new BigInteger[BLOCKS][1 << ROWS];
        for (int block = 0; block < BLOCKS; block++) {
            table[block][0] = BigInteger.ONE;
            for (int column = 1; column < 1 << ROWS; column++) {
                int row = Integer.numberOfTrailingZeros(column);
                BigInteger without = table[block][column & (column - 1)];
                table[block][column] = without.multiply(squares[row * ROW_LENGTH + block * BLOCK_LENGTH])
                        .mod(N);
            }
        }
        return table;
    }
}
