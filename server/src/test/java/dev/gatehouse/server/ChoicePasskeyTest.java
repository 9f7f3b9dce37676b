package dev.gatehouse.server;

import static dev.gatehouse.server.PasskeyWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.authenticator.SoftAuthenticator;
import dev.gatehouse.model.cognitoidp.AdminSetUserPasswordRequest;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The challenge WEB_AUTHN in choice-based sign-in.
class ChoicePasskeyTest {
    private static final String INCORRECT = "Incorrect username or password.";
    private static final String INVALID = "Invalid session for the user.";
    private static final Pattern CHALLENGE = Pattern.compile("\"challenge\":\"([^\"]+)\"");

    @TempDir
    Path folder;

    private PasskeyWorld world;
    private String client;
    private SoftAuthenticator authenticator;

    @BeforeEach
    void open() throws Exception {
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
        authenticator = PasskeyWorld.authenticator();
        world.register(world.token("nora"), authenticator);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aPasskeySignsIn() {
        InitiateAuthResponse asked = begin("nora", "PREFERRED_CHALLENGE", "WEB_AUTHN");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.WEB_AUTHN);
        assertThat(asked.availableChallenges())
                .containsExactly(
                        ChallengeNameType.PASSWORD_SRP, ChallengeNameType.PASSWORD, ChallengeNameType.WEB_AUTHN);
        String credential = authenticator.signIn(challenge(asked.challengeParameters()));
        assertThat(answer(asked.session(), "nora", credential).authenticationResult())
                .isNotNull();
        refused(
                () -> answer(asked.session(), "nora", credential),
                "Invalid session for the user, session can only be used once.");
    }

    @Test
    void aPasskeyIsPicked() {
        InitiateAuthResponse choice = begin("nora");
        RespondToAuthChallengeResponse asked =
                respond(ChallengeNameType.SELECT_CHALLENGE, choice.session(), "nora", "ANSWER", "WEB_AUTHN");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.WEB_AUTHN);
        assertThat(asked.challengeParameters()).containsOnlyKeys("CREDENTIAL_REQUEST_OPTIONS");
        String credential = authenticator.signIn(challenge(asked.challengeParameters()));
        assertThat(answer(asked.session(), "nora", credential).authenticationResult())
                .isNotNull();
    }

    @Test
    void anotherChallengesSignatureIsRefused() {
        InitiateAuthResponse first = begin("nora", "PREFERRED_CHALLENGE", "WEB_AUTHN");
        InitiateAuthResponse second = begin("nora", "PREFERRED_CHALLENGE", "WEB_AUTHN");
        String credential = authenticator.signIn(challenge(first.challengeParameters()));
        refused(() -> answer(second.session(), "nora", credential), INCORRECT);
        refused(() -> answer(second.session(), "nora", "{}"), INCORRECT);
        refused(() -> answer(begin("nora").session(), "nora", credential), INVALID);
        assertThat(answer(first.session(), "nora", credential).authenticationResult())
                .isNotNull();
    }

    @Test
    void whatChangesMeanwhileEndsTheSession() {
        InitiateAuthResponse asked = begin("nora", "PREFERRED_CHALLENGE", "WEB_AUTHN");
        String credential = authenticator.signIn(challenge(asked.challengeParameters()));
        world.server.pass(Duration.ofSeconds(1));
        world.server.call(
                CognitoIdp.ADMIN_SET_USER_PASSWORD,
                AdminSetUserPasswordRequest.builder()
                        .userPoolId(world.pool)
                        .username("nora")
                        .password("N3w-Horse-now!")
                        .permanent(true)
                        .build());
        refused(() -> answer(asked.session(), "nora", credential), INVALID);
    }

    @Test
    void withoutAPasskeyThereIsAChoice() {
        world.user(world.pool, "max");
        InitiateAuthResponse asked = begin("max", "PREFERRED_CHALLENGE", "WEB_AUTHN");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SELECT_CHALLENGE);
        assertThat(asked.availableChallenges())
                .containsExactly(ChallengeNameType.PASSWORD_SRP, ChallengeNameType.PASSWORD);
    }

    @Test
    void nobodyIsAskedForAPasskeyToo() {
        String ghost = null;
        for (int i = 0; i < 100 && ghost == null; i++) {
            String name = "ghost" + i;
            ghost = begin(name).availableChallenges().contains(ChallengeNameType.WEB_AUTHN) ? name : null;
        }
        String name = ghost;
        assertThat(name).isNotNull();
        InitiateAuthResponse asked = begin(name, "PREFERRED_CHALLENGE", "WEB_AUTHN");
        InitiateAuthResponse again = begin(name, "PREFERRED_CHALLENGE", "WEB_AUTHN");
        InitiateAuthResponse real = begin("nora", "PREFERRED_CHALLENGE", "WEB_AUTHN");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.WEB_AUTHN);
        assertThat(asked.session()).hasSameSizeAs(real.session());
        assertThat(without(asked.challengeParameters())).isEqualTo(without(again.challengeParameters()));
        String credential = authenticator.signIn(challenge(asked.challengeParameters()));
        refused(() -> answer(asked.session(), name, credential), INCORRECT);
        refused(
                () -> answer(
                        real.session(),
                        "nora",
                        PasskeyWorld.authenticator().signIn(challenge(real.challengeParameters()))),
                INCORRECT);
    }

    @Test
    void aPasswordSignsInStill() {
        assertThat(begin("nora", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", PASSWORD)
                        .authenticationResult())
                .isNotNull();
    }

    private static String challenge(Map<String, String> parameters) {
        Matcher matcher = CHALLENGE.matcher(parameters.get("CREDENTIAL_REQUEST_OPTIONS"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String without(Map<String, String> parameters) {
        return parameters.get("CREDENTIAL_REQUEST_OPTIONS").replace(challenge(parameters), "");
    }

    private InitiateAuthResponse begin(String name, String... parameters) {
        return world.server.call(
                CognitoIdp.INITIATE_AUTH,
                InitiateAuthRequest.builder()
                        .clientId(client)
                        .authFlow(AuthFlowType.USER_AUTH)
                        .authParameters(map(name, parameters))
                        .build());
    }

    private RespondToAuthChallengeResponse answer(String session, String name, String credential) {
        return respond(ChallengeNameType.WEB_AUTHN, session, name, "CREDENTIAL", credential);
    }

    private RespondToAuthChallengeResponse respond(
            ChallengeNameType challenge, String session, String name, String... parameters) {
        return world.server.call(
                CognitoIdp.RESPOND_TO_AUTH_CHALLENGE,
                RespondToAuthChallengeRequest.builder()
                        .clientId(client)
                        .challengeName(challenge)
                        .session(session)
                        .challengeResponses(map(name, parameters))
                        .build());
    }

    private static Map<String, String> map(String name, String... pairs) {
        Map<String, String> map = new HashMap<>(Map.of("USERNAME", name));
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static void refused(ThrowingCallable call, String text) {
        assertThatThrownBy(call)
                .hasFieldOrPropertyWithValue("code", "NotAuthorizedException")
                .hasMessage(text);
    }
}
