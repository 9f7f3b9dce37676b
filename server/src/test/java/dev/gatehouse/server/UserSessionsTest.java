package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gatehouse.model.cognitoidp.AuthenticationResultType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.SessionDescriptionType;
import dev.gatehouse.model.cognitoidp.SessionLocationType;
import dev.gatehouse.model.cognitoidp.SessionTypeType;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.sessions.TinyGeoIp;
import dev.gatehouse.server.store.SessionDetailsRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
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

/// ListUserSessions, RevokeUserSession, their Admin forms, and what sign-in and refresh remember.
class UserSessionsTest {
    private static final String PASSWORD = "Corr3ct-Horse!";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";
    private static final String CURL = "curl/8.16.0";
    private static final String NOT_ENABLED =
            "OperationNotEnabledException: User session tracking is not enabled for this user pool.";
    private static final String NO_SESSION = "ResourceNotFoundException: Session does not exist.";

    @TempDir
    Path folder;

    private InProcess server;
    private String pool;
    private String client;

    @BeforeEach
    void open() throws Exception {
        Path places = TinyGeoIp.write(folder.resolve("tiny.mmdb"));
        server = InProcess.in(folder, Map.of("geoip.database", places.toString()));
        pool = call(CognitoIdp.CREATE_USER_POOL, "{'PoolName':'shop'}")
                .userPool()
                .id();
        client = client("");
        user("nora");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private <I extends Shape, O extends Shape> O call(Operation<I, O> operation, String request, Object... values) {
        String json = request.formatted(values).replace('\'', '"');
        return server.call(operation, ShapeJson.read(operation.input(), json.getBytes(UTF_8)));
    }

    private <I extends Shape, O extends Shape> String refusal(
            Operation<I, O> operation, String request, Object... values) {
        try {
            return fail("not refused: " + call(operation, request, values));
        } catch (ServiceException e) {
            assertThat(operation.errors()).as(operation.name()).contains(e.code());
            return e.code() + ": " + e.text();
        }
    }

    private String client(String settings) {
        return call(
                        CognitoIdp.CREATE_USER_POOL_CLIENT,
                        "{'UserPoolId':'%s','ClientName':'web','ExplicitAuthFlows':['ALLOW_USER_PASSWORD_AUTH',"
                                + "'ALLOW_ADMIN_USER_PASSWORD_AUTH']%s}",
                        pool,
                        settings)
                .userPoolClient()
                .clientId();
    }

    private void user(String name) {
        call(
                CognitoIdp.ADMIN_CREATE_USER,
                "{'UserPoolId':'%s','Username':'%s','MessageAction':'SUPPRESS'}",
                pool,
                name);
        call(
                CognitoIdp.ADMIN_SET_USER_PASSWORD,
                "{'UserPoolId':'%s','Username':'%s','Password':'%s','Permanent':true}",
                pool,
                name,
                PASSWORD);
    }

    private void track(String tracking, int most) {
        call(
                CognitoIdp.SET_USER_POOL_SESSION_CONFIGURATION,
                "{'UserPoolId':'%s','UserSessionTracking':'%s','TokenSession':{'MaxPerUser':%s}}",
                pool,
                tracking,
                most);
    }

    private AuthenticationResultType signIn(String name) {
        return call(
                        CognitoIdp.INITIATE_AUTH,
                        "{'ClientId':'%s','AuthFlow':'USER_PASSWORD_AUTH',"
                                + "'AuthParameters':{'USERNAME':'%s','PASSWORD':'%s'}}",
                        client,
                        name,
                        PASSWORD)
                .authenticationResult();
    }

    /// A sign-in a minute after whatever was before.
    private AuthenticationResultType later() {
        server.pass(Duration.ofMinutes(1));
        return signIn("nora");
    }

    private AuthenticationResultType refresh(AuthenticationResultType tokens) {
        return call(
                        CognitoIdp.GET_TOKENS_FROM_REFRESH_TOKEN,
                        "{'ClientId':'%s','RefreshToken':'%s'}",
                        client,
                        tokens.refreshToken())
                .authenticationResult();
    }

    private String refreshRefusal(AuthenticationResultType tokens) {
        return refusal(
                CognitoIdp.GET_TOKENS_FROM_REFRESH_TOKEN,
                "{'ClientId':'%s','RefreshToken':'%s'}",
                client,
                tokens.refreshToken());
    }

    private List<SessionDescriptionType> list(AuthenticationResultType tokens) {
        return call(CognitoIdp.LIST_USER_SESSIONS, "{'AccessToken':'%s'}", tokens.accessToken())
                .sessions();
    }

    private List<SessionDescriptionType> listOf(String name) {
        return call(CognitoIdp.ADMIN_LIST_USER_SESSIONS, "{'UserPoolId':'%s','Username':'%s'}", pool, name)
                .sessions();
    }

    private String idOf(AuthenticationResultType tokens) {
        return list(tokens).stream()
                .filter(SessionDescriptionType::isCurrentSession)
                .findFirst()
                .orElseThrow()
                .sessionId();
    }

    private void revoke(AuthenticationResultType tokens, String id) {
        call(CognitoIdp.REVOKE_USER_SESSION, "{'AccessToken':'%s','SessionId':'%s'}", tokens.accessToken(), id);
    }

    private String revokeRefusal(AuthenticationResultType tokens, String id) {
        return refusal(
                CognitoIdp.REVOKE_USER_SESSION, "{'AccessToken':'%s','SessionId':'%s'}", tokens.accessToken(), id);
    }

    private String adminRevokeRefusal(String name, String id) {
        return refusal(
                CognitoIdp.ADMIN_REVOKE_USER_SESSION,
                "{'UserPoolId':'%s','Username':'%s','SessionId':'%s'}",
                pool,
                name,
                id);
    }

    private void assertEnded(AuthenticationResultType tokens) {
        assertThat(refreshRefusal(tokens)).isEqualTo("NotAuthorizedException: Refresh Token has been revoked");
        assertThat(refusal(CognitoIdp.GET_USER, "{'AccessToken':'%s'}", tokens.accessToken()))
                .isEqualTo("NotAuthorizedException: Access Token has been revoked");
    }

    @Test
    void offUnlessTurnedOn() {
        AuthenticationResultType before = signIn("nora");
        String id = "tkn" + "a".repeat(25);
        assertThat(refusal(CognitoIdp.LIST_USER_SESSIONS, "{'AccessToken':'%s'}", before.accessToken()))
                .isEqualTo(NOT_ENABLED);
        assertThat(refusal(CognitoIdp.ADMIN_LIST_USER_SESSIONS, "{'UserPoolId':'%s','Username':'nora'}", pool))
                .isEqualTo(NOT_ENABLED);
        assertThat(revokeRefusal(before, id)).isEqualTo(NOT_ENABLED);
        assertThat(adminRevokeRefusal("nora", id)).isEqualTo(NOT_ENABLED);

        track("ENABLED", 20);
        assertThat(list(before)).as("nothing was remembered before").isEmpty();
        refresh(before);
        assertThat(list(before)).as("a refresh begins no session").isEmpty();
    }

    @Test
    void aSessionTellsWhereItBeganAndWhichIsTheCallers() {
        track("ENABLED", 20);
        server.from("192.0.2.9", FIREFOX);
        AuthenticationResultType first = signIn("nora");
        Instant began = server.now();
        server.from("2001:db8::7", CURL);
        AuthenticationResultType second = later();

        List<SessionDescriptionType> sessions = list(first);

        assertThat(sessions)
                .extracting(SessionDescriptionType::isCurrentSession)
                .containsExactly(false, true);
        assertThat(sessions.get(0).sessionId()).isEqualTo(idOf(second));
        assertThat(sessions.get(0).deviceType()).isEqualTo("curl");
        assertThat(sessions.get(0).lastLocation()).isEqualTo(new SessionLocationType("unknown", "unknown"));
        assertThat(sessions.get(1))
                .isEqualTo(SessionDescriptionType.builder()
                        .sessionId(sessions.get(1).sessionId())
                        .sessionType(SessionTypeType.TOKEN)
                        .clientId(client)
                        .createDate(began)
                        .lastActiveDate(began)
                        .deviceType("Firefox on Linux")
                        .lastIPAddress("192.0.2.9")
                        .lastLocation(new SessionLocationType("Aarhus", "Denmark"))
                        .isCurrentSession(true)
                        .build());
        assertThat(sessions).allMatch(session -> session.sessionId().matches("tkn[a-z0-9]{25}"));
        assertThat(listOf("nora"))
                .as("an administrator sees the same, none of them current")
                .isEqualTo(sessions.stream()
                        .map(session ->
                                session.toBuilder().isCurrentSession(false).build())
                        .toList());
    }

    @Test
    void aRefreshMovesTheSessionOn() {
        track("ENABLED", 20);
        refreshMovesTheSessionOn();
        client = client(",'RefreshTokenRotation':{'Feature':'ENABLED','RetryGracePeriodSeconds':0}");
        refreshMovesTheSessionOn();
    }

    private void refreshMovesTheSessionOn() {
        server.from("192.0.2.9", FIREFOX);
        AuthenticationResultType tokens = signIn("nora");
        SessionDescriptionType before = list(tokens).getFirst();
        server.pass(Duration.ofMinutes(10));
        server.from("198.51.100.1", CURL);

        AuthenticationResultType next = refresh(tokens);

        assertThat(list(next).getFirst())
                .isEqualTo(before.toBuilder()
                        .lastActiveDate(server.now())
                        .deviceType("curl")
                        .lastIPAddress("198.51.100.1")
                        .lastLocation(new SessionLocationType("unknown", "unknown"))
                        .build());
        server.pass(Duration.ofMinutes(10));
    }

    @Test
    void aServerTellsWhoStandsBehindIt() {
        track("ENABLED", 20);
        server.from("10.0.0.1", "backend/1");
        call(
                CognitoIdp.ADMIN_INITIATE_AUTH,
                "{'UserPoolId':'%s','ClientId':'%s','AuthFlow':'ADMIN_USER_PASSWORD_AUTH','AuthParameters':"
                        + "{'USERNAME':'nora','PASSWORD':'%s'},'ContextData':{'IpAddress':'192.0.2.44',"
                        + "'ServerName':'shop','ServerPath':'/','HttpHeaders':[{'headerName':'X-Other',"
                        + "'headerValue':'x'},{'headerName':'User-Agent','headerValue':'%s'}]}}",
                pool,
                client,
                PASSWORD,
                FIREFOX);

        SessionDescriptionType session = listOf("nora").getFirst();

        assertThat(session.lastIPAddress()).isEqualTo("192.0.2.44");
        assertThat(session.deviceType()).isEqualTo("Firefox on Linux");
        assertThat(session.lastLocation().city()).isEqualTo("Aarhus");
    }

    @Test
    void theLeastRecentlyUsedSessionMakesRoom() {
        track("ENABLED", 2);
        AuthenticationResultType first = signIn("nora");
        AuthenticationResultType second = later();
        server.pass(Duration.ofMinutes(1));
        refresh(first);

        AuthenticationResultType third = later();

        assertEnded(second);
        assertThat(list(third)).hasSize(2);
        refresh(first);
        user("otto");
        signIn("otto");
        assertThat(list(third)).as("others do not count").hasSize(2);
    }

    @Test
    void aLowerLimitWaitsForTheNextSignIn() {
        track("ENABLED", 3);
        AuthenticationResultType first = signIn("nora");
        AuthenticationResultType second = later();
        AuthenticationResultType third = later();
        track("ENABLED", 1);
        assertThat(list(first)).hasSize(3);

        AuthenticationResultType fourth = later();

        assertThat(list(fourth)).hasSize(1);
        List.of(first, second, third).forEach(this::assertEnded);
    }

    @Test
    void sessionsOfOneMomentKeepTheLimit() throws Exception {
        track("ENABLED", 3);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<AuthenticationResultType> signIn = () -> signIn("nora");
            for (Future<AuthenticationResultType> done : threads.invokeAll(Collections.nCopies(10, signIn))) {
                assertThat(done.get().accessToken()).isNotEmpty();
            }
        }
        assertThat(listOf("nora")).hasSize(3);
    }

