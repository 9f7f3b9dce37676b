package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.cognitoidp.AdminCreateUserRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserPasswordRequest;
import dev.gatehouse.model.cognitoidp.AssociateSoftwareTokenRequest;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.AuthenticationResultType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.ConfirmDeviceRequest;
import dev.gatehouse.model.cognitoidp.ConfirmDeviceResponse;
import dev.gatehouse.model.cognitoidp.CreateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.DeviceConfigurationType;
import dev.gatehouse.model.cognitoidp.DeviceRememberedStatusType;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.GetUserRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.MessageActionType;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import dev.gatehouse.model.cognitoidp.SetUserMFAPreferenceRequest;
import dev.gatehouse.model.cognitoidp.SetUserPoolMfaConfigRequest;
import dev.gatehouse.model.cognitoidp.SoftwareTokenMfaConfigType;
import dev.gatehouse.model.cognitoidp.SoftwareTokenMfaSettingsType;
import dev.gatehouse.model.cognitoidp.UpdateDeviceStatusRequest;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.model.cognitoidp.VerifySoftwareTokenRequest;
import dev.gatehouse.pure.srp.SrpClient;
import dev.gatehouse.pure.totp.Base32;
import dev.gatehouse.pure.totp.Totp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A pool that tracks devices, with one client and the user nora, by a clock that is turned.
final class DeviceWorld implements AutoCloseable {
    static final String PASSWORD = "Corr3ct-Horse!";
    static final String INVALID_SESSION = "Invalid session for the user.";
    static final String WRONG = "Incorrect username or password.";
    static final String UNKNOWN = "Device does not exist.";
    static final String BAD_REFRESH = "Invalid Refresh Token.";
    private static final byte[] SRP_RANDOM = {9, 8, 7, 6, 5, 4, 3, 2, 1};

    final InProcess server;
    final String pool;
    String client;

    private DeviceWorld(Path folder, boolean replacesFactor, boolean asksUser) throws IOException {
        server = InProcess.in(folder);
        pool = server.call(
                        CognitoIdp.CREATE_USER_POOL,
                        CreateUserPoolRequest.builder()
                                .poolName("shop")
                                .deviceConfiguration(new DeviceConfigurationType(replacesFactor, asksUser))
                                .build())
                .userPool()
                .id();
        client = client(false);
        user("nora");
    }

    /// A pool in which a remembered device stands in for a second factor, and is remembered at once.
    static DeviceWorld in(Path folder) throws IOException {
        return new DeviceWorld(folder, true, false);
    }

    static DeviceWorld asking(Path folder) throws IOException {
        return new DeviceWorld(folder, true, true);
    }

    /// A pool in which devices are known but never stand in for a factor.
    static DeviceWorld trackingOnly(Path folder) throws IOException {
        return new DeviceWorld(folder, false, false);
    }

