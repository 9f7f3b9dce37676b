package dev.gatehouse.pure.srp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The published vectors, for a user and for a device: every intermediate value.
class SrpVectorsTest {
    private static final byte[] A_PRIVATE = bytes("e0b107f9f96f69a2b6165a2ac7ae551643a4240881e2c14a01e8e9a56212a39a");
    private static final byte[] B_PRIVATE = bytes("2ba8c445a8ffa6c4f024af5300867d7ea7d5c99b6e564fd8335aab70a36b9af8");
    private static final String BLOCK = "SJShlnqjR2V6mcS7pKIV0JB/2zTpNm0FdlbobP0MOX4=";
    private static final String TIME = "Tue Mar 3 09:05:00 UTC 2026";

    private static final SrpIdentity USER = new SrpIdentity("aB3dE5fG7", "0f7c6b1e-90c1-70a3-5b8a-2f1d6a5f9e10");
    private static final String PASSWORD = "Corr3ct-Horse!";
    private static final Salt USER_SALT = Salt.ofHex("c0ffee00112233445566778899aabbcc");
    private static final String USER_SIGNATURE = "Q3UnCK3cFxin2XBrjhioDF7QayTBuldVN5DdHa8UDNM=";

    private static final SrpIdentity DEVICE =
            new SrpIdentity("-wt2ha1Zd", "eu-west-1_6a1d0c6e-3c50-4f0e-9a55-0d7c1f0f9a11");
    private static final String DEVICE_SECRET = "ZGV2aWNlLXNlY3JldC1vZi1mb3J0eS1ieXRlcy1sb25nLXg=";
    private static final Salt DEVICE_SALT = Salt.of(bytes("0102030405060708090a0b0c0d0e0f10"));

    private final SrpClient client = new SrpClient(A_PRIVATE);
    private final ClientKey clientKey = ClientKey.parse(client.hex()).orElseThrow();

    @Test
    void multiplier() {
        assertThat(SrpGroup.K.toString(16))
                .isEqualTo("538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6");
    }

    @Test
    void userExchange() {
        BigInteger x = USER.privateKey(PASSWORD, USER_SALT);
        assertThat(x.toString(16)).isEqualTo("aceb35ad579108f174e23550bf7bed6f4ef4815c9897c32773b656db1091c9b8");

        Verifier verifier = Verifier.compute(USER, PASSWORD, USER_SALT);
        assertThat(digest(verifier.padded()))
                .isEqualTo("411a8ecefef6f1cb818da4d2bcc89d0102f7592e39a9f083274ec61ddd76d3d0");
        assertThat(client.hex()).startsWith("8082ce6da9dbfd14").endsWith("62807f15a4ef");
        assertThat(digest(SrpGroup.pad(clientKey.value())))
                .isEqualTo("21e49dab95019ae4181d8829c452919e26b911794289290c43e61bb6786903ee");

        ServerKey server = ServerKey.begin(verifier, B_PRIVATE);
        assertThat(server.hex()).startsWith("3408ab2d255d6c9d").endsWith("6049792769bc");
        assertThat(digest(server.publicBytes()))
                .isEqualTo("e585aea0f4fd18eec86f54e34f72b2f1fc23ea7c1c276dfdbd9e1a33e3fc2576");
        assertThat(SrpGroup.scramble(clientKey.value(), new BigInteger(server.hex(), 16))
                        .toString(16))
                .isEqualTo("91e10fddc3dc32121e7613dbe777241f11ba7e9261cd3a9931c1ec85498b934f");

        SessionKey session = server.sessionKey(verifier, clientKey);
        assertThat(hex(session.bytes())).isEqualTo("3d241623561f9a40cdee8f4174fcf7c4");
        assertThat(client.sessionKey(x, new BigInteger(server.hex(), 16)).bytes())
                .isEqualTo(session.bytes());
        assertThat(client.sign(USER, PASSWORD, USER_SALT.hex(), server.hex(), BLOCK, TIME))
                .isEqualTo(USER_SIGNATURE);
        assertThat(server.verify(USER, verifier, clientKey, block(), SrpTimestampTest.parsed(TIME), USER_SIGNATURE))
                .isTrue();
    }

    @Test
    void deviceExchange() {
        assertThat(DEVICE_SALT.hex()).isEqualTo("102030405060708090a0b0c0d0e0f10");
        assertThat(DEVICE.privateKey(DEVICE_SECRET, DEVICE_SALT).toString(16))
                .isEqualTo("1cf36048963f4d3414ebf07fb548c78ac0c181a395a4c7efb15a0d1f630b1f3b");

        Verifier verifier = Verifier.compute(DEVICE, DEVICE_SECRET, DEVICE_SALT);
        assertThat(verifier.padded()[0]).isZero();
        assertThat(digest(verifier.padded()))
                .isEqualTo("3f08c816b64ced0762e8023a8403ecf6f139c464e9004ff81a9e62ba8f7cf4c4");

        ServerKey server = ServerKey.begin(Verifier.of(verifier.padded()), B_PRIVATE);
        assertThat(SrpGroup.scramble(clientKey.value(), new BigInteger(server.hex(), 16))
                        .toString(16))
                .isEqualTo("d008d500b7b9e3b31007c24c703e9fcab6d9e20e9daf7b6bf00e22d8a7234295");
        assertThat(hex(server.sessionKey(verifier, clientKey).bytes())).isEqualTo("5ff0c36781dd1aeeae4948d5575be8f5");
        String signature = "eG7tmWis+kSrblHnmXN50lQ3TXnKIQu3UGK48kHUtsM=";
        assertThat(client.sign(DEVICE, DEVICE_SECRET, DEVICE_SALT.hex(), server.hex(), BLOCK, TIME))
                .isEqualTo(signature);
        assertThat(server.verify(DEVICE, verifier, clientKey, block(), SrpTimestampTest.parsed(TIME), signature))
                .isTrue();
    }

    private static byte[] block() {
        return Base64.getDecoder().decode(BLOCK.getBytes(UTF_8));
    }

    private static String digest(byte[] bytes) {
        return hex(SrpGroup.sha256().digest(bytes));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
