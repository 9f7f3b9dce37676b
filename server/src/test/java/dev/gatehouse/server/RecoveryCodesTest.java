package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.cognitoidp.AdminCreateUserRequest;
import dev.gatehouse.model.cognitoidp.AdminDeleteSoftwareTokenRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserPasswordRequest;
import dev.gatehouse.model.cognitoidp.AssociateSoftwareTokenRequest;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.CreateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.MessageActionType;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import dev.gatehouse.model.cognitoidp.SetUserMFAPreferenceRequest;
import dev.gatehouse.model.cognitoidp.SetUserPoolMfaConfigRequest;
import dev.gatehouse.model.cognitoidp.SoftwareTokenMfaConfigType;
import dev.gatehouse.model.cognitoidp.SoftwareTokenMfaSettingsType;
import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.model.cognitoidp.VerifySoftwareTokenRequest;
import dev.gatehouse.model.protocol.Page;
import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.protocol.WireRequest;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.pure.totp.Base32;
import dev.gatehouse.pure.totp.Totp;
import dev.gatehouse.server.audit.AuditEvent;
import dev.gatehouse.server.mfa.RecoveryPages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recovery codes from the page to the sign-in, by a clock that is turned.
class RecoveryCodesTest {
    private static final String PASSWORD = "Corr3ct-Horse!";
    private static final Pattern CODE = Pattern.compile("\"([A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4})\"");
    private static final String WRONG = "Invalid code received for user";

    @TempDir
    Path folder;

    private final List<AuditEvent> audited = new ArrayList<>();
    private InProcess server;
    private Pages pages;
    private String pool;
    private String client;

    @BeforeEach
    void open() throws Exception {
        server = InProcess.in(folder);
        pages = RecoveryPages.table(server.mfa(), audited::add, server.clock());
        pool(Map.of("gatehouse:recovery-codes", "true"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void eachOfTenCodesSignsInOnce() {
        withApp("nora");
        List<String> codes = generate(tokenOf("nora"));
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        for (String code : codes) {
            assertThat(answer("nora", code).authenticationResult()).isNotNull();
            assertThat(server.trail().reason()).contains("RECOVERY_CODE");
        }
        refused(() -> answer("nora", codes.getFirst()), "CodeMismatchException", WRONG);
    }

    @Test
    void codesAreTakenHoweverTyped() {
        withApp("nora");
        String token = tokenOf("nora");
        List<String> codes = generate(token);
        assertThat(remaining(token)).isEqualTo("{\"Remaining\":10}");
        assertThat(answer("nora", codes.get(0).replace("-", "")).authenticationResult())
                .isNotNull();
        assertThat(answer("nora", codes.get(1).toLowerCase(Locale.ROOT)).authenticationResult())
                .isNotNull();
        assertThat(answer("nora", codes.get(2).replace('-', ' ')).authenticationResult())
                .isNotNull();
        assertThat(remaining(token)).isEqualTo("{\"Remaining\":7}");
    }

    @Test
    void newCodesEndTheOldOnes() {
        withApp("nora");
        String token = tokenOf("nora");
        String old = generate(token).getFirst();
        String fresh = generate(token).getFirst();
        refused(() -> answer("nora", old), "CodeMismatchException", WRONG);
        assertThat(answer("nora", fresh).authenticationResult()).isNotNull();
    }

    @Test
    void wrongCodesCountAndEndTheSession() {
        withApp("nora");
        String right = generate(tokenOf("nora")).getFirst();
        String session = password("nora").session();
        for (int i = 0; i < 4; i++) {
            refused(() -> respond(session, "nora", "AAAA-AAAA-AAAA"), "CodeMismatchException", WRONG);
        }
        refused(
                () -> respond(session, "nora", "AAAA-AAAA-AAAA"),
                "NotAuthorizedException",
                "Invalid session for the user.");
        refused(() -> password("nora"), "NotAuthorizedException", "Password attempts exceeded");
        server.pass(Duration.ofSeconds(2));
        refused(() -> respond(session, "nora", right), "NotAuthorizedException", "Invalid session for the user.");
        assertThat(answer("nora", right).authenticationResult()).isNotNull();
    }

    @Test
    void oneCodeInManySessionsAtOnceAdmitsOnce() throws Exception {
        withApp("nora");
        String code = generate(tokenOf("nora")).getFirst();
        List<Callable<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String session = password("nora").session();
            answers.add(() -> admitted(session, code));
        }
        int admitted = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> answer : threads.invokeAll(answers)) {
                admitted += answer.get() ? 1 : 0;
            }
        }
        assertThat(admitted).isEqualTo(1);
    }