    String client(boolean rotates) {
        return server.call(
                        CognitoIdp.CREATE_USER_POOL_CLIENT,
                        CreateUserPoolClientRequest.builder()
                                .userPoolId(pool)
                                .clientName("web")
                                .explicitAuthFlows(
                                        rotates
                                                ? List.of(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH)
                                                : List.of(
                                                        ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                                                        ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH,
                                                        ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                                                        ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
                                .build())
                .userPoolClient()
                .clientId();
    }

    void user(String name) {
        server.call(
                CognitoIdp.ADMIN_CREATE_USER,
                AdminCreateUserRequest.builder()
                        .userPoolId(pool)
                        .username(name)
                        .messageAction(MessageActionType.SUPPRESS)
                        .build());
        server.call(
                CognitoIdp.ADMIN_SET_USER_PASSWORD,
                AdminSetUserPasswordRequest.builder()
                        .userPoolId(pool)
                        .username(name)
                        .password(PASSWORD)
                        .permanent(true)
                        .build());
    }

    /// The pool no longer tracks devices.
    void stopTracking() {
        server.call(
                CognitoIdp.UPDATE_USER_POOL,
                UpdateUserPoolRequest.builder().userPoolId(pool).build());
        server.pass(Duration.ofSeconds(10));
    }

    InitiateAuthResponse password(String name) {
        return begin(AuthFlowType.USER_PASSWORD_AUTH, Map.of("USERNAME", name, "PASSWORD", PASSWORD));
    }

    InitiateAuthResponse password(String name, String deviceKey) {
        return begin(
                AuthFlowType.USER_PASSWORD_AUTH,
                Map.of("USERNAME", name, "PASSWORD", PASSWORD, "DEVICE_KEY", deviceKey));
    }

    InitiateAuthResponse begin(AuthFlowType flow, Map<String, String> parameters) {
        return server.call(
                CognitoIdp.INITIATE_AUTH,
                InitiateAuthRequest.builder()
                        .clientId(client)
                        .authFlow(flow)
                        .authParameters(parameters)
                        .build());
    }

    RespondToAuthChallengeResponse respond(ChallengeNameType challenge, String session, Map<String, String> responses) {
        return server.call(
                CognitoIdp.RESPOND_TO_AUTH_CHALLENGE,
                RespondToAuthChallengeRequest.builder()
                        .clientId(client)
                        .challengeName(challenge)
                        .session(session)
                        .challengeResponses(responses)
                        .build());
    }

    /// Signs in by password and confirms the new device.
    Device confirmed(String name) {
        AuthenticationResultType result = password(name).authenticationResult();
        Device device = Device.of(result.newDeviceMetadata());
        confirm(result.accessToken(), device);
        return device;
    }

    ConfirmDeviceResponse confirm(String accessToken, Device device) {
        return server.call(
                CognitoIdp.CONFIRM_DEVICE,
                ConfirmDeviceRequest.builder()
                        .accessToken(accessToken)
                        .deviceKey(device.key())
                        .deviceName("phone")
                        .deviceSecretVerifierConfig(device.verifier())
                        .build());
    }

    void remember(String accessToken, Device device, DeviceRememberedStatusType status) {
        server.call(
                CognitoIdp.UPDATE_DEVICE_STATUS,
                UpdateDeviceStatusRequest.builder()
                        .accessToken(accessToken)
                        .deviceKey(device.key())
                        .deviceRememberedStatus(status)
                        .build());
    }

    /// DEVICE_SRP_AUTH; the same client key again and again.
    RespondToAuthChallengeResponse start(String name, String session, Device device) {
        return respond(
                ChallengeNameType.DEVICE_SRP_AUTH,
                session,
                Map.of("USERNAME", name, "SRP_A", srp().hex(), "DEVICE_KEY", device.key()));
    }

    Map<String, String> proof(RespondToAuthChallengeResponse challenge, String name, Device device) {
        assertThat(challenge.challengeName()).isEqualTo(ChallengeNameType.DEVICE_PASSWORD_VERIFIER);
        return device.prove(srp(), challenge.challengeParameters(), name, server.now());
    }

    RespondToAuthChallengeResponse prove(Map<String, String> proof) {
        return respond(ChallengeNameType.DEVICE_PASSWORD_VERIFIER, null, proof);
    }

    /// Both steps of a device, from the session of DEVICE_SRP_AUTH to the tokens.
    AuthenticationResultType through(String name, String session, Device device) {
        return prove(proof(start(name, session, device), name, device)).authenticationResult();
    }

    AuthenticationResultType refresh(String token, String deviceKey) {
        Map<String, String> parameters = new HashMap<>(Map.of("REFRESH_TOKEN", token));
        if (deviceKey != null) {
            parameters.put("DEVICE_KEY", deviceKey);
        }
        return begin(AuthFlowType.REFRESH_TOKEN_AUTH, parameters).authenticationResult();
    }

    /// Sets up TOTP and switches it on.
    byte[] withTotp(String name) {
        server.call(
                CognitoIdp.SET_USER_POOL_MFA_CONFIG,
                SetUserPoolMfaConfigRequest.builder()
                        .userPoolId(pool)
                        .mfaConfiguration(UserPoolMfaType.OPTIONAL)
                        .softwareTokenMfaConfiguration(SoftwareTokenMfaConfigType.builder()
                                .enabled(true)
                                .build())
                        .build());
        String token = password(name).authenticationResult().accessToken();
        byte[] secret = Base32.decode(server.call(
                        CognitoIdp.ASSOCIATE_SOFTWARE_TOKEN,
                        AssociateSoftwareTokenRequest.builder()
                                .accessToken(token)
                                .build())
                .secretCode());
        server.call(
                CognitoIdp.VERIFY_SOFTWARE_TOKEN,
                VerifySoftwareTokenRequest.builder()
                        .accessToken(token)
                        .userCode(code(secret))
                        .build());
        server.call(
                CognitoIdp.SET_USER_MFA_PREFERENCE,
                SetUserMFAPreferenceRequest.builder()
                        .accessToken(token)
                        .softwareTokenMfaSettings(SoftwareTokenMfaSettingsType.builder()
                                .enabled(true)
                                .preferredMfa(true)
                                .build())
                        .build());
        server.pass(Duration.ofSeconds(30));
        return secret;
    }

    String code(byte[] secret) {
        return Totp.code(secret, Totp.step(server.now()));
    }

    /// Whether an access token still opens the self-service operations.
    boolean works(String accessToken) {
        try {
            server.call(
                    CognitoIdp.GET_USER,
                    GetUserRequest.builder().accessToken(accessToken).build());
            return true;
        } catch (RuntimeException refused) {
            assertThat(refused).hasMessage("Access Token has been revoked");
            return false;
        }
    }

    static SrpClient srp() {
        return new SrpClient(SRP_RANDOM);
    }

    static String claims(String jwt) {
        return new String(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    static void refused(ThrowingCallable call, String code, String text) {
        assertThatThrownBy(call).hasFieldOrPropertyWithValue("code", code).hasMessage(text);
    }

    @Override
    public void close() {
        server.close();
    }
}
