package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.cognitoidp.AdminCreateUserRequest;
import dev.gatehouse.model.cognitoidp.AdminDeleteSoftwareTokenRequest;
import dev.gatehouse.model.cognitoidp.AdminGetUserRequest;
import dev.gatehouse.model.cognitoidp.AdminGetUserResponse;
import dev.gatehouse.model.cognitoidp.AdminSetUserMFAPreferenceRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserPasswordRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserSettingsRequest;
import dev.gatehouse.model.cognitoidp.AssociateSoftwareTokenRequest;
import dev.gatehouse.model.cognitoidp.AssociateSoftwareTokenResponse;
import dev.gatehouse.model.cognitoidp.AttributeType;
import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.CreateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.DeliveryMediumType;
import dev.gatehouse.model.cognitoidp.EmailConfigurationType;
import dev.gatehouse.model.cognitoidp.EmailMfaConfigType;
import dev.gatehouse.model.cognitoidp.EmailMfaSettingsType;
import dev.gatehouse.model.cognitoidp.EmailSendingAccountType;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.GetUserAuthFactorsRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.MFAOptionType;
import dev.gatehouse.model.cognitoidp.MessageActionType;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import dev.gatehouse.model.cognitoidp.SMSMfaSettingsType;
import dev.gatehouse.model.cognitoidp.SetUserMFAPreferenceRequest;
import dev.gatehouse.model.cognitoidp.SetUserPoolMfaConfigRequest;
import dev.gatehouse.model.cognitoidp.SmsConfigurationType;
import dev.gatehouse.model.cognitoidp.SmsMfaConfigType;
import dev.gatehouse.model.cognitoidp.SoftwareTokenMfaConfigType;
import dev.gatehouse.model.cognitoidp.SoftwareTokenMfaSettingsType;
import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.model.cognitoidp.VerifySoftwareTokenRequest;
import dev.gatehouse.model.cognitoidp.VerifySoftwareTokenResponse;
import dev.gatehouse.model.cognitoidp.VerifySoftwareTokenResponseType;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.pure.totp.Base32;
import dev.gatehouse.pure.totp.Totp;
import dev.gatehouse.server.messages.SealedBodies;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.MessageRecord;
import dev.gatehouse.server.store.SoftwareTokens;
import dev.gatehouse.server.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Multi-factor authentication through the operations, by a clock that is turned.
class MfaTest {
    private static final String PASSWORD = "Corr3ct-Horse!";
    private static final String PHONE = "+4915112345678";
    private static final String MAIL = "nora@example.com";
    private static final String INVALID = "Invalid session for the user.";
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    @TempDir
    Path folder;

    private InProcess server;
    private String pool;
    private String client;

