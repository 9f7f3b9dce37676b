package dev.gatehouse.server.pools;

import static dev.gatehouse.model.cognitoidp.CognitoIdp.CREATE_GROUP;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.DELETE_GROUP;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.GET_GROUP;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.LIST_GROUPS;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.UPDATE_GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.GroupType;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.GroupRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupOperationsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/admin";

    @TempDir
    Path folder;

    private Platform platform;
    private String pool;

    @BeforeEach
    void start() {
        platform = new Platform(folder);
        pool = platform.newPool("");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void aGroupIsAnsweredAsMade() {
        var made = platform.call(
                CREATE_GROUP,
                "{'UserPoolId':'%s','GroupName':'admin','Description':'d','RoleArn':'%s','Precedence':0}",
                pool,
                ROLE);

        String expected = """
                {'Group':{'GroupName':'admin','UserPoolId':'%s','Description':'d','RoleArn':'%s','Precedence':0,
                 'CreationDate':1767225600.123,'LastModifiedDate':1767225600.123}}
                """;
        assertThat(made).isEqualTo(Platform.answer(CREATE_GROUP, expected, pool, ROLE));
        assertThat(get("admin")).isEqualTo(made.group());
    }

    @Test
    void whatWasNotGivenIsAbsent() {
        create("plain");

        assertThat(get("plain")).isEqualTo(Platform.answer(GET_GROUP, """
                                {'Group':{'GroupName':'plain','UserPoolId':'%s',
                                 'CreationDate':1767225600.123,'LastModifiedDate':1767225600.123}}
                                """, pool).group());
    }

    @Test
    void namesAreUniqueInsideThePool() {
        create("admin");
        String other = platform.newPool("");

        assertThat(platform.refusal(CREATE_GROUP, "{'UserPoolId':'%s','GroupName':'admin'}", pool))
                .isEqualTo("GroupExistsException: A group with the name already exists.");
        platform.call(CREATE_GROUP, "{'UserPoolId':'%s','GroupName':'admin'}", other);
        create("Admin");
    }

    @Test
    void anUpdateKeepsWhatItDoesNotName() {
        platform.call(
                CREATE_GROUP,
                "{'UserPoolId':'%s','GroupName':'admin','Description':'d','RoleArn':'%s','Precedence':3}",
                pool,
                ROLE);
        platform.clock.pass(Duration.ofSeconds(2));

        var updated = platform.call(
                UPDATE_GROUP, "{'UserPoolId':'%s','GroupName':'admin','Description':'','Precedence':1}", pool);

        assertThat(updated.group())
                .isEqualTo(Platform.answer(UPDATE_GROUP, """
                                {'Group':{'GroupName':'admin','UserPoolId':'%s','Description':'','RoleArn':'%s',
                                 'Precedence':1,'CreationDate':1767225600.123,'LastModifiedDate':1767225602.123}}
                                """, pool, ROLE).group());
        assertThat(get("admin")).isEqualTo(updated.group());
    }

    @Test
    void aDeletedGroupIsGone() {
        create("admin");
        platform.call(DELETE_GROUP, "{'UserPoolId':'%s','GroupName':'admin'}", pool);

        for (Operation<?, ?> operation : List.of(GET_GROUP, UPDATE_GROUP, DELETE_GROUP)) {
            assertThat(platform.refusal(operation, "{'UserPoolId':'%s','GroupName':'admin'}", pool))
                    .isEqualTo("ResourceNotFoundException: Group not found.");
        }
    }

    @Test
    void aPoolHasAtMostTenThousandGroups() {
        PoolId id = new PoolId(pool);
        platform.store.write(tx -> {
            for (int i = 0; i < 9_999; i++) {
                tx.groups().insert(new GroupRecord(id, "g" + i, null, null, null, 0, 0));
            }
            return true;
        });

        create("admin");
        assertThat(platform.refusal(CREATE_GROUP, "{'UserPoolId':'%s','GroupName':'one more'}", pool))
                .isEqualTo("LimitExceededException: A user pool can have at most 10000 groups.");
        assertThat(platform.refusal(GET_GROUP, "{'UserPoolId':'%s','GroupName':'one more'}", pool))
                .isEqualTo("ResourceNotFoundException: Group not found.");
    }

    @Test
    void anUnknownPoolIsRefused() {
        for (Operation<?, ?> operation : List.of(CREATE_GROUP, GET_GROUP, UPDATE_GROUP, DELETE_GROUP, LIST_GROUPS)) {
            assertThat(platform.refusal(operation, "{'UserPoolId':'eu-west-1_0','GroupName':'a'}"))
                    .isEqualTo("ResourceNotFoundException: User pool eu-west-1_0 does not exist.");
        }
    }

    @Test
    void listGoesThroughTheGroupsPageByPage() {
        List.of("e", "a", "c", "d", "b").forEach(this::create);

        List<String> found = new ArrayList<>();
        var page = platform.call(LIST_GROUPS, "{'UserPoolId':'%s','Limit':2}", pool);
        found.addAll(names(page.groups()));
        while (page.nextToken() != null) {
            page = platform.call(LIST_GROUPS, "{'UserPoolId':'%s','Limit':2,'NextToken':'%s'}", pool, page.nextToken());
            found.addAll(names(page.groups()));
        }
        assertThat(found).containsExactly("a", "b", "c", "d", "e");
        assertThat(platform.call(LIST_GROUPS, "{'UserPoolId':'%s','Limit':0}", pool)
                        .groups())
                .hasSize(5);
        assertThat(platform.refusal(LIST_GROUPS, "{'UserPoolId':'%s','NextToken':'x'}", pool))
                .isEqualTo("InvalidParameterException: Invalid pagination token.");
    }

    private void create(String name) {
        platform.call(CREATE_GROUP, "{'UserPoolId':'%s','GroupName':'%s'}", pool, name);
    }

    private GroupType get(String name) {
        return platform.call(GET_GROUP, "{'UserPoolId':'%s','GroupName':'%s'}", pool, name)
                .group();
    }

    private static List<String> names(List<GroupType> groups) {
        return groups.stream().map(GroupType::groupName).toList();
    }
}
