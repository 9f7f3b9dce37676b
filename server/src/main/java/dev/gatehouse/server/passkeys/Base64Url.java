package dev.gatehouse.server.passkeys;

import dev.gatehouse.server.store.Bytes;
import java.util.Base64;

/// Bytes as the JSON forms of WebAuthn write them: base64url without padding. Padding is read too: some clients add it.
final class Base64Url {
    private Base64Url() {}

    static String encode(Bytes bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toArray());
    }

    /// @throws BadAnswer when it is not base64url
    static Bytes decode(String text) throws BadAnswer {
        try {
            return Bytes.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            throw new BadAnswer();
        }
    }
}
