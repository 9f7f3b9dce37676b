package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

class ListUsersTest {
    private static TestPool pool;
    private static String sub;

    @BeforeAll
    static void create() {
        pool = TestPool.create();
        pool.invited("anna", Map.of("email", "anna@example.com", "name", "Anna \"A\" Abel", "given_name", "Anna"));
        pool.invited("bert", Map.of("email", "bert@example.com", "phone_number", "+14255550100", "family_name", "B"));
        pool.invited("Anton", Map.of("email", "anton@example.org", "preferred_username", "tony"));
        pool.user("carl", Map.of("email", "carl@example.com"));
        pool.invited("dora", Map.of("email", "dora@example.com"));
        pool.admin().adminDisableUser(request -> request.userPoolId(pool.id()).username("dora"));
        sub = pool.subOf("anna");
    }

    private static List<String> found(String filter) {
        return pool.admin().listUsers(request -> request.userPoolId(pool.id()).filter(filter)).users().stream()
                .map(UserType::username)
                .sorted()
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "username = \"anna\" | anna",
                "username = \"ANNA\" | ``",
                "username ^= \"an\" | anna",
                "username^=\"\" | Anton anna bert carl dora",
                "email = \"bert@example.com\" | bert",
                "email ^= \"an\" | Anton anna",
                "phone_number ^= \"+1425\" | bert",
                "name = \"Anna \\\"A\\\" Abel\" | anna",
                "given_name = \"Anna\" | anna",
                "family_name = \"B\" | bert",
                "preferred_username = \"tony\" | Anton",
                "cognito:user_status = \"CONFIRMED\" | carl",
                "cognito:user_status = \"confirmed\" | carl",
                "status = \"Disabled\" | dora",
                "status = \"Enabled\" | Anton anna bert carl",
                "status = \"disabled\" | ``",
                "email = \"nobody@example.com\" | ``"
            })
    void filters(String filter, String names) {
        assertThat(String.join(" ", found(filter))).isEqualTo(names);
    }

    @Test
    void filtersBySub() {
        assertThat(found("sub = \"" + sub + "\"")).containsExactly("anna");
    }

    @Test
    void anEntryHoldsTheUser() {
        UserType user = pool.admin()
                .listUsers(request -> request.userPoolId(pool.id()).filter("username = \"carl\""))
                .users()
                .getFirst();
        assertThat(user.enabled()).isTrue();
        assertThat(user.userStatusAsString()).isEqualTo("CONFIRMED");
        assertThat(user.userCreateDate()).isNotNull();
        assertThat(user.userLastModifiedDate()).isNotNull();
        assertThat(TestPool.values(user.attributes())).containsEntry("email", "carl@example.com");
    }

    @Test
    void attributesToGetLimitsWhatIsAnswered() {
        assertThat(pool.admin()
                        .listUsers(request -> request.userPoolId(pool.id()).attributesToGet("email"))
                        .users())
                .allSatisfy(
                        user -> assertThat(TestPool.values(user.attributes())).containsOnlyKeys("email"));
    }

    @Test
    void pagesCoverEveryUserOnce() {
        List<String> names =
                pool
                        .admin()
                        .listUsersPaginator(
                                request -> request.userPoolId(pool.id()).limit(2))
                        .users()
                        .stream()
                        .map(UserType::username)
                        .toList();
        assertThat(names).containsExactlyInAnyOrder("anna", "bert", "Anton", "carl", "dora");
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return Refusal.tests(
                refusal("an attribute not searchable", "Invalid search attribute: nickname", "nickname = \"x\""),
                refusal("no operator", "Error while parsing filter", "username \"anna\""),
                refusal("no quotes", "Error while parsing filter", "username = anna"),
                refusal("two terms", "Error while parsing filter", "username = \"anna\" and email = \"x\""),
                Refusal.of(
                        "an attribute some user lacks",
                        "InvalidParameterException",
                        "One or more requested attributes do not exist.",
                        () -> pool.admin()
                                .listUsers(
                                        request -> request.userPoolId(pool.id()).attributesToGet("phone_number"))),
                Refusal.of(
                        "a page of 61",
                        "InvalidParameterException",
                        "1 validation error detected: Value '61' at"
                                + " 'limit' failed to satisfy constraint: Member must have value less than or equal to 60",
                        () -> pool.admin()
                                .listUsers(
                                        request -> request.userPoolId(pool.id()).limit(61))),
                Refusal.of(
                        "an unknown pool",
                        "ResourceNotFoundException",
                        "User pool " + Names.NO_POOL + " does not exist.",
                        () -> pool.admin().listUsers(request -> request.userPoolId(Names.NO_POOL))));
    }

    private static Refusal refusal(String name, String text, String filter) {
        return Refusal.of(name, "InvalidParameterException", text, () -> found(filter));
    }

    /// A token of one list is no token of another.
    @Test
    void refusesATokenOfAnotherPool() {
        String token = pool.admin()
                .listUsers(request -> request.userPoolId(pool.id()).limit(2))
                .paginationToken();
        String other = TestPool.create().id();
        Refusal.refused(
                "InvalidParameterException",
                () -> pool.admin()
                        .listUsers(request -> request.userPoolId(other).paginationToken(token)));
        Refusal.refused(
                "InvalidParameterException",
                () -> pool.admin()
                        .listUsers(request -> request.userPoolId(pool.id()).paginationToken("made-up")));
    }
}