    @Test
    void anothersCodeIsWrong() {
        withApp("nora");
        withApp("max");
        String maxs = generate(tokenOf("max")).getFirst();
        refused(() -> answer("nora", maxs), "CodeMismatchException", WRONG);
    }

    @Test
    void theAppStillWorks() {
        byte[] secret = withApp("nora");
        generate(tokenOf("nora"));
        server.pass(Duration.ofMinutes(1));
        assertThat(answer("nora", Totp.code(secret, Totp.step(server.now()))).authenticationResult())
                .isNotNull();
    }

    @Test
    void codesGoWithTheApp() {
        withApp("nora");
        String token = tokenOf("nora");
        generate(token);
        server.call(
                CognitoIdp.ADMIN_DELETE_SOFTWARE_TOKEN,
                AdminDeleteSoftwareTokenRequest.builder()
                        .userPoolId(pool)
                        .username("nora")
                        .build());
        assertThat(remaining(token)).isEqualTo("{\"Remaining\":0}");
        WireAnswer refused = page("POST", pool, "Bearer " + token);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(text(refused)).contains("SoftwareTokenMFANotFoundException");
    }

    @Test
    void onlyDigestsAreKept() {
        withApp("nora");
        List<String> codes = generate(tokenOf("nora"));
        String sub = audited.getLast().sub();
        List<String> kept =
                server.ground().store().read(tx -> tx.recoveryCodes().left(new PoolId(pool), new Sub(sub)));
        assertThat(kept).hasSize(10).allMatch(digest -> digest.matches("[0-9a-f]{64}"));
        assertThat(String.join(" ", kept))
                .doesNotContainIgnoringCase(codes.getFirst().substring(0, 4) + "-");
    }

    @Test
    void everyCallIsAudited() {
        withApp("nora");
        generate(tokenOf("nora"));
        page("GET", pool, "Bearer nonsense");
        assertThat(audited)
                .extracting(AuditEvent::operation)
                .containsExactly("GenerateRecoveryCodes", "CountRecoveryCodes");
        assertThat(audited).extracting(AuditEvent::outcome).containsExactly("ok", "NotAuthorizedException");
        assertThat(audited.getFirst().pool()).isEqualTo(pool);
        assertThat(audited.getFirst().toString()).doesNotContainPattern("[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}");
    }

    @Test
    void withoutAGoodTokenThereIsNothing() {
        withApp("nora");
        String token = tokenOf("nora");
        for (String header : List.of("", "Basic " + token, token, "Bearer ", "Bearer " + token + "x")) {
            assertThat(page("POST", pool, header).status()).as(header).isEqualTo(401);
        }
        String mine = pool;
        pool(Map.of("gatehouse:recovery-codes", "true"));
        assertThat(page("POST", pool, "Bearer " + token).status()).isEqualTo(401);
        assertThat(page("POST", mine, "Bearer " + token).status()).isEqualTo(200);
    }

    @Test
    void aPoolThatIsNotAskedHasNone() {
        for (Map<String, String> tags : List.of(Map.<String, String>of(), Map.of("gatehouse:recovery-codes", "no"))) {
            pool(tags);
            withApp("nora");
            assertThat(page("POST", pool, "Bearer " + tokenOf("nora")).status()).isEqualTo(404);
            assertThat(page("GET", pool, "").status()).isEqualTo(404);
            refused(() -> answer("nora", "AAAA-AAAA-AAAA"), "CodeMismatchException", WRONG);
        }
        assertThat(page("GET", "eu-west-1_nobodyhas", "").status()).isEqualTo(404);
        assertThat(page("GET", "nonsense", "").status()).isEqualTo(404);
    }

