package dev.gatehouse.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void engineAndTwinAgree() {
        Comparison comparison = Comparison.run(1, 10_000);
        assertThat(comparison.outcomes())
                .containsOnlyKeys(
                        "allow",
                        "explicit deny in IDENTITY",
                        "explicit deny in RESOURCE",
                        "explicit deny in BOUNDARY",
                        "explicit deny in SESSION",
                        "no allow in IDENTITY",
                        "no allow in RESOURCE",
                        "no allow in BOUNDARY",
                        "no allow in SESSION")
                .allSatisfy((outcome, times) -> assertThat(times).as(outcome).isGreaterThan(50));
    }
}
