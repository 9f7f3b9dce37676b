package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.CLOCK;
import static dev.gatehouse.server.store.Samples.NOW;
import static dev.gatehouse.server.store.Samples.OTHER;
import static dev.gatehouse.server.store.Samples.POOL;
import static dev.gatehouse.server.store.Samples.bytes;
import static dev.gatehouse.server.store.Samples.sub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class DevicesTest {
    private final Store store;

    DevicesTest(TestDatabase database) {
        store = database.fresh().open(CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void ofManyWhoConfirmADeviceOneDoes() {
        var confirmed = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.submit(() -> confirmed.addAndGet(insert(device(POOL, 1, "k", NOW)) ? 1 : 0));
            }
        }
        assertThat(confirmed).hasValue(1);
        assertThat(insert(device(POOL, 2, "k", NOW))).isTrue();
        assertThat(insert(device(OTHER, 1, "k", NOW))).isTrue();
        assertThatObject(store.read(tx -> tx.devices().find(POOL, sub(1), "k")))
                .isEqualTo(Optional.of(device(POOL, 1, "k", NOW)));
    }

    @Test
    void changesReachTheDeviceOfThatUserOnly() {
        insert(device(POOL, 1, "k", NOW));
        insert(device(POOL, 2, "k", NOW));
        assertThatObject(store.write(tx -> tx.devices().remember(POOL, sub(1), "k", true, NOW + 1)))
                .isEqualTo(true);
        assertThatObject(store.write(tx -> tx.devices().remember(POOL, sub(1), "other", true, NOW + 1)))
                .isEqualTo(false);
        assertThat(authenticated(1, true)).isTrue();
        assertThat(authenticated(2, true)).isFalse();
        assertThat(authenticated(2, false)).isTrue();
        DeviceRecord found =
                store.read(tx -> tx.devices().find(POOL, sub(1), "k")).orElseThrow();
        assertThat(found.remembered()).isTrue();
        assertThat(found.modifiedAt()).isEqualTo(NOW + 1);
        assertThat(found.authenticatedAt()).isEqualTo(NOW + 2);
        assertThat(found.lastIp()).isEqualTo("::1");
        assertThatObject(store.write(tx -> tx.devices().delete(POOL, sub(1), "k")))
                .isEqualTo(true);
        assertThatObject(store.write(tx -> tx.devices().delete(POOL, sub(1), "k")))
                .isEqualTo(false);
        assertThat(authenticated(1, false)).isFalse();
        assertThatObject(store.read(tx -> tx.devices().find(POOL, sub(2), "k"))).isNotEqualTo(Optional.empty());
    }

    @Test
    void pagesAreInTheOrderOfKeysAndTheIdlestAreNamed() {
        for (String key : List.of("c", "a", "b")) {
            insert(device(POOL, 1, key, NOW + key.charAt(0)));
        }
        Page<DeviceRecord> first = store.read(tx -> tx.devices().ofUser(POOL, sub(1), Optional.empty(), 2));
        assertThat(first.items()).extracting(DeviceRecord::key).containsExactly("a", "b");
        Page<DeviceRecord> second = store.read(tx -> tx.devices().ofUser(POOL, sub(1), first.next(), 2));
        assertThat(second.items()).extracting(DeviceRecord::key).containsExactly("c");
        assertThat(second.next()).isEmpty();
        assertThatObject(store.read(tx -> tx.devices().idlest(POOL, sub(1), 1))).isEqualTo(List.of("b", "a"));
        assertThatObject(store.read(tx -> tx.devices().idlest(POOL, sub(1), 3))).isEqualTo(List.of());
    }

    @Test
    void sessionsEndWithTheirDevice() {
        session("s1", "k");
        session("s2", "k");
        session("s3", "other");
        session("s4", null);
        assertThat(live("k")).isTrue();
        assertThat(live("nothing")).isFalse();
        assertThatObject(store.write(tx -> tx.sessions().revokeFrom(POOL, sub(1), "k", "s2", NOW)))
                .isEqualTo(1);
        List<SessionRecord> live = store.read(tx -> tx.sessions().ofUser(POOL, sub(1), NOW));
        assertThat(live).extracting(SessionRecord::id).containsExactlyInAnyOrder("s2", "s3", "s4");
        store.write(tx -> {
            tx.sessions().endRefresh(POOL, "s2");
            return true;
        });
        SessionRecord spared = store.read(tx -> tx.sessions().find(POOL, "s2")).orElseThrow();
        assertThat(spared.generation()).isEqualTo(3);
        assertThat(spared.deviceKey()).isEqualTo("k");
        assertThat(live("k")).isTrue();
        store.write(tx -> tx.sessions().revokeFrom(POOL, sub(1), "k", "", NOW));
        assertThat(live("k")).isFalse();
        assertThat(store.read(tx -> tx.sessions().find(POOL, "s4"))
                        .orElseThrow()
                        .deviceKey())
                .isNull();
    }

    @Test
    void devicesGoWithTheirUser() {
        store.write(tx -> tx.users().insert(Samples.newUser(POOL, 1)));
        insert(device(POOL, 1, "k", NOW));
        insert(device(POOL, 2, "k", NOW));
        store.write(tx -> tx.users().delete(POOL, sub(1)));
        assertThatObject(store.read(tx -> tx.devices().find(POOL, sub(1), "k"))).isEqualTo(Optional.empty());
        assertThatObject(store.read(tx -> tx.devices().find(POOL, sub(2), "k"))).isNotEqualTo(Optional.empty());
    }

    private boolean insert(DeviceRecord device) {
        return store.write(tx -> tx.devices().insert(device));
    }

    private boolean authenticated(int user, boolean onlyRemembered) {
        return store.write(tx -> tx.devices().authenticated(POOL, sub(user), "k", onlyRemembered, "::1", NOW + 2));
    }

    private boolean live(String device) {
        return store.read(tx -> tx.sessions().liveFrom(POOL, sub(1), device, NOW));
    }

    private void session(String id, String device) {
        var session = new SessionRecord(
                POOL,
                id,
                sub(1),
                new ClientId("c"),
                "attempt of " + id,
                "e",
                "s",
                NOW,
                NOW,
                NOW + 1_000,
                1,
                0,
                NOW,
                0,
                "{}",
                device);
        store.write(tx -> tx.sessions().insert(session));
    }

    private static DeviceRecord device(PoolId pool, int user, String key, long usedAt) {
        return new DeviceRecord(
                pool, sub(user), key, bytes("salt"), bytes("sealed"), null, false, "127.0.0.1", NOW, NOW, usedAt);
    }
}
