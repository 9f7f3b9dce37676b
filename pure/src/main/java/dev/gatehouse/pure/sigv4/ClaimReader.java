package dev.gatehouse.pure.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the claim in a request: in the `Authorization` header or in the query. Sizes are bounded before anything is
/// split.
final class ClaimReader {
    private static final int LONGEST_AUTHORIZATION = 8192;
    private static final int LONGEST_QUERY = 32_768;
    private static final int LONGEST_CREDENTIAL = 512;
    private static final int MOST_SIGNED_HEADERS = 100;
    private static final int CREDENTIAL_PARTS = 5;
    private static final String PREFIX = "X-Amz-";

    private ClaimReader() {}

    static Claim read(SignableRequest request) {
        List<String> authorization = request.header("authorization");
        boolean inQuery = request.query().contains(PREFIX + "Signature=")
                || request.query().contains(PREFIX + "Algorithm=");
        if (authorization.isEmpty()) {
            return inQuery ? presigned(request) : new Claim.Missing();
        }
        if (inQuery || authorization.size() > 1) {
            return new Claim.Incomplete("Only one authentication mechanism is allowed.");
        }
        return header(request, authorization.getFirst());
    }

    private static Claim header(SignableRequest request, String authorization) {
        if (authorization.length() > LONGEST_AUTHORIZATION) {
            return new Claim.Incomplete("Authorization header is too long.");
        }
        String[] words = authorization.strip().split("\\s+", 2);
        if (!words[0].equals(SigV4.ALGORITHM) && words[0].startsWith("AWS4-")) {
            return new Claim.Incomplete("Unsupported AWS 'algorithm': '" + words[0] + "'.");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : words.length < 2 ? new String[0] : words[1].split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                return new Claim.Incomplete("Invalid key=value pair (missing equal-sign) in Authorization header"
                        + " (hashed with SHA-256 and encoded with Base64): '" + hashed(authorization) + "'.");
            }
            if (parameters.put(
                            part.substring(0, equals).strip(),
                            part.substring(equals + 1).strip())
                    != null) {
                return new Claim.Incomplete("Authorization header has a parameter twice.");
            }
        }
        return header(request, authorization, parameters, words[0].equals(SigV4.ALGORITHM));
    }

    private static Claim header(
            SignableRequest request, String authorization, Map<String, String> parameters, boolean known) {
        StringBuilder lacking = new StringBuilder();
        for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
            if (!known || parameters.getOrDefault(name, "").isEmpty()) {
                lacking.append("Authorization header requires '").append(name).append("' parameter. ");
            }
        }
        Optional<String> time = time(request);
        if (time.isEmpty()) {
            lacking.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        }
        if (!lacking.isEmpty()) {
            return new Claim.Incomplete(
                    lacking + "(Hashed with SHA-256 and encoded with Base64) Authorization=" + hashed(authorization));
        }
        return parsed(
                parameters.getOrDefault("Credential", ""),
                parameters.getOrDefault("SignedHeaders", ""),
                parameters.getOrDefault("Signature", ""),
                time.orElse(""),
                request.header("x-amz-security-token").stream().findFirst(),
                false);
    }

    private static Optional<String> time(SignableRequest request) {
        return request.header("x-amz-date").stream()
                .findFirst()
                .or(() -> request.header("date").stream().findFirst());
    }

    private static Claim presigned(SignableRequest request) {
        if (request.query().length() > LONGEST_QUERY) {
            return new Claim.Incomplete("Query string is too long.");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : request.query().split("&", -1)) {
            int equals = part.indexOf('=');
            String name = UriText.decode(equals < 0 ? part : part.substring(0, equals));
            String value = equals < 0 ? "" : UriText.decode(part.substring(equals + 1));
            if (name.startsWith(PREFIX) && parameters.put(name, value) != null) {
                return new Claim.Incomplete("AWS query-string parameter '" + name + "' is given twice.");
            }
        }
        return presigned(parameters);
    }

    private static Claim presigned(Map<String, String> parameters) {
        StringBuilder lacking = new StringBuilder();
        for (String name : List.of("Algorithm", "Credential", "Signature", "SignedHeaders", "Date")) {
            if (parameters.getOrDefault(PREFIX + name, "").isEmpty()) {
                lacking.append("AWS query-string parameters must include '")
                        .append(PREFIX + name)
                        .append("'. ");
            }
        }
        if (!lacking.isEmpty()) {
            return new Claim.Incomplete(lacking + "Re-examine the query-string parameters.");
        }
        String algorithm = parameters.getOrDefault(PREFIX + "Algorithm", "");
        if (!algorithm.equals(SigV4.ALGORITHM)) {
            return new Claim.Incomplete("Unsupported AWS 'algorithm': '" + shortened(algorithm) + "'.");
        }
        return parsed(
                parameters.getOrDefault(PREFIX + "Credential", ""),
                parameters.getOrDefault(PREFIX + "SignedHeaders", ""),
                parameters.getOrDefault(PREFIX + "Signature", ""),
                parameters.getOrDefault(PREFIX + "Date", ""),
                Optional.ofNullable(parameters.get(PREFIX + "Security-Token")),
                true);
    }

    private static Claim parsed(
            String credential, String headers, String signature, String time, Optional<String> token, boolean query) {
        String[] parts = credential.length() > LONGEST_CREDENTIAL ? new String[0] : credential.split("/", -1);
        if (parts.length != CREDENTIAL_PARTS || parts[0].isEmpty()) {
            return new Claim.Incomplete("Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term, got '" + shortened(credential) + "'.");
        }
        Optional<Instant> signedAt = query ? Times.parseBasic(time) : Times.parseHeader(time);
        if (signedAt.isEmpty()) {
            return new Claim.Incomplete("Date must be in ISO-8601 'basic format'. Got '" + shortened(time)
                    + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
        List<String> names = Arrays.asList(headers.split(";", MOST_SIGNED_HEADERS + 1));
        if (names.size() > MOST_SIGNED_HEADERS || new HashSet<>(names).size() != names.size()) {
            return new Claim.Incomplete("'SignedHeaders' names a header twice, or too many headers.");
        }
        Claim.Scope scope = new Claim.Scope(parts[1], parts[2], parts[3], parts[4]);
        return new Claim.Parsed(parts[0], scope, token, List.copyOf(names), signature, signedAt.get(), query);
    }

    private static String hashed(String text) {
        return Base64.getEncoder().encodeToString(Digests.digest(text.getBytes(UTF_8)));
    }

    private static String shortened(String text) {
        return text.length() <= 128 ? text : text.substring(0, 128) + "...";
    }
}
