package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.cognitoidp.AdminCreateUserRequest;
import dev.gatehouse.model.cognitoidp.AdminDeleteUserRequest;
import dev.gatehouse.model.cognitoidp.AdminDisableUserRequest;
import dev.gatehouse.model.cognitoidp.AdminInitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.AdminRespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserMFAPreferenceRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserPasswordRequest;
import dev.gatehouse.model.cognitoidp.AttributeType;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.AuthenticationResultType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.ConfirmDeviceRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.DeviceConfigurationType;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.LambdaConfigType;
import dev.gatehouse.model.cognitoidp.MessageActionType;
import dev.gatehouse.model.cognitoidp.PreventUserExistenceErrorTypes;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import dev.gatehouse.model.cognitoidp.SMSMfaSettingsType;
import dev.gatehouse.model.cognitoidp.SetUserPoolMfaConfigRequest;
import dev.gatehouse.model.cognitoidp.SmsConfigurationType;
import dev.gatehouse.model.cognitoidp.SmsMfaConfigType;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.srp.SrpClient;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.SrpTimestamp;
import dev.gatehouse.server.messages.SealedBodies;
import dev.gatehouse.server.store.MessageRecord;
import dev.gatehouse.server.triggers.ChallengeResult;
import dev.gatehouse.server.triggers.CreateAuthChallenge;
import dev.gatehouse.server.triggers.DefineAuthChallenge;
import java.nio.file.Path;
import java.time.Duration;
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
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// CUSTOM_AUTH with functions of the test's own, by a clock that is turned.
class CustomAuthTest {
    private static final String PASSWORD = "Corr3ct-Horse!";
    private static final String INCORRECT = "Incorrect username or password.";
    private static final String INVALID = "Invalid session for the user.";
    private static final String SPENT = "Invalid session for the user, session can only be used once.";
    private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:";
    private static final String PHONE = "+4915112345678";
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final int RIVALS = 8;

    @TempDir
    Path folder;

    private final ScriptedFunctions functions = new ScriptedFunctions();
    private InProcess server;
    private String pool;
    private String client;

