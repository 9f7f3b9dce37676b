package dev.gatehouse.pure.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    @Test
    void poolIdParts() {
        PoolId id = new PoolId("eu-west-1_aB3dE5fG7");
        assertThat(id.region()).isEqualTo("eu-west-1");
        assertThat(id.name()).isEqualTo("aB3dE5fG7");
        assertThat(id).hasToString("eu-west-1_aB3dE5fG7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eu-west-1", "eu-west-1_", "_abc", "eu-west-1_a-b", "eu west_abc"})
    void notPoolIds(String text) {
        assertThatThrownBy(() -> new PoolId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void accountId() {
        assertThat(new AccountId("000000000000")).hasToString("000000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345678901", "1234567890123", "12345678901a", "１２３４５６７８９０１２"})
    void notAccountIds(String text) {
        assertThatThrownBy(() -> new AccountId(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
