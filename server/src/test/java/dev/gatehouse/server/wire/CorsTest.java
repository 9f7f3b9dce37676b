package dev.gatehouse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What browsers see: goldens of whole answers, with date and request id masked.
final class CorsTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(), InstantSource.system());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPreflightIsAnsweredWithTheHeadersItAskedFor() throws IOException {
        assertThat(ask("""
                OPTIONS / HTTP/1.1
                Host: x
                Connection: close
                Origin: https://app.example
                Access-Control-Request-Method: POST
                Access-Control-Request-Headers: content-type,x-amz-target,x-amz-user-agent

                """)).isEqualTo("""
                HTTP/1.1 200 OK
                Date: *
                Access-Control-Allow-Origin: *
                Access-Control-Expose-Headers: x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date
                x-amzn-RequestId: *
                Access-Control-Allow-Headers: content-type,x-amz-target,x-amz-user-agent
                Access-Control-Allow-Methods: POST
                Access-Control-Max-Age: 172800
                Content-Length: 0
                Connection: close

                """);
    }

    @Test
    void aPreflightThatAsksForNothingIsToldTheUsualHeaders() throws IOException {
        assertThat(ask("OPTIONS / HTTP/1.1\nHost: x\nConnection: close\n\n"))
                .contains("Access-Control-Allow-Headers: content-type,x-amz-target,x-amz-user-agent,cache-control,"
                        + "authorization,x-amz-date,x-amz-security-token,x-amz-content-sha256,"
                        + "amz-sdk-invocation-id,amz-sdk-request\n");
    }

    @Test
    void errorsCarryTheHeadersToo() throws IOException {
        assertThat(ask("""
                POST / HTTP/1.1
                Host: x
                Connection: close
                Content-Type: application/x-amz-json-1.1
                X-Amz-Target: Nonsense
                Content-Length: 2

                {}""")).startsWith("""
                HTTP/1.1 400 Bad Request
                Date: *
                Access-Control-Allow-Origin: *
                Access-Control-Expose-Headers: x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date
                x-amzn-RequestId: *
                """).contains("Content-Type: application/x-amz-json-1.1\n");
    }

    private static String ask(String request) throws IOException {
        return RawHttp.exchange(server.port(), request.replace("\n", "\r\n"))
                .replace("\r\n", "\n")
                .replaceAll("(?m)^Date: .*$", "Date: *")
                .replaceAll("(?mi)^(x-amzn-RequestId): .*$", "$1: *");
    }
}
