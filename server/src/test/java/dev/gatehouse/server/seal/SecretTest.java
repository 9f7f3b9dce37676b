package dev.gatehouse.server.seal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void isComparedAndNotPrinted() {
        Secret secret = Secret.of("schlüssel");
        assertThat(secret.matches("schlüssel")).isTrue();
        assertThat(secret.matches("schlüsse")).isFalse();
        assertThat(secret.matches("")).isFalse();
        assertThat(secret).isEqualTo(Secret.of("schlüssel")).hasSameHashCodeAs(Secret.of("schlüssel"));
        assertThat(secret).isNotEqualTo(Secret.of("other"));
        assertThat(secret).hasToString("Secret(***)");
        assertThat(secret.reveal()).isEqualTo("schlüssel");
    }
}
