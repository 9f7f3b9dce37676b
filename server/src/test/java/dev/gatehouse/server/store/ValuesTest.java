package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.NOW;
import static dev.gatehouse.server.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
    private static VersionedCache<String, String> cache(
            AtomicLong now, Map<String, Long> versions, AtomicInteger loads, AtomicInteger looks) {
        var source = new VersionedCache.Source<String, String>(
                key -> {
                    loads.incrementAndGet();
                    return Optional.ofNullable(versions.get(key)).map(version -> key + version);
                },
                key -> {
                    looks.incrementAndGet();
                    return versions.containsKey(key) ? OptionalLong.of(versions.get(key)) : OptionalLong.empty();
                },
                value -> Long.parseLong(value.substring(1)));
        return new VersionedCache<>(3, Duration.ofSeconds(1), () -> Instant.ofEpochMilli(now.get()), source);
    }

    @Test
    void anEntryIsTrustedForASecondThenItsVersionIsLookedAt() {
        var now = new AtomicLong(NOW);
        var versions = new HashMap<>(Map.of("a", 1L));
        var loads = new AtomicInteger();
        var looks = new AtomicInteger();
        var cache = cache(now, versions, loads, looks);
        assertThat(cache.get("a")).contains("a1");
        versions.put("a", 2L);
        now.addAndGet(999);
        assertThat(cache.get("a")).contains("a1");
        assertThat(looks).hasValue(0);
        now.addAndGet(1);
        assertThat(cache.get("a")).contains("a2");
        now.addAndGet(1_000);
        assertThat(cache.get("a")).contains("a2");
        assertThat(loads).hasValue(2);
        assertThat(looks).hasValue(2);
        versions.remove("a");
        now.addAndGet(1_000);
        assertThat(cache.get("a")).isEmpty();
        assertThat(cache.get("none")).isEmpty();
    }

    @Test
    void aCacheIsBoundedAndForgetsOnDemand() {
        var versions = new HashMap<String, Long>();
        var loads = new AtomicInteger();
        var now = new AtomicLong(NOW);
        var cache = cache(now, versions, loads, new AtomicInteger());
        for (String key : List.of("a", "b", "c", "d")) {
            versions.put(key, 1L);
            now.incrementAndGet();
            assertThat(cache.get(key)).isPresent();
        }
        assertThat(cache.get("d")).isPresent();
        assertThat(loads).hasValue(4);
        assertThat(cache.get("a")).isPresent();
        assertThat(loads).hasValue(5);
        cache.invalidate("a");
        assertThat(cache.get("a")).isPresent();
        assertThat(loads).hasValue(6);
    }

    @Test
    void idsSortByTimeAndAreAllDifferent() {
        var now = new AtomicLong(NOW);
        var ids = new TimeIds(() -> Instant.ofEpochMilli(now.get()), new Random(1));
        var made = new ArrayList<String>();
        for (int i = 0; i < 70_000; i++) {
            made.add(ids.next());
        }
        now.addAndGet(-5_000);
        made.add(ids.next());
        now.addAndGet(10_000);
        made.add(ids.next());
        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(made.getLast()).isGreaterThan(TimeIds.first(now.get())).isLessThan(TimeIds.LAST);
    }

    @ParameterizedTest
    @CsvSource({"a, b", "az, a{", "\uD7FF, \uE000", "x\uDBFF\uDFFF, y"})
    void theTextAfterAPrefix(String prefix, String after) {
        assertThat(Text.afterPrefix(prefix)).isEqualTo(after);
    }

    @Test
    void bytesAreAValueThatIsNotShown() {
        byte[] content = {1, 2, 3};
        Bytes bytes = Bytes.of(content);
        content[0] = 9;
        bytes.toArray()[1] = 9;
        assertThat(bytes).isEqualTo(Bytes.of(new byte[] {1, 2, 3})).isNotEqualTo(Bytes.of(content));
        assertThat(bytes.toString()).isEqualTo("Bytes[3]");
    }
}
