package dev.gatehouse.server;

import static dev.gatehouse.server.ChoiceWorld.INCORRECT;
import static dev.gatehouse.server.ChoiceWorld.INVALID;
import static dev.gatehouse.server.ChoiceWorld.PASSWORD;
import static dev.gatehouse.server.ChoiceWorld.WRONG_CODE;
import static dev.gatehouse.server.ChoiceWorld.other;
import static dev.gatehouse.server.ChoiceWorld.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.AdminDisableUserRequest;
import dev.gatehouse.model.cognitoidp.AdminInitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.AdminRespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserMFAPreferenceRequest;
import dev.gatehouse.model.cognitoidp.AdminUpdateUserAttributesRequest;
import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.PreventUserExistenceErrorTypes;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import dev.gatehouse.model.cognitoidp.SMSMfaSettingsType;
import dev.gatehouse.model.cognitoidp.SetUserPoolMfaConfigRequest;
import dev.gatehouse.model.cognitoidp.SmsConfigurationType;
import dev.gatehouse.model.cognitoidp.SmsMfaConfigType;
import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.srp.SrpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Choice-based sign-in through the operations, by a clock that is turned.
class ChoiceTest {
    private static final String MAIL = "nora@example.com";
    private static final String PHONE = "+4915112345678";
    private static final String SPENT = "Invalid session for the user, session can only be used once.";
    private static final String LATE = "Invalid session for the user, session is expired.";
    private static final ChallengeNameType SELECT = ChallengeNameType.SELECT_CHALLENGE;

    @TempDir
    Path folder;

    private ChoiceWorld world;
    private String hiding;
    private String telling;

    @BeforeEach
    void open() throws Exception {
        world = new ChoiceWorld(folder);
        world.allow(AuthFactorType.PASSWORD, AuthFactorType.EMAIL_OTP, AuthFactorType.SMS_OTP);
        hiding = world.newClient(PreventUserExistenceErrorTypes.ENABLED, ExplicitAuthFlowsType.ALLOW_USER_AUTH);
        telling = world.newClient(PreventUserExistenceErrorTypes.LEGACY, ExplicitAuthFlowsType.ALLOW_USER_AUTH);
        world.client = hiding;
        world.user("nora", MAIL, PHONE);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void withoutPreferenceThereIsAChoice() {
        InitiateAuthResponse asked = world.begin("nora");
        assertThat(asked.challengeName()).isEqualTo(SELECT);
        assertThat(asked.challengeParameters()).isEmpty();
        assertThat(names(asked)).containsExactly("PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP");
        assertThat(asked.session()).hasSizeBetween(20, 2048);
        assertThat(asked.authenticationResult()).isNull();
    }

    @Test
    void aPasswordIsPickedAndGivenInOneGo() {
        String session = world.begin("nora").session();
        refused(
                () -> world.select(session, "nora", "PASSWORD", "PASSWORD", "Wr0ng-Horse!"),
                "NotAuthorizedException",
                INCORRECT);
        assertThat(world.select(session, "nora", "PASSWORD", "PASSWORD", PASSWORD)
                        .authenticationResult())
                .isNotNull();
        refused(() -> world.select(session, "nora", "PASSWORD", "PASSWORD", PASSWORD), "NotAuthorizedException", SPENT);
    }

    @Test
    void aPasswordIsPickedAndGivenLater() {
        String session = world.begin("nora").session();
        RespondToAuthChallengeResponse asked = world.select(session, "nora", "PASSWORD");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.PASSWORD);
        assertThat(asked.challengeParameters()).isEmpty();
        refused(() -> world.select(session, "nora", "EMAIL_OTP"), "NotAuthorizedException", SPENT);
        refused(() -> password(asked.session(), "nora", "Wr0ng-Horse!"), "NotAuthorizedException", INCORRECT);
        assertThat(password(asked.session(), "nora", PASSWORD).authenticationResult())
                .isNotNull();
        refused(() -> password(asked.session(), "nora", PASSWORD), "NotAuthorizedException", SPENT);
    }

