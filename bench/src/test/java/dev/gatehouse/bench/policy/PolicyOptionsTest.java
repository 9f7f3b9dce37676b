package dev.gatehouse.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PolicyOptionsTest {

    @Test
    void aMillionByDefault() {
        assertThat(PolicyOptions.parse()).isEqualTo(new PolicyOptions(1_000_000, 1, 5, 1));
    }

    @Test
    void optionsChange() {
        assertThat(PolicyOptions.parse("--seed", "7", "--cases", "10", "--rounds", "3", "--seconds", "2"))
                .isEqualTo(new PolicyOptions(10, 7, 3, 2));
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        for (String[] wrong : new String[][] {{"--cases"}, {"--cases", "0"}, {"--cases", "many"}, {"--users", "1"}}) {
            assertThatThrownBy(() -> PolicyOptions.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
