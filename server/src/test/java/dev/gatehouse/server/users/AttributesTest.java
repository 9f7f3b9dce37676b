package dev.gatehouse.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.AttributeType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// GetUser, UpdateUserAttributes, DeleteUserAttributes, VerifyUserAttribute and their like.
class AttributesTest {
    private static final String UPDATE = "{'AccessToken':'%s','UserAttributes':[%s]}";
    private static final String ADMIN_UPDATE = "{'UserPoolId':'%s','Username':'%s','UserAttributes':[%s]}";
    private static final String SEND = "{'AccessToken':'%s','AttributeName':'%s'}";
    private static final String VERIFY = "{'AccessToken':'%s','AttributeName':'%s','Code':'%s'}";
    private static final String NEW_EMAIL = "{'Name':'email','Value':'new@example.com'}";

    @TempDir
    private Path folder;

    private World world;
    private String pool;
    private String client;
    private String token;

    @BeforeEach
    void open() {
        world = new World(folder);
        begin("'AutoVerifiedAttributes':['email']");
    }

    private void begin(String members) {
        pool = world.newPool(members);
        client = world.newClient(pool, "");
        world.confirmed(pool, client, "nora", "{'Name':'email','Value':'old@example.com'},{'Name':'name','Value':'N'}");
        world.call(
                CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES,
                ADMIN_UPDATE,
                pool,
                "nora",
                "{'Name':'email_verified','Value':'true'}");
        token = world.token(pool, client, "nora");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<String> names(List<AttributeType> attributes) {
        return attributes.stream().map(AttributeType::name).toList();
    }

    @Test
    void getUserShowsWhatTheClientMayRead() {
        var all = world.call(CognitoIdp.GET_USER, "{'AccessToken':'%s'}", token);
        assertThat(all.username()).isEqualTo("nora");
        assertThat(names(all.userAttributes())).containsExactly("sub", "email", "name", "email_verified");
        String narrow = world.newClient(pool, "'ReadAttributes':['name']");
        var some = world.call(CognitoIdp.GET_USER, "{'AccessToken':'%s'}", world.token(pool, narrow, "nora"));
        assertThat(names(some.userAttributes())).containsExactly("sub", "name");
        var admin = world.call(CognitoIdp.ADMIN_GET_USER, "{'UserPoolId':'%s','Username':'nora'}", pool);
        assertThat(names(admin.userAttributes())).containsExactly("sub", "email", "name", "email_verified");
        assertThat(admin.enabled()).isTrue();
        assertThat(admin.userStatus().value()).isEqualTo("CONFIRMED");
        assertThat(admin.userCreateDate()).isEqualTo(world.clock.instant());
        String sub = world.user(pool, "nora").sub().value();
        assertThat(world.call(CognitoIdp.ADMIN_GET_USER, "{'UserPoolId':'%s','Username':'%s'}", pool, sub)
                        .username())
                .isEqualTo("nora");
    }

    @Test
    void aNewAddressIsUnverifiedUntilItsCode() {
        var answer = world.call(CognitoIdp.UPDATE_USER_ATTRIBUTES, UPDATE, token, NEW_EMAIL);
        assertThat(answer.codeDeliveryDetailsList()).hasSize(1);
        assertThat(answer.codeDeliveryDetailsList().getFirst().destination()).isEqualTo("n***@e***");
        assertThat(world.user(pool, "nora").attributes())
                .containsEntry("email", "new@example.com")
                .containsEntry("email_verified", "false");
        String code = world.code();
        assertThat(world.refusal(CognitoIdp.VERIFY_USER_ATTRIBUTE, VERIFY, token, "email", World.otherThan(code)))
                .isEqualTo("CodeMismatchException: Invalid verification code provided, please try again.");
        world.call(CognitoIdp.VERIFY_USER_ATTRIBUTE, VERIFY, token, "email", code);
        assertThat(world.user(pool, "nora").attributes()).containsEntry("email_verified", "true");
        assertThat(world.refusal(CognitoIdp.VERIFY_USER_ATTRIBUTE, VERIFY, token, "email", code))
                .isEqualTo("ExpiredCodeException: Invalid code provided, please request a code again.");
    }

    @Test
    void theSameAddressChangesNothing() {
        int before = world.outbox().size();
        var answer = world.call(
                CognitoIdp.UPDATE_USER_ATTRIBUTES, UPDATE, token, "{'Name':'email','Value':'old@example.com'}");
        assertThat(answer.codeDeliveryDetailsList()).isEmpty();
        assertThat(world.outbox()).hasSize(before);
        assertThat(world.user(pool, "nora").attributes()).containsEntry("email_verified", "true");
    }

    @Test
    void anAddressThatMustBeVerifiedFirstWaits() {
        begin("'AutoVerifiedAttributes':['email'],'AliasAttributes':['email'],"
                + "'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']}");
        world.call(CognitoIdp.UPDATE_USER_ATTRIBUTES, UPDATE, token, NEW_EMAIL + ",{'Name':'name','Value':'Nora'}");
        assertThat(world.user(pool, "old@example.com").attributes())
                .containsEntry("email", "old@example.com")
                .containsEntry("email_verified", "true")
                .containsEntry("name", "Nora");
        world.call(CognitoIdp.GET_USER_ATTRIBUTE_VERIFICATION_CODE, SEND, token, "email");
        assertThat(world.outbox().getFirst().recipient()).isEqualTo("new@example.com");
        world.call(CognitoIdp.VERIFY_USER_ATTRIBUTE, VERIFY, token, "email", world.code());
        assertThat(world.user(pool, "new@example.com").attributes()).containsEntry("email_verified", "true");
        assertThat(world.users.find(world.pool(pool), "old@example.com")).isEmpty();

        world.call(
                CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES,
                ADMIN_UPDATE,
                pool,
                "nora",
                "{'Name':'email','Value':'by@example.com'},{'Name':'email_verified','Value':'true'}");
        assertThat(world.user(pool, "by@example.com").username()).isEqualTo("nora");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Name':'email_verified','Value':'true'} | NotAuthorizedException: A client attempted to write unauthorized attribute",
                "{'Name':'sub','Value':'x'}               | NotAuthorizedException: A client attempted to write unauthorized attribute",
                "{'Name':'identities','Value':'x'}        | NotAuthorizedException: A client attempted to write unauthorized attribute",
                "{'Name':'dev:secret','Value':'x'}        | NotAuthorizedException: A client attempted to write unauthorized attribute",
                "{'Name':'custom:none','Value':'x'}       | InvalidParameterException: Attributes did not conform to the schema: Type for attribute {custom:none} could not be determined",
                "{'Name':'email','Value':'nobody'}        | InvalidParameterException: Invalid email address format.",
            })
    void refusesChanges(String change, String refusal) {
        assertThat(world.refusal(CognitoIdp.UPDATE_USER_ATTRIBUTES, UPDATE, token, change))
                .isEqualTo(refusal);
    }

