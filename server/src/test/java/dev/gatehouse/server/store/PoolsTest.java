package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.CLOCK;
import static dev.gatehouse.server.store.Samples.NOW;
import static dev.gatehouse.server.store.Samples.OTHER;
import static dev.gatehouse.server.store.Samples.POOL;
import static dev.gatehouse.server.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class PoolsTest {
    private final Store store;

    PoolsTest(TestDatabase database) {
        store = database.fresh().open(CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aPoolComesBackAsWrittenAndChangesByVersion() {
        PoolRecord pool = Samples.pool(POOL);
        assertThatObject(store.write(tx -> tx.pools().insert(pool))).isEqualTo(true);
        assertThatObject(store.write(tx -> tx.pools().insert(pool))).isEqualTo(false);
        assertThatObject(store.read(tx -> tx.pools().find(POOL))).isEqualTo(Optional.of(pool));
        assertThatObject(store.write(tx -> tx.pools().update(pool.with("new", "{}", NOW + 5))))
                .isEqualTo(true);
        assertThatObject(store.write(tx -> tx.pools().update(pool.with("late", "{}", NOW + 6))))
                .isEqualTo(false);
        assertThatObject(store.read(tx -> tx.pools().version(POOL))).isEqualTo(OptionalLong.of(2));
        assertThatObject(store.read(tx -> tx.pools().version(OTHER))).isEqualTo(OptionalLong.empty());
        assertThat(store.read(tx -> tx.pools().find(POOL)).orElseThrow().name()).isEqualTo("new");
    }

    @Test
    void poolsAreListedPageByPage() {
        for (int i = 0; i < 5; i++) {
            PoolRecord pool = Samples.pool(new PoolId("eu-west-1_p" + i));
            store.write(tx -> tx.pools().insert(pool));
        }
        Page<PoolRecord> first = store.read(tx -> tx.pools().list(Optional.empty(), 2));
        Page<PoolRecord> second = store.read(tx -> tx.pools().list(first.next(), 2));
        Page<PoolRecord> third = store.read(tx -> tx.pools().list(second.next(), 2));
        assertThat(List.of(
                        first.items().size(),
                        second.items().size(),
                        third.items().size()))
                .containsExactly(2, 2, 1);
        assertThat(second.items().getFirst().id().value()).isEqualTo("eu-west-1_p2");
        assertThat(third.next()).isEmpty();
        assertThatObject(store.read(tx -> tx.pools().count())).isEqualTo(5L);
        assertThatThrownBy(() -> store.read(tx -> tx.pools().list(Optional.of("%%"), 2)))
                .isInstanceOf(InvalidCursor.class);
    }

    @Test
    void aClientIdIsUniqueAcrossPools() {
        ClientRecord client = Samples.client(POOL, "c1");
        assertThatObject(store.write(tx -> tx.clients().insert(client))).isEqualTo(true);
        assertThatObject(store.write(tx -> tx.clients().insert(Samples.client(OTHER, "c1"))))
                .isEqualTo(false);
        assertThatObject(store.read(tx -> tx.clients().find(client.id()))).isEqualTo(Optional.of(client));
        assertThatObject(store.write(tx -> tx.clients().update(client.with("n", "{\"x\":1}", NOW))))
                .isEqualTo(true);
        assertThatObject(store.write(tx -> tx.clients().update(client))).isEqualTo(false);
        assertThat(store.read(tx -> tx.clients().list(OTHER, Optional.empty(), 9))
                        .items())
                .isEmpty();
        assertThat(store.read(tx -> tx.clients().list(POOL, Optional.empty(), 9))
                        .items())
                .hasSize(1);
    }

    @Test
    void aSecretMovesTheVersionOfItsClient() {
        ClientId id = new ClientId("c1");
        store.write(tx -> tx.clients().insert(Samples.client(POOL, "c1")));
        var secret = new ClientSecretRecord(POOL, id, "c1--1", bytes("sealed"), NOW);
        assertThatObject(store.write(tx -> tx.clients().addSecret(secret))).isEqualTo(true);
        assertThatObject(store.write(tx -> tx.clients().addSecret(secret))).isEqualTo(false);
        assertThatObject(store.read(tx -> tx.clients().secrets(id))).isEqualTo(List.of(secret));
        assertThat(store.read(tx -> tx.clients().version(id)).orElseThrow()).isGreaterThan(1);
        assertThatObject(store.write(tx -> tx.clients().deleteSecret(id, "c1--1")))
                .isEqualTo(true);
        assertThatObject(store.write(tx -> tx.clients().deleteSecret(id, "c1--1")))
                .isEqualTo(false);
        assertThatObject(store.write(tx -> tx.clients().delete(id))).isEqualTo(true);
        assertThatObject(store.read(tx -> tx.clients().find(id))).isEqualTo(Optional.empty());
    }

    @Test
    void signingKeysMoveTheVersionOfTheirPool() {
        store.write(tx -> tx.pools().insert(Samples.pool(POOL)));
        var key = new SigningKeyRecord(
                POOL, "kid=", SigningKeyRecord.Use.ID, SigningKeyRecord.State.ACTIVE, bytes("s"), bytes("p"), NOW, 0);
        store.write(tx -> {
            tx.signingKeys().insert(key);
            return true;
        });
        assertThatObject(store.read(tx -> tx.signingKeys().list(POOL))).isEqualTo(List.of(key));
        assertThatObject(store.write(tx -> tx.signingKeys().retire(POOL, "kid=", NOW + 9)))
                .isEqualTo(true);
        SigningKeyRecord retired = store.read(tx -> tx.signingKeys().list(POOL)).getFirst();
        assertThat(retired.state()).isEqualTo(SigningKeyRecord.State.RETIRED);
        assertThat(retired.retireAt()).isEqualTo(NOW + 9);
        assertThatObject(store.read(tx -> tx.pools().version(POOL))).isEqualTo(OptionalLong.of(3));
        assertThatObject(store.write(tx -> tx.signingKeys().delete(POOL, "kid=")))
                .isEqualTo(true);
    }

    @Test
    void aSettingIsWrittenOnce() {
        assertThatObject(store.write(tx -> tx.settings().putIfAbsent("root", bytes("one"), true)))
                .isEqualTo(bytes("one"));
        assertThatObject(store.write(tx -> tx.settings().putIfAbsent("root", bytes("two"), true)))
                .isEqualTo(bytes("one"));
        assertThatObject(store.read(tx -> tx.settings().find("none"))).isEqualTo(Optional.empty());
    }
}
