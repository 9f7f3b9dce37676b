package dev.gatehouse.server.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.seal.BadSeal;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Refresh tokens: sealed pointers to a session row, opaque to clients.
///
/// The text has the five parts of a JWE (RFC 7516 section 3.1) because clients and proxies expect Cognito's refresh
/// tokens
/// to look like one; the header is Cognito's. The other parts are one sealed value, cut: its prefix, nonce,
/// ciphertext
/// and tag.
public final class RefreshTokens {
    private static final String HEADER = "eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ";
    private static final String CONTEXT = "";
    private static final int[] CUTS = {5, 17};
    private static final int TAG = 16;
    private static final int MAX_LENGTH = 4096;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Sealer sealer;

    /// @param sealer seals and opens them
    public RefreshTokens(Sealer sealer) {
        this.sealer = sealer;
    }

    /// The text a client gets.
    public String seal(RefreshToken token) {
        String plain = String.join(
                "\n", token.pool().value(), token.client().value(), token.session(), Long.toString(token.generation()));
        byte[] sealed = sealer.seal(Purpose.REFRESH_TOKEN, plain.getBytes(UTF_8), CONTEXT);
        int tagAt = sealed.length - TAG;
        return String.join(
                ".",
                HEADER,
                part(sealed, 0, CUTS[0]),
                part(sealed, CUTS[0], CUTS[1]),
                part(sealed, CUTS[1], tagAt),
                part(sealed, tagAt, sealed.length));
    }

    /// Opens the text of a client; empty when it is not one of our refresh tokens.
    public Optional<RefreshToken> open(String text) {
        if (text.length() > MAX_LENGTH || !text.startsWith(HEADER + ".")) {
            return Optional.empty();
        }
        String[] parts = text.substring(HEADER.length() + 1).split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        try {
            byte[] plain = sealer.open(Purpose.REFRESH_TOKEN, join(parts), CONTEXT);
            String[] fields = new String(plain, UTF_8).split("\n", -1);
            return Optional.of(new RefreshToken(
                    new PoolId(fields[0]), new ClientId(fields[1]), fields[2], Long.parseLong(fields[3])));
        } catch (IllegalArgumentException | BadSeal notOurs) {
            return Optional.empty();
        }
    }

    private static String part(byte[] bytes, int from, int to) {
        return ENCODER.encodeToString(Arrays.copyOfRange(bytes, from, to));
    }

    private static byte[] join(String[] parts) {
        byte[] all = new byte[0];
        for (String part : parts) {
            byte[] next = DECODER.decode(part);
            int at = all.length;
            all = Arrays.copyOf(all, at + next.length);
            System.arraycopy(next, 0, all, at, next.length);
        }
        return all;
    }
}
