package dev.gatehouse.pure.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TablesTest {
    @Test
    void read() {
        assertThat(Tables.parse("Notes:owner, Notes/byDay:day"))
                .contains(new Tables(Map.of("Notes", "owner", "Notes/byDay", "day")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Notes", "Notes:", ":owner", "a:b,", "a:b,a:c", "a/b/c:d"})
    void refused(String text) {
        assertThat(Tables.parse(text)).isEqualTo(Optional.empty());
    }
}
