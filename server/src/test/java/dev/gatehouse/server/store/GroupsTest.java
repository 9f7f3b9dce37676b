package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.CLOCK;
import static dev.gatehouse.server.store.Samples.NOW;
import static dev.gatehouse.server.store.Samples.POOL;
import static dev.gatehouse.server.store.Samples.sub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import dev.gatehouse.pure.id.Sub;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class GroupsTest {
    private final Store store;

    GroupsTest(TestDatabase database) {
        store = database.fresh().open(CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static GroupRecord group(String name) {
        return new GroupRecord(POOL, name, "those", null, 3, NOW, NOW);
    }

    private void make(String name, Sub... members) {
        store.write(tx -> {
            tx.groups().insert(group(name));
            for (Sub member : members) {
                tx.groups().addMember(POOL, name, member);
            }
            return true;
        });
    }

    @Test
    void aGroupComesBackAsWrittenAndIsMadeOnce() {
        make("staff");
        assertThatObject(store.write(tx -> tx.groups().insert(group("staff")))).isEqualTo(false);
        assertThatObject(store.read(tx -> tx.groups().find(POOL, "staff"))).isEqualTo(Optional.of(group("staff")));
        var changed = new GroupRecord(POOL, "staff", null, "arn:aws:iam::1:role/r", null, NOW, NOW + 1);
        assertThatObject(store.write(tx -> tx.groups().update(changed))).isEqualTo(true);
        assertThatObject(store.read(tx -> tx.groups().find(POOL, "staff"))).isEqualTo(Optional.of(changed));
        assertThatObject(store.write(tx -> tx.groups().addMember(POOL, "none", sub(1))))
                .isEqualTo(false);
    }

    @Test
    void membersAndGroupsAreListedPageByPage() {
        store.write(tx -> tx.users().insertAll(Samples.users(POOL, 0, 5)));
        make("a", sub(0), sub(1), sub(2), sub(3), sub(4));
        make("b", sub(1), sub(1));
        make("c", sub(1));
        Page<UserRecord> first = store.read(tx -> tx.groups().members(POOL, "a", Optional.empty(), 3));
        Page<UserRecord> second = store.read(tx -> tx.groups().members(POOL, "a", first.next(), 3));
        var seen = new HashSet<Sub>();
        first.items().forEach(user -> seen.add(user.sub()));
        second.items().forEach(user -> seen.add(user.sub()));
        assertThat(seen).hasSize(5);
        assertThat(second.next()).isEmpty();
        Page<GroupRecord> groups = store.read(tx -> tx.groups().ofUser(POOL, sub(1), Optional.empty(), 2));
        assertThat(groups.items()).extracting(GroupRecord::name).containsExactly("a", "b");
        Page<GroupRecord> rest = store.read(tx -> tx.groups().ofUser(POOL, sub(1), groups.next(), 2));
        assertThat(rest.items()).extracting(GroupRecord::name).containsExactly("c");
        store.write(tx -> {
            tx.groups().removeMember(POOL, "b", sub(1));
            tx.groups().removeMember(POOL, "b", sub(1));
            return true;
        });
        List<GroupRecord> left = store.read(tx -> tx.groups().ofUser(POOL, sub(1)));
        assertThat(left).extracting(GroupRecord::name).containsExactly("a", "c");
    }

    @Test
    void aGroupMadeAgainStartsEmpty() {
        store.write(tx -> tx.users().insertAll(Samples.users(POOL, 0, 2)));
        make("staff", sub(0), sub(1));
        assertThatObject(store.write(tx -> tx.groups().delete(POOL, "staff"))).isEqualTo(true);
        assertThatObject(store.write(tx -> tx.groups().delete(POOL, "staff"))).isEqualTo(false);
        assertThatObject(store.read(tx -> tx.groups().ofUser(POOL, sub(0)))).isEqualTo(List.of());
        make("staff", sub(1));
        store.write(tx -> tx.groups().delete(POOL, "staff"));
        make("staff");
        assertThat(store.read(tx -> tx.groups().members(POOL, "staff", Optional.empty(), 9))
                        .items())
                .isEmpty();
        assertThatObject(store.read(tx -> tx.groups().ofUser(POOL, sub(1)))).isEqualTo(List.of());
        store.write(tx -> tx.groups().addMember(POOL, "staff", sub(0)));
        assertThat(store.purge()).isEqualTo(3);
        assertThat(store.purge()).isZero();
        assertThat(store.read(tx -> tx.groups().members(POOL, "staff", Optional.empty(), 9))
                        .items())
                .hasSize(1);
    }
}
