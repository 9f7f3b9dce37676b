package dev.gatehouse.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.sigv4.SignableRequest;
import dev.gatehouse.pure.sigv4.Signer;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Calls of the user pools API over one connection. Every answer must be a good one.
final class Api {
    private final Connection connection;
    private final Optional<Signer> signer;

    Api(Connection connection, Signer signer) {
        this(connection, Optional.of(signer));
    }

    Api(Connection connection, Optional<Signer> signer) {
        this.connection = connection;
        this.signer = signer;
    }

    Connection.Answer unsigned(String operation, String body) throws IOException {
        return good(operation, connection.post(headers(operation), body));
    }

    Connection.Answer signed(String operation, String body) throws IOException {
        Map<String, String> headers = headers(operation);
        Map<String, List<String>> signable = new HashMap<>();
        headers.forEach((name, value) -> signable.put(name, List.of(value)));
        var request = new SignableRequest("POST", "/", "", signable, body.getBytes(ISO_8859_1));
        headers.putAll(signer.orElseThrow().sign(request, Instant.now()));
        return good(operation, connection.post(headers, body));
    }

    Connection.Answer refresh(ClientId client, String token) throws IOException {
        return unsigned("InitiateAuth", """
                {"AuthFlow":"REFRESH_TOKEN_AUTH","ClientId":"%s","AuthParameters":{"REFRESH_TOKEN":"%s"}}""".formatted(client, token));
    }

    /// Signs a user in by {@link Population#PASSWORD}.
    Connection.Answer password(ClientId client, String username) throws IOException {
        return unsigned("InitiateAuth", """
                {"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"%s",\
                "AuthParameters":{"USERNAME":"%s","PASSWORD":"%s"}}""".formatted(client, username, Population.PASSWORD));
    }

    private static Map<String, String> headers(String operation) {
        Map<String, String> headers = new HashMap<>();
        headers.put("host", "localhost");
        headers.put("content-type", "application/x-amz-json-1.1");
        headers.put("x-amz-target", "AWSCognitoIdentityProviderService." + operation);
        return headers;
    }

    private static Connection.Answer good(String operation, Connection.Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException(operation + ": " + answer.status() + " " + answer.body());
        }
        return answer;
    }
}
