package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.CLOCK;
import static dev.gatehouse.server.store.Samples.NOW;
import static dev.gatehouse.server.store.Samples.OTHER;
import static dev.gatehouse.server.store.Samples.POOL;
import static dev.gatehouse.server.store.Samples.bytes;
import static dev.gatehouse.server.store.Samples.keys;
import static dev.gatehouse.server.store.Samples.newUser;
import static dev.gatehouse.server.store.Samples.sub;
import static dev.gatehouse.server.store.Samples.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class UsersTest {
    private final Store store;

    UsersTest(TestDatabase database) {
        store = database.fresh().open(CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void comesBackAsWritten() {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("zoneinfo", "Europe/Paris");
        attributes.put("name", "Zoë \u0000 \ud83d\ude00 \ud800 end");
        attributes.put("address", "\"quoted\"\n");
        UserRecord written = UserRecord.create(POOL, sub(1), "Nora", "CONFIRMED", attributes, NOW)
                .withPassword(
                        bytes("hash"), bytes("salt"), bytes("verifier"), List.of(bytes("one"), bytes("")), NOW + 1)
                .withEnabled(false, NOW + 2)
                .withSignedOutAt(NOW + 3)
                .withExtras("{\"mfa\":[]}", NOW + 4);
        store.write(tx -> tx.users().insert(new NewUser(written, keys("nora"))));
        UserRecord found = store.read(tx -> tx.users().find(POOL, sub(1))).orElseThrow();
        assertThat(found).isEqualTo(written);
        assertThat(found.attributes().keySet()).containsExactly("zoneinfo", "name", "address");
        assertThat(found.toString()).doesNotContain("verifier=v").contains("Bytes[8]");
    }

    @Test
    void isFoundByEachNameInItsPoolOnly() {
        store.write(tx -> tx.users().insert(newUser(POOL, 1)));
        assertThat(byName("user1")).contains(user(POOL, 1));
        assertThat(byName("user1@example.com")).contains(user(POOL, 1));
        assertThat(byName("USER1")).isEmpty();
        assertThatObject(store.read(tx -> tx.users().findByName(OTHER, "user1")))
                .isEqualTo(Optional.empty());
        assertThatObject(store.read(tx -> tx.users().nameOwner(POOL, "user1@example.com")))
                .isEqualTo(Optional.of(new Users.NameOwner(SignInName.Kind.EMAIL, sub(1))));
    }

    @Test
    void aTakenNameChangesNothing() {
        store.write(tx -> tx.users().insert(newUser(POOL, 1)));
        UserWrite outcome =
                store.write(tx -> tx.users().insert(new NewUser(user(POOL, 2), keys("fresh", "user1@example.com"))));
        assertThat(outcome)
                .isEqualTo(new UserWrite.NameTaken(new SignInName(SignInName.Kind.EMAIL, "user1@example.com"), sub(1)));
        assertThat(byName("fresh")).isEmpty();
        assertThatObject(store.read(tx -> tx.users().nameOwner(POOL, "fresh"))).isEqualTo(Optional.empty());
        assertThatObject(store.read(tx -> tx.users().find(POOL, sub(2)))).isEqualTo(Optional.empty());
    }

    @Test
    void oneKeyOfTwoKindsCountsOnce() {
        var names = List.of(
                new SignInName(SignInName.Kind.USERNAME, "same"),
                new SignInName(SignInName.Kind.PREFERRED_USERNAME, "same"));
        var added = new NewUser(user(POOL, 1), new UserKeys(names, List.of()));
        assertThatObject(store.write(tx -> tx.users().insert(added))).isInstanceOf(UserWrite.Written.class);
        assertThat(byName("same")).isPresent();
    }

    @Test
    void anUpdateMovesNamesAndSearchKeysByDifference() {
        store.write(tx -> tx.users().insert(newUser(POOL, 1)));
        UserWrite outcome = store.write(tx -> tx.users()
                .update(user(POOL, 1).withAttributes(Map.of("email", "new@x.org"), NOW), keys("user1", "new@x.org")));
        assertThat(outcome).isInstanceOf(UserWrite.Written.class);
        assertThat(byName("user1@example.com")).isEmpty();
        assertThat(byName("new@x.org")).isPresent();
        assertThat(found("email", "user1@example.com")).isEmpty();
        assertThat(found("email", "new@x.org")).hasSize(1);
        assertThatObject(store.read(tx -> tx.users().keys(POOL, sub(1))))
                .isEqualTo(Optional.of(keys("user1", "new@x.org")));
    }

    @Test
    void anUpdateFromAnOldReadingIsStale() {
        store.write(tx -> tx.users().insert(newUser(POOL, 1)));
        UserRecord old = user(POOL, 1);
        assertThatObject(store.write(tx -> tx.users().update(old.withStatus("RESET_REQUIRED", NOW))))
                .isEqualTo(new UserWrite.Written(
                        old.withStatus("RESET_REQUIRED", NOW).withVersion(2)));
        assertThatObject(store.write(tx -> tx.users().update(old.withEnabled(false, NOW))))
                .isEqualTo(new UserWrite.Stale());
        assertThatObject(store.write(tx -> tx.users().update(old, keys("other"))))
                .isEqualTo(new UserWrite.Stale());
        assertThat(byName("user1").orElseThrow().enabled()).isTrue();
        assertThat(byName("other")).isEmpty();
    }

    @Test
    void aNameMovesToAnotherUserInOneTransaction() {
        store.write(tx -> tx.users().insert(newUser(POOL, 1)));
        store.write(tx -> tx.users().insert(newUser(POOL, 2)));
        store.write(tx -> {
            assertThat(tx.users().update(user(POOL, 1), keys("user1"))).isInstanceOf(UserWrite.Written.class);
            return tx.users().update(user(POOL, 2), keys("user2", "user1@example.com"));
        });
        assertThat(byName("user1@example.com").orElseThrow().sub()).isEqualTo(sub(2));
    }

    @Test
    void deletionTakesEverythingOfTheUser() {
        store.write(tx -> {
            tx.users().insert(newUser(POOL, 1));
            tx.groups().insert(new GroupRecord(POOL, "staff", null, null, null, NOW, NOW));
            tx.groups().addMember(POOL, "staff", sub(1));
            tx.codes().put(POOL, sub(1), new CodeRecord("p", bytes("m"), "email", "d", NOW, NOW, 0));
            return tx.sessions().insert(Samples.session(POOL, "s", sub(1), "a"));
        });
        assertThatObject(store.write(tx -> tx.users().delete(POOL, sub(1)))).isEqualTo(true);
        assertThatObject(store.write(tx -> tx.users().delete(POOL, sub(1)))).isEqualTo(false);
        assertThat(byName("user1")).isEmpty();
        assertThat(found("email", "user1@example.com")).isEmpty();
        assertThatObject(store.read(tx -> tx.sessions().find(POOL, "s"))).isEqualTo(Optional.empty());
        assertThatObject(store.read(tx -> tx.codes().find(POOL, sub(1), "p"))).isEqualTo(Optional.empty());
        assertThatObject(store.read(tx -> tx.groups().ofUser(POOL, sub(1)))).isEqualTo(List.of());
        assertThatObject(store.write(tx -> tx.users().insert(newUser(POOL, 1)))).isInstanceOf(UserWrite.Written.class);
    }

    @Test
    void veryLongNamesStayUnique() {
        String name = "é".repeat(2_000);
        store.write(tx -> tx.users().insert(new NewUser(user(POOL, 1), keys(name + "1", "a"))));
        assertThatObject(store.write(tx -> tx.users().insert(new NewUser(user(POOL, 2), keys(name + "2")))))
                .isInstanceOf(UserWrite.Written.class);
        assertThatObject(store.write(tx -> tx.users().insert(new NewUser(user(POOL, 3), keys(name + "1")))))
                .isInstanceOf(UserWrite.NameTaken.class);
        assertThat(byName(name + "2").orElseThrow().sub()).isEqualTo(sub(2));
    }

    @Test
    void ofTwoThreadsThatTakeOneAliasExactlyOneWins() throws Exception {
        int rounds = 60;
        int rivals = 3;
        var barrier = new CyclicBarrier(rivals);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < rounds; round++) {
                String alias = "alias" + round;
                int first = 10 + round * rivals;
                var outcomes = new ArrayList<Future<UserWrite>>();
                for (int rival = 0; rival < rivals; rival++) {
                    var added = new NewUser(user(POOL, first + rival), keys("u" + (first + rival), alias));
                    outcomes.add(threads.submit(() -> {
                        barrier.await();
                        return store.write(tx -> tx.users().insert(added));
                    }));
                }
                int won = 0;
                for (var outcome : outcomes) {
                    won += outcome.get() instanceof UserWrite.Written ? 1 : 0;
                }
                assertThat(won).as("round %d", round).isEqualTo(1);
            }
        }
        assertThatObject(store.read(tx -> tx.users().estimatedCount(POOL))).isEqualTo((long) rounds);
    }

    @Test
    void manyAtOnceLeavesOutThoseWithTakenNames() {
        store.write(tx -> tx.users().insert(newUser(POOL, 5)));
        var added = new ArrayList<>(Samples.users(POOL, 10, 20));
        added.add(new NewUser(user(POOL, 30), keys("u30", "user5@example.com")));
        added.add(new NewUser(user(POOL, 31), keys("user10")));
        List<UserWrite> outcomes = store.write(tx -> tx.users().insertAll(added));
        assertThat(outcomes).hasSize(12);
        assertThat(outcomes.subList(0, 10)).allMatch(outcome -> outcome instanceof UserWrite.Written);
        assertThat(outcomes.get(10)).isInstanceOf(UserWrite.NameTaken.class);
        assertThat(outcomes.get(11)).isInstanceOf(UserWrite.NameTaken.class);
        assertThat(byName("u30")).isEmpty();
        assertThatObject(store.read(tx -> tx.users().nameOwner(POOL, "u30"))).isEqualTo(Optional.empty());
        assertThat(byName("user15")).contains(user(POOL, 15));
        assertThat(found("email", "user15@example.com")).containsExactly(user(POOL, 15));
        assertThatObject(store.read(tx -> tx.users().estimatedCount(POOL))).isEqualTo(11L);
    }

    private Optional<UserRecord> byName(String key) {
        return store.read(tx -> tx.users().findByName(POOL, key));
    }

    private List<UserRecord> found(String field, String value) {
        return store.read(tx -> tx.users().search(POOL, new UserQuery.ByKey(field, value, false), Optional.empty(), 10))
                .items();
    }
}
