package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/// AdminGetUser, AdminSetUserPassword, AdminUpdateUserAttributes, AdminDeleteUserAttributes, AdminDisableUser,
/// AdminEnableUser and AdminDeleteUser.
class AdminUsersTest {
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.create(settings -> settings.schema(attribute -> attribute
                .name("fixed")
                .attributeDataType(AttributeDataType.STRING)
                .mutable(false)));
        client = pool.client();
    }

    private static void setPassword(String user, String password, boolean permanent) {
        pool.admin()
                .adminSetUserPassword(request -> request.userPoolId(pool.id())
                        .username(user)
                        .password(password)
                        .permanent(permanent));
    }

    private static void update(String user, Map<String, String> attributes) {
        pool.admin()
                .adminUpdateUserAttributes(request ->
                        request.userPoolId(pool.id()).username(user).userAttributes(TestPool.attributes(attributes)));
    }

    private static void disable(String user) {
        pool.admin().adminDisableUser(request -> request.userPoolId(pool.id()).username(user));
    }

    private static void enable(String user) {
        pool.admin().adminEnableUser(request -> request.userPoolId(pool.id()).username(user));
    }

    @Test
    void getAnswersTheWholeUser() {
        String name = pool.user(Names.unique("user"), Map.of("email", "a@example.com", "custom:fixed", "x"));
        AdminGetUserResponse user = pool.admin()
                .adminGetUser(request -> request.userPoolId(pool.id()).username(name));
        assertThat(user.username()).isEqualTo(name);
        assertThat(user.enabled()).isTrue();
        assertThat(user.userStatusAsString()).isEqualTo("CONFIRMED");
        assertThat(user.userLastModifiedDate()).isAfterOrEqualTo(user.userCreateDate());
        assertThat(TestPool.values(user.userAttributes()))
                .containsEntry("email", "a@example.com")
                .containsEntry("custom:fixed", "x");
        assertThat(user.hasUserMFASettingList()).isFalse();
    }

    @Test
    void administratorsFindUsersBySubToo() {
        String name = pool.user();
        String sub = pool.subOf(name);
        assertThat(pool.admin()
                        .adminGetUser(request -> request.userPoolId(pool.id()).username(sub))
                        .username())
                .isEqualTo(name);
    }

    @Test
    void aPermanentPasswordConfirmsATemporaryOneAsksForANew() {
        String user = Names.unique("user");
        pool.invited(user, Map.of());
        assertThat(pool.statusOf(user)).isEqualTo("FORCE_CHANGE_PASSWORD");
        setPassword(user, Names.OTHER_PASSWORD, true);
        assertThat(pool.statusOf(user)).isEqualTo("CONFIRMED");
        String token = client.password(user, Names.OTHER_PASSWORD)
                .authenticationResult()
                .accessToken();
        setPassword(user, Names.PASSWORD, false);
        assertThat(pool.statusOf(user)).isEqualTo("FORCE_CHANGE_PASSWORD");
        assertThat(client.password(user, Names.PASSWORD).challengeName())
                .isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
        assertThat(pool.anonymous()
                        .getUser(request -> request.accessToken(token))
                        .username())
                .isEqualTo(user);
    }

    @Test
    void attributesChangeAndVerifiedFlagsFollow() {
        String user = pool.user();
        update(user, Map.of("email", "b@example.com", "email_verified", "true"));
        assertThat(pool.attributesOf(user)).containsEntry("email_verified", "true");
        update(user, Map.of("email", "c@example.com"));
        assertThat(pool.attributesOf(user))
                .containsEntry("email", "c@example.com")
                .containsEntry("email_verified", "false");
        pool.admin()
                .adminDeleteUserAttributes(
                        request -> request.userPoolId(pool.id()).username(user).userAttributeNames("email"));
        assertThat(pool.attributesOf(user)).doesNotContainKey("email");
    }

    @Test
    void disabledUsersAreOutUntilEnabled() {
        String user = pool.user();
        AuthenticationResultType tokens = client.signIn(user);
        disable(user);
        String text = "User is disabled.";
        Refusal.refused("NotAuthorizedException", text, () -> client.signIn(user));
        Refusal.refused("NotAuthorizedException", text, () -> client.signInBySrp(user, Names.PASSWORD));
        Refusal.refused("NotAuthorizedException", () -> client.refresh(tokens.refreshToken()));
        Refusal.refused(
                "NotAuthorizedException",
                () -> pool.anonymous().getUser(request -> request.accessToken(tokens.accessToken())));
        assertThat(pool.admin()
                        .adminGetUser(request -> request.userPoolId(pool.id()).username(user))
                        .enabled())
                .isFalse();
        enable(user);
        assertThat(client.signIn(user)).isNotNull();
    }

    @Test
    void deletedUsersAreGoneAndTheirNameIsFree() {
        String user = pool.user();
        AuthenticationResultType tokens = client.signIn(user);
        String sub = pool.subOf(user);
        pool.admin().adminDeleteUser(request -> request.userPoolId(pool.id()).username(user));
        Refusal.refused("UserNotFoundException", "User does not exist.", () -> pool.statusOf(user));
        Refusal.refused(
                "UserNotFoundException",
                "User does not exist.",
                () -> pool.anonymous().getUser(request -> request.accessToken(tokens.accessToken())));
        Refusal.refused("NotAuthorizedException", () -> client.refresh(tokens.refreshToken()));
        pool.user(user, Map.of());
        assertThat(pool.subOf(user)).isNotEqualTo(sub);
        Refusal.refused(
                "UserNotFoundException",
                "User does not exist.",
                () -> pool.anonymous().getUser(request -> request.accessToken(tokens.accessToken())));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String user = pool.user(Names.unique("user"), Map.of("custom:fixed", "x"));
        return Refusal.tests(
                Refusal.of(
                        "a weak password",
                        "InvalidPasswordException",
                        "Password did not conform with policy: Password must have uppercase characters",
                        () -> setPassword(user, "lower-case-1", true)),
                Refusal.of(
                        "an immutable attribute",
                        "InvalidParameterException",
                        "user.custom:fixed: Attribute cannot be updated.\n",
                        () -> update(user, Map.of("custom:fixed", "y"))),
                Refusal.of(
                        "an unknown attribute",
                        "InvalidParameterException",
                        "Attributes did not conform to the"
                                + " schema: Type for attribute {custom:none} could not be determined",
                        () -> update(user, Map.of("custom:none", "x"))),
                Refusal.of(
                        "a phone number that is none",
                        "InvalidParameterException",
                        "Invalid phone number format.",
                        () -> update(user, Map.of("phone_number", "12"))));
    }

    @TestFactory
    Stream<DynamicTest> nobody() {
        String text = "User does not exist.";
        return Refusal.tests(
                Refusal.of("AdminGetUser", "UserNotFoundException", text, () -> pool.statusOf("nobody")),
                Refusal.of(
                        "AdminSetUserPassword",
                        "UserNotFoundException",
                        text,
                        () -> setPassword("nobody", Names.PASSWORD, true)),
                Refusal.of(
                        "AdminUpdateUserAttributes",
                        "UserNotFoundException",
                        text,
                        () -> update("nobody", Map.of("name", "N"))),
                Refusal.of(
                        "AdminDeleteUserAttributes",
                        "UserNotFoundException",
                        text,
                        () -> pool.admin()
                                .adminDeleteUserAttributes(request -> request.userPoolId(pool.id())
                                        .username("nobody")
                                        .userAttributeNames("name"))),
                Refusal.of("AdminDisableUser", "UserNotFoundException", text, () -> disable("nobody")),
                Refusal.of("AdminEnableUser", "UserNotFoundException", text, () -> enable("nobody")),
                Refusal.of(
                        "AdminUserGlobalSignOut",
                        "UserNotFoundException",
                        text,
                        () -> pool.admin()
                                .adminUserGlobalSignOut(
                                        request -> request.userPoolId(pool.id()).username("nobody"))),
                Refusal.of(
                        "AdminDeleteUser",
                        "UserNotFoundException",
                        text,
                        () -> pool.admin()
                                .adminDeleteUser(
                                        request -> request.userPoolId(pool.id()).username("nobody"))));
    }
}
