package dev.gatehouse.pure.sigv4;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/// The one text of a request that is signed. Source: IAM User Guide, "Create a canonical request".
final class CanonicalRequest {
    static final String SIGNATURE_PARAMETER = "X-Amz-Signature";

    private static final Comparator<Parameter> BY_NAME_THEN_VALUE =
            Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    private CanonicalRequest() {}

    /// @param signedHeaders names in lower case, in the order of the claim
    /// @param payloadHash hex of SHA-256, or `UNSIGNED-PAYLOAD`
    /// @param presigned whether the signature stands in the query, which is then left out of it
    static String of(SignableRequest request, List<String> signedHeaders, String payloadHash, boolean presigned) {
        return of(request, path(request.path()), signedHeaders, payloadHash, presigned);
    }

    /// As {@link #of(SignableRequest, List, String, boolean)}, the path being canonical already.
    static String of(
            SignableRequest request, String path, List<String> signedHeaders, String payloadHash, boolean presigned) {
        return String.join(
                "\n",
                request.method(),
                path,
                query(request.query(), presigned),
                headers(request, signedHeaders),
                String.join(";", signedHeaders),
                payloadHash);
    }

    /// For all services but S3 the path, encoded already, is normalised and encoded once more.
    static String path(String path) {
        return UriText.encodePath(normalise(path));
    }

    /// Removes dot segments and empty ones. Unlike in RFC 3986 section 5.2.4 a final `..` leaves no slash; one
    /// that
    /// was
    /// sent stays.
    private static String normalise(String path) {
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        boolean folder = path.endsWith("/");
        return kept.stream().collect(Collectors.joining("/", "/", folder && !kept.isEmpty() ? "/" : ""));
    }

    static String query(String query, boolean presigned) {
        return Arrays.stream(query.split("&", -1))
                .filter(part -> !part.isEmpty())
                .map(Parameter::of)
                .filter(parameter -> !presigned || !parameter.name().equals(SIGNATURE_PARAMETER))
                .sorted(BY_NAME_THEN_VALUE)
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }

    private static String headers(SignableRequest request, List<String> names) {
        StringBuilder lines = new StringBuilder();
        for (String name : names) {
            List<String> values = request.header(name.equals(":authority") ? "host" : name);
            String joined = values.stream().map(CanonicalRequest::trim).collect(Collectors.joining(","));
            lines.append(name).append(':').append(joined).append('\n');
        }
        return lines.toString();
    }

    /// Without white space at the ends, and with one space for each run of it inside.
    private static String trim(String value) {
        StringBuilder out = new StringBuilder(value.length());
        boolean gap = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                gap = !out.isEmpty();
            } else {
                if (gap) {
                    out.append(' ');
                    gap = false;
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    private record Parameter(String name, String value) {
        static Parameter of(String text) {
            int equals = text.indexOf('=');
            return equals < 0
                    ? new Parameter(UriText.recode(text), "")
                    : new Parameter(
                            UriText.recode(text.substring(0, equals)), UriText.recode(text.substring(equals + 1)));
        }
    }
}
