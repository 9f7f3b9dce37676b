package dev.gatehouse.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Bytes no client would send: each is refused with an error of the protocol, and nothing changes.
class HostileInputTest {
    private static final Gatehouse SERVER = Gatehouse.shared();
    private static final String SERIALIZATION = "SerializationException";
    private static TestPool pool;
    private static TestClient client;
    private static String user;
    private static Map<String, String> attributes;

    @BeforeAll
    static void create() {
        pool = TestPool.create();
        client = pool.client();
        user = pool.user();
        attributes = pool.attributesOf(user);
    }

    @AfterEach
    void nothingChanged() {
        assertThat(pool.attributesOf(user)).isEqualTo(attributes);
        assertThat(pool.admin()
                        .listUsers(request -> request.userPoolId(pool.id()))
                        .users())
                .hasSize(1);
    }

    /// Checks that an answer is an error of the protocol, not of the server.
    private static void assertRefused(HttpResponse<String> answer, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        try {
            assertThat(Json.text(Json.object(answer.body()), "__type")).isEqualTo(code);
        } catch (ParseException broken) {
            throw new AssertionError(answer.body(), broken);
        }
        assertThat(answer.headers().firstValue("x-amzn-errortype").orElse("")).startsWith(code);
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    }

    private static DynamicTest refused(String name, String code, String operation, String body) {
        return refused(name, code, operation, body.getBytes(UTF_8));
    }

    private static DynamicTest refused(String name, String code, String operation, byte[] body) {
        return DynamicTest.dynamicTest(name, () -> assertRefused(Http.call(SERVER.url(), operation, body), code));
    }

    private static String signUp(String more) {
        return "{\"ClientId\":\"" + client.id() + "\",\"Username\":\"eve\",\"Password\":\"" + Names.PASSWORD + "\""
                + more + "}";
    }

    @TestFactory
    Stream<DynamicTest> brokenJson() {
        String nested = "[".repeat(100_000) + "]".repeat(100_000);
        byte[] badUtf8 = signUp("").getBytes(UTF_8);
        badUtf8[signUp("").indexOf("eve")] = (byte) 0xC0;
        return Stream.of(
                refused("no JSON", SERIALIZATION, "SignUp", "hello"),
                refused("half an object", SERIALIZATION, "SignUp", signUp("").substring(0, 40)),
                refused("a list", SERIALIZATION, "SignUp", "[]"),
                refused("a text", SERIALIZATION, "SignUp", "\"hello\""),
                refused("a number", SERIALIZATION, "SignUp", "1"),
                refused("null", SERIALIZATION, "SignUp", "null"),
                refused("something after the object", SERIALIZATION, "SignUp", signUp("") + "x"),
                refused("lists without end", SERIALIZATION, "SignUp", signUp(",\"UserAttributes\":" + nested)),
                refused("an unknown member without end", SERIALIZATION, "SignUp", signUp(",\"Else\":" + nested)),
                refused("bytes that are no UTF-8", SERIALIZATION, "SignUp", badUtf8),
                refused("half a surrogate pair", SERIALIZATION, "SignUp", signUp(",\"SecretHash\":\"\\ud800\"")),
                refused("a NUL byte", SERIALIZATION, "SignUp", signUp(",\"SecretHash\":\"\u0000\"")));
    }

    @TestFactory
    Stream<DynamicTest> wrongTypes() {
        return Stream.of(
                refused("a number for a text", SERIALIZATION, "SignUp", signUp(",\"SecretHash\":5")),
                refused("a list for a text", SERIALIZATION, "SignUp", signUp(",\"SecretHash\":[\"x\"]")),
                refused("an object for a list", SERIALIZATION, "SignUp", signUp(",\"UserAttributes\":{}")),
                refused("a text for a list", SERIALIZATION, "SignUp", signUp(",\"UserAttributes\":\"x\"")),
                refused("texts in a list of objects", SERIALIZATION, "SignUp", signUp(",\"UserAttributes\":[\"x\"]")),
                refused("a list for a map", SERIALIZATION, "SignUp", signUp(",\"ClientMetadata\":[]")),
                refused(
                        "a number in a map of texts",
                        SERIALIZATION,
                        "SignUp",
                        signUp(",\"ClientMetadata\":{\"a\":1}")));
    }

