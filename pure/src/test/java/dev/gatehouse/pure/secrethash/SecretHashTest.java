package dev.gatehouse.pure.secrethash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretHashTest {
    private static final String CLIENT = "2h7kexampleclientid0000000";
    private static final String SECRET = "exampleclientsecret0123456789abcdefghijklmnopqrstuvw";
    private static final String HASH = "23bAyLzdNHowPMqH9DATl3x1VQY5WQSGweOvHJPC5YI=";

    @Test
    void vector() {
        assertThat(SecretHash.compute(SECRET, "nora", CLIENT)).isEqualTo(HASH);
    }

    @Test
    void matchesOnlyTheRightOne() {
        assertThat(SecretHash.matches(HASH, SECRET, "nora", CLIENT)).isTrue();
        assertThat(SecretHash.matches(HASH, SECRET, "Nora", CLIENT)).isFalse();
        assertThat(SecretHash.matches(HASH, SECRET, "nora", CLIENT + "0")).isFalse();
        assertThat(SecretHash.matches(HASH, SECRET + "x", "nora", CLIENT)).isFalse();
        assertThat(SecretHash.matches(HASH.replace("=", ""), SECRET, "nora", CLIENT))
                .isFalse();
        assertThat(SecretHash.matches("", SECRET, "nora", CLIENT)).isFalse();
    }
}
