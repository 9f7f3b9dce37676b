package dev.gatehouse.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.srp.SrpClient;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.SrpTimestamp;
import dev.gatehouse.server.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Steps of a sign-in answered twice, too late in the user's life, through another client, or hostilely.
class ReplayTest {
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-03-03T09:05:00Z"));
    private static final String PASSWORD = "Corr3ct-Horse!";
    private static final String EVERY_FLOW =
            "'ExplicitAuthFlows':['ALLOW_USER_PASSWORD_AUTH','ALLOW_USER_SRP_AUTH'," + "'ALLOW_REFRESH_TOKEN_AUTH']";
    private static final int RIVALS = 8;

    private static TestServer server;

    private String pool;
    private String client;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(), NOW::get);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void makePool() {
        pool = member(call("CreateUserPool", "{'PoolName':'shop'}"), "Id");
        client = client("'PreventUserExistenceErrors':'ENABLED'");
        call("AdminCreateUser", "{'UserPoolId':'%s','Username':'nora','MessageAction':'SUPPRESS'}", pool);
        setPassword(PASSWORD, true);
    }

    @Test
    void oneSrpProofSentManyTimesAtOnceAdmitsOnce() {
        String answer = srpAnswer(client);
        assertThat(atOnce(() -> call("RespondToAuthChallenge", answer)))
                .filteredOn(text -> text.contains("AccessToken"))
                .hasSize(1);
    }

    @Test
    void oneNewPasswordSentManyTimesAtOnceAdmitsOnce() {
        setPassword("T3mporary-Horse!", false);
        String session = member(signIn("nora", "T3mporary-Horse!"), "Session");
        assertThat(atOnce(() -> answerNewPassword(client, session)))
                .filteredOn(text -> text.contains("AccessToken"))
                .hasSize(1);
        assertThat(answerNewPassword(client, session)).contains("Invalid session for the user");
    }

    @Test
    void aTemporaryPasswordThatWasReplacedMeanwhileLeadsNowhere() {
        setPassword("T3mporary-Horse!", false);
        String session = member(signIn("nora", "T3mporary-Horse!"), "Session");
        NOW.updateAndGet(now -> now.plusMillis(1));
        setPassword("Ag4in-Horse!", false);
        assertThat(answerNewPassword(client, session))
                .contains("NotAuthorizedException")
                .contains("Invalid session for the user.");
    }

    @Test
    void aDisabledUserDoesNotFinish() {
        setPassword("T3mporary-Horse!", false);
        String session = member(signIn("nora", "T3mporary-Horse!"), "Session");
        call("AdminDisableUser", "{'UserPoolId':'%s','Username':'nora'}", pool);
        assertThat(answerNewPassword(client, session)).contains("User is disabled.");
    }

    @Test
    void whatOneClientWasAskedAnotherCannotAnswer() {
        String other = client("'PreventUserExistenceErrors':'ENABLED'");
        setPassword("T3mporary-Horse!", false);
        String session = member(signIn("nora", "T3mporary-Horse!"), "Session");
        assertThat(answerNewPassword(other, session)).contains("Invalid session for the user.");
        setPassword(PASSWORD, true);
        assertThat(call("RespondToAuthChallenge", srpAnswer(client).replace(client, other)))
                .contains("Incorrect username or password.");
    }

    @Test
    void aNameLongerThanAnyIsRefusedBeforeItIsSealed() {
        String request = "{'ClientId':'%s','AuthFlow':'USER_SRP_AUTH','AuthParameters':{'USERNAME':'%s','SRP_A':'%s'}}";
        String publicKey = new SrpClient(new byte[] {7}).hex();
        assertThat(call("InitiateAuth", request, client, "x".repeat(70_000), publicKey))
                .contains("InvalidParameterException");
        assertThat(member(call("InitiateAuth", request, client, "ä".repeat(2_048), publicKey), "SECRET_BLOCK"))
                .hasSizeLessThan(8_192);
    }

    @Test
    void signingOutAUserWhoIsGoneIsAnErrorTheModelDeclares() {
        client = client("'EnableTokenRevocation':false");
        String token = member(signIn("nora", PASSWORD), "AccessToken");
        call("AdminDeleteUser", "{'UserPoolId':'%s','Username':'nora'}", pool);
        assertThat(call("GlobalSignOut", "{'AccessToken':'%s'}", token))
                .contains("NotAuthorizedException")
                .contains("Access Token has been revoked");
        assertThat(call("GetUser", "{'AccessToken':'%s'}", token)).contains("UserNotFoundException");
    }

    @Test
    void aRevocableTokenOfAUserWhoIsGoneSaysSo() {
        String token = member(signIn("nora", PASSWORD), "AccessToken");
        call("AdminDeleteUser", "{'UserPoolId':'%s','Username':'nora'}", pool);
        assertThat(call("GetUser", "{'AccessToken':'%s'}", token))
                .contains("UserNotFoundException")
                .contains("User does not exist.");
    }

    private String client(String members) {
        return member(
                call("CreateUserPoolClient", "{'UserPoolId':'%s','ClientName':'web',%s,%s}", pool, EVERY_FLOW, members),
                "ClientId");
    }

    private void setPassword(String password, boolean permanent) {
        call(
                "AdminSetUserPassword",
                "{'UserPoolId':'%s','Username':'nora','Password':'%s','Permanent':%s}",
                pool,
                password,
                permanent);
    }

    private String signIn(String name, String password) {
        return call(
                "InitiateAuth",
                "{'ClientId':'%s','AuthFlow':'USER_PASSWORD_AUTH','AuthParameters':{'USERNAME':'%s','PASSWORD':'%s'}}",
                client,
                name,
                password);
    }

    private String answerNewPassword(String through, String session) {
        return call(
                "RespondToAuthChallenge",
                "{'ClientId':'%s','ChallengeName':'NEW_PASSWORD_REQUIRED','Session':'%s',"
                        + "'ChallengeResponses':{'USERNAME':'nora','NEW_PASSWORD':'0wn-Horse!'}}",
                through,
                session);
    }

    /// A right answer to a fresh PASSWORD_VERIFIER.
    private String srpAnswer(String through) {
        SrpClient srp = new SrpClient(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        String challenge = call(
                "InitiateAuth",
                "{'ClientId':'%s','AuthFlow':'USER_SRP_AUTH','AuthParameters':{'USERNAME':'nora','SRP_A':'%s'}}",
                through,
                srp.hex());
        String block = member(challenge, "SECRET_BLOCK");
        String time = SrpTimestamp.of(NOW.get()).canonical();
        String signature = srp.sign(
                new SrpIdentity(new PoolId(pool).name(), "nora"),
                PASSWORD,
                member(challenge, "SALT"),
                member(challenge, "SRP_B"),
                block,
                time);
        return "{'ClientId':'%s','ChallengeName':'PASSWORD_VERIFIER','ChallengeResponses':{'USERNAME':'nora',"
                        .formatted(through)
                + "'PASSWORD_CLAIM_SECRET_BLOCK':'%s','PASSWORD_CLAIM_SIGNATURE':'%s','TIMESTAMP':'%s'}}"
                        .formatted(block, signature, time);
    }

    private static List<String> atOnce(Callable<String> call) {
        try (ExecutorService rivals = Executors.newFixedThreadPool(RIVALS)) {
            List<Future<String>> answers = rivals.invokeAll(java.util.Collections.nCopies(RIVALS, call));
            return answers.stream().map(Future::resultNow).collect(Collectors.toList());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String call(String operation, String request, Object... values) {
        String json = (values.length == 0 ? request : request.formatted(values)).replace('\'', '"');
        return server.json("AWSCognitoIdentityProviderService." + operation, json)
                .body();
    }

    private static String member(String json, String name) {
        Matcher found = Pattern.compile('"' + name + "\":\"([^\"]+)\"").matcher(json);
        assertThat(found.find()).as(name + " in " + json).isTrue();
        return found.group(1);
    }
}
