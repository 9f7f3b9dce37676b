package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// ConfirmSignUp, ResendConfirmationCode and AdminConfirmSignUp.
class ConfirmSignUpTest {
    private static final String WRONG = "Invalid verification code provided, please try again.";
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.verifyingEmail();
        client = pool.client();
    }

    /// A registered, unconfirmed user.
    private record Newcomer(String name, String email) {
        static Newcomer signUp() {
            Newcomer newcomer = new Newcomer(Names.unique("new"), Names.email());
            client.signUp(newcomer.name, Map.of("email", newcomer.email));
            return newcomer;
        }

        String code() {
            return pool.server().outbox().code(email);
        }

        String otherCode() {
            return code().equals("123456") ? "654321" : "123456";
        }

        void resend() {
            client.anonymous()
                    .resendConfirmationCode(
                            request -> request.clientId(client.id()).username(name));
        }
    }

    @Test
    void theCodeConfirmsAndVerifiesTheAddress() {
        Newcomer newcomer = Newcomer.signUp();
        client.confirm(newcomer.name, newcomer.code());
        assertThat(pool.statusOf(newcomer.name)).isEqualTo("CONFIRMED");
        assertThat(pool.attributesOf(newcomer.name)).containsEntry("email_verified", "true");
        assertThat(client.signIn(newcomer.name).accessToken()).isNotBlank();
    }

    @Test
    void aWrongCodeChangesNothing() {
        Newcomer newcomer = Newcomer.signUp();
        Refusal.refused("CodeMismatchException", WRONG, () -> client.confirm(newcomer.name, newcomer.otherCode()));
        assertThat(pool.statusOf(newcomer.name)).isEqualTo("UNCONFIRMED");
        client.confirm(newcomer.name, newcomer.code());
    }

    @Test
    void anotherUsersCodeIsWrong() {
        Newcomer one = Newcomer.signUp();
        Newcomer other = Newcomer.signUp();
        if (!one.code().equals(other.code())) {
            Refusal.refused("CodeMismatchException", WRONG, () -> client.confirm(one.name, other.code()));
        }
        assertThat(pool.statusOf(one.name)).isEqualTo("UNCONFIRMED");
    }

    @Test
    void aNewCodeReplacesTheOld() {
        Newcomer newcomer = Newcomer.signUp();
        String old = newcomer.code();
        newcomer.resend();
        assertThat(pool.server().outbox().to(newcomer.email)).hasSize(2);
        if (!old.equals(newcomer.code())) {
            Refusal.refused("CodeMismatchException", WRONG, () -> client.confirm(newcomer.name, old));
        }
        client.confirm(newcomer.name, newcomer.code());
        assertThat(pool.statusOf(newcomer.name)).isEqualTo("CONFIRMED");
    }

    @Test
    void aCodeIsGoodOnce() {
        Newcomer newcomer = Newcomer.signUp();
        String code = newcomer.code();
        client.confirm(newcomer.name, code);
        Refusal.refused(
                "NotAuthorizedException",
                "User cannot be confirmed. Current status is CONFIRMED",
                () -> client.confirm(newcomer.name, code));
        Refusal.refused("InvalidParameterException", "User is already confirmed.", newcomer::resend);
    }

    /// Fifteen tries an hour, the right code included.
    @Test
    void guessingIsLimited() {
        Newcomer newcomer = Newcomer.signUp();
        for (int attempt = 0; attempt < 15; attempt++) {
            Refusal.refused("CodeMismatchException", WRONG, () -> client.confirm(newcomer.name, newcomer.otherCode()));
        }
        Refusal.refused(
                "LimitExceededException",
                "Attempt limit exceeded, please try after some time.",
                () -> client.confirm(newcomer.name, newcomer.code()));
        assertThat(pool.statusOf(newcomer.name)).isEqualTo("UNCONFIRMED");
    }

    /// Five messages an hour.
    @Test
    void resendingIsLimited() {
        Newcomer newcomer = Newcomer.signUp();
        for (int message = 0; message < 5; message++) {
            newcomer.resend();
        }
        Refusal.refused(
                "LimitExceededException", "Attempt limit exceeded, please try after some time.", newcomer::resend);
        assertThat(pool.server().outbox().to(newcomer.email)).hasSize(6);
    }

    @Test
    void anAdministratorConfirmsWithoutVerifying() {
        Newcomer newcomer = Newcomer.signUp();
        pool.admin().adminConfirmSignUp(request -> request.userPoolId(pool.id()).username(newcomer.name));
        assertThat(pool.statusOf(newcomer.name)).isEqualTo("CONFIRMED");
        assertThat(pool.attributesOf(newcomer.name)).containsEntry("email_verified", "false");
        Refusal.refused(
                "NotAuthorizedException",
                "User cannot be confirmed. Current status is CONFIRMED",
                () -> pool.admin()
                        .adminConfirmSignUp(
                                request -> request.userPoolId(pool.id()).username(newcomer.name)));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String unknown = "Username/client id combination not found.";
        TestPool silent = TestPool.create();
        TestClient app = silent.client();
        app.signUp("nora", Map.of());
        return Refusal.tests(
                Refusal.of(
                        "ConfirmSignUp of nobody",
                        "UserNotFoundException",
                        unknown,
                        () -> client.confirm("nobody", "123456")),
                Refusal.of(
                        "ResendConfirmationCode to nobody",
                        "UserNotFoundException",
                        unknown,
                        () -> client.anonymous()
                                .resendConfirmationCode(
                                        request -> request.clientId(client.id()).username("nobody"))),
                Refusal.of(
                        "AdminConfirmSignUp of nobody",
                        "UserNotFoundException",
                        "User does not exist.",
                        () -> pool.admin()
                                .adminConfirmSignUp(
                                        request -> request.userPoolId(pool.id()).username("nobody"))),
                Refusal.of(
                        "ConfirmSignUp where no code was sent",
                        "ExpiredCodeException",
                        "Invalid code provided, please request a code again.",
                        () -> app.confirm("nora", "123456")),
                Refusal.of(
                        "ResendConfirmationCode without auto verification",
                        "NotAuthorizedException",
                        "Cannot resend codes. Auto verification not turned on.",
                        () -> app.anonymous()
                                .resendConfirmationCode(
                                        request -> request.clientId(app.id()).username("nora"))));
    }
}
