package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.cognitoidp.AdminCreateUserRequest;
import dev.gatehouse.model.cognitoidp.AdminDisableUserRequest;
import dev.gatehouse.model.cognitoidp.AdminInitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserPasswordRequest;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.AuthenticationResultType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.CreateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.FeatureType;
import dev.gatehouse.model.cognitoidp.GetTokensFromRefreshTokenRequest;
import dev.gatehouse.model.cognitoidp.GetUserRequest;
import dev.gatehouse.model.cognitoidp.GlobalSignOutRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.LambdaConfigType;
import dev.gatehouse.model.cognitoidp.MessageActionType;
import dev.gatehouse.model.cognitoidp.PreventUserExistenceErrorTypes;
import dev.gatehouse.model.cognitoidp.RefreshTokenRotationType;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import dev.gatehouse.model.cognitoidp.RevokeTokenRequest;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolRequest;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.srp.SrpClient;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.SrpTimestamp;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sign-in from the first call to the last token, by a clock that is turned.
class SignInTest {
    private static final String PASSWORD = "Corr3ct-Horse!";
    private static final String WRONG = "Wr0ng-Horse!";
    private static final String INCORRECT = "Incorrect username or password.";
    private static final String LOCKED = "Password attempts exceeded";

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
                        CreateUserPoolRequest.builder().poolName("shop").build())
                .userPool()
                .id();
        client = client(PreventUserExistenceErrorTypes.ENABLED, null);
        user("nora");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void passwordIn() {
        AuthenticationResultType result = password("nora", PASSWORD).authenticationResult();
        assertThat(result.tokenType()).isEqualTo("Bearer");
        assertThat(result.expiresIn()).isEqualTo(3600);
        assertThat(getUser(result.accessToken())).isEqualTo("nora");
    }

    @Test
    void wrongPasswordAndNobodyAreAlike() {
        refused(() -> password("nora", WRONG), "NotAuthorizedException", INCORRECT);
        assertThat(server.trail().reason()).contains("WRONG_PASSWORD");
        refused(() -> password("nobody", WRONG), "NotAuthorizedException", INCORRECT);
        assertThat(server.trail().reason()).contains("UNKNOWN_USER");
    }

    @Test
    void legacyClientsLearnWhoIsUnknown() {
        client = client(PreventUserExistenceErrorTypes.LEGACY, null);
        refused(() -> password("nobody", WRONG), "UserNotFoundException", "User does not exist.");
        refused(() -> srpBegin("nobody", new SrpClient(random())), "UserNotFoundException", "User does not exist.");
    }

    @Test
    void lockOutDoublesAndCountsGhostsAlike() {
        for (String name : List.of("nora", "nobody")) {
            for (int i = 0; i < 5; i++) {
                refused(() -> password(name, WRONG), "NotAuthorizedException", INCORRECT);
            }
            refused(() -> password(name, PASSWORD), "NotAuthorizedException", LOCKED);
            server.pass(Duration.ofSeconds(2));
            refused(() -> password(name, WRONG), "NotAuthorizedException", INCORRECT);
            server.pass(Duration.ofSeconds(1));
            refused(() -> password(name, PASSWORD), "NotAuthorizedException", LOCKED);
        }
        server.pass(Duration.ofSeconds(2));
        password("nora", PASSWORD);
        for (int i = 0; i < 4; i++) {
            refused(() -> password("nora", WRONG), "NotAuthorizedException", INCORRECT);
        }
        password("nora", PASSWORD);
    }

    @Test
    void guessesAtTheSameTimeAreCountedOneByOne() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> guess = () -> {
                try {
                    return password("nora", WRONG).toString();
                } catch (ServiceException refusal) {
                    return refusal.text();
                }
            };
            List<Future<String>> answers = threads.invokeAll(java.util.Collections.nCopies(12, guess));
            int judged = 0;
            for (Future<String> answer : answers) {
                judged += answer.get().equals(INCORRECT) ? 1 : 0;
            }
            assertThat(judged).isEqualTo(5);
        }
    }

    @Test
    void srpIn() {
        SrpClient srp = new SrpClient(random());
        Map<String, String> challenge = srpBegin("nora", srp);
        assertThat(challenge).containsEntry("USER_ID_FOR_SRP", "nora").containsEntry("USERNAME", "nora");
        AuthenticationResultType result =
                prove(challenge, srp, PASSWORD, server.now()).authenticationResult();
        assertThat(getUser(result.accessToken())).isEqualTo("nora");
    }

    @Test
    void srpProofIsGoodOnce() {
        SrpClient srp = new SrpClient(random());
        Map<String, String> challenge = srpBegin("nora", srp);
        prove(challenge, srp, PASSWORD, server.now());
        refused(
                () -> prove(challenge, srp, PASSWORD, server.now()),
                "NotAuthorizedException",
                "Invalid session for the user, session can only be used once.");
    }

    @Test
    void srpProofSentTwiceAtOnceAdmitsOnce() throws Exception {
        SrpClient srp = new SrpClient(random());
        Map<String, String> challenge = srpBegin("nora", srp);
        Instant at = server.now();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> proof = () -> {
                try {
                    return prove(challenge, srp, PASSWORD, at).authenticationResult() != null;
                } catch (ServiceException refusal) {
                    return false;
                }
            };
            int admitted = 0;
            for (Future<Boolean> answer : threads.invokeAll(java.util.Collections.nCopies(8, proof))) {
                admitted += answer.get() ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(1);
        }
    }

    @Test
    void srpRefusals() {
        SrpClient srp = new SrpClient(random());
        Map<String, String> challenge = srpBegin("nora", srp);
        refused(() -> prove(challenge, srp, WRONG, server.now()), "NotAuthorizedException", INCORRECT);
        refused(
                () -> prove(challenge, srp, PASSWORD, server.now().minusSeconds(301)),
                "NotAuthorizedException",
                INCORRECT);
        Map<String, String> forged = new HashMap<>(challenge);
        forged.put("SECRET_BLOCK", "AAAA" + challenge.get("SECRET_BLOCK").substring(4));
        refused(() -> prove(forged, srp, PASSWORD, server.now()), "NotAuthorizedException", INCORRECT);
        server.pass(Duration.ofMinutes(3));
        refused(
                () -> prove(challenge, srp, PASSWORD, server.now()),
                "NotAuthorizedException",
                "Invalid session for the user, session is expired.");
    }

    @Test
    void aSecretBlockOfAnotherClientIsRefused() {
        SrpClient srp = new SrpClient(random());
        Map<String, String> challenge = srpBegin("nora", srp);
        client = client(PreventUserExistenceErrorTypes.ENABLED, null);
        refused(() -> prove(challenge, srp, PASSWORD, server.now()), "NotAuthorizedException", INCORRECT);
    }

    @Test
    void ghostsAskLikeUsers() {
        SrpClient srp = new SrpClient(random());
        Map<String, String> first = srpBegin("nobody", srp);
        Map<String, String> again = srpBegin("nobody", srp);
        Map<String, String> real = srpBegin("nora", srp);
        assertThat(first.keySet()).isEqualTo(real.keySet());
        assertThat(first.get("SALT")).isEqualTo(again.get("SALT"));
        assertThat(first.get("SRP_B")).isNotEqualTo(again.get("SRP_B"));
        assertThat(first.get("SECRET_BLOCK").length())
                .isCloseTo(real.get("SECRET_BLOCK").length(), org.assertj.core.data.Offset.offset(8));
        refused(() -> prove(first, srp, PASSWORD, server.now()), "NotAuthorizedException", INCORRECT);
    }

    @Test
    void unsafeClientKeysAreRefused() {
        for (String a : List.of("0", "zz", "f".repeat(771))) {
            refused(
                    () -> initiate(AuthFlowType.USER_SRP_AUTH, Map.of("USERNAME", "nora", "SRP_A", a)),
                    "InvalidParameterException",
                    "SRP_A is not a valid SRP public key.");
        }
    }

    @Test
    void newPasswordRequired() {
        invite("max");
        InitiateAuthResponse asked = password("max", "Temp0rary-1!");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
        assertThat(asked.session()).hasSizeLessThan(2048);
        assertThat(asked.challengeParameters())
                .containsEntry("USER_ID_FOR_SRP", "max")
                .containsEntry("requiredAttributes", "[]");
        refused(
                () -> newPassword(asked.session(), "max", "short1!A".substring(0, 7)),
                "InvalidPasswordException",
                "Password did not conform with policy: Password not long enough");
        refused(
                () -> newPassword(asked.session(), "nora", PASSWORD),
                "NotAuthorizedException",
                "Invalid session for the user.");
        newPassword(asked.session(), "max", PASSWORD);
        refused(
                () -> newPassword(asked.session(), "max", PASSWORD),
                "NotAuthorizedException",
                "Invalid session for the user, session can only be used once.");
        assertThat(getUser(password("max", PASSWORD).authenticationResult().accessToken()))
                .isEqualTo("max");
    }

    @Test
    void newPasswordAfterTheAdministratorSetAnother() {
        invite("max");
        InitiateAuthResponse asked = password("max", "Temp0rary-1!");
        setPassword("max", "An0ther-One!", true);
        refused(
                () -> newPassword(asked.session(), "max", PASSWORD),
                "NotAuthorizedException",
                "Invalid session for the user.");
        password("max", "An0ther-One!");
    }

    @Test
    void temporaryPasswordsExpire() {
        invite("max");
        server.pass(Duration.ofDays(7));
        refused(
                () -> password("max", "Temp0rary-1!"),
                "NotAuthorizedException",
                "Temporary password has expired and must be reset by an administrator.");
    }

    @Test
    void disabledUsersShowOnlyToThePassword() {
        server.call(
                CognitoIdp.ADMIN_DISABLE_USER,
                AdminDisableUserRequest.builder()
                        .userPoolId(pool)
                        .username("nora")
                        .build());
        refused(() -> password("nora", WRONG), "NotAuthorizedException", INCORRECT);
        refused(() -> password("nora", PASSWORD), "NotAuthorizedException", "User is disabled.");
    }

    @Test
    void refreshUntilTheEnd() {
        String token = password("nora", PASSWORD).authenticationResult().refreshToken();
        server.pass(Duration.ofDays(29));
        AuthenticationResultType fresh = refresh(token).authenticationResult();
        assertThat(fresh.refreshToken()).isNull();
        assertThat(getUser(fresh.accessToken())).isEqualTo("nora");
        server.pass(Duration.ofDays(1));
        refused(() -> refresh(token), "NotAuthorizedException", "Refresh Token has expired");
        refused(() -> refresh("nonsense"), "NotAuthorizedException", "Invalid Refresh Token.");
    }

    @Test
    void anotherClientsRefreshTokenIsInvalid() {
        String token = password("nora", PASSWORD).authenticationResult().refreshToken();
        client = client(PreventUserExistenceErrorTypes.ENABLED, null);
        refused(() -> refresh(token), "NotAuthorizedException", "Invalid Refresh Token.");
    }

    @Test
    void disablingEndsRefreshAndAccess() {
        AuthenticationResultType result = password("nora", PASSWORD).authenticationResult();
        server.call(
                CognitoIdp.ADMIN_DISABLE_USER,
                AdminDisableUserRequest.builder()
                        .userPoolId(pool)
                        .username("nora")
                        .build());
        assertThatThrownBy(() -> refresh(result.refreshToken())).isInstanceOf(ServiceException.class);
        assertThatThrownBy(() -> getUser(result.accessToken())).isInstanceOf(ServiceException.class);
    }

    @Test
    void revokingEndsTheSignInAndIsIdempotent() {
        AuthenticationResultType mine = password("nora", PASSWORD).authenticationResult();
        AuthenticationResultType other = password("nora", PASSWORD).authenticationResult();
        for (int i = 0; i < 2; i++) {
            server.call(
                    CognitoIdp.REVOKE_TOKEN,
                    RevokeTokenRequest.builder()
                            .clientId(client)
                            .token(mine.refreshToken())
                            .build());
        }
        refused(() -> refresh(mine.refreshToken()), "NotAuthorizedException", "Refresh Token has been revoked");
        refused(() -> getUser(mine.accessToken()), "NotAuthorizedException", "Access Token has been revoked");
        getUser(other.accessToken());
    }

    @Test
    void accessTokensCannotBeRevoked() {
        String token = password("nora", PASSWORD).authenticationResult().accessToken();
        assertThatThrownBy(() -> server.call(
                        CognitoIdp.REVOKE_TOKEN,
                        RevokeTokenRequest.builder()
                                .clientId(client)
                                .token(token)
                                .build()))
                .hasFieldOrPropertyWithValue("code", "UnsupportedTokenTypeException");
    }

    @Test
    void globalSignOutEndsEverySignIn() {
        AuthenticationResultType one = password("nora", PASSWORD).authenticationResult();
        AuthenticationResultType two = password("nora", PASSWORD).authenticationResult();
        server.call(
                CognitoIdp.GLOBAL_SIGN_OUT,
                GlobalSignOutRequest.builder().accessToken(one.accessToken()).build());
        for (AuthenticationResultType dead : List.of(one, two)) {
            refused(() -> getUser(dead.accessToken()), "NotAuthorizedException", "Access Token has been revoked");
            refused(() -> refresh(dead.refreshToken()), "NotAuthorizedException", "Refresh Token has been revoked");
        }
        server.pass(Duration.ofSeconds(1));
        getUser(password("nora", PASSWORD).authenticationResult().accessToken());
    }

    @Test
    void rotationHandsOnAndRefusesReuse() {
        client = client(
                PreventUserExistenceErrorTypes.ENABLED,
                RefreshTokenRotationType.builder()
                        .feature(FeatureType.ENABLED)
                        .retryGracePeriodSeconds(10)
                        .build());
        String first = password("nora", PASSWORD).authenticationResult().refreshToken();
        refused(
                () -> refresh(first),
                "InvalidParameterException",
                "REFRESH_TOKEN_AUTH flow not enabled for this client");
        String second = getTokens(first).refreshToken();
        server.pass(Duration.ofSeconds(9));
        String secondAgain = getTokens(first).refreshToken();
        server.pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> getTokens(first)).hasFieldOrPropertyWithValue("code", "RefreshTokenReuseException");
        String third = getTokens(second).refreshToken();
        assertThat(getTokens(secondAgain).refreshToken()).isNotNull();
        server.pass(Duration.ofSeconds(11));
        assertThatThrownBy(() -> getTokens(second)).hasFieldOrPropertyWithValue("code", "RefreshTokenReuseException");
        assertThat(getTokens(third).accessToken()).isNotNull();
    }

    @Test
    void withoutRotationGetTokensHandsOutNoRefreshToken() {
        String token = password("nora", PASSWORD).authenticationResult().refreshToken();
        assertThat(getTokens(token).refreshToken()).isNull();
        assertThat(getTokens(token).idToken()).isNotNull();
    }

    @Test
    void flowsBelongToTheirOperations() {
        refused(
                () -> initiate(AuthFlowType.ADMIN_USER_PASSWORD_AUTH, Map.of("USERNAME", "nora", "PASSWORD", PASSWORD)),
                "InvalidParameterException",
                "Initiate Auth method not supported.");
        refused(
                () -> server.call(
                        CognitoIdp.ADMIN_INITIATE_AUTH,
                        AdminInitiateAuthRequest.builder()
                                .userPoolId(pool)
                                .clientId(client)
                                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                                .authParameters(Map.of("USERNAME", "nora", "PASSWORD", PASSWORD))
                                .build()),
                "InvalidParameterException",
                "Initiate Auth method not supported.");
    }

    @Test
    void challengesNobodyAskedAreRefused() {
        for (ChallengeNameType challenge : ChallengeNameType.values()) {
            if (challenge == ChallengeNameType.PASSWORD_VERIFIER
                    || challenge == ChallengeNameType.DEVICE_PASSWORD_VERIFIER) {
                continue;
            }
            assertThatThrownBy(() -> server.call(
                            CognitoIdp.RESPOND_TO_AUTH_CHALLENGE,
                            RespondToAuthChallengeRequest.builder()
                                    .clientId(client)
                                    .challengeName(challenge)
                                    .session("a".repeat(40))
                                    .challengeResponses(Map.ofEntries(
                                            Map.entry("USERNAME", "nora"),
                                            Map.entry("NEW_PASSWORD", PASSWORD),
                                            Map.entry("ANSWER", "x"),
                                            Map.entry("DEVICE_KEY", "eu-west-1_0f7c"),
                                            Map.entry("CREDENTIAL", "{}"),
                                            Map.entry("SMS_MFA_CODE", "123456"),
                                            Map.entry("EMAIL_OTP_CODE", "123456"),
                                            Map.entry("SMS_OTP_CODE", "12345678"),
                                            Map.entry("PASSWORD", PASSWORD),
                                            Map.entry("SRP_A", "9fab"),
                                            Map.entry("SOFTWARE_TOKEN_MFA_CODE", "123456")))
                                    .build()))
                    .as("%s", challenge)
                    .hasMessage("Invalid session for the user.");
        }
    }

    @Test
    void aTriggerThatCannotRunRefuses() {
        server.call(
                CognitoIdp.UPDATE_USER_POOL,
                UpdateUserPoolRequest.builder()
                        .userPoolId(pool)
                        .lambdaConfig(LambdaConfigType.builder()
                                .preAuthentication("arn:aws:lambda:eu-west-1:000000000000:function:gate")
                                .build())
                        .build());
        assertThatThrownBy(() -> password("nora", PASSWORD))
                .hasFieldOrPropertyWithValue("code", "UnexpectedLambdaException");
    }

    private String client(PreventUserExistenceErrorTypes existence, RefreshTokenRotationType rotation) {
        List<ExplicitAuthFlowsType> flows = rotation == null
                ? List.of(
                        ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                        ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                        ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH)
                : List.of(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH);
        return server.call(
                        CognitoIdp.CREATE_USER_POOL_CLIENT,
                        CreateUserPoolClientRequest.builder()
                                .userPoolId(pool)
                                .clientName("web")
                                .explicitAuthFlows(flows)
                                .preventUserExistenceErrors(existence)
                                .refreshTokenRotation(rotation)
                                .build())
                .userPoolClient()
                .clientId();
    }

    private void user(String name) {
        create(name, null);
        setPassword(name, PASSWORD, true);
    }

    private void invite(String name) {
        create(name, "Temp0rary-1!");
    }

    private void create(String name, String temporary) {
        server.call(
                CognitoIdp.ADMIN_CREATE_USER,
                AdminCreateUserRequest.builder()
                        .userPoolId(pool)
                        .username(name)
                        .temporaryPassword(temporary)
                        .messageAction(MessageActionType.SUPPRESS)
                        .build());
    }

    private void setPassword(String name, String password, boolean permanent) {
        server.call(
                CognitoIdp.ADMIN_SET_USER_PASSWORD,
                AdminSetUserPasswordRequest.builder()
                        .userPoolId(pool)
                        .username(name)
                        .password(password)
                        .permanent(permanent)
                        .build());
    }

    private InitiateAuthResponse initiate(AuthFlowType flow, Map<String, String> parameters) {
        return server.call(
                CognitoIdp.INITIATE_AUTH,
                InitiateAuthRequest.builder()
                        .clientId(client)
                        .authFlow(flow)
                        .authParameters(parameters)
                        .build());
    }

    private InitiateAuthResponse password(String name, String password) {
        return initiate(AuthFlowType.USER_PASSWORD_AUTH, Map.of("USERNAME", name, "PASSWORD", password));
    }

    private InitiateAuthResponse refresh(String token) {
        return initiate(AuthFlowType.REFRESH_TOKEN_AUTH, Map.of("REFRESH_TOKEN", token));
    }

    private AuthenticationResultType getTokens(String token) {
        return server.call(
                        CognitoIdp.GET_TOKENS_FROM_REFRESH_TOKEN,
                        GetTokensFromRefreshTokenRequest.builder()
                                .clientId(client)
                                .refreshToken(token)
                                .build())
                .authenticationResult();
    }

    private Map<String, String> srpBegin(String name, SrpClient srp) {
        InitiateAuthResponse asked = initiate(AuthFlowType.USER_SRP_AUTH, Map.of("USERNAME", name, "SRP_A", srp.hex()));
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
        assertThat(asked.session()).isNull();
        return asked.challengeParameters();
    }

    private RespondToAuthChallengeResponse prove(
            Map<String, String> challenge, SrpClient srp, String password, Instant at) {
        String timestamp = SrpTimestamp.of(at).canonical();
        String signature = srp.sign(
                new SrpIdentity(pool.substring(pool.indexOf('_') + 1), challenge.get("USER_ID_FOR_SRP")),
                password,
                challenge.get("SALT"),
                challenge.get("SRP_B"),
                challenge.get("SECRET_BLOCK"),
                timestamp);
        return respond(
                ChallengeNameType.PASSWORD_VERIFIER,
                null,
                Map.of(
                        "USERNAME",
                        challenge.get("USER_ID_FOR_SRP"),
                        "PASSWORD_CLAIM_SECRET_BLOCK",
                        challenge.get("SECRET_BLOCK"),
                        "PASSWORD_CLAIM_SIGNATURE",
                        signature,
                        "TIMESTAMP",
                        timestamp));
    }

    private RespondToAuthChallengeResponse newPassword(String session, String name, String password) {
        return respond(
                ChallengeNameType.NEW_PASSWORD_REQUIRED, session, Map.of("USERNAME", name, "NEW_PASSWORD", password));
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

    private String getUser(String accessToken) {
        return server.call(
                        CognitoIdp.GET_USER,
                        GetUserRequest.builder().accessToken(accessToken).build())
                .username();
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static void refused(ThrowingCallable call, String code, String text) {
        assertThatThrownBy(call).hasFieldOrPropertyWithValue("code", code).hasMessage(text);
    }
}