    @Test
    void aRevokedSessionIsOver() {
        track("ENABLED", 20);
        AuthenticationResultType here = signIn("nora");
        AuthenticationResultType there = later();
        String id = idOf(there);

        revoke(here, id);

        assertEnded(there);
        assertThat(list(here)).hasSize(1);
        assertThat(revokeRefusal(here, id)).isEqualTo(NO_SESSION);
        refresh(here);
    }

    @Test
    void ownSessionsCannotBeRevokedByThemselves() {
        track("ENABLED", 20);
        AuthenticationResultType here = signIn("nora");
        assertThat(revokeRefusal(here, idOf(here)))
                .isEqualTo("InvalidParameterException: The current session cannot be revoked.");
        assertThat(list(here)).hasSize(1);
    }

    @Test
    void sessionsOfOthersAreUnknown() {
        track("ENABLED", 20);
        user("otto");
        AuthenticationResultType nora = signIn("nora");
        AuthenticationResultType otto = signIn("otto");
        String ottos = idOf(otto);

        assertThat(revokeRefusal(nora, ottos)).isEqualTo(NO_SESSION);
        assertThat(adminRevokeRefusal("nora", ottos)).isEqualTo(NO_SESSION);
        assertThat(adminRevokeRefusal("nobody", ottos)).startsWith("UserNotFoundException");
        refresh(otto);

        call(
                CognitoIdp.ADMIN_REVOKE_USER_SESSION,
                "{'UserPoolId':'%s','Username':'otto','SessionId':'%s'}",
                pool,
                ottos);
        assertEnded(otto);
        assertThat(listOf("otto")).isEmpty();
    }

