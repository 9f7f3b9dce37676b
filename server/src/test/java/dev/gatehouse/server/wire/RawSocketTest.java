package dev.gatehouse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What broken and slow clients get. Deadlines are short here; every probe reads until the server closes.
@Timeout(60)
final class RawSocketTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                Map.of(
                        "limits.headTime", "400ms",
                        "limits.bodyTime", "400ms",
                        "limits.idleTime", "400ms",
                        "limits.body", "1000",
                        "limits.headers", "8KiB"),
                InstantSource.system());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            space before colon         | GET /health HTTP/1.1~Host : x~~                                                   | 400
            two Host headers           | GET /health HTTP/1.1~Host: a~Host: b~~                                            | 400
            no Host header             | GET /health HTTP/1.1~~                                                            | 400
            two Content-Lengths        | POST / HTTP/1.1~Host: x~Content-Length: 1~Content-Length: 2~~aa                   | 400
            length and chunked         | POST / HTTP/1.1~Host: x~Content-Length: 5~Transfer-Encoding: chunked~~0~~         | 400
            negative length            | POST / HTTP/1.1~Host: x~Content-Length: -1~~                                      | 400
            length is no number        | POST / HTTP/1.1~Host: x~Content-Length: ten~~                                     | 400
            unknown transfer coding    | POST / HTTP/1.1~Host: x~Transfer-Encoding: gzip~~                                 | 400
            chunk size is no number    | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~zz~~                          | 400
            folded header              | GET /health HTTP/1.1~Host: x~A: b~ c~~                                            | 400
            no such version            | GET /health HTTP/3.7~Host: x~~                                                    | 505
            encoded slash in the path  | GET /a%2fb HTTP/1.1~Host: x~~                                                     | 400
            fragment in the path       | GET /health#x HTTP/1.1~Host: x~~                                                  | 400
            broken percent in the path | GET /a%zz HTTP/1.1~Host: x~~                                                      | 400
            body longer than allowed   | POST / HTTP/1.1~Host: x~Content-Length: 1001~~                                    | 413
            TRACE                      | TRACE / HTTP/1.1~Host: x~Connection: close~~                                      | 405
            no such method             | BREW / HTTP/1.1~Host: x~Connection: close~~                                       | 405
            wrong method for a page    | DELETE /health HTTP/1.1~Host: x~Connection: close~~                               | 405
            no such path               | GET /nothing/here HTTP/1.1~Host: x~Connection: close~~                            | 404
            HTTP/1.0                   | GET /health HTTP/1.0~Host: x~~                                                    | 200
            """)
    void brokenHttpIsRefusedCleanly(String name, String request, int status) throws IOException {
        String answer = RawHttp.exchange(server.port(), request.strip().replace("~", "\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer)
                .contains("Access-Control-Allow-Origin: *")
                .contains("Date: ")
                .containsIgnoringCase("x-amzn-RequestId: ");
    }

    @Test
    void bareLineFeedsAreRefused() throws IOException {
        String answer = RawHttp.exchange(server.port(), "GET /health HTTP/1.1\nHost: x\nConnection: close\n\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aHeadLongerThanAllowedIs431() throws IOException {
        String answer = RawHttp.exchange(
                server.port(), "GET /health HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(9_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void aChunkedBodyLongerThanAllowedIs413() throws IOException {
        String answer = RawHttp.exchange(
                server.port(),
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" + "a".repeat(2_000) + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aSilentConnectionIsClosed() throws IOException {
        assertThat(RawHttp.exchange(server.port(), "")).isEmpty();
    }

    @Test
    void halfARequestLineIsClosed() throws IOException {
        assertThat(RawHttp.exchange(server.port(), "GET /hea")).isEmpty();
    }

    @Test
    void aHeadThatTricklesIsClosed() throws Exception {
        try (RawHttp raw = new RawHttp(server.port())) {
            raw.send("GET /health HTTP/1.1\r\nHost: x\r\n");

            assertThat(raw.drip("A: b\r\n", 50)).isEmpty();
        }
    }

    @Test
    void aSecondHeadThatTricklesIsClosedToo() throws Exception {
        try (RawHttp raw = new RawHttp(server.port())) {
            raw.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.1\r\n");

            assertThat(raw.drip("A: b\r\n", 50)).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1");
        }
    }

    @Test
    void aBodyThatTricklesIsAnswered408AndClosed() throws Exception {
        try (RawHttp raw = new RawHttp(server.port())) {
            raw.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n");

            assertThat(raw.drip("a", 50)).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aBodyThatNeverComesIsAnswered408AndClosed() throws Exception {
        String answer = RawHttp.exchange(server.port(), "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void anIdleConnectionIsClosedAfterItsAnswer() throws Exception {
        String answer = RawHttp.exchange(server.port(), "GET /health HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("{\"status\":\"ok\"}");
    }

    @Test
    void http2StartedAndLeftIsClosed() throws Exception {
        try (RawHttp raw = new RawHttp(server.port())) {
            raw.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");

            String ping = "\0\0\10\6\0\0\0\0\00012345678";
            raw.drip(ping, 50);
        }
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }
}
