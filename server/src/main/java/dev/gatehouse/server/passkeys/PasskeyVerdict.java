package dev.gatehouse.server.passkeys;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;

/// What the answer to a passkey challenge proves.
public sealed interface PasskeyVerdict {

    /// The user holds the passkey. Good once {@link PasskeySignIn#take} has taken it.
    ///
    /// @param credentialId the passkey, base64url
    /// @param signCount the authenticator's counter; 0 when it does not count
    /// @param backedUp whether the passkey is on other devices too
    /// @param userVerified whether the authenticator verified its holder, by PIN or biometrics
    /// @param roaming whether the authenticator is carried around (`hwk`), not part of the device (`swk`)
    record Proven(
            PoolId pool,
            Sub sub,
            String credentialId,
            long signCount,
            boolean backedUp,
            boolean userVerified,
            boolean roaming)
            implements PasskeyVerdict {}

    /// It proves nothing. All reasons look alike to clients.
    ///
    /// @param reason for the audit record
    record Refused(Reason reason) implements PasskeyVerdict {}

    /// Why an answer proves nothing.
    enum Reason {
        /// It is not what a browser sends.
        MALFORMED,
        /// It was made for the other ceremony.
        WRONG_TYPE,
        /// It answers another challenge: a replay.
        WRONG_CHALLENGE,
        /// A page of another origin asked for it.
        WRONG_ORIGIN,
        /// It was made for another relying party.
        WRONG_RELYING_PARTY,
        /// Nobody touched the authenticator.
        NOT_PRESENT,
        /// The authenticator did not verify its holder, and had to.
        NOT_VERIFIED,
        /// An algorithm, key or attestation that is not accepted.
        UNSUPPORTED,
        /// The signature is not the passkey's.
        BAD_SIGNATURE,
        /// The user has no such passkey.
        UNKNOWN_PASSKEY,
        /// The authenticator says that it belongs to another user.
        WRONG_USER,
        /// The counter did not grow: there are two of what must be one.
        CLONED
    }
}
