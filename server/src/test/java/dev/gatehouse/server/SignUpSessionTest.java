package dev.gatehouse.server;

import static dev.gatehouse.server.ChoiceWorld.INVALID;
import static dev.gatehouse.server.ChoiceWorld.PASSWORD;
import static dev.gatehouse.server.ChoiceWorld.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.AdminDisableUserRequest;
import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.ConfirmForgotPasswordRequest;
import dev.gatehouse.model.cognitoidp.ConfirmSignUpRequest;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.ForgotPasswordRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.PreventUserExistenceErrorTypes;
import dev.gatehouse.model.cognitoidp.SetUserPoolMfaConfigRequest;
import dev.gatehouse.model.cognitoidp.SignUpRequest;
import dev.gatehouse.model.cognitoidp.SignUpResponse;
import dev.gatehouse.model.cognitoidp.SoftwareTokenMfaConfigType;
import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.model.cognitoidp.VerifiedAttributeType;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signing up without a password, and from a sign-up straight into the first sign-in.
class SignUpSessionTest {
    private static final String MAIL = "nora@example.com";
    private static final String SPENT = "Invalid session for the user, session can only be used once.";
    private static final String LATE = "Invalid session for the user, session is expired.";

    @TempDir
    Path folder;

    private ChoiceWorld world;
    private String choosing;
    private String plain;

