package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// A client with PreventUserExistenceErrors never tells who exists.
class PreventUserExistenceErrorsTest {
    private static final String WRONG = "Incorrect username or password.";
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.create(settings -> settings.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .usernameAttributes(UsernameAttributeType.EMAIL));
        client = pool.client(settings -> settings.preventUserExistenceErrors("ENABLED"));
    }

    private static String known() {
        String email = Names.email();
        return pool.user(email, Map.of("email", email, "email_verified", "true"));
    }

    private static Map<String, String> challenge(String name) {
        return client.srp(name, new SrpClient(pool.id())).challengeParameters();
    }

    /// Everything a ghost's challenge shows has the shape a real one has.
    @Test
    void aGhostsChallengeLooksReal() {
        Map<String, String> real = challenge(known());
        for (String name : List.of("a@example.com", Names.email(), "x".repeat(60) + "@example.com")) {
            Map<String, String> one = challenge(name);
            assertThat(one.keySet()).isEqualTo(real.keySet());
            assertThat(one.get("SECRET_BLOCK").length())
                    .as("of %s", name)
                    .isCloseTo(real.get("SECRET_BLOCK").length(), within(4));
            assertThat(one.get("SALT")).matches("[1-9a-f][0-9a-f]{23,31}");
            assertThat(one.get("SRP_B")).matches("[1-9a-f][0-9a-f]{740,767}");
            assertThat(one.get("USER_ID_FOR_SRP")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            assertThat(one.get("USERNAME")).isEqualTo(one.get("USER_ID_FOR_SRP"));
        }
    }

    @Test
    void aGhostIsTheSameEachTime() {
        for (String name : new String[] {known(), Names.email()}) {
            Map<String, String> first = challenge(name);
            Map<String, String> second = challenge(name);
            assertThat(second).containsEntry("SALT", first.get("SALT"));
            assertThat(second).containsEntry("USER_ID_FOR_SRP", first.get("USER_ID_FOR_SRP"));
            assertThat(second.get("SRP_B")).isNotEqualTo(first.get("SRP_B"));
            assertThat(second.get("SECRET_BLOCK")).isNotEqualTo(first.get("SECRET_BLOCK"));
        }
        assertThat(challenge(Names.email()).get("SALT"))
                .isNotEqualTo(challenge(Names.email()).get("SALT"));
    }

    /// The proof against a ghost fails as a wrong password does.
    @Test
    void aGhostsProofFailsLikeAWrongPassword() {
        Refusal.refused("NotAuthorizedException", WRONG, () -> client.signInBySrp(Names.email(), Names.PASSWORD));
        Refusal.refused("NotAuthorizedException", WRONG, () -> client.signInBySrp(known(), Names.OTHER_PASSWORD));
    }

    /// A ghost is locked out as a user would be.
    @Test
    void aGhostLocksLikeAUser() {
        String ghost = Names.email();
        for (int attempt = 0; attempt < 5; attempt++) {
            Refusal.refused("NotAuthorizedException", WRONG, () -> client.signIn(ghost));
        }
        Refusal.refused("NotAuthorizedException", "Password attempts exceeded", () -> client.signIn(ghost));
    }

    @Test
    void aDeliveryIsSimulated() {
        CodeDeliveryDetailsType real = client.anonymous()
                .forgotPassword(request -> request.clientId(client.id()).username(known()))
                .codeDeliveryDetails();
        CodeDeliveryDetailsType ghost = client.anonymous()
                .forgotPassword(request -> request.clientId(client.id()).username(Names.email()))
                .codeDeliveryDetails();
        assertThat(ghost).isEqualTo(real);
        String absent = Names.email();
        assertThat(client.anonymous()
                        .resendConfirmationCode(
                                request -> request.clientId(client.id()).username(absent))
                        .codeDeliveryDetails()
                        .deliveryMediumAsString())
                .isEqualTo("EMAIL");
        assertThat(pool.server().outbox().to(absent)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String asked = Names.email();
        client.anonymous()
                .forgotPassword(request -> request.clientId(client.id()).username(asked));
        String reset = known();
        pool.admin()
                .adminResetUserPassword(request -> request.userPoolId(pool.id()).username(reset));
        return Refusal.tests(
                Refusal.of("USER_PASSWORD_AUTH", "NotAuthorizedException", WRONG, () -> client.signIn(Names.email())),
                Refusal.of(
                        "ADMIN_USER_PASSWORD_AUTH",
                        "NotAuthorizedException",
                        WRONG,
                        () -> pool.admin()
                                .adminInitiateAuth(request -> request.userPoolId(pool.id())
                                        .clientId(client.id())
                                        .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                                        .authParameters(
                                                Map.of("USERNAME", Names.email(), "PASSWORD", Names.PASSWORD)))),
                Refusal.of(
                        "ConfirmForgotPassword after a request",
                        "CodeMismatchException",
                        "Invalid verification code provided, please try again.",
                        () -> confirmForgotPassword(asked)),
                Refusal.of(
                        "ConfirmForgotPassword without a request",
                        "ExpiredCodeException",
                        "Invalid code provided, please request a code again.",
                        () -> confirmForgotPassword(Names.email())));
    }

    private static void confirmForgotPassword(String name) {
        client.anonymous()
                .confirmForgotPassword(request -> request.clientId(client.id())
                        .username(name)
                        .confirmationCode("123456")
                        .password(Names.PASSWORD));
    }

    /// Whatever it answers, it is none of the answers that name a missing user.
    @Test
    void confirmingAGhostNeverSaysNotFound() {
        assertThatThrownBy(() -> client.confirm(Names.email(), "123456"))
                .isInstanceOfAny(ExpiredCodeException.class, CodeMismatchException.class, NotAuthorizedException.class);
    }

    /// Answers about a session that is not theirs say no more for a ghost than for a user.
    @Test
    void aForeignSecretBlockIsRefusedAlike() {
        String real = known();
        SrpClient srp = new SrpClient(pool.id());
        Map<String, String> ghost = srp.answer(client.srp(Names.email(), srp).challengeParameters(), Names.PASSWORD);
        Map<String, String> swapped = TestClient.with(ghost, "USERNAME", pool.subOf(real));
        Refusal.refused(
                "NotAuthorizedException", () -> client.respond(ChallengeNameType.PASSWORD_VERIFIER, null, swapped));
    }
}
