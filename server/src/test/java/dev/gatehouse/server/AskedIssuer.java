package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/// Stands for Facebook and Amazon: answers what it was told to at an address, and 400 to all others.
final class AskedIssuer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> answers = new HashMap<>();
    private int failing;

    AskedIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String answer = answers.getOrDefault(exchange.getRequestURI().toString(), "");
            int refused = failing == 0 ? 400 : failing;
            exchange.sendResponseHeaders(answer.isEmpty() ? refused : 200, answer.isEmpty() ? -1 : answer.length());
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
    }

    /// Without a slash at the end.
    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// @param json single quotes stand for double ones
    void answer(String address, String json) {
        answers.put(address, json.replace('\'', '"'));
    }

    /// From now on nothing is known and that status is answered.
    void fail(int status) {
        answers.clear();
        failing = status;
    }

    /// A token of Facebook.
    void facebook(String token, String app, String person) {
        answer("/app?access_token=" + token, "{'id':'" + app + "','name':'shop'}");
        answer("/me?fields=id&access_token=" + token, "{'id':'" + person + "'}");
    }

    /// A token of Login with Amazon.
    void amazon(String token, String app, String person, int secondsLeft) {
        answer(
                "/auth/o2/tokeninfo?access_token=" + token,
                "{'iss':'https://www.amazon.com','user_id':'" + person + "','aud':'amzn1.application-oa2-client.1',"
                        + "'app_id':'" + app + "','exp':" + secondsLeft + ",'iat':1}");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
