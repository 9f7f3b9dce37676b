package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.EMAIL_OTP;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// The EMAIL_OTP challenge as a second factor.
class EmailOtpTest {
    private static SecondFactors factors;

    @BeforeAll
    static void create() {
        factors = SecondFactors.pool(UserPoolMfaType.OPTIONAL, EMAIL_OTP);
    }

    @Test
    void theCodeOfTheMailSignsInAndVerifiesTheAddress() {
        SecondFactors.Person person = factors.personWith(EMAIL_OTP);
        RespondToAuthChallengeResponse asked = factors.client().signInBySrp(person.name(), Names.PASSWORD);
        assertThat(asked.challengeName()).isEqualTo(EMAIL_OTP);
        assertThat(asked.challengeParameters())
                .containsEntry("CODE_DELIVERY_DELIVERY_MEDIUM", "EMAIL")
                .containsEntry("CODE_DELIVERY_DESTINATION", "m***@e***");
        Outbox.Message message = factors.pool().server().outbox().newest(person.email());
        assertThat(message.subject()).isEqualTo("Sign in to the shop");
        assertThat(message.text()).contains("Your code: " + message.code());
        Refusal.refused(
                "CodeMismatchException",
                SecondFactors.WRONG_CODE,
                () -> factors.code(EMAIL_OTP, asked.session(), person, SecondFactors.other(message.code())));
        assertThat(factors.code(EMAIL_OTP, asked.session(), person, message.code())
                        .authenticationResult())
                .isNotNull();
        assertThat(factors.pool().attributesOf(person.name())).containsEntry("email_verified", "true");
        Refusal.refused(
                "NotAuthorizedException",
                SecondFactors.ONCE,
                () -> factors.code(EMAIL_OTP, asked.session(), person, message.code()));
    }

    /// A client with a secret proves itself with every answer.
    @Test
    void aClientWithASecretSendsItsHash() {
        TestClient secret = factors.pool().client(settings -> settings.generateSecret(true));
        SecondFactors.Person person = factors.personWith(EMAIL_OTP);
        String hash = secret.secretHash(person.name());
        InitiateAuthResponse asked = secret.initiate(
                AuthFlowType.USER_PASSWORD_AUTH,
                Map.of("USERNAME", person.name(), "PASSWORD", Names.PASSWORD, "SECRET_HASH", hash));
        Map<String, String> answer =
                Map.of("USERNAME", person.name(), "EMAIL_OTP_CODE", factors.sent(EMAIL_OTP, person));
        Refusal.refused(
                "NotAuthorizedException",
                "Client " + secret.id() + " is configured with secret but SECRET_HASH was not received",
                () -> secret.respond(EMAIL_OTP, asked.session(), answer));
        Refusal.refused(
                "NotAuthorizedException",
                "Unable to verify secret hash for client " + secret.id(),
                () -> secret.respond(
                        EMAIL_OTP,
                        asked.session(),
                        TestClient.with(answer, "SECRET_HASH", secret.secretHash("nobody"))));
        assertThat(secret.respond(EMAIL_OTP, asked.session(), TestClient.with(answer, "SECRET_HASH", hash))
                        .authenticationResult())
                .isNotNull();
    }

    /// Whoever signed in by an alias may answer with it, or with the user name the challenge names.
    @Test
    void theAnswerMayUseTheAliasOrTheUserName() {
        SecondFactors aliased = SecondFactors.pool(
                Gatehouse.shared(),
                settings -> settings.aliasAttributes(AliasAttributeType.EMAIL),
                UserPoolMfaType.OPTIONAL,
                EMAIL_OTP);
        String email = Names.email();
        String name = aliased.pool().user(Names.unique("user"), Map.of("email", email, "email_verified", "true"));
        SecondFactors.Person person = new SecondFactors.Person(name, null, email);
        aliased.prefer(person, wishes -> wishes.emailMfaSettings(mail -> mail.enabled(true)));
        SecondFactors.Person byAlias = new SecondFactors.Person(email, null, email);
        for (SecondFactors.Person answering : new SecondFactors.Person[] {person, byAlias}) {
            InitiateAuthResponse asked = aliased.client().password(email, Names.PASSWORD);
            assertThat(asked.challengeParameters()).containsEntry("USER_ID_FOR_SRP", name);
            assertThat(aliased.code(EMAIL_OTP, asked.session(), answering, aliased.sent(EMAIL_OTP, person))
                            .authenticationResult())
                    .isNotNull();
        }
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        SecondFactors.Person person = factors.personWith(EMAIL_OTP);
        String session = factors.session(person);
        SecondFactors.Person moved = factors.personWith(EMAIL_OTP);
        String ofMoved = factors.session(moved);
        String code = factors.sent(EMAIL_OTP, moved);
        factors.pool()
                .admin()
                .adminUpdateUserAttributes(
                        request -> request.userPoolId(factors.pool().id())
                                .username(moved.name())
                                .userAttributes(TestPool.attributes(Map.of("email", Names.email()))));
        return Refusal.tests(
                Refusal.of(
                        "no code",
                        "InvalidParameterException",
                        "Missing required parameter EMAIL_OTP_CODE",
                        () -> factors.client().respond(EMAIL_OTP, session, Map.of("USERNAME", person.name()))),
                Refusal.of(
                        "no session",
                        "InvalidParameterException",
                        "Missing required parameter Session",
                        () -> factors.code(EMAIL_OTP, null, person, "123456")),
                Refusal.of(
                        "an address changed since the code went out",
                        "NotAuthorizedException",
                        SecondFactors.INVALID,
                        () -> factors.code(EMAIL_OTP, ofMoved, moved, code)));
    }
}