    @Test
    void tokensOfClientsWithoutRevocationEndToo() {
        client = client(",'EnableTokenRevocation':false");
        track("ENABLED", 20);
        AuthenticationResultType here = signIn("nora");
        AuthenticationResultType there = later();
        revoke(here, idOf(there));
        assertEnded(there);
    }

    @Test
    void endedAndExpiredSessionsAreNotShown() {
        track("ENABLED", 20);
        signIn("nora");
        call(CognitoIdp.ADMIN_USER_GLOBAL_SIGN_OUT, "{'UserPoolId':'%s','Username':'nora'}", pool);
        assertThat(listOf("nora")).isEmpty();

        AuthenticationResultType tokens = later();
        call(CognitoIdp.REVOKE_TOKEN, "{'ClientId':'%s','Token':'%s'}", client, tokens.refreshToken());
        assertThat(listOf("nora")).isEmpty();

        later();
        server.pass(Duration.ofDays(30));
        assertThat(listOf("nora")).isEmpty();
    }

    @Test
    void aDeletedUserLeavesNothing() {
        track("ENABLED", 20);
        signIn("nora");
        Sub sub = subOf("nora");
        call(CognitoIdp.ADMIN_DELETE_USER, "{'UserPoolId':'%s','Username':'nora'}", pool);
        assertThat(details(sub)).isEmpty();
    }