    @BeforeEach
    void open() throws Exception {
        server = InProcess.in(folder);
        pool = server.call(
                        CognitoIdp.CREATE_USER_POOL,
                        CreateUserPoolRequest.builder()
                                .poolName("shop")
                                .emailConfiguration(EmailConfigurationType.builder()
                                        .emailSendingAccount(EmailSendingAccountType.DEVELOPER)
                                        .sourceArn("arn:aws:ses:eu-west-1:000000000000:identity/shop@example.com")
                                        .build())
                                .build())
                .userPool()
                .id();
        client = client();
        user("nora", PHONE, MAIL);
        mfa(UserPoolMfaType.OPTIONAL, true, true, true);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anAuthenticatorAppIsSetUpAndSignsIn() {
        String token = tokens("nora");
        AssociateSoftwareTokenResponse associated = associate(token);
        assertThat(associated.secretCode()).hasSize(52);
        byte[] secret = Base32.decode(associated.secretCode());
        refused(() -> preferTotp(token), "InvalidParameterException", "User has not verified software token mfa");
        refused(
                () -> verify(token, wrong(secret)),
                "EnableSoftwareTokenMFAException",
                "Code mismatch and fail enable Software Token MFA");
        assertThat(verify(token, code(secret, 0)).status()).isEqualTo(VerifySoftwareTokenResponseType.SUCCESS);
        assertThat(password("nora").authenticationResult()).isNotNull();
        preferTotp(token);
        AdminGetUserResponse user = getUser("nora");
        assertThat(user.userMFASettingList()).containsExactly("SOFTWARE_TOKEN_MFA");
        assertThat(user.preferredMfaSetting()).isEqualTo("SOFTWARE_TOKEN_MFA");
        assertThat(user.mfaOptions()).isNull();

        InitiateAuthResponse asked = password("nora");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
        assertThat(asked.challengeParameters())
                .containsEntry("USER_ID_FOR_SRP", "nora")
                .containsEntry("FRIENDLY_DEVICE_NAME", "phone");
        refused(
                () -> totp(asked.session(), "nora", code(secret, 0)),
                "ExpiredCodeException",
                "Your software token has already been used once.");
        assertThat(server.trail().reason()).contains("USED_CODE");
        server.pass(Duration.ofSeconds(30));
        refused(
                () -> totp(asked.session(), "nora", wrong(secret)),
                "CodeMismatchException",
                "Invalid code received for user");
        assertThat(totp(asked.session(), "nora", code(secret, 0)).authenticationResult())
                .isNotNull();
        refused(
                () -> totp(asked.session(), "nora", code(secret, 1)),
                "NotAuthorizedException",
                "Invalid session for the user, session can only be used once.");
    }

    @Test
    void clocksMayDifferByOneStepAndNoCodeWorksTwice() {
        byte[] secret = withTotp("nora");
        server.pass(Duration.ofMinutes(5));
        for (int late : new int[] {-2, 2}) {
            refused(() -> totp("nora", code(secret, late)), "CodeMismatchException", "Invalid code received for user");
        }
        assertThat(totp("nora", code(secret, -1)).authenticationResult()).isNotNull();
        assertThat(totp("nora", code(secret, 1)).authenticationResult()).isNotNull();
        refused(
                () -> totp("nora", code(secret, 0)),
                "ExpiredCodeException",
                "Your software token has already been used once.");
    }

    @Test
    void theSameCodeAtOnceAdmitsOnce() throws Exception {
        byte[] secret = withTotp("nora");
        server.pass(Duration.ofMinutes(1));
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sessions.add(password("nora").session());
        }
        String code = code(secret, 0);
        List<Callable<Boolean>> answers = sessions.stream()
                .<Callable<Boolean>>map(session -> () -> admitted(() -> totp(session, "nora", code)))
                .toList();
        assertThat(admissions(answers)).isEqualTo(1);
        server.pass(Duration.ofMinutes(1));
        String session = password("nora").session();
        String next = code(secret, 0);
        Callable<Boolean> answer = () -> admitted(() -> totp(session, "nora", next));
        assertThat(admissions(Collections.nCopies(8, answer))).isEqualTo(1);
    }

    @Test
    void fiveWrongCodesEndTheSessionAndThePasswordDoesNotClearTheCount() {
        byte[] secret = withTotp("nora");
        server.pass(Duration.ofMinutes(1));
        String session = password("nora").session();
        for (int i = 0; i < 4; i++) {
            refused(
                    () -> totp(session, "nora", wrong(secret)),
                    "CodeMismatchException",
                    "Invalid code received for user");
            assertThat(password("nora").session()).isNotNull();
        }
        refused(() -> totp(session, "nora", wrong(secret)), "NotAuthorizedException", INVALID);
        refused(() -> password("nora"), "NotAuthorizedException", "Password attempts exceeded");
        server.pass(Duration.ofSeconds(2));
        refused(() -> totp(session, "nora", code(secret, 0)), "NotAuthorizedException", INVALID);
        assertThat(totp("nora", code(secret, 0)).authenticationResult()).isNotNull();
    }

