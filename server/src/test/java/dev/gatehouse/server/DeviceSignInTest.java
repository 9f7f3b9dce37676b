package dev.gatehouse.server;

import static dev.gatehouse.server.DeviceWorld.INVALID_SESSION;
import static dev.gatehouse.server.DeviceWorld.PASSWORD;
import static dev.gatehouse.server.DeviceWorld.UNKNOWN;
import static dev.gatehouse.server.DeviceWorld.WRONG;
import static dev.gatehouse.server.DeviceWorld.claims;
import static dev.gatehouse.server.DeviceWorld.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.AdminForgetDeviceRequest;
import dev.gatehouse.model.cognitoidp.AdminGetDeviceRequest;
import dev.gatehouse.model.cognitoidp.AdminInitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.AdminInitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.AdminRespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.AdminUpdateDeviceStatusRequest;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.AuthenticationResultType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.DeviceRememberedStatusType;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.SrpTimestamp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signing in from a device that is known: DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER.
class DeviceSignInTest {
    private static final ChallengeNameType DEVICE = ChallengeNameType.DEVICE_SRP_AUTH;
    private static final String STRANGER = "eu-west-1_0f7c6b1e-90c1-70a3-5b8a-2f1d6a5f9e10";
    private static final String SPENT = "Invalid session for the user, session can only be used once.";

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private DeviceWorld world;

