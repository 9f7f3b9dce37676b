package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.CLOCK;
import static dev.gatehouse.server.store.Samples.NOW;
import static dev.gatehouse.server.store.Samples.OTHER;
import static dev.gatehouse.server.store.Samples.POOL;
import static dev.gatehouse.server.store.Samples.keys;
import static dev.gatehouse.server.store.Samples.newUser;
import static dev.gatehouse.server.store.Samples.sub;
import static dev.gatehouse.server.store.Samples.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class UserSearchTest {
    private final Store store;

    UserSearchTest(TestDatabase database) {
        store = database.fresh().open(CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<String> all(UserQuery query, int limit) {
        var found = new ArrayList<String>();
        Optional<String> after = Optional.empty();
        do {
            Optional<String> from = after;
            Page<UserRecord> page = store.read(tx -> tx.users().search(POOL, query, from, limit));
            assertThat(page.items().size()).isLessThanOrEqualTo(limit);
            page.items().forEach(user -> found.add(user.username()));
            after = page.next();
        } while (after.isPresent());
        return found;
    }

    private void insert(int number, String field, String key) {
        var keys = new UserKeys(List.of(), List.of(new SearchKey(field, key)));
        store.write(tx -> tx.users().insert(new NewUser(user(POOL, number), keys)));
    }

    @Test
    void prefixesMatchByCodePointOnBothEngines() {
        insert(1, "name", "ab");
        insert(2, "name", "abc");
        insert(3, "name", "abé");
        insert(4, "name", "ab\ud83d\ude00");
        insert(5, "name", "ab\uffff");
        insert(6, "name", "ac");
        insert(7, "name", "aB");
        insert(8, "name", "a");
        insert(9, "email", "ab");
        assertThat(all(new UserQuery.ByKey("name", "ab", true), 2))
                .containsExactly("user1", "user2", "user3", "user5", "user4");
        assertThat(all(new UserQuery.ByKey("name", "ab", false), 2)).containsExactly("user1");
        assertThat(all(new UserQuery.ByKey("name", "", true), 3)).hasSize(8);
        assertThat(all(new UserQuery.ByKey("given_name", "", true), 3)).isEmpty();
        assertThat(all(new UserQuery.ByKey("name", "ab%", true), 3)).isEmpty();
    }

    @Test
    void equalKeysArePagedBySub() {
        for (int i = 0; i < 7; i++) {
            insert(i, "family_name", "Li");
        }
        assertThat(all(new UserQuery.ByKey("family_name", "Li", false), 3))
                .hasSize(7)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyQueryPagesWithoutGapsOrDuplicates() {
        store.write(tx -> tx.users().insertAll(Samples.users(POOL, 0, 50)));
        store.write(tx -> tx.users().insertAll(Samples.users(OTHER, 50, 60)));
        store.write(tx -> tx.users().update(user(POOL, 3).withStatus("UNCONFIRMED", NOW)));
        store.write(tx -> tx.users().update(user(POOL, 4).withEnabled(false, NOW)));
        assertThat(all(new UserQuery.All(), 7)).hasSize(50).doesNotHaveDuplicates();
        assertThat(all(new UserQuery.ByStatus("CONFIRMED", false), 7))
                .hasSize(49)
                .doesNotHaveDuplicates();
        assertThat(all(new UserQuery.ByStatus("UNC", true), 7)).containsExactly("user3");
        assertThat(all(new UserQuery.ByEnabled(false), 7)).containsExactly("user4");
        assertThat(all(new UserQuery.ByEnabled(true), 7)).hasSize(49).doesNotHaveDuplicates();
        assertThat(all(new UserQuery.BySub(sub(9).value(), false), 7)).containsExactly("user9");
        assertThat(all(new UserQuery.BySub(sub(9).value().substring(0, 6), true), 7))
                .containsExactly("user9");
        assertThat(all(new UserQuery.BySub("", true), 7)).hasSize(50).doesNotHaveDuplicates();
        assertThat(all(new UserQuery.ByKey("username", "user4", true), 4))
                .hasSize(11)
                .doesNotHaveDuplicates();
    }

    @Test
    void rowsInsertedBetweenPagesNeitherHideNorRepeatOthers() {
        store.write(tx -> tx.users().insertAll(Samples.users(POOL, 0, 40)));
        var seen = new ArrayList<String>();
        Optional<String> after = Optional.empty();
        int next = 100;
        do {
            Optional<String> from = after;
            Page<UserRecord> page = store.read(tx -> tx.users().search(POOL, new UserQuery.All(), from, 6));
            page.items().forEach(user -> seen.add(user.username()));
            after = page.next();
            NewUser added = newUser(POOL, next++);
            store.write(tx -> tx.users().insert(added));
        } while (after.isPresent());
        assertThat(seen).doesNotHaveDuplicates();
        for (int i = 0; i < 40; i++) {
            assertThat(seen).contains("user" + i);
        }
    }

    @Test
    void aForeignCursorIsRefused() {
        for (String cursor : List.of("", "#", "YQ")) {
            assertThatThrownBy(() -> store.read(tx ->
                            tx.users().search(POOL, new UserQuery.ByKey("name", "a", true), Optional.of(cursor), 5)))
                    .isInstanceOf(InvalidCursor.class);
        }
    }

    @Test
    void aLargePoolIsEstimatedWithinAFewPercent() {
        var random = new Random(7);
        int many = 30_000;
        for (int from = 0; from < many; from += 1_000) {
            var users = new ArrayList<NewUser>();
            for (int i = 0; i < 1_000; i++) {
                var id = new dev.gatehouse.pure.id.Sub(
                        new java.util.UUID(random.nextLong(), random.nextLong()).toString());
                UserRecord user = UserRecord.create(POOL, id, "u", "CONFIRMED", Map.of(), NOW);
                users.add(new NewUser(user, new UserKeys(List.of(), List.of())));
            }
            store.write(tx -> tx.users().insertAll(users));
        }
        long estimate = store.read(tx -> tx.users().estimatedCount(POOL));
        assertThat(estimate).isBetween(many * 94L / 100, many * 106L / 100);
    }
}
