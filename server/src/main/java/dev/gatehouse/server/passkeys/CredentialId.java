package dev.gatehouse.server.passkeys;

import dev.gatehouse.server.store.Bytes;
import java.util.Base64;

/// The id of a passkey, in its one canonical form: base64url without padding of 1 to 1,023 bytes (WebAuthn level 3,
/// section 7.1, step 25).
///
/// @param text the canonical form
record CredentialId(String text) {
    private static final int LONGEST = 1_023;
    private static final int LONGEST_TEXT = 1_368;

    /// @throws BadAnswer when it is not base64url, empty or too long
    static CredentialId of(String text) throws BadAnswer {
        return of(text.length() > LONGEST_TEXT ? Bytes.of(new byte[0]) : Base64Url.decode(text));
    }

    /// @throws BadAnswer when it is empty or too long
    static CredentialId of(Bytes id) throws BadAnswer {
        if (id.length() == 0 || id.length() > LONGEST) {
            throw new BadAnswer();
        }
        return new CredentialId(Base64Url.encode(id));
    }

    /// The id itself.
    Bytes bytes() {
        return Bytes.of(Base64.getUrlDecoder().decode(text));
    }
}
