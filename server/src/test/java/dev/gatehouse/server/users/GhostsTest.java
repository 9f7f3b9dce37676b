package dev.gatehouse.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.server.pools.Pool;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a client with PreventUserExistenceErrors ENABLED, and one without, learn about a user who is absent,
/// disabled or has no address.
class GhostsTest {
    private static final String ASK = "{'ClientId':'%s','Username':'%s'}";
    private static final String CONFIRM = "{'ClientId':'%s','Username':'%s','ConfirmationCode':'123456'}";
    private static final String SET_NEW =
            "{'ClientId':'%s','Username':'%s','ConfirmationCode':'123456','Password':'N3w-Horse!'}";

    @TempDir
    private Path folder;

    private World world;
    private String pool;
    private String hiding;
    private String telling;

    @BeforeEach
    void open() {
        world = new World(folder);
        pool = world.newPool("'AutoVerifiedAttributes':['email']");
        hiding = world.newClient(pool, "'PreventUserExistenceErrors':'ENABLED'");
        telling = world.newClient(pool, "'PreventUserExistenceErrors':'LEGACY'");
        world.confirmed(pool, telling, "known", "{'Name':'email','Value':'known@example.com'}");
        world.call(
                CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES,
                "{'UserPoolId':'%s','Username':'known','UserAttributes':[{'Name':'email_verified','Value':'true'}]}",
                pool);
        world.confirmed(pool, telling, "disabled", "{'Name':'email','Value':'disabled@example.com'}");
        world.call(CognitoIdp.ADMIN_DISABLE_USER, "{'UserPoolId':'%s','Username':'disabled'}", pool);
        world.confirmed(pool, telling, "unreachable", "");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ForgotPassword        | absent      | UserNotFoundException: Username/client id combination not found. | sent",
                "ForgotPassword        | disabled    | NotAuthorizedException: User is disabled.                        | sent",
                "ForgotPassword        | unreachable | InvalidParameterException: Cannot reset password for the user as there is no registered/verified email or phone_number | sent",
                "ConfirmForgotPassword | absent      | UserNotFoundException: Username/client id combination not found. | ExpiredCodeException: Invalid code provided, please request a code again.",
                "ConfirmForgotPassword | disabled    | NotAuthorizedException: User is disabled.                        | ExpiredCodeException: Invalid code provided, please request a code again.",
                "ConfirmForgotPassword | known       | ExpiredCodeException: Invalid code provided, please request a code again. | ExpiredCodeException: Invalid code provided, please request a code again.",
                "ResendConfirmationCode| absent      | UserNotFoundException: Username/client id combination not found. | sent",
                "ConfirmSignUp         | absent      | UserNotFoundException: Username/client id combination not found. | ExpiredCodeException: Invalid code provided, please request a code again.",
            })
    void theTableOfTheGuide(String operation, String name, String told, String hidden) {
        assertThat(ask(operation, telling, name)).isEqualTo(told);
        assertThat(ask(operation, hiding, name)).isEqualTo(hidden);
    }

    @ParameterizedTest
    @CsvSource({"absent", "disabled", "unreachable", "known"})
    void afterForgotPasswordEveryCodeIsWrong(String name) {
        ask("ForgotPassword", hiding, name);
        assertThat(ask("ConfirmForgotPassword", hiding, name))
                .isEqualTo("CodeMismatchException: Invalid verification code provided, please try again.");
    }

    @Test
    void afterResendingEveryCodeIsWrong() {
        ask("ResendConfirmationCode", hiding, "absent");
        assertThat(ask("ConfirmSignUp", hiding, "absent"))
                .isEqualTo("CodeMismatchException: Invalid verification code provided, please try again.");
    }

    @ParameterizedTest
    @CsvSource({"absent", "known"})
    void limitsHoldForBoth(String name) {
        for (int i = 0; i < 20; i++) {
            assertThat(ask("ForgotPassword", hiding, name)).isEqualTo("sent");
        }
        assertThat(ask("ForgotPassword", hiding, name)).startsWith("LimitExceededException");
    }

    @Test
    void nothingIsSentToNobody() {
        int before = world.outbox().size();
        ask("ForgotPassword", hiding, "absent");
        ask("ForgotPassword", hiding, "disabled");
        ask("ForgotPassword", hiding, "unreachable");
        ask("ResendConfirmationCode", hiding, "absent");
        assertThat(world.outbox()).hasSize(before);
    }

    @Test
    void aSimulatedDestinationFollowsTheName() {
        assertThat(destination("ghost@mail.example")).isEqualTo("g***@m***");
        assertThat(destination("+12065551234")).isEqualTo("+*******1234");
        assertThat(destination("absent"))
                .matches("[a-z]\\*\\*\\*@[a-z]\\*\\*\\*")
                .isEqualTo(destination("absent"));
    }

    private String destination(String name) {
        return world.call(CognitoIdp.FORGOT_PASSWORD, ASK, hiding, name)
                .codeDeliveryDetails()
                .destination();
    }

    private String ask(String operation, String client, String name) {
        try {
            switch (operation) {
                case "ForgotPassword" -> world.call(CognitoIdp.FORGOT_PASSWORD, ASK, client, name);
                case "ResendConfirmationCode" -> world.call(CognitoIdp.RESEND_CONFIRMATION_CODE, ASK, client, name);
                case "ConfirmForgotPassword" -> world.call(CognitoIdp.CONFIRM_FORGOT_PASSWORD, SET_NEW, client, name);
                case "ConfirmSignUp" -> world.call(CognitoIdp.CONFIRM_SIGN_UP, CONFIRM, client, name);
                default -> throw new IllegalArgumentException(operation);
            }
            return "sent";
        } catch (dev.gatehouse.model.service.ServiceException e) {
            return e.code() + ": " + e.text();
        }
    }

    @Test
    void aGhostsCredentialIsStableAndItsOwn() {
        Pool here = world.pool(pool);
        Pool elsewhere = world.pool(world.newPool(""));
        SrpCredential ghost = world.passwords.ghost(here, "absent");
        assertThat(world.passwords.ghost(here, "absent").salt()).isEqualTo(ghost.salt());
        assertThat(world.passwords.ghost(here, "absent").verifier().padded())
                .isEqualTo(ghost.verifier().padded());
        for (SrpCredential other :
                List.of(world.passwords.ghost(here, "absent2"), world.passwords.ghost(elsewhere, "absent"))) {
            assertThat(other.salt()).isNotEqualTo(ghost.salt());
            assertThat(Arrays.equals(other.verifier().padded(), ghost.verifier().padded()))
                    .isFalse();
        }
        assertThat(ghost.userIdForSrp()).isEqualTo("absent");
        assertThat(ghost.salt().hex()).hasSizeBetween(24, 32);
    }

    @Test
    void whereTheNameIsNotTheUserNameAGhostHasAFakeUuid() {
        Pool byEmail = world.pool(world.newPool("'UsernameAttributes':['email']"));
        String id = world.passwords.ghost(byEmail, "nobody@example.com").userIdForSrp();
        assertThat(id)
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                .isEqualTo(world.passwords.ghost(byEmail, "nobody@example.com").userIdForSrp());
    }

    @Test
    void aUserWithoutPasswordHasACredentialThatFitsNone() {
        Pool here = world.pool(pool);
        User known = world.user(pool, "known");
        User bare = new User(known.record().withPassword(null, null, null, List.of(), 0));
        assertThat(world.passwords.srp(here, bare).userIdForSrp()).isEqualTo("known");
        assertThat(world.passwords.srp(here, bare).salt())
                .isNotEqualTo(world.passwords.srp(here, known).salt());
        assertThat(world.passwords.matches(bare, "Corr3ct-Horse!")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "none,         nobody@example.com, typed",
        "none,         +12065551234,       typed",
        "email,        nobody@example.com, made up",
        "email,        +12065551234,       typed",
        "phone_number, +12065551234,       made up",
    })
    void aNameThatCanOnlyBeAUserNameComesBackAsTyped(String alias, String name, String expected) {
        String settings = alias.equals("none") ? "" : "'AliasAttributes':['" + alias + "']";
        String id =
                world.passwords.ghost(world.pool(world.newPool(settings)), name).userIdForSrp();
        assertThat(id.equals(name) ? "typed" : "made up").isEqualTo(expected);
    }

    @Test
    void guessesAtAConfirmedUsersCodeAreCountedLikeAnyOther() {
        for (int i = 0; i < 15; i++) {
            assertThat(ask("ConfirmSignUp", hiding, "known")).startsWith("NotAuthorizedException");
            assertThat(ask("ConfirmSignUp", hiding, "absent")).startsWith("ExpiredCodeException");
        }
        assertThat(ask("ConfirmSignUp", hiding, "known")).startsWith("LimitExceededException");
        assertThat(ask("ConfirmSignUp", hiding, "absent")).startsWith("LimitExceededException");
    }

    @ParameterizedTest
    @CsvSource({"ForgotPassword, known", "ForgotPassword, absent", "ResendConfirmationCode, absent"})
    void whatRefusesToWriteToAUserRefusesForNobodyToo(String operation, String name) {
        world.call(
                CognitoIdp.UPDATE_USER_POOL,
                "{'UserPoolId':'%s','AutoVerifiedAttributes':['email'],"
                        + "'LambdaConfig':{'CustomMessage':'arn:aws:lambda:eu-west-1:123456789012:function:message'}}",
                pool);
        assertThat(ask(operation, hiding, name)).startsWith("UnexpectedLambdaException");
    }
}