    @Test
    void whileTrackingIsOffNothingIsRemembered() {
        track("ENABLED", 20);
        server.from("192.0.2.9", FIREFOX);
        AuthenticationResultType tokens = signIn("nora");
        List<SessionDescriptionType> before = listOf("nora");
        track("DISABLED", 20);
        server.from("192.0.2.10", CURL);
        server.pass(Duration.ofMinutes(1));
        refresh(tokens);
        later();
        track("ENABLED", 20);
        assertThat(listOf("nora")).isEqualTo(before);
    }

    @Test
    void linkedSessionsEndTogetherButNotTheCallers() {
        track("ENABLED", 20);
        AuthenticationResultType here = signIn("nora");
        AuthenticationResultType there = later();
        String browser = "sso" + "b".repeat(25);
        comesThrough(browser, there);
        SessionDescriptionType shown = listOf("nora").stream()
                .filter(session -> session.sessionType() == SessionTypeType.SSO)
                .findFirst()
                .orElseThrow();
        assertThat(shown.sessionId()).isEqualTo(browser);

        String linked = "{'AccessToken':'%s','SessionId':'%s','RevokeAssociatedSessions':'LINKED'}";
        assertThat(refusal(CognitoIdp.REVOKE_USER_SESSION, linked, there.accessToken(), browser))
                .startsWith("InvalidParameterException");
        call(CognitoIdp.REVOKE_USER_SESSION, linked, here.accessToken(), browser);

        assertEnded(there);
        assertThat(list(here)).hasSize(1);
    }

    @Test
    void thereIsOnePage() {
        track("ENABLED", 20);
        AuthenticationResultType here = signIn("nora");
        assertThat(refusal(CognitoIdp.LIST_USER_SESSIONS, "{'AccessToken':'%s','NextToken':'x'}", here.accessToken()))
                .isEqualTo("InvalidParameterException: Invalid pagination token.");
    }

    /// Makes a token session one that came through a session of the managed login.
    private void comesThrough(String browser, AuthenticationResultType tokens) {
        String id = idOf(tokens);
        Sub sub = subOf("nora");
        SessionDetailsRecord token = details(sub).stream()
                .filter(details -> details.id().equals(id))
                .findFirst()
                .orElseThrow();
        server.ground().store().write(tx -> {
            tx.sessionDetails().delete(token.pool(), token.id());
            tx.sessionDetails().insert(copy(token, token.id(), token.sessionId(), browser));
            tx.sessionDetails().insert(copy(token, browser, "", ""));
            return true;
        });
    }

    private static SessionDetailsRecord copy(SessionDetailsRecord token, String id, String sessionId, String originId) {
        return new SessionDetailsRecord(
                token.pool(),
                id,
                sessionId,
                token.sub(),
                new ClientId(token.client().value()),
                originId,
                token.createdAt(),
                token.expiresAt(),
                token.seen());
    }

    private Sub subOf(String name) {
        return new Sub(
                call(CognitoIdp.ADMIN_GET_USER, "{'UserPoolId':'%s','Username':'%s'}", pool, name)
                        .userAttributes()
                        .stream()
                        .filter(attribute -> "sub".equals(attribute.name()))
                        .findFirst()
                        .orElseThrow()
                        .value());
    }

    private List<SessionDetailsRecord> details(Sub sub) {
        return server.ground().store().read(tx -> tx.sessionDetails().ofUser(new PoolId(pool), sub, 0));
    }
}
