package dev.gatehouse.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ForgotPassword, ConfirmForgotPassword, AdminResetUserPassword, ChangePassword, AdminSetUserPassword.
class RecoveryTest {
    private static final String FORGOT = "{'ClientId':'%s','Username':'%s'}";
    private static final String CONFIRM = "{'ClientId':'%s','Username':'%s','ConfirmationCode':'%s','Password':'%s'}";
    private static final String ADMIN = "{'UserPoolId':'%s','Username':'%s'}";
    private static final String SET = "{'UserPoolId':'%s','Username':'%s','Password':'%s','Permanent':%s}";

    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void open() {
        world = new World(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /// A confirmed user with these attributes, verified flags included.
    private void user(String pool, String name, String attributes) {
        world.call(
                CognitoIdp.ADMIN_CREATE_USER,
                "{'UserPoolId':'%s','Username':'%s','MessageAction':'SUPPRESS','UserAttributes':[%s]}",
                pool,
                name,
                attributes);
        world.call(CognitoIdp.ADMIN_SET_USER_PASSWORD, SET, pool, name, "Corr3ct-Horse!", true);
    }

    private static String verified(String email) {
        return "{'Name':'email','Value':'%s'},{'Name':'email_verified','Value':'true'}".formatted(email);
    }

    @Test
    void theCodeSetsANewPassword() {
        String pool = world.newPool("");
        String client = world.newClient(pool, "");
        user(pool, "nora", verified("nora@example.com"));
        var answer = world.call(CognitoIdp.FORGOT_PASSWORD, FORGOT, client, "nora");
        assertThat(answer.codeDeliveryDetails().destination()).isEqualTo("n***@e***");
        String code = world.code();

        assertThat(world.refusal(
                        CognitoIdp.CONFIRM_FORGOT_PASSWORD,
                        CONFIRM,
                        client,
                        "nora",
                        World.otherThan(code),
                        "N3w-Horse!"))
                .isEqualTo("CodeMismatchException: Invalid verification code provided, please try again.");
        assertThat(world.refusal(CognitoIdp.CONFIRM_FORGOT_PASSWORD, CONFIRM, client, "nora", code, "n3w-horse!"))
                .startsWith("InvalidPasswordException");
        world.call(CognitoIdp.CONFIRM_FORGOT_PASSWORD, CONFIRM, client, "nora", code, "N3w-Horse!");
        assertThat(world.passwords.matches(world.user(pool, "nora"), "N3w-Horse!"))
                .isTrue();
        assertThat(world.passwords.matches(world.user(pool, "nora"), "Corr3ct-Horse!"))
                .isFalse();
        assertThat(world.refusal(CognitoIdp.CONFIRM_FORGOT_PASSWORD, CONFIRM, client, "nora", code, "N3wer-Horse!"))
                .isEqualTo("ExpiredCodeException: Invalid code provided, please request a code again.");
    }

    @Test
    void theCodeEndsAfterAnHour() {
        String pool = world.newPool("");
        String client = world.newClient(pool, "");
        user(pool, "nora", verified("nora@example.com"));
        world.call(CognitoIdp.FORGOT_PASSWORD, FORGOT, client, "nora");
        world.clock.pass(Duration.ofMinutes(60));
        assertThat(world.refusal(
                        CognitoIdp.CONFIRM_FORGOT_PASSWORD, CONFIRM, client, "nora", world.code(), "N3w-Horse!"))
                .startsWith("ExpiredCodeException");
    }

    @Test
    void askingAndTryingCountTogether() {
        String pool = world.newPool("");
        String client = world.newClient(pool, "");
        user(pool, "nora", verified("nora@example.com"));
        for (int i = 0; i < 20; i++) {
            world.call(CognitoIdp.FORGOT_PASSWORD, FORGOT, client, "nora");
        }
        assertThat(world.refusal(CognitoIdp.FORGOT_PASSWORD, FORGOT, client, "nora"))
                .isEqualTo("LimitExceededException: Attempt limit exceeded, please try after some time.");
        assertThat(world.refusal(
                        CognitoIdp.CONFIRM_FORGOT_PASSWORD, CONFIRM, client, "nora", world.code(), "N3w-Horse!"))
                .startsWith("LimitExceededException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "-                                | both  | SMS",
                "verified_email                   | both  | EMAIL",
                "verified_phone_number            | both  | SMS",
                "verified_email                   | phone | -",
                "-                                | email | EMAIL",
                "-                                | none  | -",
            })
    void theDestinationFollowsTheRecoverySetting(String setting, String has, String medium) {
        String members = setting == null
                ? ""
                : "'AccountRecoverySetting':{'RecoveryMechanisms':[{'Priority':1,'Name':'%s'}]}".formatted(setting);
        String pool = world.newPool(members);
        String client = world.newClient(pool, "");
        String phone = "{'Name':'phone_number','Value':'+4512345678'},{'Name':'phone_number_verified','Value':'true'}";
        user(
                pool,
                "nora",
                switch (has) {
                    case "both" -> verified("nora@example.com") + "," + phone;
                    case "phone" -> phone;
                    case "email" -> verified("nora@example.com");
                    default -> "{'Name':'email','Value':'nora@example.com'}";
                });
        if (medium == null) {
            assertThat(world.refusal(CognitoIdp.FORGOT_PASSWORD, FORGOT, client, "nora"))
                    .isEqualTo("InvalidParameterException: Cannot reset password for the user as there is no"
                            + " registered/verified email or phone_number");
        } else {
            var answer = world.call(CognitoIdp.FORGOT_PASSWORD, FORGOT, client, "nora");
            assertThat(answer.codeDeliveryDetails().deliveryMedium().value()).isEqualTo(medium);
        }
    }

    @Test
    void refusesWhoCannotReset() {
        String pool = world.newPool("");
        String client = world.newClient(pool, "");
        assertThat(world.refusal(CognitoIdp.FORGOT_PASSWORD, FORGOT, client, "nobody"))
                .isEqualTo("UserNotFoundException: Username/client id combination not found.");
        assertThat(world.refusal(CognitoIdp.CONFIRM_FORGOT_PASSWORD, CONFIRM, client, "nobody", "123456", "N3w-Horse!"))
                .isEqualTo("UserNotFoundException: Username/client id combination not found.");
        user(pool, "nora", verified("nora@example.com"));
        world.call(CognitoIdp.ADMIN_SET_USER_PASSWORD, SET, pool, "nora", "N3w-Horse!", false);
        assertThat(world.refusal(CognitoIdp.FORGOT_PASSWORD, FORGOT, client, "nora"))
                .isEqualTo("NotAuthorizedException: User password cannot be reset in the current state.");
        world.call(CognitoIdp.ADMIN_SET_USER_PASSWORD, SET, pool, "nora", "N3w-Horse!", true);
        world.call(CognitoIdp.ADMIN_DISABLE_USER, ADMIN, pool, "nora");
        assertThat(world.refusal(CognitoIdp.FORGOT_PASSWORD, FORGOT, client, "nora"))
                .isEqualTo("NotAuthorizedException: User is disabled.");
        assertThat(world.refusal(CognitoIdp.CONFIRM_FORGOT_PASSWORD, CONFIRM, client, "nora", "123456", "N3w-Horse!"))
                .isEqualTo("NotAuthorizedException: User is disabled.");

        String closed =
                world.newPool("'AccountRecoverySetting':{'RecoveryMechanisms':[{'Priority':1,'Name':'admin_only'}]}");
        assertThat(world.refusal(CognitoIdp.FORGOT_PASSWORD, FORGOT, world.newClient(closed, ""), "nora"))
                .isEqualTo("NotAuthorizedException: Contact administrator to reset password.");
    }

    @Test
    void anAdministratorsResetNeedsTheCode() {
        String pool = world.newPool("");
        String client = world.newClient(pool, "");
        user(pool, "nora", verified("nora@example.com"));
        world.call(CognitoIdp.ADMIN_RESET_USER_PASSWORD, ADMIN, pool, "nora");
        assertThat(world.user(pool, "nora").status()).isEqualTo(UserStatusType.RESET_REQUIRED);
        world.call(CognitoIdp.CONFIRM_FORGOT_PASSWORD, CONFIRM, client, "nora", world.code(), "N3w-Horse!");
        assertThat(world.user(pool, "nora").status()).isEqualTo(UserStatusType.CONFIRMED);

        user(pool, "otto", "{'Name':'email','Value':'otto@example.com'}");
        assertThat(world.refusal(CognitoIdp.ADMIN_RESET_USER_PASSWORD, ADMIN, pool, "otto"))
                .startsWith("InvalidParameterException: Cannot reset password");
        assertThat(world.refusal(CognitoIdp.ADMIN_RESET_USER_PASSWORD, ADMIN, pool, "nobody"))
                .isEqualTo("UserNotFoundException: User does not exist.");
        assertThat(world.refusal(CognitoIdp.ADMIN_RESET_USER_PASSWORD, ADMIN, "eu-west-1_aB3dE5fG7", "nora"))
                .isEqualTo("ResourceNotFoundException: User pool eu-west-1_aB3dE5fG7 does not exist.");
    }

    @Test
    void aPasswordSetByAnAdministratorEndsCodes() {
        String pool = world.newPool("");
        String client = world.newClient(pool, "");
        user(pool, "nora", verified("nora@example.com"));
        world.call(CognitoIdp.FORGOT_PASSWORD, FORGOT, client, "nora");
        world.call(CognitoIdp.ADMIN_SET_USER_PASSWORD, SET, pool, "nora", "N3w-Horse!", true);
        assertThat(world.refusal(
                        CognitoIdp.CONFIRM_FORGOT_PASSWORD, CONFIRM, client, "nora", world.code(), "N3wer-Horse!"))
                .startsWith("ExpiredCodeException");
    }

    @Test
    void changingAPasswordNeedsTheOldOne() {
        String pool = world.newPool("");
        String client = world.newClient(pool, "");
        user(pool, "nora", "");
        String token = world.token(pool, client, "nora");
        String change = "{'AccessToken':'%s','PreviousPassword':'%s','ProposedPassword':'%s'}";
        assertThat(world.refusal(CognitoIdp.CHANGE_PASSWORD, change, token, "Wr0ng-Horse!", "N3w-Horse!"))
                .isEqualTo("NotAuthorizedException: Incorrect username or password.");
        assertThat(world.refusal(
                        CognitoIdp.CHANGE_PASSWORD, "{'AccessToken':'%s','ProposedPassword':'N3w-Horse!'}", token))
                .startsWith("InvalidParameterException");
        world.call(CognitoIdp.CHANGE_PASSWORD, change, token, "Corr3ct-Horse!", "N3w-Horse!");
        assertThat(world.passwords.matches(world.user(pool, "nora"), "N3w-Horse!"))
                .isTrue();
        assertThat(world.refusal(CognitoIdp.CHANGE_PASSWORD, change, token, "N3w-Horse!", "short1!A".substring(1)))
                .startsWith("InvalidPasswordException");
        assertThat(world.refusal(CognitoIdp.CHANGE_PASSWORD, change, token, "Wr0ng-Horse!", "N3w-Horse!"))
                .startsWith("NotAuthorizedException");
        assertThat(world.refusal(CognitoIdp.CHANGE_PASSWORD, change, token, "N3w-Horse!", "N3wer-Horse!"))
                .isEqualTo("LimitExceededException: Attempt limit exceeded, please try after some time.");
        assertThat(world.refusal(CognitoIdp.CHANGE_PASSWORD, change, "forged", "N3w-Horse!", "N3wer-Horse!"))
                .isEqualTo("NotAuthorizedException: Invalid Access Token");
    }

    @Test
    void earlierPasswordsAreRefusedAsFarAsTheHistoryGoes() {
        String pool = world.newPool("'Policies':{'PasswordPolicy':{'MinimumLength':8,'PasswordHistorySize':2}}");
        user(pool, "nora", "");
        assertThat(world.refusal(CognitoIdp.ADMIN_SET_USER_PASSWORD, SET, pool, "nora", "Corr3ct-Horse!", true))
                .isEqualTo("PasswordHistoryPolicyViolationException: Password has previously been used");
        world.call(CognitoIdp.ADMIN_SET_USER_PASSWORD, SET, pool, "nora", "second-horse", true);
        assertThat(world.refusal(CognitoIdp.ADMIN_SET_USER_PASSWORD, SET, pool, "nora", "Corr3ct-Horse!", true))
                .startsWith("PasswordHistoryPolicyViolationException");
        world.call(CognitoIdp.ADMIN_SET_USER_PASSWORD, SET, pool, "nora", "third-horse", true);
        world.call(CognitoIdp.ADMIN_SET_USER_PASSWORD, SET, pool, "nora", "Corr3ct-Horse!", true);

        String free = world.newPool("");
        user(free, "nora", "");
        world.call(CognitoIdp.ADMIN_SET_USER_PASSWORD, SET, free, "nora", "Corr3ct-Horse!", true);
    }
}