    @BeforeEach
    void open() throws Exception {
        world = DeviceWorld.in(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aKnownDeviceProvesItself() {
        Device device = world.confirmed("nora");
        world.server.pass(Duration.ofHours(1));
        InitiateAuthResponse asked = world.password("nora", device.key());
        assertThat(asked.challengeName()).isEqualTo(DEVICE);
        assertThat(asked.challengeParameters()).isEmpty();
        assertThat(asked.session()).hasSizeLessThan(2048);
        RespondToAuthChallengeResponse verifier = world.start("nora", asked.session(), device);
        assertThat(verifier.session()).isNull();
        assertThat(verifier.challengeParameters())
                .containsOnlyKeys("DEVICE_KEY", "SALT", "SECRET_BLOCK", "SRP_B", "USERNAME")
                .containsEntry("DEVICE_KEY", device.key())
                .containsEntry("SALT", "102030405060708090a0b0c0d0e0ff0")
                .containsEntry("USERNAME", "nora");
        Map<String, String> proof = world.proof(verifier, "nora", device);
        AuthenticationResultType result = world.prove(proof).authenticationResult();
        assertThat(result.newDeviceMetadata()).isNull();
        assertThat(claims(result.accessToken())).contains("\"device_key\":\"" + device.key() + "\"");
        assertThat(world.refresh(result.refreshToken(), device.key()).accessToken())
                .isNotNull();
        assertThat(lastAuthenticated(device)).isEqualTo(world.server.now());
        refused(() -> world.prove(proof), "NotAuthorizedException", SPENT);
        refused(() -> world.start("nora", asked.session(), device), "NotAuthorizedException", SPENT);
    }

    @Test
    void aRememberedDeviceStandsInForTheSecondFactorNeverForTheFirst() {
        Device device = world.confirmed("nora");
        byte[] secret = world.withTotp("nora");
        assertThat(world.password("nora").challengeName()).isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
        refused(() -> wrongPassword(device.key()), "NotAuthorizedException", WRONG);
        InitiateAuthResponse asked = world.password("nora", device.key());
        assertThat(asked.challengeName()).isEqualTo(DEVICE);
        assertThat(world.through("nora", asked.session(), device)).isNotNull();

        status(device, DeviceRememberedStatusType.NOT_REMEMBERED);
        InitiateAuthResponse code = world.password("nora", device.key());
        assertThat(code.challengeName()).isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
        RespondToAuthChallengeResponse after = totp(code.session(), secret, device.key());
        assertThat(after.challengeName()).isEqualTo(DEVICE);
        AuthenticationResultType result = world.through("nora", after.session(), device);
        assertThat(claims(result.accessToken())).contains(device.key());
        refused(() -> totp(code.session(), secret, device.key()), "NotAuthorizedException", SPENT);
    }

    @Test
    void anAnswerWithoutTheKeyMakesANewDevice() {
        Device device = world.confirmed("nora");
        byte[] secret = world.withTotp("nora");
        status(device, DeviceRememberedStatusType.NOT_REMEMBERED);
        InitiateAuthResponse code = world.password("nora", device.key());
        AuthenticationResultType result = totp(code.session(), secret, null).authenticationResult();
        assertThat(result.newDeviceMetadata().deviceKey()).isNotEqualTo(device.key());
        assertThat(claims(result.accessToken()))
                .contains(result.newDeviceMetadata().deviceKey());
    }

    @Test
    void aCodeIsSpentWithTheDeviceChallengeItLeadsTo() {
        Device device = world.confirmed("nora");
        byte[] secret = world.withTotp("nora");
        status(device, DeviceRememberedStatusType.NOT_REMEMBERED);
        String session = world.password("nora", device.key()).session();
        assertThat(totp(session, secret, device.key()).challengeName()).isEqualTo(DEVICE);
        String again = world.password("nora", device.key()).session();
        refused(
                () -> totp(again, secret, device.key()),
                "ExpiredCodeException",
                "Your software token has already been used once.");
        world.server.pass(Duration.ofSeconds(30));
        refused(() -> totp(session, secret, device.key()), "NotAuthorizedException", SPENT);
    }

    /// amazon-cognito-identity-js keeps the session of the code challenge.
    @Test
    void theSessionOfTheRightCodeServesTheDeviceToo() {
        Device device = world.confirmed("nora");
        byte[] secret = world.withTotp("nora");
        status(device, DeviceRememberedStatusType.NOT_REMEMBERED);
        String session = world.password("nora", device.key()).session();
        refused(() -> world.start("nora", session, device), "NotAuthorizedException", INVALID_SESSION);
        totp(session, secret, device.key());
        assertThat(world.through("nora", session, device)).isNotNull();
        refused(() -> world.start("nora", session, device), "NotAuthorizedException", SPENT);
    }

    @Test
    void wherePoolsOnlyTrackTheFactorIsAskedAllTheSame() throws Exception {
        try (DeviceWorld tracking = DeviceWorld.trackingOnly(elsewhere)) {
            Device device = tracking.confirmed("nora");
            tracking.withTotp("nora");
            assertThat(tracking.password("nora", device.key()).challengeName())
                    .isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
        }
    }

    @Test
    void aDeviceIsRememberedWhenItsUserSaysSo() throws Exception {
        try (DeviceWorld asking = DeviceWorld.asking(elsewhere)) {
            AuthenticationResultType result = asking.password("nora").authenticationResult();
            Device device = Device.of(result.newDeviceMetadata());
            assertThat(asking.confirm(result.accessToken(), device).userConfirmationNecessary())
                    .isTrue();
            asking.withTotp("nora");
            assertThat(asking.password("nora", device.key()).challengeName())
                    .isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
            asking.remember(result.accessToken(), device, DeviceRememberedStatusType.REMEMBERED);
            assertThat(asking.password("nora", device.key()).challengeName()).isEqualTo(DEVICE);
        }
    }

    @Test
    void theKeyMayComeWithEitherStepOfSrp() {
        Device device = world.confirmed("nora");
        RespondToAuthChallengeResponse first = srp("nora", device.key(), null);
        assertThat(first.challengeName()).isEqualTo(DEVICE);
        assertThat(world.through("nora", first.session(), device)).isNotNull();
        RespondToAuthChallengeResponse second = srp("nora", null, device.key());
        assertThat(second.challengeName()).isEqualTo(DEVICE);
        assertThat(world.through("nora", second.session(), device)).isNotNull();
        assertThat(srp("nora", null, null).authenticationResult().newDeviceMetadata())
                .isNotNull();
    }

    @Test
    void unknownForeignAndForgottenDevicesDoNotExist() {
        Device device = world.confirmed("nora");
        world.user("max");
        Device foreign = world.confirmed("max");
        refused(() -> world.password("nora", STRANGER), "ResourceNotFoundException", UNKNOWN);
        refused(() -> world.password("nora", foreign.key()), "ResourceNotFoundException", UNKNOWN);
        Device unconfirmed =
                Device.of(world.password("nora").authenticationResult().newDeviceMetadata());
        refused(() -> world.password("nora", unconfirmed.key()), "ResourceNotFoundException", UNKNOWN);
        refused(() -> wrongPassword(STRANGER), "NotAuthorizedException", WRONG);
        refused(() -> world.password("nora", "what?"), "InvalidParameterException", "Invalid device key given.");
        String session = world.password("nora", device.key()).session();
        RespondToAuthChallengeResponse verifier =
                world.start("nora", world.password("nora", device.key()).session(), device);
        forget(device);
        refused(() -> world.password("nora", device.key()), "ResourceNotFoundException", UNKNOWN);
        refused(() -> world.start("nora", session, device), "ResourceNotFoundException", UNKNOWN);
        refused(() -> world.prove(world.proof(verifier, "nora", device)), "ResourceNotFoundException", UNKNOWN);
        world.stopTracking();
        assertThat(world.password("nora", STRANGER).authenticationResult()).isNotNull();
    }

    /// Clients that learn that their device is gone answer the same challenge again without it.
    @Test
    void theProofOfThePasswordStaysGoodWhenTheDeviceIsUnknown() {
        Map<String, String> answer = srpAnswer("nora", null);
        Map<String, String> withDevice = new HashMap<>(answer);
        withDevice.put("DEVICE_KEY", STRANGER);
        refused(
                () -> world.respond(ChallengeNameType.PASSWORD_VERIFIER, null, withDevice),
                "ResourceNotFoundException",
                UNKNOWN);
        assertThat(world.respond(ChallengeNameType.PASSWORD_VERIFIER, null, answer)
                        .authenticationResult()
                        .newDeviceMetadata())
                .isNotNull();
    }

    @Test
    void aWrongProofCountsLikeAWrongPassword() {
        Device device = world.confirmed("nora");
        Device forged = device.withSecret("another");
        String session = world.password("nora", device.key()).session();
        RespondToAuthChallengeResponse verifier = world.start("nora", session, device);
        for (int i = 0; i < 5; i++) {
            refused(() -> world.prove(world.proof(verifier, "nora", forged)), "NotAuthorizedException", WRONG);
            assertThat(world.server.trail().reason()).contains("WRONG_DEVICE_PROOF");
        }
        refused(
                () -> world.prove(world.proof(verifier, "nora", device)),
                "NotAuthorizedException",
                "Password attempts exceeded");
        refused(() -> world.password("nora"), "NotAuthorizedException", "Password attempts exceeded");
        world.server.pass(Duration.ofSeconds(2));
        assertThat(world.prove(world.proof(verifier, "nora", device)).authenticationResult())
                .isNotNull();
    }

    @Test
    void proofsStayWithTheirUserDeviceClientAndChallenge() {
        Device device = world.confirmed("nora");
        Device second = world.confirmed("nora");
        world.user("max");
        Device foreign = world.confirmed("max");
        String session = world.password("nora", device.key()).session();
        refused(() -> world.start("nora", session, second), "NotAuthorizedException", INVALID_SESSION);
        refused(() -> world.start("max", session, foreign), "NotAuthorizedException", INVALID_SESSION);
        refused(() -> world.start("nora", session, foreign), "ResourceNotFoundException", UNKNOWN);
        RespondToAuthChallengeResponse verifier = world.start("nora", session, device);
        Map<String, String> proof = world.proof(verifier, "nora", device);
        refused(() -> world.prove(with(proof, "USERNAME", "max")), "NotAuthorizedException", WRONG);
        refused(() -> world.prove(with(proof, "DEVICE_KEY", second.key())), "NotAuthorizedException", INVALID_SESSION);
        refused(() -> world.prove(with(proof, "DEVICE_KEY", foreign.key())), "ResourceNotFoundException", UNKNOWN);
        refused(
                () -> world.prove(with(proof, "TIMESTAMP", "now")),
                "InvalidParameterException",
                "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.");
        refused(() -> world.respond(ChallengeNameType.PASSWORD_VERIFIER, null, proof), "NotAuthorizedException", WRONG);
        Map<String, String> ofPassword = with(srpAnswer("nora", null), "DEVICE_KEY", device.key());
        refused(() -> world.prove(ofPassword), "NotAuthorizedException", WRONG);
        Map<String, String> keyless = new HashMap<>(proof);
        keyless.remove("DEVICE_KEY");
        refused(() -> world.prove(keyless), "InvalidParameterException", "Missing required parameter DEVICE_KEY");
        String mine = world.client;
        world.client = world.client(false);
        refused(() -> world.prove(proof), "NotAuthorizedException", WRONG);
        world.client = mine;
        world.server.pass(Duration.ofSeconds(2));
        assertThat(world.prove(world.proof(verifier, "nora", device)).authenticationResult())
                .isNotNull();
    }

    @Test
    void aSessionOfADeviceIsGoodForNothingElseAndNotForLong() {
        Device device = world.confirmed("nora");
        byte[] secret = world.withTotp("nora");
        String session = world.password("nora", device.key()).session();
        refused(() -> totp(session, secret, null), "NotAuthorizedException", INVALID_SESSION);
        String code = world.password("nora").session();
        refused(() -> world.start("nora", code, device), "NotAuthorizedException", INVALID_SESSION);
        refused(
                () -> world.respond(
                        DEVICE, session, Map.of("USERNAME", "nora", "SRP_A", "not hex", "DEVICE_KEY", device.key())),
                "InvalidParameterException",
                "SRP_A is not a valid SRP public key.");
        RespondToAuthChallengeResponse verifier = world.start("nora", session, device);
        world.server.pass(Duration.ofMinutes(3));
        refused(
                () -> world.prove(world.proof(verifier, "nora", device)),
                "NotAuthorizedException",
                "Invalid session for the user, session is expired.");
    }

    @Test
    void aDeviceNoLongerRememberedDoesNotStandInAnyMore() {
        Device device = world.confirmed("nora");
        world.withTotp("nora");
        String waiting = world.password("nora", device.key()).session();
        RespondToAuthChallengeResponse verifier =
                world.start("nora", world.password("nora", device.key()).session(), device);
        status(device, DeviceRememberedStatusType.NOT_REMEMBERED);
        refused(() -> world.start("nora", waiting, device), "NotAuthorizedException", INVALID_SESSION);
        refused(() -> world.prove(world.proof(verifier, "nora", device)), "NotAuthorizedException", INVALID_SESSION);
    }

    @Test
    void aFactorSwitchedOnMeanwhileIsNotSkipped() {
        Device device = world.confirmed("nora");
        status(device, DeviceRememberedStatusType.NOT_REMEMBERED);
        RespondToAuthChallengeResponse verifier =
                world.start("nora", world.password("nora", device.key()).session(), device);
        world.withTotp("nora");
        refused(() -> world.prove(world.proof(verifier, "nora", device)), "NotAuthorizedException", INVALID_SESSION);
    }

    @Test
    void oneProofSentManyTimesAtOnceAdmitsOnce() throws Exception {
        Device device = world.confirmed("nora");
        Map<String, String> proof = world.proof(
                world.start("nora", world.password("nora", device.key()).session(), device), "nora", device);
        Callable<Boolean> answer = () -> {
            try {
                return world.prove(proof).authenticationResult() != null;
            } catch (RuntimeException refused) {
                assertThat(refused).hasMessage(SPENT);
                return false;
            }
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> outcomes = threads.invokeAll(Collections.nCopies(8, answer));
            assertThat(outcomes.stream().filter(Future::resultNow)).hasSize(1);
        }
    }

    @Test
    void administratorsSignInFromDevicesToo() {
        Device device = world.confirmed("nora");
        Map<String, String> parameters = Map.of("USERNAME", "nora", "PASSWORD", PASSWORD, "DEVICE_KEY", device.key());
        AdminInitiateAuthResponse asked = admin(parameters);
        assertThat(asked.challengeName()).isEqualTo(DEVICE);
        RespondToAuthChallengeResponse verifier = world.start("nora", asked.session(), device);
        AuthenticationResultType result = world.server
                .call(
                        CognitoIdp.ADMIN_RESPOND_TO_AUTH_CHALLENGE,
                        AdminRespondToAuthChallengeRequest.builder()
                                .userPoolId(world.pool)
                                .clientId(world.client)
                                .challengeName(ChallengeNameType.DEVICE_PASSWORD_VERIFIER)
                                .challengeResponses(world.proof(verifier, "nora", device))
                                .build())
                .authenticationResult();
        assertThat(claims(result.accessToken())).contains(device.key());
        assertThat(admin(Map.of("USERNAME", "nora", "PASSWORD", PASSWORD))
                        .authenticationResult()
                        .newDeviceMetadata())
                .isNotNull();
    }

    private AdminInitiateAuthResponse admin(Map<String, String> parameters) {
        return world.server.call(
                CognitoIdp.ADMIN_INITIATE_AUTH,
                AdminInitiateAuthRequest.builder()
                        .userPoolId(world.pool)
                        .clientId(world.client)
                        .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                        .authParameters(parameters)
                        .build());
    }

    private InitiateAuthResponse wrongPassword(String deviceKey) {
        return world.begin(
                AuthFlowType.USER_PASSWORD_AUTH,
                Map.of("USERNAME", "nora", "PASSWORD", "Wr0ng-Horse!", "DEVICE_KEY", deviceKey));
    }

    private RespondToAuthChallengeResponse totp(String session, byte[] secret, String deviceKey) {
        Map<String, String> answer =
                new HashMap<>(Map.of("USERNAME", "nora", "SOFTWARE_TOKEN_MFA_CODE", world.code(secret)));
        if (deviceKey != null) {
            answer.put("DEVICE_KEY", deviceKey);
        }
        return world.respond(ChallengeNameType.SOFTWARE_TOKEN_MFA, session, answer);
    }

    private RespondToAuthChallengeResponse srp(String name, String firstKey, String secondKey) {
        Map<String, String> answer = srpAnswer(name, firstKey);
        if (secondKey != null) {
            answer.put("DEVICE_KEY", secondKey);
        }
        return world.respond(ChallengeNameType.PASSWORD_VERIFIER, null, answer);
    }

    /// A right answer to a fresh PASSWORD_VERIFIER.
    private Map<String, String> srpAnswer(String name, String deviceKey) {
        Map<String, String> begin = new HashMap<>(
                Map.of("USERNAME", name, "SRP_A", DeviceWorld.srp().hex()));
        if (deviceKey != null) {
            begin.put("DEVICE_KEY", deviceKey);
        }
        Map<String, String> challenge =
                world.begin(AuthFlowType.USER_SRP_AUTH, begin).challengeParameters();
        String time = SrpTimestamp.of(world.server.now()).canonical();
        String signature = DeviceWorld.srp()
                .sign(
                        new SrpIdentity(new PoolId(world.pool).name(), name),
                        PASSWORD,
                        challenge.get("SALT"),
                        challenge.get("SRP_B"),
                        challenge.get("SECRET_BLOCK"),
                        time);
        return new HashMap<>(Map.of(
                "USERNAME",
                name,
                "PASSWORD_CLAIM_SECRET_BLOCK",
                challenge.get("SECRET_BLOCK"),
                "PASSWORD_CLAIM_SIGNATURE",
                signature,
                "TIMESTAMP",
                time));
    }

    private static Map<String, String> with(Map<String, String> proof, String name, String value) {
        Map<String, String> changed = new HashMap<>(proof);
        changed.put(name, value);
        return changed;
    }

    private Instant lastAuthenticated(Device device) {
        return world.server
                .call(
                        CognitoIdp.ADMIN_GET_DEVICE,
                        AdminGetDeviceRequest.builder()
                                .userPoolId(world.pool)
                                .username("nora")
                                .deviceKey(device.key())
                                .build())
                .device()
                .deviceLastAuthenticatedDate();
    }

    private void status(Device device, DeviceRememberedStatusType status) {
        world.server.call(
                CognitoIdp.ADMIN_UPDATE_DEVICE_STATUS,
                AdminUpdateDeviceStatusRequest.builder()
                        .userPoolId(world.pool)
                        .username("nora")
                        .deviceKey(device.key())
                        .deviceRememberedStatus(status)
                        .build());
    }

    private void forget(Device device) {
        world.server.call(
                CognitoIdp.ADMIN_FORGET_DEVICE,
                AdminForgetDeviceRequest.builder()
                        .userPoolId(world.pool)
                        .username("nora")
                        .deviceKey(device.key())
                        .build());
    }
}
