package dev.gatehouse.server.decisions;

import dev.gatehouse.pure.aws.Want;
import dev.gatehouse.pure.sigv4.Relayed;
import dev.gatehouse.pure.sigv4.SignableRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Another service's request, of which is asked whether it may pass.
///
/// @param service the signing name of that service, as the asker says
/// @param path percent-encoded as sent
/// @param query as sent, without the question mark
/// @param headers names in lower case
/// @param body as far as it was sent along
/// @param payload what is known of the body
/// @param named what it wants, when the asker says so; else it is derived
/// @param sourceIp where it came from, if known
/// @param secure whether it came over TLS
@SuppressWarnings("ArrayRecordComponent") // never compared; copied once less
record Ask(
        String service,
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        byte[] body,
        Relayed.Payload payload,
        Optional<Want> named,
        Optional<String> sourceIp,
        boolean secure) {

    SignableRequest signable() {
        return new SignableRequest(method, path, query, headers, body);
    }

    boolean objects() {
        return service.equals("s3");
    }

    Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
}
