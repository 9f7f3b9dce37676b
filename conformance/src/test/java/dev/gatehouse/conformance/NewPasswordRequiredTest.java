package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// NEW_PASSWORD_REQUIRED after a temporary password.
class NewPasswordRequiredTest {
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.create();
        client = pool.client();
    }

    private static RespondToAuthChallengeResponse answer(
            TestClient client, String session, String user, String password, Map<String, String> more) {
        Map<String, String> responses = TestClient.with(more, "USERNAME", user);
        responses.put("NEW_PASSWORD", password);
        return client.respond(ChallengeNameType.NEW_PASSWORD_REQUIRED, session, responses);
    }

    private static String invited() {
        String name = Names.unique("invited");
        pool.invited(name, Map.of("email", "a@example.com", "email_verified", "true"));
        return name;
    }

    @Test
    void aTemporaryPasswordAsksForAnother() {
        String user = invited();
        InitiateAuthResponse challenge = client.password(user, Names.PASSWORD);
        assertThat(challenge.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
        assertThat(challenge.authenticationResult()).isNull();
        assertThat(challenge.session()).hasSizeBetween(20, 2048);
        assertThat(challenge.challengeParameters())
                .containsEntry("USER_ID_FOR_SRP", user)
                .containsEntry("requiredAttributes", "[]");
        assertThat(challenge.challengeParameters().get("userAttributes"))
                .contains("\"email\":\"a@example.com\"", "\"email_verified\":\"true\"");
        RespondToAuthChallengeResponse tokens =
                answer(client, challenge.session(), user, Names.OTHER_PASSWORD, Map.of("userAttributes.name", "N"));
        assertThat(tokens.authenticationResult().refreshToken()).isNotBlank();
        assertThat(pool.statusOf(user)).isEqualTo("CONFIRMED");
        assertThat(pool.attributesOf(user)).containsEntry("name", "N");
        assertThat(client.signInBySrp(user, Names.OTHER_PASSWORD).authenticationResult())
                .isNotNull();
        Refusal.refused("NotAuthorizedException", "Incorrect username or password.", () -> client.signIn(user));
    }

    @Test
    void srpLeadsThereToo() {
        String user = invited();
        RespondToAuthChallengeResponse challenge = client.signInBySrp(user, Names.PASSWORD);
        assertThat(challenge.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
        assertThat(answer(client, challenge.session(), user, Names.OTHER_PASSWORD, Map.of())
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void aWeakPasswordKeepsTheSession() {
        String user = invited();
        String session = client.password(user, Names.PASSWORD).session();
        Refusal.refused(
                "InvalidPasswordException",
                "Password did not conform with policy: Password not long enough",
                () -> answer(client, session, user, "Short1!", Map.of()));
        assertThat(pool.statusOf(user)).isEqualTo("FORCE_CHANGE_PASSWORD");
        assertThat(answer(client, session, user, Names.OTHER_PASSWORD, Map.of()).authenticationResult())
                .isNotNull();
    }

    @Test
    void aSessionIsGoodOnce() {
        String user = invited();
        String session = client.password(user, Names.PASSWORD).session();
        answer(client, session, user, Names.OTHER_PASSWORD, Map.of());
        Refusal.refused(
                "NotAuthorizedException",
                "Invalid session for the user, session can only be used once.",
                () -> answer(client, session, user, "Th1rd-Password!", Map.of()));
        assertThat(client.password(user, Names.OTHER_PASSWORD).authenticationResult())
                .isNotNull();
    }

    @Test
    void aSessionIsForOneUserClientAndChallenge() {
        String user = invited();
        String other = invited();
        String session = client.password(user, Names.PASSWORD).session();
        String text = "Invalid session for the user.";
        Refusal.refused(
                "NotAuthorizedException",
                text,
                () -> answer(pool.client(), session, user, Names.OTHER_PASSWORD, Map.of()));
        Refusal.refused("NotAuthorizedException", () -> answer(client, session, other, Names.OTHER_PASSWORD, Map.of()));
        Refusal.refused(
                "NotAuthorizedException",
                text,
                () -> answer(client, "x".repeat(session.length()), user, Names.OTHER_PASSWORD, Map.of()));
        Refusal.refused(
                "NotAuthorizedException",
                text,
                () -> client.respond(
                        ChallengeNameType.SMS_MFA, session, Map.of("USERNAME", user, "SMS_MFA_CODE", "123456")));
        TestClient elsewhere = TestPool.create().client();
        Refusal.refused(
                "NotAuthorizedException", text, () -> answer(elsewhere, session, user, Names.OTHER_PASSWORD, Map.of()));
        assertThat(pool.statusOf(user)).isEqualTo("FORCE_CHANGE_PASSWORD");
        assertThat(pool.statusOf(other)).isEqualTo("FORCE_CHANGE_PASSWORD");
    }

    /// The last step of an invitation decides nothing the user may not decide elsewhere.
    @Test
    void verifiedFlagsCannotBeSetOnTheWay() {
        String user = Names.unique("invited");
        pool.invited(user, Map.of("email", "a@example.com"));
        for (String forbidden : List.of("email_verified", "sub", "identities", "custom:none")) {
            String session = client.password(user, Names.PASSWORD).session();
            assertThatThrownBy(() -> answer(
                            client, session, user, Names.OTHER_PASSWORD, Map.of("userAttributes." + forbidden, "true")))
                    .isInstanceOfAny(NotAuthorizedException.class, InvalidParameterException.class);
        }
        assertThat(pool.attributesOf(user).get("email_verified")).isNotEqualTo("true");
        assertThat(pool.statusOf(user)).isEqualTo("FORCE_CHANGE_PASSWORD");
    }

    @Test
    void requiredAttributesAreAskedFor() {
        TestPool demanding = TestPool.create(settings -> settings.schema(attribute -> attribute
                .name("name")
                .attributeDataType(AttributeDataType.STRING)
                .required(true)
                .mutable(true)));
        TestClient app = demanding.client();
        demanding.invited("nora", Map.of());
        InitiateAuthResponse challenge = app.password("nora", Names.PASSWORD);
        assertThat(challenge.challengeParameters()).containsEntry("requiredAttributes", "[\"userAttributes.name\"]");
        Refusal.refused(
                "InvalidParameterException",
                () -> answer(app, challenge.session(), "nora", Names.OTHER_PASSWORD, Map.of()));
        String session = app.password("nora", Names.PASSWORD).session();
        assertThat(answer(app, session, "nora", Names.OTHER_PASSWORD, Map.of("userAttributes.name", "N"))
                        .authenticationResult())
                .isNotNull();
    }
}
