package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Sign-in from a remembered device: DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER.
class DeviceSrpAuthTest {
    private static final String UNKNOWN = "Device does not exist.";
    private static final String WRONG = "Incorrect username or password.";
    private static final String STRANGER = "eu-west-1_0f7c6b1e-90c1-70a3-5b8a-2f1d6a5f9e10";

    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.create(settings -> settings.deviceConfiguration(
                        device -> device.challengeRequiredOnNewDevice(true).deviceOnlyRememberedOnUserPrompt(false))
                .smsConfiguration(sms -> sms.snsCallerArn("arn:aws:iam::000000000000:role/sms"))
                .mfaConfiguration(UserPoolMfaType.OPTIONAL));
        client = pool.client();
    }

    @Test
    void aRememberedDeviceSignsInByPassword() {
        String user = pool.user();
        DeviceClient device = DeviceClient.confirmed(client, user);
        InitiateAuthResponse asked = password(user, Names.PASSWORD, device.key());
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.DEVICE_SRP_AUTH);
        AuthenticationResultType result = device.prove(user, asked.session()).authenticationResult();
        assertThat(result.newDeviceMetadata()).isNull();
        assertThat(Tokens.verified(pool, result.accessToken())).containsEntry("device_key", device.key());
    }

    @Test
    void aRememberedDeviceSignsInBySrp() {
        String user = pool.user();
        DeviceClient device = DeviceClient.confirmed(client, user);
        SrpClient srp = new SrpClient(pool.id());
        Map<String, String> challenge = client.srp(user, srp).challengeParameters();
        RespondToAuthChallengeResponse asked = client.respond(
                ChallengeNameType.PASSWORD_VERIFIER,
                null,
                TestClient.with(srp.answer(challenge, Names.PASSWORD), "DEVICE_KEY", device.key()));
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.DEVICE_SRP_AUTH);
        assertThat(device.prove(user, asked.session()).authenticationResult().refreshToken())
                .isNotBlank();
    }

    @Test
    void aRememberedDeviceStandsInForTheCode() {
        String user = pool.user(Names.unique("user"), Map.of("phone_number", "+4915112345678"));
        DeviceClient device = DeviceClient.confirmed(client, user);
        pool.admin()
                .adminSetUserMFAPreference(request -> request.userPoolId(pool.id())
                        .username(user)
                        .smsMfaSettings(sms -> sms.enabled(true).preferredMfa(true)));
        assertThat(client.password(user, Names.PASSWORD).challengeName()).isEqualTo(ChallengeNameType.SMS_MFA);
        InitiateAuthResponse asked = password(user, Names.PASSWORD, device.key());
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.DEVICE_SRP_AUTH);
        assertThat(device.prove(user, asked.session()).authenticationResult()).isNotNull();
        pool.admin()
                .adminUpdateDeviceStatus(request -> request.userPoolId(pool.id())
                        .username(user)
                        .deviceKey(device.key())
                        .deviceRememberedStatus("not_remembered"));
        assertThat(password(user, Names.PASSWORD, device.key()).challengeName()).isEqualTo(ChallengeNameType.SMS_MFA);
    }

    /// What Amplify waits for before it drops a device and answers again without it.
    @Test
    void theProofOfThePasswordIsGoodAgainWithoutTheUnknownDevice() {
        String user = pool.user();
        SrpClient srp = new SrpClient(pool.id());
        Map<String, String> answer = srp.answer(client.srp(user, srp).challengeParameters(), Names.PASSWORD);
        Refusal.refused(
                "ResourceNotFoundException",
                UNKNOWN,
                () -> client.respond(
                        ChallengeNameType.PASSWORD_VERIFIER, null, TestClient.with(answer, "DEVICE_KEY", STRANGER)));
        assertThat(client.respond(ChallengeNameType.PASSWORD_VERIFIER, null, answer)
                        .authenticationResult()
                        .newDeviceMetadata())
                .isNotNull();
    }

    @Test
    void oneProofAdmitsOnce() {
        String user = pool.user();
        DeviceClient device = DeviceClient.confirmed(client, user);
        SrpClient srp = new SrpClient(device.groupKey());
        String session = password(user, Names.PASSWORD, device.key()).session();
        Map<String, String> proof = device.proof(srp, device.start(srp, user, session));
        assertThat(client.respond(ChallengeNameType.DEVICE_PASSWORD_VERIFIER, null, proof)
                        .authenticationResult())
                .isNotNull();
        Refusal.refused(
                "NotAuthorizedException",
                "Invalid session for the user, session can only be used once.",
                () -> client.respond(ChallengeNameType.DEVICE_PASSWORD_VERIFIER, null, proof));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String user = pool.user();
        DeviceClient device = DeviceClient.confirmed(client, user);
        DeviceClient others = DeviceClient.confirmed(client, pool.user());
        TestClient otherClient = pool.client();
        return Refusal.tests(
                Refusal.of(
                        "a wrong password",
                        "NotAuthorizedException",
                        WRONG,
                        () -> password(user, "Wr0ng-Horse!", device.key())),
                Refusal.of(
                        "a wrong password and an unknown device",
                        "NotAuthorizedException",
                        WRONG,
                        () -> password(user, "Wr0ng-Horse!", STRANGER)),
                Refusal.of(
                        "an unknown device",
                        "ResourceNotFoundException",
                        UNKNOWN,
                        () -> password(user, Names.PASSWORD, STRANGER)),
                Refusal.of(
                        "another's device",
                        "ResourceNotFoundException",
                        UNKNOWN,
                        () -> password(user, Names.PASSWORD, others.key())),
                Refusal.of(
                        "no device key at all",
                        "InvalidParameterException",
                        "Invalid device key given.",
                        () -> password(user, Names.PASSWORD, "hello")),
                Refusal.of("another secret", "NotAuthorizedException", WRONG, () -> {
                    String session =
                            password(user, Names.PASSWORD, device.key()).session();
                    device.withSecret("another").prove(user, session);
                }),
                Refusal.of("another client", "NotAuthorizedException", "Invalid session for the user.", () -> {
                    String session =
                            password(user, Names.PASSWORD, device.key()).session();
                    new DeviceClient(otherClient, device.key(), device.groupKey(), device.secret())
                            .prove(user, session);
                }),
                Refusal.of(
                        "a session of a word",
                        "NotAuthorizedException",
                        "Invalid session for the user.",
                        () -> device.prove(user, "a-session-made-of-nothing-but-words")));
    }

    private static InitiateAuthResponse password(String user, String password, String deviceKey) {
        return client.initiate(
                AuthFlowType.USER_PASSWORD_AUTH,
                Map.of("USERNAME", user, "PASSWORD", password, "DEVICE_KEY", deviceKey));
    }
}