    @Test
    void anImmutableAttributeStays() {
        begin("'Schema':[{'Name':'plan','AttributeDataType':'String','Mutable':false}]");
        assertThat(world.refusal(
                        CognitoIdp.UPDATE_USER_ATTRIBUTES, UPDATE, token, "{'Name':'custom:plan','Value':'gold'}"))
                .isEqualTo("InvalidParameterException: user.custom:plan: Attribute cannot be updated.\n");
    }

    @Test
    void attributesAreRemovedWithTheirFlag() {
        String remove = "{'AccessToken':'%s','UserAttributeNames':['email']}";
        world.call(CognitoIdp.DELETE_USER_ATTRIBUTES, remove, token);
        assertThat(world.user(pool, "nora").attributes()).containsOnlyKeys("name");
        world.call(
                CognitoIdp.ADMIN_DELETE_USER_ATTRIBUTES,
                "{'UserPoolId':'%s','Username':'nora','UserAttributeNames':['name']}",
                pool);
        assertThat(world.user(pool, "nora").attributes()).isEmpty();
        assertThat(world.refusal(CognitoIdp.GET_USER_ATTRIBUTE_VERIFICATION_CODE, SEND, token, "email"))
                .startsWith("InvalidParameterException");
        assertThat(world.refusal(CognitoIdp.GET_USER_ATTRIBUTE_VERIFICATION_CODE, SEND, token, "name"))
                .startsWith("InvalidParameterException");
        assertThat(world.refusal(
                        CognitoIdp.DELETE_USER_ATTRIBUTES,
                        "{'AccessToken':'%s','UserAttributeNames':['email_verified']}",
                        token))
                .startsWith("NotAuthorizedException");
    }

    @Test
    void aRequiredAttributeCannotBeRemoved() {
        begin("'Schema':[{'Name':'email','Required':true}]");
        assertThat(world.refusal(
                        CognitoIdp.DELETE_USER_ATTRIBUTES,
                        "{'AccessToken':'%s','UserAttributeNames':['email']}",
                        token))
                .isEqualTo("InvalidParameterException: Attributes did not conform to the schema:"
                        + " email: The attribute is required\n");
    }

