package dev.gatehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTest {
    private static final String STAT = "4711 (a (strange) name) S 1 2 3 0 -1 4194560 100 0 0 0 250 75 9 9 20 0 31 0";

    @Test
    void ticksAreTenMilliseconds() {
        assertThat(Cpu.parse(STAT)).isEqualTo(new Cpu(2_500, 750));
    }

    @Test
    void differencesAddUp() {
        Cpu used = Cpu.parse(STAT).since(new Cpu(2_400, 700));
        assertThat(used).isEqualTo(new Cpu(100, 50));
        assertThat(used.total()).isEqualTo(150);
    }
}