    @BeforeEach
    void open() throws Exception {
        server = InProcess.in(folder, functions);
        pool = server.call(
                        CognitoIdp.CREATE_USER_POOL,
                        CreateUserPoolRequest.builder()
                                .poolName("shop")
                                .lambdaConfig(config().build())
                                .build())
                .userPool()
                .id();
        client = client(
                PreventUserExistenceErrorTypes.ENABLED,
                ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH,
                ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH);
        user("nora");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRightAnswerIsIn() {
        InitiateAuthResponse asked = begin("nora", Map.of("from", "begin"));
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
        assertThat(asked.challengeParameters())
                .containsOnly(Map.entry("question", "life"), Map.entry("USERNAME", "nora"));
        assertThat(asked.session()).hasSizeBetween(20, 2048);
        RespondToAuthChallengeResponse in = answer(asked.session(), "nora", "42", Map.of("from", "answer"));
        assertThat(in.authenticationResult().accessToken()).isNotNull();
        assertThat(functions.defined.getFirst().session()).isEmpty();
        assertThat(functions.defined.getLast().session())
                .containsExactly(new ChallengeResult("CUSTOM_CHALLENGE", true, Optional.of("QUESTION-0")));
    }

    @Test
    void functionsLearnWhoAndWhat() {
        InitiateAuthResponse asked = begin("nora", Map.of("from", "begin"));
        answer(asked.session(), "nora", "42", Map.of("from", "answer"));
        assertThat(functions.events).allSatisfy(event -> {
            assertThat(event.userName()).isEqualTo("nora");
            assertThat(event.client().value()).isEqualTo(client);
            assertThat(event.pool().value()).isEqualTo(pool);
        });
        assertThat(functions.events)
                .extracting(event -> event.function().substring(ARN.length()))
                .containsExactly("define", "create", "verify", "define");
        assertThat(functions.defined.getFirst().audience().userAttributes())
                .containsEntry("email", "nora@example.com")
                .containsEntry("cognito:user_status", "CONFIRMED")
                .containsKey("sub");
        assertThat(functions.defined.getFirst().audience().userNotFound()).isFalse();
        assertThat(functions.defined.getFirst().audience().clientMetadata()).isEmpty();
        assertThat(functions.created.getFirst().audience().clientMetadata()).isEmpty();
        assertThat(functions.created.getFirst().challengeName()).isEqualTo("CUSTOM_CHALLENGE");
        assertThat(functions.verified.getFirst().audience().clientMetadata()).containsEntry("from", "answer");
        assertThat(functions.defined.getLast().audience().clientMetadata()).containsEntry("from", "answer");
        assertThat(functions.verified.getFirst().privateChallengeParameters()).containsOnly(Map.entry("answer", "42"));
        assertThat(functions.verified.getFirst().challengeAnswer()).isEqualTo("42");
    }

    @Test
    void wrongAnswersGoRoundUntilTheFunctionHasEnough() {
        String session = begin("nora", Map.of()).session();
        for (int i = 0; i < 2; i++) {
            RespondToAuthChallengeResponse again = answer(session, "nora", "41");
            assertThat(again.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
            session = again.session();
        }
        String last = session;
        refused(() -> answer(last, "nora", "41"), "NotAuthorizedException", INCORRECT);
        assertThat(server.trail().reason()).contains("CUSTOM_AUTH_FAILED");
        assertThat(functions.defined.getLast().session())
                .extracting(ChallengeResult::challengeResult)
                .containsExactly(false, false, false);
        assertThat(functions.defined.getLast().session())
                .extracting(result -> result.challengeMetadata().orElseThrow())
                .containsExactly("QUESTION-0", "QUESTION-1", "QUESTION-2");
    }

    @Test
    void wrongAnswersCountInTheLockOut() {
        for (String name : List.of("nora", "nobody")) {
            String session = begin(name, Map.of()).session();
            for (int i = 0; i < 2; i++) {
                session = answer(session, name, "41").session();
            }
            String third = session;
            refused(() -> answer(third, name, "41"), "NotAuthorizedException", INCORRECT);
            String fourth = begin(name, Map.of()).session();
            String fifth = answer(fourth, name, "41").session();
            refused(() -> answer(fifth, name, "41"), "NotAuthorizedException", "Password attempts exceeded");
            refused(() -> begin(name, Map.of()), "NotAuthorizedException", "Password attempts exceeded");
        }
    }

    @Test
    void srpComesFirstIfAsked() {
        SrpClient srp = new SrpClient(new byte[] {7, 1, 9});
        InitiateAuthResponse asked = beginSrp("nora", srp);
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
        assertThat(asked.session()).isNull();
        assertThat(functions.defined.getFirst().session()).containsExactly(ChallengeResult.passed("SRP_A"));
        RespondToAuthChallengeResponse next = prove(asked.challengeParameters(), srp, PASSWORD);
        assertThat(next.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
        assertThat(functions.defined.getLast().session())
                .containsExactly(ChallengeResult.passed("SRP_A"), ChallengeResult.passed("PASSWORD_VERIFIER"));
        assertThat(answer(next.session(), "nora", "42").authenticationResult()).isNotNull();
        refused(() -> prove(asked.challengeParameters(), srp, PASSWORD), "NotAuthorizedException", SPENT);
    }

    @Test
    void aWrongPasswordEndsTheLoop() {
        SrpClient srp = new SrpClient(new byte[] {7, 1, 9});
        Map<String, String> challenge = beginSrp("nora", srp).challengeParameters();
        int asked = functions.defined.size();
        refused(() -> prove(challenge, srp, "Wr0ng-Horse!"), "NotAuthorizedException", INCORRECT);
        assertThat(server.trail().reason()).contains("WRONG_PASSWORD");
        assertThat(functions.defined).hasSize(asked);
        Map<String, String> ghost = beginSrp("nobody", srp).challengeParameters();
        assertThat(ghost.keySet()).isEqualTo(challenge.keySet());
        assertThat(ghost).containsEntry("USERNAME", "nobody");
        refused(() -> prove(ghost, srp, PASSWORD), "NotAuthorizedException", INCORRECT);
    }

    @Test
    void theSecondFactorFollowsThePassword() {
        smsFactor();
        SrpClient srp = new SrpClient(new byte[] {7, 1, 9});
        RespondToAuthChallengeResponse mfa = prove(beginSrp("nora", srp).challengeParameters(), srp, PASSWORD);
        assertThat(mfa.challengeName()).isEqualTo(ChallengeNameType.SMS_MFA);
        assertThat(mfa.challengeParameters()).containsEntry("CODE_DELIVERY_DESTINATION", "+*********5678");
        String code = sent(PHONE);
        refused(
                () -> sms(mfa.session(), other(code)),
                "CodeMismatchException",
                "Invalid code or auth state for the user.");
        refused(() -> answer(mfa.session(), "nora", "42"), "NotAuthorizedException", INVALID);
        RespondToAuthChallengeResponse next = sms(mfa.session(), code);
        assertThat(next.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
        assertThat(functions.defined.getLast().session())
                .extracting(ChallengeResult::challengeName)
                .containsExactly("SRP_A", "PASSWORD_VERIFIER", "SMS_MFA");
        refused(() -> sms(mfa.session(), code), "NotAuthorizedException", SPENT);
        assertThat(answer(next.session(), "nora", "42").authenticationResult()).isNotNull();
    }

    @Test
    void aFunctionMayAskForAFactor() {
        smsFactor();
        functions.define = request -> request.session().isEmpty()
                ? DefineAuthChallenge.Response.challenge("SMS_MFA")
                : DefineAuthChallenge.Response.tokens();
        InitiateAuthResponse asked = begin("nora", Map.of());
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SMS_MFA);
        for (int i = 0; i < 4; i++) {
            refused(
                    () -> sms(asked.session(), other(sent(PHONE))),
                    "CodeMismatchException",
                    "Invalid code or auth state for the user.");
        }
        refused(() -> sms(asked.session(), other(sent(PHONE))), "NotAuthorizedException", INVALID);
        server.pass(Duration.ofSeconds(2));
        refused(() -> sms(asked.session(), sent(PHONE)), "NotAuthorizedException", SPENT);
        InitiateAuthResponse again = begin("nora", Map.of());
        assertThat(sms(again.session(), sent(PHONE)).authenticationResult()).isNotNull();
        refused(() -> begin("nobody", Map.of()), "InvalidLambdaResponseException", "Unrecognizable lambda output");
    }

    @Test
    void whatMakesNoSenseIsTheFunctionsFault() {
        List<DefineAuthChallenge.Response> senseless = List.of(
                new DefineAuthChallenge.Response(Optional.empty(), false, false),
                DefineAuthChallenge.Response.challenge(""),
                DefineAuthChallenge.Response.challenge("RIDDLE"),
                DefineAuthChallenge.Response.challenge("PASSWORD_VERIFIER"),
                DefineAuthChallenge.Response.challenge("SMS_MFA"));
        for (DefineAuthChallenge.Response response : senseless) {
            functions.define = request -> response;
            refused(() -> begin("nora", Map.of()), "InvalidLambdaResponseException", "Unrecognizable lambda output");
        }
        functions.define = request -> DefineAuthChallenge.Response.challenge("CUSTOM_CHALLENGE");
        functions.create = request ->
                new CreateAuthChallenge.Response(Map.of("long", "x".repeat(131_100)), Map.of(), Optional.empty());
        refused(() -> begin("nora", Map.of()), "InvalidLambdaResponseException", "Unrecognizable lambda output");
    }

    @Test
    void nobodyGetsInHoweverTheFunctionsDecide() {
        functions.define = request -> DefineAuthChallenge.Response.tokens();
        assertThat(begin("nora", Map.of()).authenticationResult()).isNotNull();
        refused(() -> begin("nobody", Map.of()), "NotAuthorizedException", INCORRECT);
        assertThat(server.trail().reason()).contains("UNKNOWN_USER");
        functions.define = request -> new DefineAuthChallenge.Response(Optional.of("CUSTOM_CHALLENGE"), true, true);
        refused(() -> begin("nora", Map.of()), "NotAuthorizedException", INCORRECT);
    }

    @Test
    void ghostsGoTheSameRound() {
        InitiateAuthResponse real = begin("nora", Map.of());
        InitiateAuthResponse ghost = begin("nobody", Map.of());
        assertThat(ghost.challengeName()).isEqualTo(real.challengeName());
        assertThat(ghost.challengeParameters().keySet())
                .isEqualTo(real.challengeParameters().keySet());
        assertThat(ghost.challengeParameters()).containsEntry("USERNAME", "nobody");
        assertThat(ghost.session()).hasSameSizeAs(real.session());
        assertThat(functions.defined.getLast().audience().userNotFound()).isTrue();
        assertThat(functions.created.getLast().audience().userNotFound()).isTrue();
        assertThat(functions.defined.getLast().audience().userAttributes()).isEmpty();
        assertThat(functions.events.getLast().userName()).isEqualTo("nobody");
        RespondToAuthChallengeResponse again = answer(ghost.session(), "nobody", "41");
        assertThat(again.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
        assertThat(functions.verified.getLast().audience().userNotFound()).isTrue();
        refused(() -> answer(again.session(), "nobody", "42"), "NotAuthorizedException", INCORRECT);
        refused(() -> answer(ghost.session(), "nobody", "42"), "NotAuthorizedException", SPENT);
    }

    @Test
    void aDisabledUserIsAskedLikeNobody() {
        disable("nora");
        InitiateAuthResponse asked = begin("nora", Map.of());
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
        assertThat(functions.defined.getLast().audience().userNotFound()).isTrue();
        refused(() -> answer(asked.session(), "nora", "42"), "NotAuthorizedException", INCORRECT);
    }

    @Test
    void clientsThatShowUsersSayWhoIsUnknown() {
        client = client(PreventUserExistenceErrorTypes.LEGACY, ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH);
        refused(() -> begin("nobody", Map.of()), "UserNotFoundException", "User does not exist.");
        disable("nora");
        refused(() -> begin("nora", Map.of()), "NotAuthorizedException", "User is disabled.");
        assertThat(functions.defined).isEmpty();
    }

    @Test
    void whoChangesMeanwhileBeginsAgain() {
        String session = begin("nora", Map.of()).session();
        server.pass(Duration.ofSeconds(1));
        setPassword("nora", PASSWORD, true);
        refused(() -> answer(session, "nora", "42"), "NotAuthorizedException", INVALID);
        String second = begin("nora", Map.of()).session();
        disable("nora");
        refused(() -> answer(second, "nora", "42"), "NotAuthorizedException", "User is disabled.");
        user("max");
        String third = begin("max", Map.of()).session();
        server.call(
                CognitoIdp.ADMIN_DELETE_USER,
                AdminDeleteUserRequest.builder()
                        .userPoolId(pool)
                        .username("max")
                        .build());
        assertThatThrownBy(() -> answer(third, "max", "42"))
                .hasFieldOrPropertyWithValue("code", "NotAuthorizedException");
        assertThat(functions.verified).isEmpty();
    }

    @Test
    void whoIsDisabledWhileTheFunctionThinksIsOut() {
        String session = begin("nora", Map.of()).session();
        functions.verify = request -> {
            disable("nora");
            return true;
        };
        refused(() -> answer(session, "nora", "42"), "NotAuthorizedException", "User is disabled.");
    }

    @Test
    void aTemporaryPasswordIsReplacedBeforeTokens() {
        setPassword("nora", "T3mporary-Horse!", false);
        RespondToAuthChallengeResponse asked = answer(begin("nora", Map.of()).session(), "nora", "42");
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
        assertThat(respond(
                                ChallengeNameType.NEW_PASSWORD_REQUIRED,
                                asked.session(),
                                Map.of("USERNAME", "nora", "NEW_PASSWORD", PASSWORD),
                                Map.of())
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void sessionsAreForOneAnswerOneUserOneClientAndAWhile() {
        user("max");
        String session = begin("nora", Map.of()).session();
        refused(() -> answer(session, "max", "42"), "NotAuthorizedException", INVALID);
        refused(
                () -> respond(
                        ChallengeNameType.SMS_MFA, session, Map.of("USERNAME", "nora", "SMS_MFA_CODE", "1"), Map.of()),
                "NotAuthorizedException",
                INVALID);
        refused(
                () -> respond(ChallengeNameType.CUSTOM_CHALLENGE, session, Map.of("USERNAME", "nora"), Map.of()),
                "InvalidParameterException",
                "Missing required parameter ANSWER");
        refused(() -> answer("nonsense", "nora", "42"), "NotAuthorizedException", INVALID);
        String mine = client;
        client = client(PreventUserExistenceErrorTypes.ENABLED, ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH);
        refused(() -> answer(session, "nora", "42"), "NotAuthorizedException", INVALID);
        client = mine;
        assertThat(functions.verified).isEmpty();
        assertThat(answer(session, "nora", "42").authenticationResult()).isNotNull();
        refused(() -> answer(session, "nora", "42"), "NotAuthorizedException", SPENT);
        String late = begin("nora", Map.of()).session();
        server.pass(Duration.ofMinutes(3));
        refused(
                () -> answer(late, "nora", "42"),
                "NotAuthorizedException",
                "Invalid session for the user, session is expired.");
    }

    @Test
    void oneSessionAnsweredManyTimesAtOnceIsJudgedOnce() throws Exception {
        String session = begin("nora", Map.of()).session();
        assertThat(atOnce(() -> answer(session, "nora", "42").authenticationResult()))
                .isEqualTo(1);
        assertThat(functions.verified).hasSize(1);
    }

    @Test
    void guessesInManySessionsAtOnceAreCountedOneByOne() throws Exception {
        List<String> sessions = Stream.generate(() -> begin("nora", Map.of()).session())
                .limit(RIVALS)
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> guesses = sessions.stream()
                    .<Callable<Boolean>>map(session -> () -> tried(() -> answer(session, "nora", "41")))
                    .toList();
            threads.invokeAll(guesses);
        }
        assertThat(functions.verified).hasSize(5);
    }

    @Test
    void anEndlessFunctionIsStopped() {
        functions.define = request -> DefineAuthChallenge.Response.challenge("CUSTOM_CHALLENGE");
        functions.verify = request -> true;
        String session = begin("nora", Map.of()).session();
        for (int i = 0; i < 19; i++) {
            session = answer(session, "nora", "42").session();
        }
        String last = session;
        refused(() -> answer(last, "nora", "42"), "NotAuthorizedException", INCORRECT);
        assertThat(server.trail().reason()).contains("TOO_MANY_CHALLENGES");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(
                () -> initiate(Map.of("USERNAME", "nora", "CHALLENGE_NAME", "PASSWORD"), Map.of()),
                "InvalidParameterException",
                "CHALLENGE_NAME must be SRP_A.");
        refused(
                () -> initiate(Map.of("USERNAME", "nora", "CHALLENGE_NAME", "SRP_A"), Map.of()),
                "InvalidParameterException",
                "Missing required parameter SRP_A");
        refused(
                () -> initiate(Map.of("USERNAME", "nora", "CHALLENGE_NAME", "SRP_A", "SRP_A", "0"), Map.of()),
                "InvalidParameterException",
                "SRP_A is not a valid SRP public key.");
        client = client(PreventUserExistenceErrorTypes.ENABLED, ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH);
        refused(
                () -> begin("nora", Map.of()),
                "InvalidParameterException",
                "CUSTOM_AUTH flow not enabled for this client");
    }

    @Test
    void allThreeFunctionsAreNeeded() {
        String missing = "Custom auth lambda trigger is not configured for the user pool.";
        for (LambdaConfigType.Builder config : List.of(
                config().defineAuthChallenge(null),
                config().createAuthChallenge(null),
                config().verifyAuthChallengeResponse(null))) {
            update(config.build());
            refused(() -> begin("nora", Map.of()), "InvalidParameterException", missing);
        }
    }

    @Test
    void otherTriggersStillRefuse() {
        update(config().preAuthentication(ARN + "pre").build());
        assertThatThrownBy(() -> begin("nora", Map.of()))
                .hasFieldOrPropertyWithValue("code", "UnexpectedLambdaException");
        assertThat(functions.defined).isEmpty();
        update(config().postAuthentication(ARN + "post").build());
        String session = begin("nora", Map.of()).session();
        assertThatThrownBy(() -> answer(session, "nora", "42"))
                .hasFieldOrPropertyWithValue("code", "UnexpectedLambdaException");
    }

    @Test
    void clientsLimitedToCustomAuthAnswerNothingElse() {
        client = client(PreventUserExistenceErrorTypes.ENABLED, ExplicitAuthFlowsType.CUSTOM_AUTH_FLOW_ONLY);
        assertThat(answer(begin("nora", Map.of()).session(), "nora", "42").authenticationResult())
                .isNotNull();
        SrpClient srp = new SrpClient(new byte[] {7, 1, 9});
        Map<String, String> challenge = beginSrp("nora", srp).challengeParameters();
        refused(
                () -> prove(challenge, srp, PASSWORD),
                "InvalidParameterException",
                "Only custom auth (lambda driven) is enabled for this client.");
    }

    @Test
    void administratorsGoTheSameWay() {
        String session = server.call(
                        CognitoIdp.ADMIN_INITIATE_AUTH,
                        AdminInitiateAuthRequest.builder()
                                .userPoolId(pool)
                                .clientId(client)
                                .authFlow(AuthFlowType.CUSTOM_AUTH)
                                .authParameters(Map.of("USERNAME", "nora"))
                                .build())
                .session();
        assertThat(server.call(
                                CognitoIdp.ADMIN_RESPOND_TO_AUTH_CHALLENGE,
                                AdminRespondToAuthChallengeRequest.builder()
                                        .userPoolId(pool)
                                        .clientId(client)
                                        .challengeName(ChallengeNameType.CUSTOM_CHALLENGE)
                                        .session(session)
                                        .clientMetadata(Map.of("by", "admin"))
                                        .challengeResponses(Map.of("USERNAME", "nora", "ANSWER", "42"))
                                        .build())
                        .authenticationResult())
                .isNotNull();
        assertThat(functions.verified.getFirst().audience().clientMetadata()).containsEntry("by", "admin");
    }

    @Test
    void aKnownDeviceComesLastAndAnUnknownOneIsPassedOver() {
        server.call(
                CognitoIdp.UPDATE_USER_POOL,
                UpdateUserPoolRequest.builder()
                        .userPoolId(pool)
                        .lambdaConfig(config().build())
                        .deviceConfiguration(new DeviceConfigurationType(true, false))
                        .build());
        AuthenticationResultType first =
                answer(begin("nora", Map.of()).session(), "nora", "42").authenticationResult();
        Device device = Device.of(first.newDeviceMetadata());
        AuthenticationResultType second =
                from(device, begin("nora", Map.of()).session()).authenticationResult();
        assertThat(second.newDeviceMetadata().deviceKey()).isNotEqualTo(device.key());
        server.call(
                CognitoIdp.CONFIRM_DEVICE,
                ConfirmDeviceRequest.builder()
                        .accessToken(first.accessToken())
                        .deviceKey(device.key())
                        .deviceSecretVerifierConfig(device.verifier())
                        .build());
        RespondToAuthChallengeResponse asked =
                from(device, begin("nora", Map.of()).session());
        assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.DEVICE_SRP_AUTH);
        SrpClient srp = new SrpClient(new byte[] {5, 6, 7, 8});
        RespondToAuthChallengeResponse verifier = respond(
                ChallengeNameType.DEVICE_SRP_AUTH,
                asked.session(),
                Map.of("USERNAME", "nora", "SRP_A", srp.hex(), "DEVICE_KEY", device.key()),
                Map.of());
        Map<String, String> proof = device.prove(srp, verifier.challengeParameters(), "nora", server.now());
        assertThat(respond(ChallengeNameType.DEVICE_PASSWORD_VERIFIER, null, proof, Map.of())
                        .authenticationResult()
                        .newDeviceMetadata())
                .isNull();
    }

    private RespondToAuthChallengeResponse from(Device device, String session) {
        return respond(
                ChallengeNameType.CUSTOM_CHALLENGE,
                session,
                Map.of("USERNAME", "nora", "ANSWER", "42", "DEVICE_KEY", device.key()),
                Map.of());
    }

    private static LambdaConfigType.Builder config() {
        return LambdaConfigType.builder()
                .defineAuthChallenge(ARN + "define")
                .createAuthChallenge(ARN + "create")
                .verifyAuthChallengeResponse(ARN + "verify");
    }

    private void update(LambdaConfigType config) {
        server.call(
                CognitoIdp.UPDATE_USER_POOL,
                UpdateUserPoolRequest.builder()
                        .userPoolId(pool)
                        .lambdaConfig(config)
                        .build());
    }

    private String client(PreventUserExistenceErrorTypes errors, ExplicitAuthFlowsType... flows) {
        return server.call(
                        CognitoIdp.CREATE_USER_POOL_CLIENT,
                        CreateUserPoolClientRequest.builder()
                                .userPoolId(pool)
                                .clientName("web")
                                .preventUserExistenceErrors(errors)
                                .explicitAuthFlows(List.of(flows))
                                .build())
                .userPoolClient()
                .clientId();
    }

    private void user(String name) {
        server.call(
                CognitoIdp.ADMIN_CREATE_USER,
                AdminCreateUserRequest.builder()
                        .userPoolId(pool)
                        .username(name)
                        .messageAction(MessageActionType.SUPPRESS)
                        .userAttributes(List.of(
                                AttributeType.builder()
                                        .name("email")
                                        .value(name + "@example.com")
                                        .build(),
                                AttributeType.builder()
                                        .name("phone_number")
                                        .value(PHONE)
                                        .build()))
                        .build());
        setPassword(name, PASSWORD, true);
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

    private void disable(String name) {
        server.call(
                CognitoIdp.ADMIN_DISABLE_USER,
                AdminDisableUserRequest.builder()
                        .userPoolId(pool)
                        .username(name)
                        .build());
    }

    private void smsFactor() {
        server.call(
                CognitoIdp.SET_USER_POOL_MFA_CONFIG,
                SetUserPoolMfaConfigRequest.builder()
                        .userPoolId(pool)
                        .mfaConfiguration(UserPoolMfaType.OPTIONAL)
                        .smsMfaConfiguration(SmsMfaConfigType.builder()
                                .smsConfiguration(SmsConfigurationType.builder()
                                        .snsCallerArn("arn:aws:iam::000000000000:role/sms")
                                        .build())
                                .build())
                        .build());
        server.call(
                CognitoIdp.ADMIN_SET_USER_MFA_PREFERENCE,
                AdminSetUserMFAPreferenceRequest.builder()
                        .userPoolId(pool)
                        .username("nora")
                        .smsMfaSettings(
                                SMSMfaSettingsType.builder().enabled(true).build())
                        .build());
    }

    private String sent(String to) {
        List<MessageRecord> all = server.ground()
                .store()
                .read(tx -> tx.outbox().list(Optional.of(to), Optional.empty(), 10))
                .items();
        MessageRecord newest = new SealedBodies(server.ground().sealer()).open(all.getFirst());
        Matcher matcher = CODE.matcher(newest.body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private InitiateAuthResponse begin(String name, Map<String, String> metadata) {
        return initiate(Map.of("USERNAME", name), metadata);
    }

    private InitiateAuthResponse beginSrp(String name, SrpClient srp) {
        return initiate(Map.of("USERNAME", name, "CHALLENGE_NAME", "SRP_A", "SRP_A", srp.hex()), Map.of());
    }

    private InitiateAuthResponse initiate(Map<String, String> parameters, Map<String, String> metadata) {
        return server.call(
                CognitoIdp.INITIATE_AUTH,
                InitiateAuthRequest.builder()
                        .clientId(client)
                        .authFlow(AuthFlowType.CUSTOM_AUTH)
                        .authParameters(parameters)
                        .clientMetadata(metadata)
                        .build());
    }

    private RespondToAuthChallengeResponse answer(String session, String name, String answer) {
        return answer(session, name, answer, Map.of());
    }

    private RespondToAuthChallengeResponse answer(
            String session, String name, String answer, Map<String, String> metadata) {
        return respond(
                ChallengeNameType.CUSTOM_CHALLENGE, session, Map.of("USERNAME", name, "ANSWER", answer), metadata);
    }

    private RespondToAuthChallengeResponse sms(String session, String code) {
        return respond(ChallengeNameType.SMS_MFA, session, Map.of("USERNAME", "nora", "SMS_MFA_CODE", code), Map.of());
    }

    private RespondToAuthChallengeResponse prove(Map<String, String> challenge, SrpClient srp, String password) {
        String name = challenge.get("USER_ID_FOR_SRP");
        String timestamp = SrpTimestamp.of(server.now()).canonical();
        String signature = srp.sign(
                new SrpIdentity(new PoolId(pool).name(), name),
                password,
                challenge.get("SALT"),
                challenge.get("SRP_B"),
                challenge.get("SECRET_BLOCK"),
                timestamp);
        Map<String, String> responses = Map.of(
                "USERNAME",
                name,
                "TIMESTAMP",
                timestamp,
                "PASSWORD_CLAIM_SECRET_BLOCK",
                challenge.get("SECRET_BLOCK"),
                "PASSWORD_CLAIM_SIGNATURE",
                signature);
        return respond(ChallengeNameType.PASSWORD_VERIFIER, null, responses, Map.of());
    }

    private RespondToAuthChallengeResponse respond(
            ChallengeNameType challenge, String session, Map<String, String> responses, Map<String, String> metadata) {
        return server.call(
                CognitoIdp.RESPOND_TO_AUTH_CHALLENGE,
                RespondToAuthChallengeRequest.builder()
                        .clientId(client)
                        .challengeName(challenge)
                        .session(session)
                        .clientMetadata(metadata)
                        .challengeResponses(responses)
                        .build());
    }

    private static boolean tried(Callable<?> call) throws Exception {
        try {
            return call.call() != null;
        } catch (ServiceException refusal) {
            return false;
        }
    }

    private static int atOnce(Callable<?> call) throws Exception {
        int good = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> careful = () -> tried(call);
            for (Future<Boolean> result : threads.invokeAll(Collections.nCopies(RIVALS, careful))) {
                good += result.get() ? 1 : 0;
            }
        }
        return good;
    }

    private static void refused(ThrowingCallable call, String code, String text) {
        assertThatThrownBy(call).hasFieldOrPropertyWithValue("code", code).hasMessage(text);
    }
}
