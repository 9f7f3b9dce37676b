package dev.gatehouse.pure.sigv4;

import java.util.List;
import java.util.Map;

/// An HTTP request as sent: nothing decoded, nothing left out.
public final class SignableRequest {
    private final String method;
    private final String path;
    private final String query;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    /// @param method the HTTP method
    /// @param path the path, percent-encoded as sent
    /// @param query the query as sent, without the question mark
    /// @param headers names in lower case to values in order; `host` must be there, under HTTP/2 from `:authority`
    /// @param body the whole body; not copied
    public SignableRequest(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    String query() {
        return query;
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    /// All values of a header; none when it is not there.
    List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    byte[] body() {
        return body;
    }
}
