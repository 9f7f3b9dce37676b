package dev.gatehouse.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.sigv4.SignableRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// Calls over one connection: of user pools, identity pools, IAM and STS. Every answer must be a good one.
final class Api {
    private static final String USER_POOLS = "AWSCognitoIdentityProviderService.";
    private static final String IDENTITY_POOLS = "AWSCognitoIdentityService.";

    private final Connection connection;
    private final Key key;

    /// @param key signs
    Api(Connection connection, Key key) {
        this.connection = connection;
        this.key = key;
    }

    Connection.Answer unsigned(String operation, String body) throws IOException {
        return good(operation, connection.post(json(USER_POOLS + operation), body));
    }

    Connection.Answer signed(String operation, String body) throws IOException {
        return signed(key, "cognito-idp", json(USER_POOLS + operation), body);
    }

    Connection.Answer unsignedIdentity(String operation, String body) throws IOException {
        return good(operation, connection.post(json(IDENTITY_POOLS + operation), body));
    }

    Connection.Answer signedIdentity(String operation, String body) throws IOException {
        return signed(key, "cognito-identity", json(IDENTITY_POOLS + operation), body);
    }

    Connection.Answer iam(String operation, Map<String, String> parameters) throws IOException {
        return signed(
                key, "iam", headers("application/x-www-form-urlencoded"), form(operation, "2010-05-08", parameters));
    }

    /// @param by who asks
    Connection.Answer sts(Key by, String operation) throws IOException {
        return signed(by, "sts", headers("application/x-www-form-urlencoded"), form(operation, "2011-06-15", Map.of()));
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

    private Connection.Answer signed(Key by, String service, Map<String, String> headers, String body)
            throws IOException {
        Map<String, List<String>> signable = new HashMap<>();
        headers.forEach((name, value) -> signable.put(name, List.of(value)));
        var request = new SignableRequest("POST", "/", "", signable, body.getBytes(ISO_8859_1));
        headers.putAll(by.signer(service).sign(request, Instant.now()));
        return good(service, connection.post(headers, body));
    }

    private static String form(String operation, String version, Map<String, String> parameters) {
        StringJoiner form = new StringJoiner("&").add("Action=" + operation).add("Version=" + version);
        parameters.forEach((name, value) -> form.add(name + "=" + URLEncoder.encode(value, UTF_8)));
        return form.toString();
    }

    private static Map<String, String> json(String target) {
        Map<String, String> headers = headers("application/x-amz-json-1.1");
        headers.put("x-amz-target", target);
        return headers;
    }

    private static Map<String, String> headers(String contentType) {
        Map<String, String> headers = new HashMap<>();
        headers.put("host", "localhost");
        headers.put("content-type", contentType);
        return headers;
    }

    private static Connection.Answer good(String what, Connection.Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException(what + ": " + answer.status() + " " + answer.body());
        }
        return answer;
    }
}