    private void pool(Map<String, String> tags) {
        pool = server.call(
                        CognitoIdp.CREATE_USER_POOL,
                        CreateUserPoolRequest.builder()
                                .poolName("shop")
                                .userPoolTags(tags)
                                .build())
                .userPool()
                .id();
        server.call(
                CognitoIdp.SET_USER_POOL_MFA_CONFIG,
                SetUserPoolMfaConfigRequest.builder()
                        .userPoolId(pool)
                        .mfaConfiguration(UserPoolMfaType.OPTIONAL)
                        .softwareTokenMfaConfiguration(SoftwareTokenMfaConfigType.builder()
                                .enabled(true)
                                .build())
                        .build());
        client = server.call(
                        CognitoIdp.CREATE_USER_POOL_CLIENT,
                        CreateUserPoolClientRequest.builder()
                                .userPoolId(pool)
                                .clientName("web")
                                .explicitAuthFlows(List.of(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH))
                                .build())
                .userPoolClient()
                .clientId();
    }

    private final Map<String, String> tokens = new HashMap<>();

    private String tokenOf(String name) {
        return tokens.get(name);
    }

    /// A user with an authenticator app switched on; returns its secret.
    private byte[] withApp(String name) {
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
        String token = password(name).authenticationResult().accessToken();
        tokens.put(name, token);
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
                        .userCode(Totp.code(secret, Totp.step(server.now())))
                        .build());
        server.call(
                CognitoIdp.SET_USER_MFA_PREFERENCE,
                SetUserMFAPreferenceRequest.builder()
                        .accessToken(token)
                        .softwareTokenMfaSettings(SoftwareTokenMfaSettingsType.builder()
                                .enabled(true)
                                .build())
                        .build());
        return secret;
    }

    private List<String> generate(String token) {
        WireAnswer answer = page("POST", pool, "Bearer " + token);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
        return CODE.matcher(text(answer)).results().map(found -> found.group(1)).toList();
    }

    private String remaining(String token) {
        return text(page("GET", pool, "Bearer " + token));
    }

    private WireAnswer page(String method, String poolId, String authorization) {
        Page page = pages.rows().stream()
                .filter(row -> row.method().equals(method))
                .findFirst()
                .orElseThrow()
                .page();
        Map<String, List<String>> headers =
                authorization.isEmpty() ? Map.of() : Map.of("authorization", List.of(authorization));
        WireRequest request = new WireRequest(method, "/" + poolId + "/recovery-codes", "", headers, new byte[0]);
        return page.answer(
                new Page.Visit(request, Map.of("poolId", poolId), "request-1", "192.0.2.1", true, server.now()));
    }

    private static String text(WireAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private InitiateAuthResponse password(String name) {
        return server.call(
                CognitoIdp.INITIATE_AUTH,
                InitiateAuthRequest.builder()
                        .clientId(client)
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", name, "PASSWORD", PASSWORD))
                        .build());
    }

    private RespondToAuthChallengeResponse answer(String name, String code) {
        return respond(password(name).session(), name, code);
    }

    private RespondToAuthChallengeResponse respond(String session, String name, String code) {
        return server.call(
                CognitoIdp.RESPOND_TO_AUTH_CHALLENGE,
                RespondToAuthChallengeRequest.builder()
                        .clientId(client)
                        .challengeName(ChallengeNameType.SOFTWARE_TOKEN_MFA)
                        .session(session)
                        .challengeResponses(Map.of("USERNAME", name, "SOFTWARE_TOKEN_MFA_CODE", code))
                        .build());
    }

    private boolean admitted(String session, String code) {
        try {
            return respond(session, "nora", code).authenticationResult() != null;
        } catch (ServiceException refusal) {
            return false;
        }
    }

    private static void refused(ThrowingCallable call, String code, String text) {
        assertThatThrownBy(call).hasFieldOrPropertyWithValue("code", code).hasMessage(text);
    }
}
