package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.CLOCK;
import static dev.gatehouse.server.store.Samples.NOW;
import static dev.gatehouse.server.store.Samples.OTHER;
import static dev.gatehouse.server.store.Samples.POOL;
import static dev.gatehouse.server.store.Samples.bytes;
import static dev.gatehouse.server.store.Samples.keys;
import static dev.gatehouse.server.store.Samples.sub;
import static dev.gatehouse.server.store.Samples.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class MaintenanceTest {
    private final Store store;

    MaintenanceTest(TestDatabase database) {
        store = database.fresh().open(CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everySealedValueIsSealedAgainAndNothingElse() {
        store.write(tx -> {
            tx.settings().put("root", bytes("old root"), true);
            tx.settings().put("plain", bytes("old plain"), false);
            tx.pools().insert(Samples.pool(POOL));
            tx.clients().insert(Samples.client(POOL, "c"));
            tx.clients()
                    .addSecret(new ClientSecretRecord(
                            POOL, new dev.gatehouse.pure.id.ClientId("c"), "s", bytes("old"), NOW));
            tx.signingKeys()
                    .insert(new SigningKeyRecord(
                            POOL,
                            "kid",
                            SigningKeyRecord.Use.ID,
                            SigningKeyRecord.State.ACTIVE,
                            bytes("old"),
                            bytes("old"),
                            NOW,
                            0));
            tx.parked().put(POOL, "k", bytes("old"), NOW + 1);
            tx.softwareTokens().put(POOL, sub(1), SoftwareTokens.Kind.ACTIVE, bytes("old"), 7);
            tx.accessKeys().insert(new AccessKeyRecord("AKIA1", "AIDA1", bytes("old"), true, NOW, 0, "", "", 0));
            tx.samlPrivateKeys().insert(new SamlPrivateKeyRecord("arn", "SAMLK1", bytes("old"), NOW));
            tx.devices()
                    .insert(new DeviceRecord(
                            POOL, sub(1), "device", bytes("salt"), bytes("old"), null, true, "", NOW, NOW, NOW));
            tx.importChunks().insert(new ImportChunks.File(POOL, "job", "upload"), 0, List.of(bytes("old")), NOW + 1);
            for (int i = 0; i < 450; i++) {
                UserRecord user = user(POOL, i)
                        .withPassword(
                                bytes("old"), bytes("old"), bytes("old"), List.of(bytes("old"), bytes("old 2")), NOW);
                tx.users().insert(new NewUser(user, keys(user.username())));
            }
            return true;
        });
        var places = new HashMap<Resealer.Column, List<String>>();
        Resealer resealer = (place, value) -> {
            places.put(place.column(), place.key());
            String text = new String(value.toArray(), StandardCharsets.UTF_8);
            return bytes(text.replaceFirst("^(old|key)", "new"));
        };
        assertThat(store.reseal(resealer)).isEqualTo(3 * 450 + 10);
        assertThat(places).hasSize(Resealer.Column.values().length);
        assertThat(places.get(Resealer.Column.SOFTWARE_TOKEN)).containsExactly(POOL.value(), sub(1).value(), "active");
        assertThat(places.get(Resealer.Column.SIGNING_KEY)).containsExactly(POOL.value(), "kid");
        assertThat(store.reseal(resealer)).isZero();
        UserRecord user = store.read(tx -> tx.users().find(POOL, sub(449))).orElseThrow();
        assertThat(user.passwordHash()).isEqualTo(bytes("new"));
        assertThat(user.srpSalt()).isEqualTo(bytes("old"));
        assertThat(user.passwordHistory()).containsExactly(bytes("new"), bytes("new 2"));
        assertThat(user.version()).isEqualTo(4);
        assertThat(store.read(tx -> tx.signingKeys().list(POOL)).getFirst().publicDer())
                .isEqualTo(bytes("old"));
        assertThatObject(store.read(tx -> tx.settings().find("plain"))).isEqualTo(Optional.of(bytes("old plain")));
    }

    @Test
    void aDeletedPoolIsGoneAtOnceAndItsRowsInSteps() {
        store.write(tx -> {
            tx.pools().insert(Samples.pool(POOL));
            tx.pools().insert(Samples.pool(OTHER));
            tx.clients().insert(Samples.client(POOL, "c"));
            tx.users().insertAll(Samples.users(OTHER, 5_000, 5_003));
            return tx.users().insertAll(Samples.users(POOL, 0, 1_300));
        });
        assertThatObject(store.write(tx -> tx.pools().delete(POOL, NOW))).isEqualTo(true);
        assertThatObject(store.write(tx -> tx.pools().delete(POOL, NOW))).isEqualTo(false);
        assertThatObject(store.read(tx -> tx.pools().find(POOL))).isEqualTo(Optional.empty());
        assertThat(store.read(tx -> tx.clients().list(POOL, Optional.empty(), 5))
                        .items())
                .isEmpty();
        int steps = 0;
        while (store.purge() > 0) {
            steps++;
        }
        assertThat(steps).isBetween(3, 10);
        for (Schema.Table table : Schema.with(Schema.Trait.OF_POOL)) {
            String count = "SELECT count(*) FROM " + table.name() + " WHERE pool_id = ?";
            assertThatObject(store.read(tx -> tx.sql().number(count, POOL)))
                    .as(table.name())
                    .isEqualTo(0L);
        }
        assertThatObject(store.read(tx -> tx.users().estimatedCount(OTHER))).isEqualTo(3L);
    }

    @Test
    void aDeletedIdentityPoolIsGoneAtOnceAndItsRowsInSteps() {
        String pool = "eu-west-1:11111111-2222-3333-4444-555555555555";
        String other = "eu-west-1:99999999-2222-3333-4444-555555555555";
        store.write(tx -> {
            for (String id : List.of(pool, other)) {
                tx.identityPools().insert(new IdentityPoolRecord(id, "{}", NOW, NOW, 1));
                tx.syncPools().put(SyncPoolRecord.of(id));
            }
            for (int i = 0; i < 1_300; i++) {
                identity(tx, pool, i);
            }
            identity(tx, other, 1_300);
            return true;
        });
        assertThatObject(store.write(tx -> tx.identityPools().delete(pool, NOW)))
                .isEqualTo(true);
        assertThatObject(store.write(tx -> tx.identityPools().delete(pool, NOW)))
                .isEqualTo(false);
        assertThatObject(store.read(tx -> tx.identities().find("eu-west-1:0"))).isEqualTo(Optional.empty());
        int first = store.purge();
        assertThat(first).isBetween(1, 1_100);
        while (store.purge() > 0) {}
        for (Schema.Table table : Schema.with(Schema.Trait.OF_IDENTITY_POOL)) {
            String rows = "SELECT identity_pool_id FROM " + table.name();
            List<String> left = store.read(tx -> tx.sql().list(rows, row -> row.getString(1)));
            assertThat(left).as(table.name()).containsExactly(other);
        }
        assertThatObject(store.read(tx -> tx.syncPools().find(pool))).isEqualTo(Optional.empty());
        assertThatObject(store.read(tx -> tx.syncPools().find(other))).isEqualTo(Optional.of(SyncPoolRecord.of(other)));
    }

    private static void identity(Tx tx, String pool, int number) {
        String id = "eu-west-1:" + number;
        tx.identities().insert(new IdentityRecord(pool, id, true, false, NOW, NOW));
        tx.identities().link(pool, new IdentityLoginRecord("login.example", "u" + number, id), NOW);
    }

    /// Deleting what is not there left a note for the background.
    @Test
    void anUnknownIdentityPoolLeavesNothingToDo() {
        store.write(tx -> tx.identityPools().delete("eu-west-1:0", NOW));
        assertThatObject(store.read(tx -> tx.sql().number("SELECT count(*) FROM purges")))
                .isEqualTo(0L);
    }

    @Test
    void aPoolsRemainsAreForgottenWhenNoNodeCanWriteThemAnyMore() {
        store.write(tx -> tx.pools().insert(Samples.pool(POOL)));
        store.write(tx -> tx.pools().delete(POOL, NOW));
        String count = "SELECT count(*) FROM purges";
        new Purge(store, CLOCK).step();
        assertThatObject(store.read(tx -> tx.sql().number(count))).isEqualTo(1L);
        new Purge(store, InstantSource.fixed(Instant.ofEpochMilli(NOW + 60_001))).step();
        assertThatObject(store.read(tx -> tx.sql().number(count))).isEqualTo(0L);
    }

    @Test
    void messagesOfMoreThanAWeekGo() {
        long week = Duration.ofDays(7).toMillis();
        store.write(tx -> {
            for (long at : new long[] {NOW - week - 1, NOW - week + 1, NOW}) {
                String id = TimeIds.first(at) + "x";
                tx.outbox()
                        .insert(new MessageRecord(
                                id, POOL, at, MessageRecord.Medium.SMS, "+12065551234", "", "123456", "sign-up"));
            }
            return true;
        });
        assertThatObject(store.purge()).isEqualTo(1);
        assertThat(store.read(tx -> tx.outbox().list(Optional.empty(), Optional.empty(), 9))
                        .items())
                .extracting(MessageRecord::at)
                .containsExactly(NOW, NOW - week + 1);
    }
}
