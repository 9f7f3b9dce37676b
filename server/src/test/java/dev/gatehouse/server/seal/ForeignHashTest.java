package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Published hashes, and what is refused.
class ForeignHashTest {
    private static final String BCRYPT = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    private static final String SALT = "c29tZXNhbHQ";
    private static final String HASH = "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    static Stream<Arguments> published() {
        return Stream.of(
                // Openwall's crypt_blowfish, wrapper.c
                Arguments.of("BCRYPT", "U*U", BCRYPT),
                Arguments.of("BCRYPT", "U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"),
                Arguments.of("BCRYPT", "", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"),
                // the Argon2 reference implementation, test.c
                Arguments.of("ARGON2ID", "password", "$argon2id$v=19$m=65536,t=2,p=1$" + SALT + "$" + HASH),
                Arguments.of("ARGON2ID", "password", "argon2$argon2id$v=19$m=65536,t=2,p=1$" + SALT + "$" + HASH),
                Arguments.of(
                        "ARGON2",
                        "password",
                        "$argon2i$v=19$m=65536,t=2,p=1$ZGlmZnNhbHQ$sDV8zPvvkfOGCw26RHsjSMvv7K2vmQq/6cxAcmxSEnE"),
                // RFC 7914 section 12, second vector
                Arguments.of(
                        "SCRYPT",
                        "password",
                        "$scrypt$ln=10,r=8,p=16$TmFDbA$"
                                + "/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA"),
                // RFC 7914 section 11, first vector
                Arguments.of(
                        "PBKDF2_SHA256",
                        "passwd",
                        "$pbkdf2-sha256$i=1,l=64$c2FsdA$"
                                + "VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLxJypzM8Xm2RZkWZLOdd+8xfHG4RbHjC9UJESBB06GXgw"),
                Arguments.of(
                        "PBKDF2_SHA256",
                        "passwd",
                        "$pbkdf2-sha256$1$c2FsdA$"
                                + "VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLxJypzM8Xm2RZkWZLOdd+8xfHG4RbHjC9UJESBB06GXgw"
                                        .replace('+', '.')),
                // RFC 6070, fourth vector
                Arguments.of("PBKDF2", "password", "$pbkdf2$i=4096$c2FsdA$SwB5AbdlSJq+rUnZJvch0GWkKcE"),
                Arguments.of(
                        "PBKDF2",
                        "password",
                        "$pbkdf2-sha512$i=4096,l=64$c2FsdA$"
                                + "0Zexsz2wFD4BixLz0dFHnmzevcyXxcD4f2kC4HL0V7UUPzBgJkGz1VzTNZiMs2uEN2Bg7NUy4Dm3QqI5Q0ry1Q"),
                // Django, tests/auth_tests/test_hashers.py
                Arguments.of(
                        "PBKDF2_SHA256",
                        "letmein",
                        "pbkdf2_sha256$10000$seasalt$FQCNpiZpTb0zub+HBsH6TOwyRxJ19FwvjbweatNmK/Y="),
                Arguments.of(
                        "PBKDF2_SHA256",
                        "l\u00e8tmein",
                        "pbkdf2_sha256$10000$seasalt$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY="),
                // passlib's documentation
                Arguments.of("SALTED_SHA", "password", "{SSHA}pKqkNr1tq3wtQqk+UcPyA3HnA2NsU5NJ"),
                Arguments.of(
                        "SALTED_SHA",
                        "testing123",
                        "{SSHA256}" + "8HExeDpNCLgjCZM23gDUf7v6IyWa7NwuQKllY6PauhpzYWx0c2FsdA=="),
                Arguments.of(
                        "SALTED_SHA",
                        "testing123",
                        "{SSHA512}"
                                + "jq5/i2CjNQPO79jVc8o98m5QOrPDrp2y2U3K9pB4I0J3zyPyyjOHRRRFJNgc5m4lnQLJhUP4+IPXa9ZLe5fLLXNhbHRzYWx0"));
    }

    @ParameterizedTest
    @MethodSource("published")
    void knows(String kind, String password, String text) {
        ForeignHash hash = ForeignHash.parse(text).orElseThrow();
        assertThat(hash.kind().name()).isEqualTo(kind);
        assertThat(hash.holds(password)).isTrue();
        assertThat(hash.holds(password + "x")).isFalse();
        assertThat(hash.holds(password.toUpperCase(Locale.ROOT) + "!")).isFalse();
    }

