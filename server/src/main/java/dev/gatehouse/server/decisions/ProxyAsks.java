package dev.gatehouse.server.decisions;

import dev.gatehouse.model.protocol.WireRequest;
import dev.gatehouse.pure.sigv4.Relayed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads asks from the requests of proxies. Everything they say about the original stands in headers that they
/// set
/// themselves, over whatever their client sent under those names.
final class ProxyAsks {
    static final String SECRET = "x-gatehouse-secret";

    private static final String METHOD = "x-original-method";
    private static final String URI = "x-original-uri";
    private static final String HOST = "x-original-host";
    private static final String LENGTH = "x-original-content-length";
    private static final String ADDRESS = "x-original-address";
    private static final String SCHEME = "x-original-scheme";
    private static final List<String> OURS = List.of(SECRET, METHOD, URI, HOST, LENGTH, ADDRESS, SCHEME);

    private ProxyAsks() {}

    /// A subrequest of nginx's `auth_request`: the original's headers, and what has changed in
    /// `X-Original-...`.
    ///
    /// @return empty when the proxy left one out, or its client sent a second
    static Optional<Ask> ofNginx(String service, WireRequest http) {
        Optional<String> method = only(http, METHOD);
        Optional<String> uri = only(http, URI);
        Optional<String> host = only(http, HOST);
        Optional<String> address = only(http, ADDRESS);
        Optional<String> scheme = only(http, SCHEME);
        if (method.isEmpty() || uri.isEmpty() || host.isEmpty() || address.isEmpty() || scheme.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<String>> headers = original(http);
        headers.put("host", List.of(host.get()));
        return Optional.of(ask(
                service,
                method.get(),
                uri.get(),
                headers,
                new byte[0],
                new Relayed.Payload.Unseen(),
                address,
                scheme.get().equals("https")));
    }

    /// A check of Envoy's `ext_authz`: the original's method, headers and, if it is set up so, body, and its
    /// path
    /// behind
    /// a prefix.
    static Optional<Ask> ofEnvoy(String service, String path, WireRequest http) {
        String uri = http.query().isEmpty() ? path : path + "?" + http.query();
        Relayed.Payload payload = http.body().length > 0 ? new Relayed.Payload.Whole() : new Relayed.Payload.Unseen();
        return Optional.of(ask(
                service,
                http.method(),
                uri,
                original(http),
                http.body(),
                payload,
                only(http, "x-envoy-external-address"),
                only(http, "x-forwarded-proto").filter("https"::equals).isPresent()));
    }

    private static Ask ask(
            String service,
            String method,
            String uri,
            Map<String, List<String>> headers,
            byte[] body,
            Relayed.Payload payload,
            Optional<String> address,
            boolean secure) {
        int question = uri.indexOf('?');
        return new Ask(
                service,
                method,
                question < 0 ? uri : uri.substring(0, question),
                question < 0 ? "" : uri.substring(question + 1),
                headers,
                body,
                payload,
                Optional.empty(),
                address,
                secure);
    }

    /// A subrequest has a length of its own, so that of the original, which many clients sign, comes beside it.
    private static Map<String, List<String>> original(WireRequest http) {
        Map<String, List<String>> headers = new HashMap<>(http.headers());
        headers.keySet().removeAll(OURS);
        only(http, LENGTH)
                .filter(length -> length.matches("\\d{1,18}"))
                .ifPresent(length -> headers.put("content-length", new ArrayList<>(List.of(length))));
        return headers;
    }

    private static Optional<String> only(WireRequest http, String name) {
        List<String> values = http.headers().getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
