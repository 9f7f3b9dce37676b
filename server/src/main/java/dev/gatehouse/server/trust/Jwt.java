package dev.gatehouse.server.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Optional;

/// A token taken apart, none of it believed (RFC 7515 section 3.1, RFC 7519).
///
/// @param kid which key signed; empty when the token does not say
/// @param signed what was signed: the first two parts with their dot
@SuppressWarnings("ArrayRecordComponent") // never compared; copied once less
public record Jwt(String kid, Algorithm algorithm, Claims claims, byte[] signed, byte[] signature) {
    private static final int MAX_LENGTH = 50_000;
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    /// Empty when the text is not a JSON Web Token with an algorithm that is taken.
    public static Optional<Jwt> parse(String token) {
        String[] parts = token.length() > MAX_LENGTH ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Optional<Claims> header = Claims.read(DECODER.decode(parts[0]));
            Optional<Claims> claims = Claims.read(DECODER.decode(parts[1]));
            byte[] signature = DECODER.decode(parts[2]);
            byte[] signed = token.substring(0, token.lastIndexOf('.')).getBytes(US_ASCII);
            return header.filter(head -> head.text("crit").isEmpty())
                    .flatMap(head -> head.text("alg")
                            .flatMap(Algorithm::of)
                            .flatMap(algorithm -> claims.map(found ->
                                    new Jwt(head.text("kid").orElse(""), algorithm, found, signed, signature))));
        } catch (IllegalArgumentException notBase64Url) {
            return Optional.empty();
        }
    }

    /// Whether the key's private half signed it.
    boolean signedBy(java.security.PublicKey key) {
        return algorithm.verify(key, signed, signature);
    }

    @Override
    public String toString() {
        return "Jwt(***)";
    }
}