    @Test
    void srpIsPickedWithItsKeyOrWithout() {
        SrpClient first = ChoiceWorld.srp();
        String session = world.begin("nora").session();
        RespondToAuthChallengeResponse asked = world.select(session, "nora", "PASSWORD_SRP", "SRP_A", first.hex());
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
        refused(
                () -> world.prove(asked.challengeParameters(), first, "Wr0ng-Horse!"),
                "NotAuthorizedException",
                INCORRECT);
        assertThat(world.prove(asked.challengeParameters(), first, PASSWORD).authenticationResult())
                .isNotNull();
        refused(
                () -> world.select(session, "nora", "PASSWORD_SRP", "SRP_A", first.hex()),
                "NotAuthorizedException",
                SPENT);

        SrpClient second = ChoiceWorld.srp();
        String again = world.begin("nora").session();
        RespondToAuthChallengeResponse key = world.select(again, "nora", "PASSWORD_SRP");
        assertThat(key.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_SRP);
        RespondToAuthChallengeResponse verifier =
                world.answer(ChallengeNameType.PASSWORD_SRP, key.session(), "nora", "SRP_A", second.hex());
        assertThat(world.prove(verifier.challengeParameters(), second, PASSWORD).authenticationResult())
                .isNotNull();
        refused(
                () -> world.select(world.begin("nora").session(), "nora", "PASSWORD_SRP", "SRP_A", "not hex"),
                "InvalidParameterException",
                "SRP_A is not a valid SRP public key.");
    }

