package dev.gatehouse.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.AttributeType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.GroupType;
import dev.gatehouse.model.cognitoidp.ListUsersResponse;
import dev.gatehouse.model.cognitoidp.UserType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ListUsers and the listings of groups.
class ListUsersTest {
    private static final String CREATE =
            "{'UserPoolId':'%s','Username':'%s','MessageAction':'SUPPRESS','UserAttributes':[%s]}";

    @TempDir
    private Path folder;

    private World world;
    private String pool;

    @BeforeEach
    void open() {
        world = new World(folder);
        pool = world.newPool("");
        create("Alice", "{'Name':'email','Value':'alice@example.com'},{'Name':'name','Value':'Alice \\\"Al\\\" Berg'}");
        create("bob", "{'Name':'email','Value':'Bob@example.com'},{'Name':'given_name','Value':'Robert'}");
        create("carl", "{'Name':'phone_number','Value':'+4512345678'},{'Name':'family_name','Value':'Berg'}");
        world.call(
                CognitoIdp.ADMIN_SET_USER_PASSWORD,
                "{'UserPoolId':'%s','Username':'bob','Password':'Corr3ct-Horse!','Permanent':true}",
                pool);
        world.call(CognitoIdp.ADMIN_DISABLE_USER, "{'UserPoolId':'%s','Username':'carl'}", pool);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void create(String name, String attributes) {
        world.call(CognitoIdp.ADMIN_CREATE_USER, CREATE, pool, name, attributes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "                                                    | Alice bob carl",
                "username = \\'Alice\\'                              | Alice",
                "username = \\'alice\\'                              | ",
                "username ^= \\'b\\'                                 | bob",
                "email = \\'alice@example.com\\'                     | Alice",
                "email = \\'bob@example.com\\'                       | bob",
                "email ^= \\'bob@\\'                                 | bob",
                "name = \\'Alice \\\\\\'Al\\\\\\' Berg\\'            | Alice",
                "phone_number = \\'+4512345678\\'                    | carl",
                "given_name ^= \\'Rob\\'                             | bob",
                "family_name = \\'Berg\\'                            | carl",
                "cognito:user_status = \\'confirmed\\'               | bob",
                "cognito:user_status ^= \\'FORCE\\'                  | Alice carl",
                "status = \\'Disabled\\'                             | carl",
                "status = \\'Enabled\\'                              | Alice bob",
                "status = \\'enabled\\'                              | ",
                "email = \\'nobody@example.com\\'                    | ",
            })
    void filters(String filter, String names) {
        String member = filter == null ? "" : ",'Filter':'" + filter + "'";
        ListUsersResponse answer = world.call(CognitoIdp.LIST_USERS, "{'UserPoolId':'%s'%s}", pool, member);
        assertThat(answer.users())
                .extracting(UserType::username)
                .containsExactlyInAnyOrder(names == null ? new String[0] : names.split(" "));
    }

    @Test
    void theSubIsSearchable() {
        String sub = world.user(pool, "bob").sub().value();
        for (String filter : List.of("sub = \\'" + sub + "\\'", "sub ^= \\'" + sub.substring(0, 20) + "\\'")) {
            assertThat(world.call(CognitoIdp.LIST_USERS, "{'UserPoolId':'%s','Filter':'%s'}", pool, filter)
                            .users())
                    .extracting(UserType::username)
                    .containsExactly("bob");
        }
    }

    @Test
    void pagesHoldEveryoneOnce() {
        for (int i = 0; i < 7; i++) {
            create("user" + i, "");
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            var page = world.call(CognitoIdp.LIST_USERS, "{'UserPoolId':'%s','Limit':4%s}", pool, next);
            assertThat(page.users()).hasSizeLessThanOrEqualTo(4);
            page.users().forEach(user -> seen.add(user.username()));
            next = page.paginationToken() == null ? "" : ",'PaginationToken':'" + page.paginationToken() + "'";
        } while (!next.isEmpty());
        assertThat(seen).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void aTokenIsGoodForItsListingOnly() {
        String token = world.call(CognitoIdp.LIST_USERS, "{'UserPoolId':'%s','Limit':1}", pool)
                .paginationToken();
        assertThat(world.refusal(
                        CognitoIdp.LIST_USERS,
                        "{'UserPoolId':'%s','PaginationToken':'%s','Filter':'name ^= \\'a\\''}",
                        pool,
                        token))
                .startsWith("InvalidParameterException");
        assertThat(world.refusal(CognitoIdp.LIST_USERS, "{'UserPoolId':'%s','PaginationToken':'made-up'}", pool))
                .startsWith("InvalidParameterException");
    }

    @Test
    void attributesToGet() {
        String list = "{'UserPoolId':'%s','Filter':'%s','AttributesToGet':[%s]}";
        var some = world.call(CognitoIdp.LIST_USERS, list, pool, "email ^= \\'\\'", "'email'");
        assertThat(some.users()).hasSize(2);
        assertThat(some.users().getFirst().attributes())
                .extracting(AttributeType::name)
                .containsExactly("email");
        assertThat(world.call(CognitoIdp.LIST_USERS, list, pool, "", "").users())
                .allSatisfy(user -> assertThat(user.attributes()).isEmpty());
        assertThat(world.refusal(CognitoIdp.LIST_USERS, list, pool, "", "'email'"))
                .isEqualTo("InvalidParameterException: One or more requested attributes do not exist.");
        assertThat(world.refusal(CognitoIdp.LIST_USERS, list, pool, "custom:x = \\'1\\'", ""))
                .isEqualTo("InvalidParameterException: Invalid search attribute: custom:x");
        assertThat(world.refusal(CognitoIdp.LIST_USERS, list, pool, "email", ""))
                .isEqualTo("InvalidParameterException: Error while parsing filter");
    }

    @Test
    void groupsHaveMembers() {
        String member = "{'UserPoolId':'%s','Username':'%s','GroupName':'%s'}";
        assertThat(world.refusal(CognitoIdp.ADMIN_ADD_USER_TO_GROUP, member, pool, "bob", "staff"))
                .isEqualTo("ResourceNotFoundException: Group not found.");
        for (String group : List.of("staff", "admins")) {
            world.call(CognitoIdp.CREATE_GROUP, "{'UserPoolId':'%s','GroupName':'%s','Precedence':3}", pool, group);
            world.call(CognitoIdp.ADMIN_ADD_USER_TO_GROUP, member, pool, "bob", group);
            world.call(CognitoIdp.ADMIN_ADD_USER_TO_GROUP, member, pool, "bob", group);
        }
        assertThat(world.refusal(CognitoIdp.ADMIN_ADD_USER_TO_GROUP, member, pool, "nobody", "staff"))
                .isEqualTo("UserNotFoundException: User does not exist.");
        world.call(CognitoIdp.ADMIN_ADD_USER_TO_GROUP, member, pool, "carl", "staff");

        String groups = "{'UserPoolId':'%s','Username':'bob','Limit':1%s}";
        var first = world.call(CognitoIdp.ADMIN_LIST_GROUPS_FOR_USER, groups, pool, "");
        assertThat(first.groups()).extracting(GroupType::groupName).containsExactly("admins");
        assertThat(first.groups().getFirst().precedence()).isEqualTo(3);
        var second = world.call(
                CognitoIdp.ADMIN_LIST_GROUPS_FOR_USER, groups, pool, ",'NextToken':'" + first.nextToken() + "'");
        assertThat(second.groups()).extracting(GroupType::groupName).containsExactly("staff");
        assertThat(second.nextToken()).isNull();

        String members = "{'UserPoolId':'%s','GroupName':'%s'}";
        assertThat(world.call(CognitoIdp.LIST_USERS_IN_GROUP, members, pool, "staff")
                        .users())
                .extracting(UserType::username)
                .containsExactlyInAnyOrder("bob", "carl");
        assertThat(world.refusal(CognitoIdp.LIST_USERS_IN_GROUP, members, pool, "none"))
                .isEqualTo("ResourceNotFoundException: Group not found.");
        world.call(CognitoIdp.ADMIN_REMOVE_USER_FROM_GROUP, member, pool, "bob", "staff");
        world.call(CognitoIdp.ADMIN_DELETE_USER, "{'UserPoolId':'%s','Username':'carl'}", pool);
        assertThat(world.call(CognitoIdp.LIST_USERS_IN_GROUP, members, pool, "staff")
                        .users())
                .isEmpty();
        assertThat(world.refusal(CognitoIdp.ADMIN_REMOVE_USER_FROM_GROUP, member, pool, "bob", "none"))
                .isEqualTo("ResourceNotFoundException: Group not found.");
    }
}
