package dev.gatehouse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.ListUserPoolsResponse;
import dev.gatehouse.model.protocol.Page;
import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.protocol.WireRequest;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.server.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the front door makes of a room's answers and failures, and of bodies that are no requests.
final class FrontTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Origin LOCAL = new Origin("127.0.0.1", "127.0.0.1", false);
    private static final String TARGET = "AWSCognitoIdentityProviderService.ListUserPools";
    private static final ListUserPoolsResponse EMPTY =
            ListUserPoolsResponse.builder().build();

    private final List<Finished> seen = new ArrayList<>();

    private static final class Refusal extends ServiceException {
        Refusal(String code) {
            super(code, 400, true, "a refusal");
        }
    }

    private static final class Outage extends RuntimeException {}

    @Test
    void anAnswerIsEncodedAndReported() {
        WireAnswer answer = ask(call -> EMPTY, "{\"MaxResults\":1}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer)).isEqualTo("{}");
        assertThat(seen).singleElement().satisfies(finished -> {
            assertThat(finished.service()).isEqualTo("cognito-idp");
            assertThat(finished.operation()).isEqualTo("ListUserPools");
            assertThat(finished.code()).isEqualTo("OK");
            assertThat(finished.requestId()).isEqualTo("id-1");
        });
    }

    @Test
    void aDeclaredRefusalIsTold() {
        WireAnswer answer = ask(
                call -> {
                    throw new Refusal("NotAuthorizedException");
                },
                "{\"MaxResults\":1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer)).contains("NotAuthorizedException").contains("a refusal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CodeMismatchException", "Nonsense"})
    void anUndeclaredRefusalLeavesWithoutDetail(String code) {
        WireAnswer answer = ask(
                call -> {
                    throw new Refusal(code);
                },
                "{\"MaxResults\":1}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(text(answer))
                .contains("InternalErrorException")
                .doesNotContain(code)
                .doesNotContain("a refusal");
    }

    @Test
    void aBugLeavesWithoutDetail() {
        WireAnswer answer = ask(
                call -> {
                    throw new IllegalStateException("secret detail");
                },
                "{\"MaxResults\":1}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(text(answer)).contains("InternalErrorException").doesNotContain("secret detail");
    }

    @Test
    void anOutageIs503() {
        WireAnswer answer = ask(
                call -> {
                    throw new Outage();
                },
                "{\"MaxResults\":1}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(text(answer)).contains("ServiceUnavailable");
        assertThat(seen.getFirst().code()).isEqualTo("ServiceUnavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"text\"",
                "17",
                "{\"MaxResults\":}",
                "{\"MaxResults\":\"many\"}",
                "{\"MaxResults\":1}{",
                "{'MaxResults':1}",
                "{\"MaxResults\":1e999}",
                "{\"MaxResults\":1,\"x\":\"\u00ff\u00fe\"}"
            })
    void aBodyThatIsNoRequestIsASerializationException(String body) {
        WireAnswer answer = ask(call -> EMPTY, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer)).contains("SerializationException");
    }

    @Test
    void deepNestingIsASerializationException() {
        WireAnswer answer = ask(call -> EMPTY, "{\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer)).contains("SerializationException");
    }

    @Test
    void aDenialIsToldAsTheProtocolDoes() {
        Operations.Table table = Operations.table().on(CognitoIdp.LIST_USER_POOLS, (request, call) -> EMPTY);
        Front front = front(
                table,
                Pages.table(),
                (operation, request, call) ->
                        new Authorizer.Decision.Deny("User: x is not authorized to perform: " + operation.action()));

        WireAnswer answer = front.answer(arrival("POST", "/", Map.of("x-amz-target", TARGET), "{\"MaxResults\":1}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer))
                .contains("AccessDeniedException")
                .contains("User: x is not authorized to perform: cognito-idp:ListUserPools");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /us-east-1_a/.well-known/jwks.json, 200, us-east-1_a",
        "HEAD, /us-east-1_a/.well-known/jwks.json, 200, us-east-1_a",
        "GET, /fixed/.well-known/jwks.json, 200, literal",
        "GET, /a%20b/.well-known/jwks.json, 200, a b",
        "GET, //.well-known/jwks.json, 404, ''",
        "GET, /us-east-1_a/.well-known/jwks.json/, 404, ''",
        "POST, /us-east-1_a/.well-known/jwks.json, 405, ''"
    })
    void pagesAreFoundByPattern(String method, String path, int status, String body) {
        Pages pages = Pages.table()
                .on("GET", "/{poolId}/.well-known/jwks.json", visit -> page(visit.variable("poolId")))
                .on("GET", "/fixed/.well-known/jwks.json", visit -> page("literal"));

        WireAnswer answer =
                front(Operations.table(), pages, Authorizer.rootOnly()).answer(arrival(method, path, Map.of(), ""));

        assertThat(answer.status()).isEqualTo(status);
        if (status == 200) {
            assertThat(text(answer)).isEqualTo(body);
        }
    }

    @Test
    void aPageThatFailsTellsNothing() {
        Page broken = visit -> {
            throw new IllegalStateException("secret detail");
        };
        WireAnswer answer = front(Operations.table(), Pages.table().on("GET", "/x", broken), Authorizer.rootOnly())
                .answer(arrival("GET", "/x", Map.of(), ""));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(text(answer)).doesNotContain("secret detail");
    }

    private WireAnswer ask(Function<Call, ListUserPoolsResponse> room, String body) {
        Operations.Table table = Operations.table().on(CognitoIdp.LIST_USER_POOLS, (request, call) -> room.apply(call));
        return front(table, Pages.table(), Authorizer.rootOnly())
                .answer(arrival("POST", "/", Map.of("x-amz-target", TARGET), body));
    }

    private Front front(Operations.Table table, Pages pages, Authorizer authorizer) {
        return new Front(new Front.Parts(
                table,
                pages,
                Identity.unsafeAcceptAnyone("000000000000", "us-east-1"),
                authorizer,
                () -> true,
                failure -> failure instanceof Outage,
                new Metrics(),
                seen::add));
    }

    private static Arrival arrival(String method, String path, Map<String, String> headers, String body) {
        Map<String, List<String>> lists = new java.util.HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        return new Arrival(new WireRequest(method, path, "", lists, bytes), "id-1", LOCAL, NOW);
    }

    private static WireAnswer page(String text) {
        return new WireAnswer(200, Map.of("Content-Type", "text/plain"), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(WireAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
