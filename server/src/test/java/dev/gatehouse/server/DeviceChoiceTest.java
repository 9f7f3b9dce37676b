package dev.gatehouse.server;

import static dev.gatehouse.server.DeviceWorld.PASSWORD;
import static dev.gatehouse.server.DeviceWorld.claims;
import static dev.gatehouse.server.DeviceWorld.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.authenticator.SoftAuthenticator;
import dev.gatehouse.model.cognitoidp.AdminUpdateUserAttributesRequest;
import dev.gatehouse.model.cognitoidp.AttributeType;
import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.AuthenticationResultType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.CompleteWebAuthnRegistrationRequest;
import dev.gatehouse.model.cognitoidp.DeviceConfigurationType;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import dev.gatehouse.model.cognitoidp.SetUserPoolMfaConfigRequest;
import dev.gatehouse.model.cognitoidp.SignInPolicyType;
import dev.gatehouse.model.cognitoidp.StartWebAuthnRegistrationRequest;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.UserPoolPolicyType;
import dev.gatehouse.model.cognitoidp.WebAuthnConfigurationType;
import dev.gatehouse.model.json.DocumentJson;
import dev.gatehouse.model.service.Document;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.SrpTimestamp;
import dev.gatehouse.server.messages.SealedBodies;
import dev.gatehouse.server.store.MessageRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Choice-based sign-in from a known device: the device proves itself after the first factor, whichever that is.
class DeviceChoiceTest {
    private static final String EMAIL = "nora@example.com";
    private static final Pattern CODE = Pattern.compile("\\b\\d{8}\\b");
    private static final String SPENT = "Invalid session for the user, session can only be used once.";

    @TempDir
    Path folder;

    private DeviceWorld world;
    private Device device;