    @Test
    void verificationCodesAreCounted() {
        for (int i = 0; i < 5; i++) {
            world.call(CognitoIdp.GET_USER_ATTRIBUTE_VERIFICATION_CODE, SEND, token, "email");
        }
        assertThat(world.refusal(CognitoIdp.GET_USER_ATTRIBUTE_VERIFICATION_CODE, SEND, token, "email"))
                .isEqualTo("LimitExceededException: Attempt limit exceeded, please try after some time.");
        String code = world.code();
        for (int i = 0; i < 15; i++) {
            assertThat(world.refusal(CognitoIdp.VERIFY_USER_ATTRIBUTE, VERIFY, token, "email", World.otherThan(code)))
                    .startsWith("CodeMismatchException");
        }
        assertThat(world.refusal(CognitoIdp.VERIFY_USER_ATTRIBUTE, VERIFY, token, "email", code))
                .startsWith("LimitExceededException");
    }

    @Test
    void anAdministratorMovesAnAliasAndNobodyElse() {
        begin("'AliasAttributes':['email','preferred_username']");
        world.confirmed(pool, client, "noa", "{'Name':'email','Value':'old@example.com'}");
        world.call(
                CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES,
                ADMIN_UPDATE,
                pool,
                "noa",
                "{'Name':'email_verified','Value':'true'}");
        assertThat(world.user(pool, "old@example.com").username()).isEqualTo("noa");
        assertThat(world.user(pool, "nora").attributes()).containsEntry("email_verified", "false");

        world.call(CognitoIdp.UPDATE_USER_ATTRIBUTES, UPDATE, token, "{'Name':'preferred_username','Value':'star'}");
        assertThat(world.user(pool, "star").username()).isEqualTo("nora");
        assertThat(world.refusal(
                        CognitoIdp.UPDATE_USER_ATTRIBUTES,
                        UPDATE,
                        world.token(pool, client, "noa"),
                        "{'Name':'preferred_username','Value':'star'}"))
                .isEqualTo("AliasExistsException: An account with the preferred_username already exists.");
    }

    @Test
    void inAPoolOfAddressesAUsedOneIsRefused() {
        String byEmail = world.newPool("'UsernameAttributes':['email']");
        String there = world.newClient(byEmail, "");
        world.confirmed(byEmail, there, "one@example.com", "");
        world.confirmed(byEmail, there, "two@example.com", "");
        String used = "{'Name':'email','Value':'one@example.com'}";
        assertThat(world.refusal(
                        CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES, ADMIN_UPDATE, byEmail, "two@example.com", used))
                .isEqualTo("AliasExistsException: An account with the email already exists.");
        String fresh = "{'Name':'email','Value':'three@example.com'}";
        world.call(CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES, ADMIN_UPDATE, byEmail, "two@example.com", fresh);
        assertThat(world.users.find(world.pool(byEmail), "two@example.com")).isEmpty();
        assertThat(world.users.find(world.pool(byEmail), "three@example.com")).isPresent();
    }

    @Test
    void aTokenIsGoodForPresentUsersOnly() {
        assertThat(world.refusal(CognitoIdp.GET_USER, "{'AccessToken':'forged'}"))
                .isEqualTo("NotAuthorizedException: Invalid Access Token");
        String admin = "{'UserPoolId':'%s','Username':'nora'}";
        world.call(CognitoIdp.ADMIN_RESET_USER_PASSWORD, admin, pool);
        assertThat(world.refusal(CognitoIdp.GET_USER, "{'AccessToken':'%s'}", token))
                .isEqualTo("PasswordResetRequiredException: Password reset required for the user");
        world.call(CognitoIdp.ADMIN_DISABLE_USER, admin, pool);
        assertThat(world.refusal(CognitoIdp.GET_USER, "{'AccessToken':'%s'}", token))
                .isEqualTo("NotAuthorizedException: User is disabled.");
        world.call(CognitoIdp.ADMIN_DELETE_USER, admin, pool);
        assertThat(world.refusal(CognitoIdp.GET_USER, "{'AccessToken':'%s'}", token))
                .isEqualTo("UserNotFoundException: User does not exist.");
    }

    @Test
    void tokensOfADisabledUserStayDeadWhenTheUserIsEnabledAgain() {
        String admin = "{'UserPoolId':'%s','Username':'nora'}";
        world.clock.pass(Duration.ofSeconds(2));
        world.call(CognitoIdp.ADMIN_DISABLE_USER, admin, pool);
        assertThat(world.refusal(CognitoIdp.GET_USER, "{'AccessToken':'%s'}", token))
                .isEqualTo("NotAuthorizedException: User is disabled.");
        world.call(CognitoIdp.ADMIN_ENABLE_USER, admin, pool);
        assertThat(world.refusal(CognitoIdp.GET_USER, "{'AccessToken':'%s'}", token))
                .isEqualTo("NotAuthorizedException: Access Token has been revoked");
    }
}