    @Test
    void smsCodesSignInAndVerifyThePhone() {
        prefer("nora", true, false, false);
        InitiateAuthResponse asked = password("nora");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SMS_MFA);
        assertThat(asked.session()).hasSizeLessThan(2048);
        assertThat(asked.challengeParameters())
                .containsEntry("CODE_DELIVERY_DELIVERY_MEDIUM", "SMS")
                .containsEntry("CODE_DELIVERY_DESTINATION", "+*********5678");
        String code = sent(PHONE);
        assertThat(message(PHONE).body()).isEqualTo("shop: " + code);
        refused(
                () -> sms(asked.session(), "nora", other(code)),
                "CodeMismatchException",
                "Invalid code or auth state for the user.");
        assertThat(attribute("nora", "phone_number_verified")).isNotEqualTo("true");
        assertThat(sms(asked.session(), "nora", code).authenticationResult()).isNotNull();
        assertThat(attribute("nora", "phone_number_verified")).isEqualTo("true");
        refused(
                () -> sms(asked.session(), "nora", code),
                "NotAuthorizedException",
                "Invalid session for the user, session can only be used once.");
    }

    @Test
    void emailCodesCarryThePoolsTextAndEndWithTheSession() {
        prefer("nora", false, false, true);
        InitiateAuthResponse asked = password("nora");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
        assertThat(asked.challengeParameters()).containsEntry("CODE_DELIVERY_DESTINATION", "n***@e***");
        assertThat(message(MAIL).subject()).isEqualTo("Sign in to shop");
        String code = sent(MAIL);
        server.pass(Duration.ofMinutes(3));
        refused(
                () -> email(asked.session(), "nora", code),
                "NotAuthorizedException",
                "Invalid session for the user, session is expired.");
        InitiateAuthResponse again = password("nora");
        assertThat(email(again.session(), "nora", sent(MAIL)).authenticationResult())
                .isNotNull();
        assertThat(attribute("nora", "email_verified")).isEqualTo("true");
    }

    @Test
    void severalFactorsAreOffered() {
        prefer("nora", true, false, true);
        InitiateAuthResponse asked = password("nora");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SELECT_MFA_TYPE);
        assertThat(asked.challengeParameters())
                .containsEntry("MFAS_CAN_CHOOSE", "[\"SMS_MFA\",\"EMAIL_OTP\"]")
                .containsEntry("MFAS_CAN_SELECT", "[\"SMS_MFA\",\"EMAIL_OTP\"]");
        refused(
                () -> choose(asked.session(), "SOFTWARE_TOKEN_MFA"),
                "InvalidParameterException",
                "The MFA type is not one of those offered.");
        RespondToAuthChallengeResponse chosen = choose(asked.session(), "EMAIL_OTP");
        assertThat(chosen.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
        refused(
                () -> choose(asked.session(), "SMS_MFA"),
                "NotAuthorizedException",
                "Invalid session for the user, session can only be used once.");
        refused(() -> sms(chosen.session(), "nora", sent(MAIL)), "NotAuthorizedException", INVALID);
        assertThat(email(chosen.session(), "nora", sent(MAIL)).authenticationResult())
                .isNotNull();
    }

    @Test
    void sessionsStayWithTheirUserClientAndChallenge() {
        user("max", "+4915187654321", "max@example.com");
        prefer("nora", true, false, false);
        prefer("max", true, false, false);
        String nora = password("nora").session();
        String noras = sent(PHONE);
        String max = password("max").session();
        refused(() -> sms(nora, "max", noras), "NotAuthorizedException", INVALID);
        refused(
                () -> sms(max, "max", noras.equals(sent("+4915187654321")) ? other(noras) : noras),
                "CodeMismatchException",
                "Invalid code or auth state for the user.");
        refused(() -> totp(nora, "nora", noras), "NotAuthorizedException", INVALID);
        refused(() -> choose(nora, "SMS_MFA"), "NotAuthorizedException", INVALID);
        refused(
                () -> server.call(
                        CognitoIdp.ASSOCIATE_SOFTWARE_TOKEN,
                        AssociateSoftwareTokenRequest.builder().session(nora).build()),
                "NotAuthorizedException",
                INVALID);
        String mine = client;
        client = client();
        refused(() -> sms(nora, "nora", noras), "NotAuthorizedException", INVALID);
        String moved = client + nora.substring(nora.indexOf('.'));
        refused(() -> sms(moved, "nora", noras), "NotAuthorizedException", INVALID);
        client = mine;
        assertThat(sms(nora, "nora", noras).authenticationResult()).isNotNull();
    }

    @Test
    void aRequiredFactorIsSetUpByApp() {
        mfa(UserPoolMfaType.ON, false, true, false);
        InitiateAuthResponse asked = password("nora");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.MFA_SETUP);
        assertThat(asked.challengeParameters()).containsEntry("MFAS_CAN_SETUP", "[\"SOFTWARE_TOKEN_MFA\"]");
        refused(() -> setUp(asked.session()), "NotAuthorizedException", INVALID);
        AssociateSoftwareTokenResponse associated = server.call(
                CognitoIdp.ASSOCIATE_SOFTWARE_TOKEN,
                AssociateSoftwareTokenRequest.builder().session(asked.session()).build());
        byte[] secret = Base32.decode(associated.secretCode());
        refused(
                () -> verifyInSession(associated.session(), wrong(secret)),
                "EnableSoftwareTokenMFAException",
                "Code mismatch and fail enable Software Token MFA");
        String verified = verifyInSession(associated.session(), code(secret, 0)).session();
        refused(() -> verifyInSession(associated.session(), code(secret, 0)), "NotAuthorizedException", INVALID);
        assertThat(setUp(verified).authenticationResult()).isNotNull();
        refused(
                () -> setUp(verified),
                "NotAuthorizedException",
                "Invalid session for the user, session can only be used once.");
        server.pass(Duration.ofMinutes(1));
        assertThat(totp("nora", code(secret, 0)).authenticationResult()).isNotNull();
        server.call(
                CognitoIdp.ADMIN_DELETE_SOFTWARE_TOKEN,
                AdminDeleteSoftwareTokenRequest.builder()
                        .userPoolId(pool)
                        .username("nora")
                        .build());
        assertThat(password("nora").challengeName()).isEqualTo(ChallengeNameType.MFA_SETUP);
    }

    @Test
    void anOldSetUpSessionCannotReplaceAnApp() {
        mfa(UserPoolMfaType.ON, false, true, false);
        String older = password("nora").session();
        AssociateSoftwareTokenResponse associated = server.call(
                CognitoIdp.ASSOCIATE_SOFTWARE_TOKEN,
                AssociateSoftwareTokenRequest.builder()
                        .session(password("nora").session())
                        .build());
        verifyInSession(associated.session(), code(Base32.decode(associated.secretCode()), 0));
        refused(
                () -> server.call(
                        CognitoIdp.ASSOCIATE_SOFTWARE_TOKEN,
                        AssociateSoftwareTokenRequest.builder().session(older).build()),
                "NotAuthorizedException",
                INVALID);
    }

    @Test
    void aRequiredFactorIsSetUpByEmail() {
        user("max", null, null);
        mfa(UserPoolMfaType.ON, false, false, true);
        InitiateAuthResponse asked = password("max");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.MFA_SETUP);
        refused(
                () -> respond(ChallengeNameType.MFA_SETUP, asked.session(), Map.of("USERNAME", "max")),
                "InvalidParameterException",
                "Missing required parameter EMAIL");
        RespondToAuthChallengeResponse sent = respond(
                ChallengeNameType.MFA_SETUP, asked.session(), Map.of("USERNAME", "max", "EMAIL", "max@example.com"));
        assertThat(sent.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
        assertThat(attribute("max", "email")).isEmpty();
        assertThat(email(sent.session(), "max", sent("max@example.com")).authenticationResult())
                .isNotNull();
        assertThat(attribute("max", "email")).isEqualTo("max@example.com");
        assertThat(attribute("max", "email_verified")).isEqualTo("true");
        assertThat(getUser("max").userMFASettingList()).containsExactly("EMAIL_OTP");
        assertThat(password("max").challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
    }

    @Test
    void aNewPasswordIsWrittenBeforeTheFactorIsAsked() {
        mfa(UserPoolMfaType.ON, true, false, false);
        create("max", "Temp0rary-1!", null, null);
        InitiateAuthResponse asked = password("max", "Temp0rary-1!");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
        RespondToAuthChallengeResponse factor = respond(
                ChallengeNameType.NEW_PASSWORD_REQUIRED,
                asked.session(),
                Map.of("USERNAME", "max", "NEW_PASSWORD", PASSWORD, "userAttributes.phone_number", "+4915187654321"));
        assertThat(factor.challengeName()).isEqualTo(ChallengeNameType.SMS_MFA);
        assertThat(password("max").challengeName()).isEqualTo(ChallengeNameType.SMS_MFA);
        refused(
                () -> respond(
                        ChallengeNameType.NEW_PASSWORD_REQUIRED,
                        asked.session(),
                        Map.of("USERNAME", "max", "NEW_PASSWORD", "An0ther-One!")),
                "NotAuthorizedException",
                "Invalid session for the user, session can only be used once.");
        List<MessageRecord> messages = messages("+4915187654321");
        assertThat(messages).hasSize(2);
        boolean admitted = messages.stream()
                .anyMatch(message -> admitted(() -> sms(factor.session(), "max", code(message.body()))));
        assertThat(admitted).isTrue();
    }

    @Test
    void theOldSettingsKnowTextMessages() {
        server.call(
                CognitoIdp.ADMIN_SET_USER_SETTINGS,
                AdminSetUserSettingsRequest.builder()
                        .userPoolId(pool)
                        .username("nora")
                        .mfaOptions(List.of(MFAOptionType.builder()
                                .deliveryMedium(DeliveryMediumType.SMS)
                                .attributeName("phone_number")
                                .build()))
                        .build());
        assertThat(getUser("nora").mfaOptions()).hasSize(1);
        assertThat(password("nora").challengeName()).isEqualTo(ChallengeNameType.SMS_MFA);
        server.call(
                CognitoIdp.ADMIN_SET_USER_SETTINGS,
                AdminSetUserSettingsRequest.builder()
                        .userPoolId(pool)
                        .username("nora")
                        .mfaOptions(List.of())
                        .build());
        assertThat(tokens("nora")).isNotNull();
    }

    @Test
    void authFactorsAreListed() {
        String token = tokens("nora");
        assertThat(server.call(
                                CognitoIdp.GET_USER_AUTH_FACTORS,
                                GetUserAuthFactorsRequest.builder()
                                        .accessToken(token)
                                        .build())
                        .configuredUserAuthFactors())
                .containsExactly(AuthFactorType.PASSWORD);
    }

    @Test
    void withoutTotpInThePoolThereIsNothingToSetUp() {
        String token = tokens("nora");
        mfa(UserPoolMfaType.OFF, false, false, false);
        refused(
                () -> associate(token),
                "SoftwareTokenMFANotFoundException",
                "Software Token MFA has not been enabled by the userPool");
        refused(
                () -> server.call(
                        CognitoIdp.ASSOCIATE_SOFTWARE_TOKEN,
                        AssociateSoftwareTokenRequest.builder().build()),
                "InvalidParameterException",
                "Exactly one of AccessToken and Session is required.");
    }

    @Test
    void rotatingTheMasterKeySealsTheSecretAnew() throws Exception {
        byte[] secret = withTotp("nora");
        String sub = attribute("nora", "sub");
        SecureRandom random = new SecureRandom();
        MasterKey both = MasterKey.parse(Files.readString(folder.resolve(MasterKey.FILE_NAME)))
                .rotated(random);
        Store store = server.ground().store();
        store.reseal(new Resealing(new Sealer(both, random)));
        Bytes found = store.read(
                        tx -> tx.softwareTokens().find(new PoolId(pool), new Sub(sub), SoftwareTokens.Kind.ACTIVE))
                .orElseThrow();
        byte[] opened =
                new Sealer(both.newestOnly(), random).openStored(Purpose.MFA_SECRET, found.toArray(), pool + "/" + sub);
        assertThat(opened).isEqualTo(secret);
    }

    private byte[] withTotp(String name) {
        String token = tokens(name);
        byte[] secret = Base32.decode(associate(token).secretCode());
        verify(token, code(secret, 0));
        preferTotp(token);
        return secret;
    }

    private String code(byte[] secret, long skew) {
        return Totp.code(secret, Totp.step(server.now()) + skew);
    }

    private String wrong(byte[] secret) {
        List<String> right = List.of(code(secret, -1), code(secret, 0), code(secret, 1));
        return List.of("000000", "000001", "000002", "000003").stream()
                .filter(code -> !right.contains(code))
                .findFirst()
                .orElseThrow();
    }

    private static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private List<MessageRecord> messages(String to) {
        return server
                .ground()
                .store()
                .read(tx -> tx.outbox().list(Optional.of(to), Optional.empty(), 50))
                .items()
                .stream()
                .map(new SealedBodies(server.ground().sealer())::open)
                .toList();
    }

    private MessageRecord message(String to) {
        return messages(to).getFirst();
    }

    private String sent(String to) {
        return code(message(to).body());
    }

    private static String code(String body) {
        Matcher code = CODE.matcher(body);
        assertThat(code.find()).as(body).isTrue();
        return code.group(1);
    }

    private static boolean admitted(Callable<RespondToAuthChallengeResponse> answer) {
        try {
            return answer.call().authenticationResult() != null;
        } catch (ServiceException refusal) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int admissions(List<Callable<Boolean>> answers) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int admitted = 0;
            for (Future<Boolean> answer : threads.invokeAll(answers)) {
                admitted += answer.get() ? 1 : 0;
            }
            return admitted;
        }
    }

    private void mfa(UserPoolMfaType mode, boolean sms, boolean totp, boolean email) {
        server.call(
                CognitoIdp.SET_USER_POOL_MFA_CONFIG,
                SetUserPoolMfaConfigRequest.builder()
                        .userPoolId(pool)
                        .mfaConfiguration(mode)
                        .smsMfaConfiguration(
                                sms
                                        ? SmsMfaConfigType.builder()
                                                .smsAuthenticationMessage("shop: {####}")
                                                .smsConfiguration(SmsConfigurationType.builder()
                                                        .snsCallerArn("arn:aws:iam::000000000000:role/sms")
                                                        .build())
                                                .build()
                                        : null)
                        .softwareTokenMfaConfiguration(
                                totp
                                        ? SoftwareTokenMfaConfigType.builder()
                                                .enabled(true)
                                                .build()
                                        : null)
                        .emailMfaConfiguration(
                                email
                                        ? EmailMfaConfigType.builder()
                                                .message("Code {####}")
                                                .subject("Sign in to shop")
                                                .build()
                                        : null)
                        .build());
    }

    private String client() {
        return server.call(
                        CognitoIdp.CREATE_USER_POOL_CLIENT,
                        CreateUserPoolClientRequest.builder()
                                .userPoolId(pool)
                                .clientName("web")
                                .explicitAuthFlows(List.of(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH))
                                .build())
                .userPoolClient()
                .clientId();
    }

    private void user(String name, String phone, String email) {
        create(name, null, phone, email);
        server.call(
                CognitoIdp.ADMIN_SET_USER_PASSWORD,
                AdminSetUserPasswordRequest.builder()
                        .userPoolId(pool)
                        .username(name)
                        .password(PASSWORD)
                        .permanent(true)
                        .build());
    }

    private void create(String name, String temporary, String phone, String email) {
        List<AttributeType> attributes = new ArrayList<>();
        if (phone != null) {
            attributes.add(new AttributeType("phone_number", phone));
        }
        if (email != null) {
            attributes.add(new AttributeType("email", email));
        }
        server.call(
                CognitoIdp.ADMIN_CREATE_USER,
                AdminCreateUserRequest.builder()
                        .userPoolId(pool)
                        .username(name)
                        .temporaryPassword(temporary)
                        .userAttributes(attributes)
                        .messageAction(MessageActionType.SUPPRESS)
                        .build());
    }

    private AdminGetUserResponse getUser(String name) {
        return server.call(
                CognitoIdp.ADMIN_GET_USER,
                AdminGetUserRequest.builder().userPoolId(pool).username(name).build());
    }

    private String attribute(String name, String attribute) {
        return getUser(name).userAttributes().stream()
                .filter(one -> one.name().equals(attribute))
                .map(AttributeType::value)
                .findFirst()
                .orElse("");
    }

    private String tokens(String name) {
        return password(name).authenticationResult().accessToken();
    }

    private AssociateSoftwareTokenResponse associate(String token) {
        return server.call(
                CognitoIdp.ASSOCIATE_SOFTWARE_TOKEN,
                AssociateSoftwareTokenRequest.builder().accessToken(token).build());
    }

    private VerifySoftwareTokenResponse verify(String token, String code) {
        return server.call(
                CognitoIdp.VERIFY_SOFTWARE_TOKEN,
                VerifySoftwareTokenRequest.builder()
                        .accessToken(token)
                        .userCode(code)
                        .friendlyDeviceName("phone")
                        .build());
    }

    private VerifySoftwareTokenResponse verifyInSession(String session, String code) {
        return server.call(
                CognitoIdp.VERIFY_SOFTWARE_TOKEN,
                VerifySoftwareTokenRequest.builder()
                        .session(session)
                        .userCode(code)
                        .build());
    }

    private void preferTotp(String token) {
        server.call(
                CognitoIdp.SET_USER_MFA_PREFERENCE,
                SetUserMFAPreferenceRequest.builder()
                        .accessToken(token)
                        .softwareTokenMfaSettings(SoftwareTokenMfaSettingsType.builder()
                                .enabled(true)
                                .preferredMfa(true)
                                .build())
                        .build());
    }

    private void prefer(String name, boolean sms, boolean totp, boolean email) {
        server.call(
                CognitoIdp.ADMIN_SET_USER_MFA_PREFERENCE,
                AdminSetUserMFAPreferenceRequest.builder()
                        .userPoolId(pool)
                        .username(name)
                        .smsMfaSettings(
                                SMSMfaSettingsType.builder().enabled(sms).build())
                        .softwareTokenMfaSettings(SoftwareTokenMfaSettingsType.builder()
                                .enabled(totp)
                                .build())
                        .emailMfaSettings(
                                EmailMfaSettingsType.builder().enabled(email).build())
                        .build());
    }

    private InitiateAuthResponse password(String name) {
        return password(name, PASSWORD);
    }

    private InitiateAuthResponse password(String name, String password) {
        return server.call(
                CognitoIdp.INITIATE_AUTH,
                InitiateAuthRequest.builder()
                        .clientId(client)
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", name, "PASSWORD", password))
                        .build());
    }

    private RespondToAuthChallengeResponse totp(String name, String code) {
        return totp(password(name).session(), name, code);
    }

    private RespondToAuthChallengeResponse totp(String session, String name, String code) {
        return respond(
                ChallengeNameType.SOFTWARE_TOKEN_MFA,
                session,
                Map.of("USERNAME", name, "SOFTWARE_TOKEN_MFA_CODE", code));
    }

    private RespondToAuthChallengeResponse sms(String session, String name, String code) {
        return respond(ChallengeNameType.SMS_MFA, session, Map.of("USERNAME", name, "SMS_MFA_CODE", code));
    }

    private RespondToAuthChallengeResponse email(String session, String name, String code) {
        return respond(ChallengeNameType.EMAIL_OTP, session, Map.of("USERNAME", name, "EMAIL_OTP_CODE", code));
    }

    private RespondToAuthChallengeResponse choose(String session, String factor) {
        return respond(ChallengeNameType.SELECT_MFA_TYPE, session, Map.of("USERNAME", "nora", "ANSWER", factor));
    }

    private RespondToAuthChallengeResponse setUp(String session) {
        return respond(ChallengeNameType.MFA_SETUP, session, Map.of("USERNAME", "nora"));
    }

    private RespondToAuthChallengeResponse respond(
            ChallengeNameType challenge, String session, Map<String, String> responses) {
        return server.call(
                CognitoIdp.RESPOND_TO_AUTH_CHALLENGE,
                RespondToAuthChallengeRequest.builder()
                        .clientId(client)
                        .challengeName(challenge)
                        .session(session)
                        .challengeResponses(responses)
                        .build());
    }

    private static void refused(ThrowingCallable call, String code, String text) {
        assertThatThrownBy(call).hasFieldOrPropertyWithValue("code", code).hasMessage(text);
    }
}