    @TestFactory
    Stream<DynamicTest> valuesAgainstTheModel() {
        String invalid = "InvalidParameterException";
        return Stream.of(
                refused("an empty object", invalid, "SignUp", "{}"),
                refused("no body", invalid, "SignUp", ""),
                refused("required members null", invalid, "SignUp", "{\"ClientId\":null,\"Username\":null}"),
                refused("an attribute without a name", invalid, "SignUp", signUp(",\"UserAttributes\":[{}]")),
                refused("a name of a thousand", invalid, "SignUp", signUp("").replace("eve", "e".repeat(1000))),
                refused(
                        "a text of half a million",
                        invalid,
                        "SignUp",
                        signUp("").replace("eve", "e".repeat(500_000))),
                refused("a token with signs of no token", invalid, "GetUser", "{\"AccessToken\":\"a b\"}"));
    }

    @TestFactory
    Stream<DynamicTest> unknownOperations() {
        return Stream.of("Nothing", "signup", "", "SignUp.Else", "../SignUp")
                .map(name -> refused("operation '" + name + "'", "UnknownOperationException", name, "{}"));
    }

    @Test
    void whatIsNotBuiltSaysSo() {
        HttpResponse<String> answer = Http.call(SERVER.url(), "StartWebAuthnRegistration", "{\"AccessToken\":\"x\"}");
        assertThat(answer.statusCode()).isIn(501, 400);
        assertThat(answer.body()).contains("__type");
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() {
        HttpResponse<String> answer = Http.call(SERVER.url(), "SignUp", "x".repeat(2 << 20));
        assertThat(answer.statusCode()).isBetween(400, 499);
    }

    @TestFactory
    Stream<DynamicTest> requestsForNoOperation() {
        return Stream.of(
                plain("PUT /", HttpRequest.newBuilder(SERVER.url()).PUT(HttpRequest.BodyPublishers.ofString("x"))),
                plain("GET /", HttpRequest.newBuilder(SERVER.url())),
                plain(
                        "POST without a target",
                        HttpRequest.newBuilder(SERVER.url()).POST(HttpRequest.BodyPublishers.ofString("{}"))),
                plain(
                        "a form without an action",
                        HttpRequest.newBuilder(SERVER.url())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("Action"))),
                plain(
                        "an unknown action",
                        HttpRequest.newBuilder(SERVER.url())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("Action=Nothing&Version=2011-06-15"))),
                plain(
                        "broken escapes",
                        HttpRequest.newBuilder(SERVER.url())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("Action=%zz&Version=2011-06-15"))),
                plain(
                        "a path out of the tree",
                        HttpRequest.newBuilder(SERVER.url().resolve("/%2e%2e/%2e%2e/etc/passwd"))),
                plain(
                        "a path of no pool",
                        HttpRequest.newBuilder(SERVER.url().resolve("/" + Names.NO_POOL + "/.well-known/none"))));
    }

    private static DynamicTest plain(String name, HttpRequest.Builder request) {
        return DynamicTest.dynamicTest(name, () -> {
            int status = Http.send(request.build()).statusCode();
            assertThat(status).isBetween(400, 499);
        });
    }

    /// Unknown members are ignored, as the protocol asks.
    @Test
    void unknownMembersAreIgnored() {
        HttpResponse<String> answer = Http.call(
                SERVER.url(),
                "InitiateAuth",
                "{\"Else\":{\"a\":[1,null]},\"ClientId\":\"" + client.id()
                        + "\",\"AuthFlow\":\"USER_PASSWORD_AUTH\",\"AuthParameters\":{\"USERNAME\":\"" + user
                        + "\",\"PASSWORD\":\"" + Names.PASSWORD + "\",\"ELSE\":\"x\"}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /// Signed calls with the same treatment: the body is read only after the signature holds.
    @Test
    void anUnsignedAdministratorsCallIsRefusedBeforeItsBodyMatters() {
        assertRefused(
                Http.call(
                        SERVER.url(),
                        "AdminDeleteUser",
                        "{\"UserPoolId\":\"" + pool.id() + "\",\"Username\":\"" + user + "\"}"),
                "MissingAuthenticationTokenException");
    }
}
