package dev.gatehouse.server.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.seal.Chance.CharacterClass;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ChanceTest {
    private final Chance chance = new Chance(new Random(42));

    @Test
    void forms() {
        for (int i = 0; i < 200; i++) {
            assertThat(chance.poolName()).matches("[0-9A-Za-z]{9}");
            assertThat(chance.clientId()).matches("[0-9a-z]{26}");
            assertThat(chance.clientSecret().reveal()).matches("[0-9a-z]{52}");
            assertThat(chance.code(6)).matches("\\d{6}");
            assertThat(chance.code(8)).matches("\\d{8}");
            assertThat(chance.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
            assertThat(chance.temporaryAccessKeyId()).matches("ASIA[A-Z2-7]{16}");
            assertThat(chance.uniqueId("AROA")).matches("AROA[A-Z2-7]{17}");
            assertThat(chance.secretAccessKey().reveal()).matches("[A-Za-z0-9+/]{40}");
            assertThat(chance.uuid().version()).isEqualTo(4);
            assertThat(chance.uuid().variant()).isEqualTo(2);
            assertThat(RequestIds.next())
                    .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        }
    }

    @Test
    void noRepeats() {
        assertDistinct(chance::clientId);
        assertDistinct(() -> chance.uuid().toString());
        assertDistinct(RequestIds::next);
    }

    /// Every digit equally often: within six standard deviations of the expected count.
    @Test
    void codesAreUniform() {
        int codes = 20_000;
        Map<Character, Integer> counts = new HashMap<>();
        for (int i = 0; i < codes; i++) {
            chance.code(6).chars().forEach(c -> counts.merge((char) c, 1, Integer::sum));
        }
        double expected = codes * 6 / 10.0;
        double deviation = Math.sqrt(expected * 0.9);
        assertThat(counts).hasSize(10);
        counts.values()
                .forEach(count ->
                        assertThat((double) count).isBetween(expected - 6 * deviation, expected + 6 * deviation));
    }

    @Test
    void passwordsHaveTheirClasses() {
        Map<CharacterClass, String> patterns = Map.of(
                CharacterClass.LOWERCASE, ".*[a-z].*",
                CharacterClass.UPPERCASE, ".*[A-Z].*",
                CharacterClass.NUMBER, ".*[0-9].*",
                CharacterClass.SYMBOL, ".*[!@#%^*()\\-_+=?].*");
        Set<Character> firsts = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            String password =
                    chance.password(8, EnumSet.allOf(CharacterClass.class)).reveal();
            assertThat(password).hasSize(8);
            patterns.values().forEach(pattern -> assertThat(password).matches(pattern));
            firsts.add(password.charAt(0));
            assertThat(chance.password(6, Set.of(CharacterClass.NUMBER)).reveal())
                    .matches(".*[0-9].*");
        }
        assertThat(firsts).as("required characters are not always in front").hasSizeGreaterThan(30);
        assertThatThrownBy(() -> chance.password(3, EnumSet.allOf(CharacterClass.class)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sameSourceSameValues() {
        assertThat(new Chance(new Random(1)).clientId()).isEqualTo(new Chance(new Random(1)).clientId());
    }

    private static void assertDistinct(Supplier<String> source) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            assertThat(seen.add(source.get())).isTrue();
        }
    }
}
