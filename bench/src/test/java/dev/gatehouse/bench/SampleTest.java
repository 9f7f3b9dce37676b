package dev.gatehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void percentileIsTheNearestRank() {
        long[] tenToHundred = {10, 20, 30, 40, 50, 60, 70, 80, 90, 100};
        assertThat(Sample.percentile(tenToHundred, 0)).isEqualTo(10);
        assertThat(Sample.percentile(tenToHundred, 50)).isEqualTo(50);
        assertThat(Sample.percentile(tenToHundred, 51)).isEqualTo(60);
        assertThat(Sample.percentile(tenToHundred, 99)).isEqualTo(100);
        assertThat(Sample.percentile(tenToHundred, 100)).isEqualTo(100);
        assertThat(Sample.percentile(new long[] {7}, 50)).isEqualTo(7);
    }

    @Test
    void medianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Sample.median(3, 1, 2)).isEqualTo(2);
        assertThat(Sample.median(4, 1, 3, 2)).isEqualTo(2.5);
    }

    @Test
    void cpuIsSharedAmongTheRequests() {
        Sample sample = new Sample(200, new Cpu(150, 50), new long[] {1_000_000, 3_000_000}, 0.8);
        assertThat(sample.cpuPerRequest()).isEqualTo(1, within(1e-9));
        assertThat(sample.ratioToFloor()).isEqualTo(1.25, within(1e-9));
        assertThat(sample.kernelShare()).isEqualTo(0.25, within(1e-9));
        assertThat(sample.millis(100)).isEqualTo(3, within(1e-9));
    }
}