    /// The bytes on which an old implementation went wrong (crypt_blowfish before 1.1).
    @Test
    void bcryptTakesHighBytesAsTheyAre() {
        byte[] password = "\u00ff\u00ff\u00a3".getBytes(ISO_8859_1);
        for (String version : new String[] {"2y", "2b"}) {
            ForeignHash hash = ForeignHash.parse(
                            "$" + version + "$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e")
                    .orElseThrow();
            assertThat(hash.holds(password)).isTrue();
            assertThat(hash.holds("\u00a3".getBytes(ISO_8859_1))).isFalse();
        }
    }

    @Test
    void bcryptCountsSeventyTwoBytes() {
        String text = OpenBSDBCrypt.generate("2b", "x".repeat(72).getBytes(UTF_8), new byte[16], 4);
        assertThat(ForeignHash.parse(text).orElseThrow().holds("x".repeat(80))).isTrue();
        assertThat(ForeignHash.parse(text).orElseThrow().holds("x".repeat(71))).isFalse();
    }

    /// SHA-256 of `abc`, FIPS 180-2.
    @Test
    void djangoHashesTheHexOfADigest() {
        String digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        String text = "bcrypt_sha256$" + OpenBSDBCrypt.generate("2b", digest.getBytes(UTF_8), new byte[16], 4);
        assertThat(ForeignHash.parse(text).orElseThrow().holds("abc")).isTrue();
        assertThat(ForeignHash.parse(text).orElseThrow().holds(digest)).isFalse();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("a password", "Corr3ct-Horse!"),
                Arguments.of("unsalted", "{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g="),
                Arguments.of("no salt left", "{SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g="),
                Arguments.of("unknown scheme", "$1$salt$qJH7.N4xYta3aEG/dfqo/0"),
                Arguments.of("bcrypt of broken 2x", BCRYPT.replace("$2a$", "$2x$")),
                Arguments.of("bcrypt too dear", BCRYPT.replace("$05$", "$15$")),
                Arguments.of("bcrypt too cheap", BCRYPT.replace("$05$", "$03$")),
                Arguments.of("bcrypt cut", BCRYPT.substring(0, BCRYPT.length() - 1)),
                Arguments.of("bcrypt with more", BCRYPT + "x"),
                Arguments.of("bcrypt with unused bits", BCRYPT.replace("C.E", "CAE")),
                Arguments.of("Argon2 with too much memory", argon("v=19", 262_145, 1, 1)),
                Arguments.of("Argon2 with absurd memory", argon("v=19", 99_999_999, 1, 1)),
                Arguments.of("Argon2 with too many passes", argon("v=19", 1024, 11, 1)),
                Arguments.of("Argon2 dear by both", argon("v=19", 262_144, 5, 1)),
                Arguments.of("Argon2 with too many lanes", argon("v=19", 65_536, 1, 17)),
                Arguments.of("Argon2 with too little memory", argon("v=19", 7, 1, 1)),
                Arguments.of("Argon2 of an unknown version", argon("v=20", 1024, 1, 1)),
                Arguments.of("Argon2 with a short salt", "$argon2id$v=19$m=1024,t=1,p=1$c2FsdA$" + HASH),
                Arguments.of("PBKDF2 too dear", "pbkdf2_sha256$2000001$salt$" + HASH + "="),
                Arguments.of("PBKDF2 without iterations", "pbkdf2_sha256$0$salt$" + HASH + "="),
                Arguments.of("PBKDF2 of another length", "$pbkdf2-sha256$i=1,l=31$c2FsdA$" + HASH),
                Arguments.of("PBKDF2 with MD5", "pbkdf2_md5$1000$salt$" + HASH + "="),
                Arguments.of("scrypt with too much memory", "$scrypt$ln=19,r=8,p=1$c2FsdA$" + HASH),
                Arguments.of("scrypt with absurd memory", "$scrypt$ln=63,r=8,p=1$c2FsdA$" + HASH),
                Arguments.of("scrypt dear by lanes", "$scrypt$ln=17,r=8,p=16$c2FsdA$" + HASH),
                Arguments.of("no base64", "$scrypt$ln=10,r=8,p=1$c2FsdA$" + HASH.replace('C', '!')),
                Arguments.of("base64 with unused bits", "$scrypt$ln=10,r=8,p=1$c2FsdB$" + HASH),
                Arguments.of("too long", "{SSHA512}" + "A".repeat(600)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(String why, String text) {
        assertThat(ForeignHash.parse(text)).as(why).isEmpty();
    }

    private static String argon(String version, int memory, int passes, int lanes) {
        return "$argon2id$" + version + "$m=" + memory + ",t=" + passes + ",p=" + lanes + "$" + SALT + "$" + HASH;
    }
}
