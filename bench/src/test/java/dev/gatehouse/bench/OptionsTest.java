package dev.gatehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void everythingByDefault() {
        Options options = Options.parse();
        assertThat(options.users()).containsExactly(1_000, 100_000, 1_000_000);
        assertThat(options.flows()).containsExactly(Flow.values());
    }

    @Test
    void optionsChangeQuickToo() {
        Options options = Options.parse("--users", "10,20", "--quick", "--flows", "srp,refresh");
        assertThat(options.users()).isEqualTo(List.of(10, 20));
        assertThat(options.flows()).containsExactly(Flow.SRP, Flow.REFRESH);
        assertThat(options.rounds()).isEqualTo(Options.parse("--quick").rounds());
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThatThrownBy(() -> Options.parse("--flows", "refresh,nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> Options.parse("--users")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Options.parse("--rounds", "0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Options.parse("--fast", "1")).isInstanceOf(IllegalArgumentException.class);
    }
}
