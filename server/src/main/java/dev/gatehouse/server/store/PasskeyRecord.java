package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import java.util.List;

/// A passkey of a user: what its registration said about it. All of it is public.
///
/// @param pool the user's pool
/// @param credentialId base64url without padding; at most 1,364 characters
/// @param sub the user
/// @param rpId the relying party it was made for
/// @param publicKey a COSE_Key (RFC 9052 section 7)
/// @param signCount the authenticator's counter when it last signed; 0 when it does not count
/// @param transports how the authenticator is reached, in its own words
/// @param attachment `platform`, `cross-platform` or empty
/// @param aaguid the authenticator's model, a UUID; all zeros when it keeps that to itself
/// @param backupEligible whether it may be copied to other devices of its owner
/// @param backedUp whether it was, when it last signed
/// @param name what people read in a list
/// @param createdAt when it was registered; epoch milliseconds
public record PasskeyRecord(
        PoolId pool,
        String credentialId,
        Sub sub,
        String rpId,
        Bytes publicKey,
        long signCount,
        List<String> transports,
        String attachment,
        String aaguid,
        boolean backupEligible,
        boolean backedUp,
        String name,
        long createdAt) {
    public PasskeyRecord {
        transports = List.copyOf(transports);
    }
}
