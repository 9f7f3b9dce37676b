package dev.gatehouse.server.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.server.seal.SigningKey;
import java.util.Base64;
import java.util.Optional;

/// The compact serialization of a JSON Web Signature (RFC 7515 section 3.1), RS256 only.
///
/// @param kid which key signed
/// @param signed what was signed: the first two parts with their dot
/// @param payload the decoded second part
/// @param signature the decoded third part
@SuppressWarnings("ArrayRecordComponent") // never compared; copied once less
record Jws(String kid, byte[] signed, byte[] payload, byte[] signature) {
    private static final int MAX_LENGTH = 32_768;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    /// The first part of every token a key signs: `{"kid":"...","alg":"RS256"}` and no `typ`, as Cognito has it.
    static String header(String kid) {
        return ENCODER.encodeToString(("{\"kid\":\"" + kid + "\",\"alg\":\"RS256\"}").getBytes(UTF_8));
    }

    /// Signs a payload.
    ///
    /// @param header what {@link #header} made for the key
    static String sign(String header, byte[] payload, SigningKey key) {
        String signed = header + '.' + ENCODER.encodeToString(payload);
        return signed + '.' + ENCODER.encodeToString(key.sign(signed.getBytes(US_ASCII)));
    }

    /// Takes a token apart without believing any of it; empty when it is not a JWS with a `kid` and RS256.
    static Optional<Jws> parse(String token) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        if (first <= 0 || last <= first + 1 || token.indexOf('.', first + 1) != last) {
            return Optional.empty();
        }
        try {
            byte[] payload = DECODER.decode(token.substring(first + 1, last));
            byte[] signature = DECODER.decode(token.substring(last + 1));
            byte[] signed = token.substring(0, last).getBytes(US_ASCII);
            return JsonTexts.read(DECODER.decode(token.substring(0, first)))
                    .filter(header -> "RS256".equals(header.get("alg")))
                    .flatMap(header -> Optional.ofNullable(header.get("kid")))
                    .map(kid -> new Jws(kid, signed, payload, signature));
        } catch (IllegalArgumentException notBase64Url) {
            return Optional.empty();
        }
    }
}