    @BeforeEach
    void open() throws Exception {
        world = new ChoiceWorld(folder, VerifiedAttributeType.EMAIL);
        world.allow(AuthFactorType.PASSWORD, AuthFactorType.EMAIL_OTP);
        choosing = world.newClient(PreventUserExistenceErrorTypes.ENABLED, ExplicitAuthFlowsType.ALLOW_USER_AUTH);
        plain = world.newClient(PreventUserExistenceErrorTypes.ENABLED, ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH);
        world.client = choosing;
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whoSignsUpWithoutPasswordIsInAtOnce() {
        SignUpResponse signedUp = signUp("nora", null);
        assertThat(signedUp.session()).hasSizeBetween(20, 2048);
        assertThat(signedUp.userConfirmed()).isFalse();
        String session = confirm("nora", signedUp.session());
        InitiateAuthResponse in = world.begin(AuthFlowType.USER_AUTH, "nora", session);
        assertThat(in.authenticationResult()).isNotNull();
        assertThat(in.challengeName()).isNull();
        refused(() -> world.begin(AuthFlowType.USER_AUTH, "nora", session), "NotAuthorizedException", SPENT);
        assertThat(world.begin("nora", "PREFERRED_CHALLENGE", "EMAIL_OTP").challengeName())
                .isEqualTo(ChallengeNameType.EMAIL_OTP);
    }

    @Test
    void aPasswordMayBeChosenAsWell() {
        String session = confirm("nora", signUp("nora", PASSWORD).session());
        assertThat(world.begin(AuthFlowType.USER_AUTH, "nora", session).authenticationResult())
                .isNotNull();
    }

    @Test
    void otherClientsHaveNoSessionAndWantAPassword() {
        world.client = plain;
        refused(() -> signUp("nora", null), "InvalidParameterException", "Password is required.");
        assertThat(signUp("nora", PASSWORD).session()).isNull();
        assertThat(confirm("nora", null)).isNull();
    }

    @Test
    void withoutAnOtherFactorThereMustBeAPassword() {
        world.allow(AuthFactorType.PASSWORD);
        refused(() -> signUp("nora", null), "InvalidParameterException", "Password is required.");
        assertThat(signUp("nora", PASSWORD).session()).isNotNull();
    }

    /// Amplify did not get signed in after a sign-up: it sends no session with ConfirmSignUp, but goes on with the one
    /// in
    /// the answer.
    @Test
    void whoeverConfirmsWithoutTheSessionGetsOneAllTheSame() {
        signUp("nora", null);
        String session = confirm("nora", null);
        assertThat(world.begin(AuthFlowType.USER_AUTH, "nora", session).authenticationResult())
                .isNotNull();
        refused(() -> world.begin(AuthFlowType.USER_AUTH, "nora", session), "NotAuthorizedException", SPENT);
        assertThat(world.begin("nora").availableChallenges()).containsExactly(ChallengeNameType.EMAIL_OTP);
    }

    /// Whoever reads the mail is not who chose the password.
    @Test
    void aPasswordIsNotPassedOverByACodeAlone() {
        signUp("nora", PASSWORD);
        assertThat(confirm("nora", null)).isNull();
    }

    @Test
    void sessionsStayWithTheirUserClientAndStep() {
        String nora = signUp("nora", null).session();
        String max = signUp("max", null, "max@example.com").session();
        refused(() -> world.begin(AuthFlowType.USER_AUTH, "nora", nora), "NotAuthorizedException", INVALID);
        refused(() -> confirm("nora", max), "NotAuthorizedException", INVALID);
        refused(() -> confirm("nobody", max), "NotAuthorizedException", INVALID);
        refused(() -> confirm("nora", "a".repeat(60)), "NotAuthorizedException", INVALID);
        refused(() -> world.email(nora, "nora", "12345678"), "NotAuthorizedException", INVALID);
        String other = world.newClient(PreventUserExistenceErrorTypes.ENABLED, ExplicitAuthFlowsType.ALLOW_USER_AUTH);
        world.client = other;
        refused(() -> confirm("nora", nora), "NotAuthorizedException", INVALID);
        world.client = choosing;
        String confirmed = confirm("nora", nora);
        refused(() -> world.begin(AuthFlowType.USER_AUTH, "max", confirmed), "NotAuthorizedException", INVALID);
        refused(() -> world.begin(AuthFlowType.USER_AUTH, "nobody", confirmed), "NotAuthorizedException", INVALID);
        refused(() -> world.select(confirmed, "nora", "EMAIL_OTP"), "NotAuthorizedException", INVALID);
        String choice = world.begin("nora").session();
        refused(() -> world.begin(AuthFlowType.USER_AUTH, "nora", choice), "NotAuthorizedException", INVALID);
        world.client = other;
        refused(() -> world.begin(AuthFlowType.USER_AUTH, "nora", confirmed), "NotAuthorizedException", INVALID);
        world.client = choosing;
        assertThat(world.begin(AuthFlowType.USER_AUTH, "nora", confirmed).authenticationResult())
                .isNotNull();
    }

    @Test
    void aLateSessionDoesNotHinderTheConfirmation() {
        String session = signUp("nora", null).session();
        world.server.pass(Duration.ofMinutes(3));
        assertThat(confirm("nora", session)).isNull();
        assertThat(world.begin("nora").challengeName()).isEqualTo(ChallengeNameType.SELECT_CHALLENGE);
    }

    @Test
    void theConfirmedSessionEnds() {
        String session = confirm("nora", signUp("nora", null).session());
        world.server.pass(Duration.ofMinutes(3));
        refused(() -> world.begin(AuthFlowType.USER_AUTH, "nora", session), "NotAuthorizedException", LATE);
    }

    @Test
    void whatChangesMeanwhileEndsIt() {
        String replaced = confirm("nora", signUp("nora", PASSWORD).session());
        world.server.pass(Duration.ofSeconds(1));
        world.password("nora", "N3w-Horse-now!");
        refused(() -> world.begin(AuthFlowType.USER_AUTH, "nora", replaced), "NotAuthorizedException", INVALID);
        String disabled = confirm("max", signUp("max", null, "max@example.com").session(), "max@example.com");
        world.server.call(
                CognitoIdp.ADMIN_DISABLE_USER,
                AdminDisableUserRequest.builder()
                        .userPoolId(world.pool)
                        .username("max")
                        .build());
        refused(
                () -> world.begin(AuthFlowType.USER_AUTH, "max", disabled),
                "NotAuthorizedException",
                "User is disabled.");
    }

    @Test
    void whereASecondFactorIsWantedTheCodeIsNotEnough() {
        String session = confirm("nora", signUp("nora", PASSWORD).session());
        world.allow(AuthFactorType.PASSWORD);
        world.server.call(
                CognitoIdp.SET_USER_POOL_MFA_CONFIG,
                SetUserPoolMfaConfigRequest.builder()
                        .userPoolId(world.pool)
                        .mfaConfiguration(UserPoolMfaType.ON)
                        .softwareTokenMfaConfiguration(SoftwareTokenMfaConfigType.builder()
                                .enabled(true)
                                .build())
                        .build());
        assertThat(world.begin(AuthFlowType.USER_AUTH, "nora", session).availableChallenges())
                .containsExactly(ChallengeNameType.PASSWORD_SRP, ChallengeNameType.PASSWORD);
    }

    @Test
    void whoHasNoPasswordMayChooseOneLater() {
        confirm("nora", signUp("nora", null).session());
        world.server.call(
                CognitoIdp.FORGOT_PASSWORD,
                ForgotPasswordRequest.builder()
                        .clientId(choosing)
                        .username("nora")
                        .build());
        world.server.call(
                CognitoIdp.CONFIRM_FORGOT_PASSWORD,
                ConfirmForgotPasswordRequest.builder()
                        .clientId(choosing)
                        .username("nora")
                        .confirmationCode(world.code(MAIL))
                        .password(PASSWORD)
                        .build());
        assertThat(world.begin("nora", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", PASSWORD)
                        .authenticationResult())
                .isNotNull();
    }

    private SignUpResponse signUp(String name, String password) {
        return signUp(name, password, MAIL);
    }

    private SignUpResponse signUp(String name, String password, String mail) {
        return world.server.call(
                CognitoIdp.SIGN_UP,
                SignUpRequest.builder()
                        .clientId(world.client)
                        .username(name)
                        .password(password)
                        .userAttributes(ChoiceWorld.attributes("email", mail))
                        .build());
    }

    private String confirm(String name, String session) {
        return confirm(name, session, MAIL);
    }

    private String confirm(String name, String session, String mail) {
        return world.server
                .call(
                        CognitoIdp.CONFIRM_SIGN_UP,
                        ConfirmSignUpRequest.builder()
                                .clientId(world.client)
                                .username(name)
                                .confirmationCode(world.code(mail))
                                .session(session)
                                .build())
                .session();
    }
}