    @BeforeEach
    void open() throws Exception {
        world = DeviceWorld.in(folder);
        world.server.call(
                CognitoIdp.UPDATE_USER_POOL,
                UpdateUserPoolRequest.builder()
                        .userPoolId(world.pool)
                        .deviceConfiguration(new DeviceConfigurationType(true, false))
                        .policies(UserPoolPolicyType.builder()
                                .signInPolicy(SignInPolicyType.builder()
                                        .allowedFirstAuthFactors(List.of(
                                                AuthFactorType.PASSWORD,
                                                AuthFactorType.EMAIL_OTP,
                                                AuthFactorType.WEB_AUTHN))
                                        .build())
                                .build())
                        .build());
        world.server.call(
                CognitoIdp.UPDATE_USER_POOL_CLIENT,
                UpdateUserPoolClientRequest.builder()
                        .userPoolId(world.pool)
                        .clientId(world.client)
                        .explicitAuthFlows(List.of(
                                ExplicitAuthFlowsType.ALLOW_USER_AUTH, ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH))
                        .build());
        world.server.pass(Duration.ofSeconds(10));
        device = world.confirmed("nora");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void afterAPasskey() {
        SoftAuthenticator authenticator = passkey();
        InitiateAuthResponse asked = begin("WEB_AUTHN", Map.of());
        String credential = authenticator.signIn(PasskeyWorld.challenge(asked.challengeParameters()));
        Map<String, String> answer = Map.of("USERNAME", "nora", "CREDENTIAL", credential, "DEVICE_KEY", device.key());
        RespondToAuthChallengeResponse next = world.respond(ChallengeNameType.WEB_AUTHN, asked.session(), answer);
        through(next);
        refused(
                () -> world.respond(
                        ChallengeNameType.WEB_AUTHN,
                        asked.session(),
                        Map.of(
                                "USERNAME",
                                "nora",
                                "CREDENTIAL",
                                authenticator.signIn(PasskeyWorld.challenge(asked.challengeParameters())),
                                "DEVICE_KEY",
                                device.key())),
                "NotAuthorizedException",
                SPENT);
    }

    @Test
    void afterSrp() {
        InitiateAuthResponse asked =
                begin("PASSWORD_SRP", Map.of("SRP_A", DeviceWorld.srp().hex(), "DEVICE_KEY", device.key()));
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
        String timestamp = SrpTimestamp.of(world.server.now()).canonical();
        Map<String, String> parameters = asked.challengeParameters();
        String signature = DeviceWorld.srp()
                .sign(
                        new SrpIdentity(world.pool.split("_")[1], parameters.get("USER_ID_FOR_SRP")),
                        PASSWORD,
                        parameters.get("SALT"),
                        parameters.get("SRP_B"),
                        parameters.get("SECRET_BLOCK"),
                        timestamp);
        through(world.respond(
                ChallengeNameType.PASSWORD_VERIFIER,
                asked.session(),
                Map.of(
                        "USERNAME",
                        "nora",
                        "PASSWORD_CLAIM_SECRET_BLOCK",
                        parameters.get("SECRET_BLOCK"),
                        "PASSWORD_CLAIM_SIGNATURE",
                        signature,
                        "TIMESTAMP",
                        timestamp,
                        "DEVICE_KEY",
                        device.key())));
    }

    @Test
    void aNewDeviceIsOfferedWithoutItsKey() {
        SoftAuthenticator authenticator = passkey();
        InitiateAuthResponse asked = begin("WEB_AUTHN", Map.of());
        AuthenticationResultType result = world.respond(
                        ChallengeNameType.WEB_AUTHN,
                        asked.session(),
                        Map.of(
                                "USERNAME",
                                "nora",
                                "CREDENTIAL",
                                authenticator.signIn(PasskeyWorld.challenge(asked.challengeParameters()))))
                .authenticationResult();
        assertThat(result.newDeviceMetadata().deviceKey()).isNotEqualTo(device.key());
    }

    @Test
    void afterACodeThatIsTheFirstFactor() {
        world.server.call(
                CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES,
                AdminUpdateUserAttributesRequest.builder()
                        .userPoolId(world.pool)
                        .username("nora")
                        .userAttributes(List.of(attribute("email", EMAIL), attribute("email_verified", "true")))
                        .build());
        InitiateAuthResponse asked = begin("EMAIL_OTP", Map.of());
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
        Map<String, String> answer =
                Map.of("USERNAME", "nora", "EMAIL_OTP_CODE", sentCode(), "DEVICE_KEY", device.key());
        through(world.respond(ChallengeNameType.EMAIL_OTP, asked.session(), answer));
        refused(
                () -> world.respond(ChallengeNameType.EMAIL_OTP, asked.session(), answer),
                "NotAuthorizedException",
                SPENT);
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }

    private String sentCode() {
        Ground ground = world.server.ground();
        MessageRecord message = ground.store()
                .read(tx -> tx.outbox().list(Optional.of(EMAIL), Optional.empty(), 1))
                .items()
                .getFirst();
        Matcher code =
                CODE.matcher(new SealedBodies(ground.sealer()).open(message).body());
        assertThat(code.find()).isTrue();
        return code.group();
    }

    private void through(RespondToAuthChallengeResponse next) {
        assertThat(next.challengeName()).isEqualTo(ChallengeNameType.DEVICE_SRP_AUTH);
        AuthenticationResultType result = world.through("nora", next.session(), device);
        assertThat(result.newDeviceMetadata()).isNull();
        assertThat(claims(result.accessToken())).contains(device.key());
    }

    private InitiateAuthResponse begin(String preferred, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(Map.of("USERNAME", "nora", "PREFERRED_CHALLENGE", preferred));
        parameters.putAll(more);
        return world.begin(AuthFlowType.USER_AUTH, parameters);
    }

    private SoftAuthenticator passkey() {
        world.server.call(
                CognitoIdp.SET_USER_POOL_MFA_CONFIG,
                SetUserPoolMfaConfigRequest.builder()
                        .userPoolId(world.pool)
                        .webAuthnConfiguration(WebAuthnConfigurationType.builder()
                                .relyingPartyId(PasskeyWorld.RP)
                                .build())
                        .build());
        world.server.pass(Duration.ofSeconds(10));
        String token = world.password("nora").authenticationResult().accessToken();
        SoftAuthenticator authenticator = PasskeyWorld.authenticator();
        Document options = world.server
                .call(
                        CognitoIdp.START_WEB_AUTHN_REGISTRATION,
                        StartWebAuthnRegistrationRequest.builder()
                                .accessToken(token)
                                .build())
                .credentialCreationOptions();
        String credential = authenticator.register(
                PasskeyWorld.text(options, "challenge"), PasskeyWorld.text(options, "user", "id"));
        world.server.call(
                CognitoIdp.COMPLETE_WEB_AUTHN_REGISTRATION,
                CompleteWebAuthnRegistrationRequest.builder()
                        .accessToken(token)
                        .credential(DocumentJson.read(credential.getBytes(StandardCharsets.UTF_8)))
                        .build());
        return authenticator;
    }
}
