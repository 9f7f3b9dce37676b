package dev.gatehouse.server;

import static dev.gatehouse.server.PasskeyWorld.RP;
import static dev.gatehouse.server.PasskeyWorld.authenticator;
import static dev.gatehouse.server.PasskeyWorld.challenge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.authenticator.SoftAuthenticator;
import dev.gatehouse.model.cognitoidp.AdminDisableUserRequest;
import dev.gatehouse.model.cognitoidp.AdminEnableUserRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserPasswordRequest;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
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
        client = world.choiceClient(world.pool);
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
        return preferred.isEmpty()
                ? world.begin(client, name)
                : world.begin(client, name, "PREFERRED_CHALLENGE", preferred);
    }

    private RespondToAuthChallengeResponse answer(String session, String credential) {
        return answer(session, name, credential);
    }

    private static RespondToAuthChallengeResponse answer(String session, String name, String credential) {
        return world.respond(client, ChallengeNameType.WEB_AUTHN, session, name, "CREDENTIAL", credential);
    }

    private static void audited(String reason) {
        assertThat(world.server.trail().reason()).contains(reason);
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
        RespondToAuthChallengeResponse chosen =
                world.respond(client, ChallengeNameType.SELECT_CHALLENGE, asked.session(), name, "ANSWER", "WEB_AUTHN");
        assertThat(chosen.challengeName()).isEqualTo(ChallengeNameType.WEB_AUTHN);
        assertThat(chosen.challengeParameters()).containsOnlyKeys("CREDENTIAL_REQUEST_OPTIONS");
        String credential = authenticator.signIn(challenge(chosen.challengeParameters()));
        refused(() -> answer(asked.session(), credential), INVALID);
        assertThat(answer(chosen.session(), credential).authenticationResult()).isNotNull();
    }

    @Test
    void whatProvesNothingIsRefusedAlike() {
        InitiateAuthResponse asked = begin(name, "WEB_AUTHN");
        String other = challenge(begin(name, "WEB_AUTHN").challengeParameters());
        String own = challenge(asked.challengeParameters());
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put("credential", "PASSKEY_MALFORMED");
        cases.put("{}", "PASSKEY_MALFORMED");
        cases.put(authenticator.signIn(other), "PASSKEY_WRONG_CHALLENGE");
        cases.put(authenticator().signIn(own), "PASSKEY_UNKNOWN_PASSKEY");
        cases.put(authenticator.origin("https://evil.example").signIn(own), "PASSKEY_WRONG_ORIGIN");
        authenticator.origin(PasskeyWorld.ORIGIN);
        cases.put(authenticator.counter(-1).signIn(own), "PASSKEY_CLONED");
        cases.forEach((credential, reason) -> {
            refused(() -> answer(asked.session(), credential), INCORRECT);
            audited(reason);
            world.server.pass(Duration.ofSeconds(5));
        });
        assertThat(answer(asked.session(), authenticator.counter(50).signIn(own))
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void wrongPasskeysLockTheNameAndTheRightOneForgets() {
        InitiateAuthResponse asked = begin(name, "WEB_AUTHN");
        String own = challenge(asked.challengeParameters());
        for (int i = 0; i < 5; i++) {
            refused(() -> answer(asked.session(), authenticator().signIn(own)), INCORRECT);
        }
        refused(() -> answer(asked.session(), authenticator.signIn(own)), "Password attempts exceeded");
        audited("LOCKED_OUT");
        world.server.pass(Duration.ofSeconds(2));
        assertThat(answer(asked.session(), authenticator.signIn(own)).authenticationResult())
                .isNotNull();
    }

    @Test
    void anAnswerStaysWithItsSession() {
        InitiateAuthResponse first = begin(name, "WEB_AUTHN");
        InitiateAuthResponse second = begin(name, "WEB_AUTHN");
        String credential = authenticator.signIn(challenge(first.challengeParameters()));
        refused(() -> answer(second.session(), credential), INCORRECT);
        refused(() -> answer(begin(name, "").session(), credential), INVALID);
        assertThat(answer(first.session(), credential).authenticationResult()).isNotNull();
    }

    @Test
    void aPasswordSetMeanwhileEndsTheSession() {
        InitiateAuthResponse asked = begin(name, "WEB_AUTHN");
        String credential = authenticator.signIn(challenge(asked.challengeParameters()));
        world.server.pass(Duration.ofSeconds(1));
        world.server.call(
                CognitoIdp.ADMIN_SET_USER_PASSWORD,
                AdminSetUserPasswordRequest.builder()
                        .userPoolId(world.pool)
                        .username(name)
                        .password("N3w-Horse-now!")
                        .permanent(true)
                        .build());
        refused(() -> answer(asked.session(), credential), INVALID);
    }

    @Test
    void withoutAPasskeyThereIsAChoice() {
        String other = "max-" + people;
        world.user(world.pool, other);
        InitiateAuthResponse asked = begin(other, "WEB_AUTHN");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SELECT_CHALLENGE);
        assertThat(asked.availableChallenges())
                .containsExactly(ChallengeNameType.PASSWORD_SRP, ChallengeNameType.PASSWORD);
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
                Map<String, String> again = begin(ghost, "WEB_AUTHN").challengeParameters();
                assertThat(options(again)).isEqualTo(options(asked.challengeParameters()));
                assertThat(asked.session())
                        .hasSameSizeAs(begin(name, "WEB_AUTHN").session());
                String credential = authenticator.signIn(challenge(asked.challengeParameters()));
                refused(() -> answer(asked.session(), ghost, credential), INCORRECT);
                return;
            }
        }
        throw new AssertionError("none of 200 stand-ins has a passkey");
    }

    /// What WEB_AUTHN asks, but for what is new each time.
    private static String options(Map<String, String> parameters) {
        return parameters.get("CREDENTIAL_REQUEST_OPTIONS").replace(challenge(parameters), "");
    }
}
