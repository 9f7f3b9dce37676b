package dev.gatehouse.server;

import static dev.gatehouse.server.PasskeyWorld.RP;
import static dev.gatehouse.server.PasskeyWorld.authenticator;
import static dev.gatehouse.server.PasskeyWorld.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.authenticator.SoftAuthenticator;
import dev.gatehouse.model.cognitoidp.AdminDisableUserRequest;
import dev.gatehouse.model.cognitoidp.AdminEnableUserRequest;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.CreateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.PreventUserExistenceErrorTypes;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import dev.gatehouse.model.json.DocumentJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// USER_AUTH with a passkey.
class PasskeyUserAuthTest {
    private static final String INCORRECT = "Incorrect username or password.";
    private static final String INVALID = "Invalid session for the user.";

    @TempDir
    static Path folder;

    private static PasskeyWorld world;
    private static String client;
    private static int people;

    private String name;
    private SoftAuthenticator authenticator;

    @BeforeAll
    static void open() throws Exception {
        world = new PasskeyWorld(folder);
        client = world.server
                .call(
                        CognitoIdp.CREATE_USER_POOL_CLIENT,
                        CreateUserPoolClientRequest.builder()
                                .userPoolId(world.pool)
                                .clientName("choice")
                                .preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED)
                                .explicitAuthFlows(List.of(ExplicitAuthFlowsType.ALLOW_USER_AUTH))
                                .build())
                .userPoolClient()
                .clientId();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void someoneWithAPasskey() {
        world.configure(world.pool, configuration -> configuration.relyingPartyId(RP));
        name = "nora-" + ++people;
        world.user(world.pool, name);
        authenticator = authenticator().counter(0);
        world.register(world.token(name), authenticator);
    }

    private static InitiateAuthResponse begin(String name, String preferred) {
        Map<String, String> parameters = new HashMap<>(Map.of("USERNAME", name));
        if (!preferred.isEmpty()) {
            parameters.put("PREFERRED_CHALLENGE", preferred);
        }
        return world.server.call(
                CognitoIdp.INITIATE_AUTH,
                InitiateAuthRequest.builder()
                        .clientId(client)
                        .authFlow(AuthFlowType.USER_AUTH)
                        .authParameters(parameters)
                        .build());
    }

    private static String challenge(Map<String, String> parameters) {
        return text(
                DocumentJson.read(parameters.get("CREDENTIAL_REQUEST_OPTIONS").getBytes(UTF_8)), "challenge");
    }

    private RespondToAuthChallengeResponse answer(String session, String credential) {
        return respond(ChallengeNameType.WEB_AUTHN, session, Map.of("USERNAME", name, "CREDENTIAL", credential));
    }

    private static RespondToAuthChallengeResponse respond(
            ChallengeNameType challenge, String session, Map<String, String> responses) {
        return world.server.call(
                CognitoIdp.RESPOND_TO_AUTH_CHALLENGE,
                RespondToAuthChallengeRequest.builder()
                        .clientId(client)
                        .challengeName(challenge)
                        .session(session)
                        .challengeResponses(responses)
                        .build());
    }

    private static void refused(ThrowingCallable call, String text) {
        assertThatThrownBy(call)
                .hasFieldOrPropertyWithValue("code", "NotAuthorizedException")
                .hasMessage(text);
    }

    @Test
    void thePreferredPasskeySignsInOnce() {
        InitiateAuthResponse asked = begin(name, "WEB_AUTHN");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.WEB_AUTHN);
        assertThat(asked.availableChallenges())
                .containsExactly(
                        ChallengeNameType.PASSWORD_SRP, ChallengeNameType.PASSWORD, ChallengeNameType.WEB_AUTHN);
        String credential = authenticator.signIn(challenge(asked.challengeParameters()));
        assertThat(answer(asked.session(), credential).authenticationResult().accessToken())
                .isNotBlank();
        refused(() -> answer(asked.session(), credential), INCORRECT);
        String again = authenticator.signIn(challenge(asked.challengeParameters()));
        assertThatThrownBy(() -> answer(asked.session(), again))
                .hasFieldOrPropertyWithValue("code", "NotAuthorizedException");
    }

    @Test
    void aChosenPasskeySignsIn() {
        InitiateAuthResponse asked = begin(name, "");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SELECT_CHALLENGE);
        RespondToAuthChallengeResponse chosen = respond(
                ChallengeNameType.SELECT_CHALLENGE, asked.session(), Map.of("USERNAME", name, "ANSWER", "WEB_AUTHN"));
        assertThat(chosen.challengeName()).isEqualTo(ChallengeNameType.WEB_AUTHN);
        String credential = authenticator.signIn(challenge(chosen.challengeParameters()));
        refused(() -> answer(asked.session(), credential), INVALID);
        assertThat(answer(chosen.session(), credential).authenticationResult()).isNotNull();
    }

    @Test
    void whatProvesNothingIsRefusedAlike() {
        InitiateAuthResponse asked = begin(name, "WEB_AUTHN");
        String other = challenge(begin(name, "WEB_AUTHN").challengeParameters());
        String own = challenge(asked.challengeParameters());
        for (String credential : List.of(
                "credential",
                "{}",
                authenticator.signIn(other),
                authenticator().signIn(own),
                authenticator.origin("https://evil.example").signIn(own))) {
            assertThatThrownBy(() -> answer(asked.session(), credential))
                    .hasFieldOrPropertyWithValue("code", "NotAuthorizedException")
                    .hasMessage(INCORRECT);
        }
        authenticator.origin(PasskeyWorld.ORIGIN);
        refused(() -> answer(asked.session(), authenticator.counter(-1).signIn(own)), INCORRECT);
        assertThat(answer(asked.session(), authenticator.counter(50).signIn(own))
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void aSessionEndsInTime() {
        InitiateAuthResponse asked = begin(name, "WEB_AUTHN");
        world.server.pass(Duration.ofMinutes(3));
        refused(
                () -> answer(asked.session(), authenticator.signIn(challenge(asked.challengeParameters()))),
                INVALID.replace(".", ", session is expired."));
    }

    @Test
    void aDisabledUserLearnsSoWithTheRightPasskeyOnly() {
        InitiateAuthResponse asked = begin(name, "WEB_AUTHN");
        String own = challenge(asked.challengeParameters());
        world.server.call(
                CognitoIdp.ADMIN_DISABLE_USER,
                AdminDisableUserRequest.builder()
                        .userPoolId(world.pool)
                        .username(name)
                        .build());
        refused(() -> answer(asked.session(), authenticator().signIn(own)), INCORRECT);
        refused(() -> answer(asked.session(), authenticator.signIn(own)), "User is disabled.");
        world.server.call(
                CognitoIdp.ADMIN_ENABLE_USER,
                AdminEnableUserRequest.builder()
                        .userPoolId(world.pool)
                        .username(name)
                        .build());
    }

    @Test
    void nobodyIsAskedAndRefusedAsSomeone() {
        for (int i = 0; i < 200; i++) {
            String ghost = "ghost-" + i;
            InitiateAuthResponse asked = begin(ghost, "WEB_AUTHN");
            if (asked.challengeName() == ChallengeNameType.WEB_AUTHN) {
                String credential = authenticator.signIn(challenge(asked.challengeParameters()));
                refused(
                        () -> respond(
                                ChallengeNameType.WEB_AUTHN,
                                asked.session(),
                                Map.of("USERNAME", ghost, "CREDENTIAL", credential)),
                        INCORRECT);
                return;
            }
        }
        throw new AssertionError("none of 200 stand-ins has a passkey");
    }
}
