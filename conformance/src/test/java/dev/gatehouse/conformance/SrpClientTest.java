package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The client itself against published vectors, so that a failing sign-in is never the client's fault.
class SrpClientTest {
    private static final BigInteger A =
            new BigInteger("e0b107f9f96f69a2b6165a2ac7ae551643a4240881e2c14a01e8e9a56212a39a", 16);
    private static final BigInteger B =
            new BigInteger("2ba8c445a8ffa6c4f024af5300867d7ea7d5c99b6e564fd8335aab70a36b9af8", 16);
    private static final BigInteger X =
            new BigInteger("aceb35ad579108f174e23550bf7bed6f4ef4815c9897c32773b656db1091c9b8", 16);

    @Test
    void multiplierIsTheHashOfPrimeAndGenerator() {
        assertThat(SrpClient.K.toString(16))
                .isEqualTo("538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6");
    }

    @Test
    void clientValueFollowsFromItsSecret() {
        assertThat(new SrpClient("eu-west-1_aB3dE5fG7", A).srpA())
                .startsWith("8082ce6da9dbfd14")
                .endsWith("62807f15a4ef");
    }

    @Test
    void keyAndSignatureMatch() {
        BigInteger verifier = SrpClient.G.modPow(X, SrpClient.N);
        BigInteger serverValue = SrpClient.K
                .multiply(verifier)
                .add(SrpClient.G.modPow(B, SrpClient.N))
                .mod(SrpClient.N);
        String user = "0f7c6b1e-90c1-70a3-5b8a-2f1d6a5f9e10";
        SrpClient client = new SrpClient("eu-west-1_aB3dE5fG7", A);
        BigInteger salt = new BigInteger("c0ffee00112233445566778899aabbcc", 16);
        assertThat(HexFormat.of().formatHex(client.key(user, "Corr3ct-Horse!", salt, serverValue)))
                .isEqualTo("3d241623561f9a40cdee8f4174fcf7c4");
        Map<String, String> challenge = Map.of(
                "USERNAME",
                user,
                "USER_ID_FOR_SRP",
                user,
                "SALT",
                salt.toString(16),
                "SRP_B",
                serverValue.toString(16),
                "SECRET_BLOCK",
                "SJShlnqjR2V6mcS7pKIV0JB/2zTpNm0FdlbobP0MOX4=");
        assertThat(client.answer(challenge, "Corr3ct-Horse!", "Tue Mar 3 09:05:00 UTC 2026"))
                .containsEntry("PASSWORD_CLAIM_SIGNATURE", "Q3UnCK3cFxin2XBrjhioDF7QayTBuldVN5DdHa8UDNM=");
    }
}