    @Test
    void whatIsPreferredComesAtOnce() {
        assertThat(world.begin("nora", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", PASSWORD)
                        .authenticationResult())
                .isNotNull();
        assertThat(world.begin("nora", "PREFERRED_CHALLENGE", "PASSWORD").challengeName())
                .isEqualTo(ChallengeNameType.PASSWORD);
        refused(
                () -> world.begin("nora", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", "Wr0ng-Horse!"),
                "NotAuthorizedException",
                INCORRECT);
        SrpClient srp = ChoiceWorld.srp();
        InitiateAuthResponse asked = world.begin("nora", "PREFERRED_CHALLENGE", "PASSWORD_SRP", "SRP_A", srp.hex());
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
        assertThat(world.prove(asked.challengeParameters(), srp, PASSWORD).authenticationResult())
                .isNotNull();
        refused(
                () -> world.begin("nora", "PREFERRED_CHALLENGE", "MAGIC"),
                "InvalidParameterException",
                "PREFERRED_CHALLENGE must be one of PASSWORD_SRP, PASSWORD, EMAIL_OTP, SMS_OTP and WEB_AUTHN.");
        assertThat(world.begin("nora", "PREFERRED_CHALLENGE", "WEB_AUTHN").challengeName())
                .isEqualTo(SELECT);
    }

    @Test
    void aMailedCodeSignsIn() {
        InitiateAuthResponse asked = world.begin("nora", "PREFERRED_CHALLENGE", "EMAIL_OTP");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
        assertThat(names(asked)).containsExactly("PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP");
        assertThat(asked.challengeParameters())
                .isEqualTo(Map.of("CODE_DELIVERY_DELIVERY_MEDIUM", "EMAIL", "CODE_DELIVERY_DESTINATION", "n***@e***"));
        String code = world.code(MAIL);
        assertThat(code).hasSize(8);
        refused(() -> world.email(asked.session(), "nora", other(code)), "CodeMismatchException", WRONG_CODE);
        refused(() -> world.sms(asked.session(), "nora", code), "NotAuthorizedException", INVALID);
        assertThat(world.email(asked.session(), "nora", code).authenticationResult())
                .isNotNull();
        refused(() -> world.email(asked.session(), "nora", code), "NotAuthorizedException", SPENT);
    }

    @Test
    void aTextedCodeSignsIn() {
        RespondToAuthChallengeResponse asked = world.select(world.begin("nora").session(), "nora", "SMS_OTP");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SMS_OTP);
        assertThat(asked.challengeParameters())
                .containsEntry("CODE_DELIVERY_DELIVERY_MEDIUM", "SMS")
                .containsEntry("CODE_DELIVERY_DESTINATION", "+*********5678")
                .containsEntry("USER_ID_FOR_SRP", "nora");
        assertThat(world.sms(asked.session(), "nora", world.code(PHONE)).authenticationResult())
                .isNotNull();
    }

    @Test
    void administratorsBeginAndAnswerIt() {
        var asked = world.server.call(
                CognitoIdp.ADMIN_INITIATE_AUTH,
                AdminInitiateAuthRequest.builder()
                        .userPoolId(world.pool)
                        .clientId(hiding)
                        .authFlow(AuthFlowType.USER_AUTH)
                        .authParameters(Map.of("USERNAME", "nora"))
                        .build());
        assertThat(asked.availableChallenges()).hasSize(4);
        var admitted = world.server.call(
                CognitoIdp.ADMIN_RESPOND_TO_AUTH_CHALLENGE,
                AdminRespondToAuthChallengeRequest.builder()
                        .userPoolId(world.pool)
                        .clientId(hiding)
                        .challengeName(SELECT)
                        .session(asked.session())
                        .challengeResponses(Map.of("USERNAME", "nora", "ANSWER", "PASSWORD", "PASSWORD", PASSWORD))
                        .build());
        assertThat(admitted.authenticationResult()).isNotNull();
    }

    @Test
    void onlyVerifiedAddressesCount() {
        world.invite("max", "email", "max@example.com", "phone_number", "+4915187654321");
        world.password("max", PASSWORD);
        assertThat(names(world.begin("max"))).containsExactly("PASSWORD_SRP", "PASSWORD");
        assertThat(world.begin("max", "PREFERRED_CHALLENGE", "EMAIL_OTP").challengeName())
                .isEqualTo(SELECT);
        assertThat(world.messages("max@example.com")).isEmpty();
    }

    @Test
    void aUserWithoutPasswordHasCodesOnly() {
        world.invite("eve", "email", "eve@example.com", "email_verified", "true");
        assertThat(names(world.begin("eve"))).containsExactly("EMAIL_OTP");
        refused(
                () -> world.begin("eve", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", PASSWORD),
                "NotAuthorizedException",
                INCORRECT);
        InitiateAuthResponse asked = world.begin("eve", "PREFERRED_CHALLENGE", "SMS_OTP");
        assertThat(asked.challengeName()).isEqualTo(SELECT);
        refused(
                () -> world.select(asked.session(), "eve", "PASSWORD", "PASSWORD", PASSWORD),
                "InvalidParameterException",
                "The challenge is not one of those offered.");
        String session = world.select(asked.session(), "eve", "EMAIL_OTP").session();
        assertThat(world.email(session, "eve", world.code("eve@example.com")).authenticationResult())
                .isNotNull();
    }

    @Test
    void aTemporaryPasswordLeadsToANewOne() {
        world.allow(AuthFactorType.PASSWORD);
        world.invite("ida", "email", "ida@example.com", "email_verified", "true");
        world.allow(AuthFactorType.PASSWORD, AuthFactorType.EMAIL_OTP);
        assertThat(names(world.begin("ida"))).containsExactly("PASSWORD_SRP", "PASSWORD");
        world.server.call(
                CognitoIdp.ADMIN_SET_USER_PASSWORD,
                dev.gatehouse.model.cognitoidp.AdminSetUserPasswordRequest.builder()
                        .userPoolId(world.pool)
                        .username("ida")
                        .password("T3mporary-Horse!")
                        .permanent(false)
                        .build());
        RespondToAuthChallengeResponse asked =
                world.select(world.begin("ida").session(), "ida", "PASSWORD", "PASSWORD", "T3mporary-Horse!");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
        assertThat(world.answer(
                                ChallengeNameType.NEW_PASSWORD_REQUIRED,
                                asked.session(),
                                "ida",
                                "NEW_PASSWORD",
                                PASSWORD)
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void aUserWithASecondFactorHasOnlyThePassword() {
        mfa(UserPoolMfaType.OPTIONAL);
        InitiateAuthResponse before = world.begin("nora", "PREFERRED_CHALLENGE", "EMAIL_OTP");
        String code = world.code(MAIL);
        String choice = world.begin("nora").session();
        preferSms("nora");
        assertThat(names(world.begin("nora"))).containsExactly("PASSWORD_SRP", "PASSWORD");
        refused(() -> world.email(before.session(), "nora", code), "NotAuthorizedException", INVALID);
        refused(() -> world.select(choice, "nora", "EMAIL_OTP"), "NotAuthorizedException", INVALID);
        RespondToAuthChallengeResponse asked =
                world.select(world.begin("nora").session(), "nora", "PASSWORD", "PASSWORD", PASSWORD);
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SMS_MFA);
        assertThat(world.answer(ChallengeNameType.SMS_MFA, asked.session(), "nora", "SMS_MFA_CODE", world.code(PHONE))
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void aCodeFirstNeverAsksForASecondFactor() {
        mfa(UserPoolMfaType.OPTIONAL);
        InitiateAuthResponse asked = world.begin("nora", "PREFERRED_CHALLENGE", "EMAIL_OTP");
        assertThat(world.email(asked.session(), "nora", world.code(MAIL)).authenticationResult())
                .isNotNull();
    }

    @Test
    void theNameIsWantedAndTheFlow() {
        world.client =
                world.newClient(PreventUserExistenceErrorTypes.ENABLED, ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH);
        refused(() -> world.begin("nora"), "InvalidParameterException", "USER_AUTH flow not enabled for this client");
        world.client = hiding;
        refused(() -> world.begin(""), "InvalidParameterException", "Missing required parameter USERNAME");
        String session = world.begin("nora").session();
        refused(
                () -> world.answer(SELECT, session, "nora"),
                "InvalidParameterException",
                "Missing required parameter ANSWER");
        refused(
                () -> world.answer(ChallengeNameType.PASSWORD, session, "nora", "PASSWORD", PASSWORD),
                "NotAuthorizedException",
                INVALID);
        refused(() -> world.email(session, "nora", "12345678"), "NotAuthorizedException", INVALID);
        refused(
                () -> world.select(session, "nora", "WEB_AUTHN"),
                "InvalidParameterException",
                "The challenge is not one of those offered.");
    }

    @Test
    void unconfirmedUsersAreTold() {
        world.server.call(
                CognitoIdp.SIGN_UP,
                dev.gatehouse.model.cognitoidp.SignUpRequest.builder()
                        .clientId(hiding)
                        .username("una")
                        .password(PASSWORD)
                        .build());
        refused(() -> world.begin("una"), "UserNotConfirmedException", "User is not confirmed.");
    }

    @Test
    void disabledUsersLearnSoWithTheRightCode() {
        InitiateAuthResponse before = world.begin("nora", "PREFERRED_CHALLENGE", "EMAIL_OTP");
        String code = world.code(MAIL);
        world.server.call(
                CognitoIdp.ADMIN_DISABLE_USER,
                AdminDisableUserRequest.builder()
                        .userPoolId(world.pool)
                        .username("nora")
                        .build());
        refused(() -> world.email(before.session(), "nora", other(code)), "CodeMismatchException", WRONG_CODE);
        refused(() -> world.email(before.session(), "nora", code), "NotAuthorizedException", "User is disabled.");
    }

    @Test
    void sessionsStayWithTheirUserClientPoolAndChallenge() {
        world.user("max", "max@example.com", "+4915187654321");
        String session = world.begin("nora", "PREFERRED_CHALLENGE", "EMAIL_OTP").session();
        String code = world.code(MAIL);
        String choice = world.begin("nora").session();
        refused(() -> world.email(session, "max", code), "NotAuthorizedException", INVALID);
        refused(() -> world.select(choice, "max", "EMAIL_OTP"), "NotAuthorizedException", INVALID);
        refused(() -> world.select(session, "nora", "EMAIL_OTP"), "NotAuthorizedException", INVALID);
        refused(() -> world.select("x".repeat(40), "nora", "EMAIL_OTP"), "NotAuthorizedException", INVALID);
        world.client = telling;
        refused(() -> world.email(session, "nora", code), "NotAuthorizedException", INVALID);
        refused(() -> world.select(choice, "nora", "EMAIL_OTP"), "NotAuthorizedException", INVALID);
        world.client = hiding;
        assertThat(world.email(session, "nora", code).authenticationResult()).isNotNull();
    }

    @Test
    void sessionsEnd() {
        String choice = world.begin("nora").session();
        String session = world.begin("nora", "PREFERRED_CHALLENGE", "EMAIL_OTP").session();
        String code = world.code(MAIL);
        world.server.pass(Duration.ofMinutes(3));
        refused(() -> world.email(session, "nora", code), "NotAuthorizedException", LATE);
        refused(() -> world.select(choice, "nora", "EMAIL_OTP"), "NotAuthorizedException", LATE);
    }

    @Test
    void whatChangesMeanwhileEndsTheSession() {
        String disabled = emailSession();
        String first = world.code(MAIL);
        String choice = world.begin("nora").session();
        world.allow(AuthFactorType.PASSWORD);
        refused(() -> world.email(disabled, "nora", first), "NotAuthorizedException", INVALID);
        refused(() -> world.select(choice, "nora", "EMAIL_OTP"), "NotAuthorizedException", INVALID);

        world.allow(AuthFactorType.PASSWORD, AuthFactorType.EMAIL_OTP);
        String password = emailSession();
        String second = world.code(MAIL);
        world.server.pass(Duration.ofSeconds(1));
        world.password("nora", "N3w-Horse-now!");
        refused(() -> world.email(password, "nora", second), "NotAuthorizedException", INVALID);

        String moved = emailSession();
        String third = world.code(MAIL);
        world.server.call(
                CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES,
                AdminUpdateUserAttributesRequest.builder()
                        .userPoolId(world.pool)
                        .username("nora")
                        .userAttributes(ChoiceWorld.attributes("email", "nora@other.example", "email_verified", "true"))
                        .build());
        refused(() -> world.email(moved, "nora", third), "NotAuthorizedException", INVALID);
    }

    @Test
    void aPasswordChangedInBetweenEndsTheSecondFactor() {
        mfa(UserPoolMfaType.OPTIONAL);
        preferSms("nora");
        String session = world.begin("nora", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", PASSWORD)
                .session();
        String code = world.code(PHONE);
        world.server.pass(Duration.ofSeconds(1));
        world.password("nora", "N3w-Horse-now!");
        refused(
                () -> world.answer(ChallengeNameType.SMS_MFA, session, "nora", "SMS_MFA_CODE", code),
                "NotAuthorizedException",
                INVALID);
        assertThat(world.server.trail().reason()).contains("WRONG_STATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nora", "ghost"})
    void fiveWrongCodesEndTheSessionAndLockTheName(String kind) {
        String name = kind.equals("nora") ? "nora" : ghostWith("EMAIL_OTP");
        String session = world.begin(name, "PREFERRED_CHALLENGE", "EMAIL_OTP").session();
        String wrong = kind.equals("nora") ? other(world.code(MAIL)) : "00000000";
        for (int i = 0; i < 4; i++) {
            refused(() -> world.email(session, name, wrong), "CodeMismatchException", WRONG_CODE);
        }
        refused(() -> world.email(session, name, wrong), "NotAuthorizedException", INVALID);
        refused(() -> world.begin(name), "NotAuthorizedException", "Password attempts exceeded");
        world.server.pass(Duration.ofSeconds(2));
        refused(() -> world.email(session, name, wrong), "NotAuthorizedException", INVALID);
        assertThat(world.begin(name, "PREFERRED_CHALLENGE", "EMAIL_OTP").session())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nora", "ghost"})
    void twentyCodesGoOutWithinTheHour(String kind) {
        String name = kind.equals("nora") ? "nora" : ghostWith("EMAIL_OTP");
        for (int i = 0; i < 20; i++) {
            world.begin(name, "PREFERRED_CHALLENGE", "EMAIL_OTP");
        }
        String choice = world.begin(name).session();
        String exceeded = "Attempt limit exceeded, please try after some time.";
        refused(() -> world.begin(name, "PREFERRED_CHALLENGE", "EMAIL_OTP"), "TooManyRequestsException", exceeded);
        refused(() -> world.select(choice, name, "EMAIL_OTP"), "TooManyRequestsException", exceeded);
        assertThat(world.messages(MAIL)).hasSize(kind.equals("nora") ? 20 : 0);
        if (kind.equals("nora")) {
            assertThat(world.select(choice, name, "PASSWORD", "PASSWORD", PASSWORD)
                            .authenticationResult())
                    .isNotNull();
        }
        world.server.pass(Duration.ofHours(1));
        assertThat(world.begin(name, "PREFERRED_CHALLENGE", "EMAIL_OTP").challengeName())
                .isEqualTo(ChallengeNameType.EMAIL_OTP);
    }

    @Test
    void secondFactorCodesAreCountedApart() {
        mfa(UserPoolMfaType.OPTIONAL);
        for (int i = 0; i < 20; i++) {
            world.begin("nora", "PREFERRED_CHALLENGE", "EMAIL_OTP");
        }
        preferSms("nora");
        for (int i = 0; i < 20; i++) {
            assertThat(byPassword().challengeName()).isEqualTo(ChallengeNameType.SMS_MFA);
        }
        refused(this::byPassword, "TooManyRequestsException", "Attempt limit exceeded, please try after some time.");
    }

    @Test
    void nobodyIsToldFromAUser() {
        String name = ghostWith("EMAIL_OTP");
        InitiateAuthResponse choice = world.begin(name);
        assertThat(choice.challengeName()).isEqualTo(SELECT);
        assertThat(names(world.begin(name))).isEqualTo(names(choice));
        InitiateAuthResponse nora = world.begin("nora", "PREFERRED_CHALLENGE", "EMAIL_OTP");
        InitiateAuthResponse ghost = world.begin(name, "PREFERRED_CHALLENGE", "EMAIL_OTP");
        assertThat(ghost.challengeName()).isEqualTo(nora.challengeName());
        assertThat(ghost.challengeParameters().keySet())
                .isEqualTo(nora.challengeParameters().keySet());
        assertThat(ghost.session()).hasSameSizeAs(nora.session());
        String destination = ghost.challengeParameters().get("CODE_DELIVERY_DESTINATION");
        assertThat(destination).matches("[a-z]\\*\\*\\*@[a-z]\\*\\*\\*");
        assertThat(world.select(choice.session(), name, "EMAIL_OTP").challengeParameters())
                .containsEntry("CODE_DELIVERY_DESTINATION", destination);
        refused(() -> world.email(ghost.session(), name, "12345678"), "CodeMismatchException", WRONG_CODE);
        assertThat(world.messages("ghost")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"nora", "ghost"})
    void wrongPasswordsAreAlike(String kind) {
        String name = kind.equals("nora") ? "nora" : ghostWith("PASSWORD");
        refused(
                () -> world.begin(name, "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", "Wr0ng-Horse!"),
                "NotAuthorizedException",
                INCORRECT);
        String session = world.begin(name).session();
        refused(
                () -> world.select(session, name, "PASSWORD", "PASSWORD", "Wr0ng-Horse!"),
                "NotAuthorizedException",
                INCORRECT);
        SrpClient srp = ChoiceWorld.srp();
        Map<String, String> direct = world.begin(name, "PREFERRED_CHALLENGE", "PASSWORD_SRP", "SRP_A", srp.hex())
                .challengeParameters();
        String key = world.select(session, name, "PASSWORD_SRP").session();
        Map<String, String> later = world.answer(ChallengeNameType.PASSWORD_SRP, key, name, "SRP_A", srp.hex())
                .challengeParameters();
        assertThat(later.get("SALT")).isEqualTo(direct.get("SALT"));
        assertThat(later.get("USER_ID_FOR_SRP"))
                .isEqualTo(direct.get("USER_ID_FOR_SRP"))
                .isEqualTo(name);
        refused(() -> world.prove(later, srp, "Wr0ng-Horse!"), "NotAuthorizedException", INCORRECT);
    }

    @Test
    void namesNobodyHasDifferAsUsersDo() {
        Set<List<String>> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.add(names(world.begin("nobody" + i)));
        }
        assertThat(seen)
                .contains(
                        List.of("PASSWORD_SRP", "PASSWORD"),
                        List.of("PASSWORD_SRP", "PASSWORD", "EMAIL_OTP"),
                        List.of("PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"));
    }

    @Test
    void clientsThatTellSayWhoIsUnknown() {
        world.client = telling;
        refused(() -> world.begin("nobody"), "UserNotFoundException", "User does not exist.");
        refused(
                () -> world.begin("nobody", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", PASSWORD),
                "UserNotFoundException",
                "User does not exist.");
    }

    private String ghostWith(String factor) {
        for (int i = 0; i < 100; i++) {
            String name = "ghost" + i;
            if (names(world.begin(name)).contains(factor)) {
                return name;
            }
        }
        throw new AssertionError("no ghost with " + factor);
    }

    private String emailSession() {
        return world.begin("nora", "PREFERRED_CHALLENGE", "EMAIL_OTP").session();
    }

    private InitiateAuthResponse byPassword() throws ServiceException {
        return world.begin("nora", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", PASSWORD);
    }

    private RespondToAuthChallengeResponse password(String session, String name, String password) {
        return world.answer(ChallengeNameType.PASSWORD, session, name, "PASSWORD", password);
    }

    private static List<String> names(InitiateAuthResponse asked) {
        return asked.availableChallenges().stream()
                .map(ChallengeNameType::value)
                .toList();
    }

    private void mfa(UserPoolMfaType mode) {
        world.server.call(
                CognitoIdp.SET_USER_POOL_MFA_CONFIG,
                SetUserPoolMfaConfigRequest.builder()
                        .userPoolId(world.pool)
                        .mfaConfiguration(mode)
                        .smsMfaConfiguration(SmsMfaConfigType.builder()
                                .smsConfiguration(SmsConfigurationType.builder()
                                        .snsCallerArn("arn:aws:iam::000000000000:role/sms")
                                        .build())
                                .build())
                        .build());
    }

    private void preferSms(String name) {
        world.server.call(
                CognitoIdp.ADMIN_SET_USER_MFA_PREFERENCE,
                AdminSetUserMFAPreferenceRequest.builder()
                        .userPoolId(world.pool)
                        .username(name)
                        .smsMfaSettings(
                                SMSMfaSettingsType.builder().enabled(true).build())
                        .build());
    }
}
