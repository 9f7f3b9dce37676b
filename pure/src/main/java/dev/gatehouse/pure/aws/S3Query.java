package dev.gatehouse.pure.aws;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The query of a request to S3.
final class S3Query {
    /// Parameters that change nothing about what is wanted, or are read on their own.
    private static final Set<String> PLAIN = Set.of(
            "prefix",
            "delimiter",
            "marker",
            "max-keys",
            "encoding-type",
            "list-type",
            "continuation-token",
            "start-after",
            "fetch-owner",
            "key-marker",
            "version-id-marker",
            "upload-id-marker",
            "max-uploads",
            "part-number-marker",
            "max-parts",
            "max-buckets",
            "versionId",
            "partNumber",
            "uploadId",
            "x-id",
            "response-content-type",
            "response-content-language",
            "response-expires",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding");

    private final Map<String, String> values;
    private final Map<String, String> amazon;

    private S3Query(Map<String, String> values, Map<String, String> amazon) {
        this.values = values;
        this.amazon = amazon;
    }

    static S3Query of(String query) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> amazon = new LinkedHashMap<>();
        if (query.contains("+") || query.contains(";")) {
            throw new UnclearException("the query has a plus sign or a semicolon that is not encoded");
        }
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = Encoded.decodeUri(equals < 0 ? part : part.substring(0, equals), "the query");
            String value = equals < 0 ? "" : Encoded.decodeUri(part.substring(equals + 1), "the query");
            String lower = name.toLowerCase(Locale.ROOT);
            boolean again = lower.startsWith("x-amz-")
                    ? amazon.put(lower, value) != null
                    : !name.isEmpty() && values.put(name, value) != null;
            if (again) {
                throw new UnclearException("a query parameter stands twice");
            }
        }
        return new S3Query(values, amazon);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /// Parameters that S3 takes in place of headers, by name in lower case.
    Optional<String> inPlaceOfHeader(String name) {
        return Optional.ofNullable(amazon.get(name));
    }

    Stream<String> namesInPlaceOfHeaders() {
        return amazon.keySet().stream();
    }

    /// What of bucket or object is meant, such as `acl`; empty for the thing itself.
    String part() {
        Set<String> parts = new TreeSet<>(values.keySet());
        parts.removeAll(PLAIN);
        if (parts.size() > 1) {
            throw new UnclearException("the query names more than one subresource");
        }
        return parts.isEmpty() ? "" : parts.iterator().next();
    }
}
