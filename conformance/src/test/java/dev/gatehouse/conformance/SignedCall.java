package dev.gatehouse.conformance;

import dev.gatehouse.pure.sigv4.SignableRequest;
import dev.gatehouse.pure.sigv4.Signer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// A signed JSON request that no SDK client in use would send.
///
/// @param caller who signs it
/// @param service for which it is signed
/// @param path as it is sent
/// @param body empty for none
record SignedCall(Caller caller, String service, String method, String path, String body) {

    /// Sends it.
    HttpResponse<String> send() {
        AwsCredentials key = caller.credentials().resolveCredentials();
        Optional<String> token =
                key instanceof AwsSessionCredentials session ? Optional.of(session.sessionToken()) : Optional.empty();
        URI url = caller.server().url();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(20))
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes));
        new Signer(key.accessKeyId(), key.secretAccessKey(), token, "us-east-1", service)
                .sign(
                        new SignableRequest(method, path, "", Map.of("host", List.of(url.getAuthority())), bytes),
                        Instant.now())
                .forEach(request::header);
        return Http.send(request.build());
    }
}
