package dev.gatehouse.server.tokens;

import dev.gatehouse.server.seal.Rs256;
import dev.gatehouse.server.seal.SigningKey;
import dev.gatehouse.server.store.SigningKeyRecord;
import java.security.interfaces.RSAPublicKey;

/// A signing key of a pool, ready to use.
///
/// @param row what the store knows of it
/// @param header the first part of the tokens it signs
/// @param signer the key pair
/// @param checker checks what it signed
record PoolKey(SigningKeyRecord row, String header, SigningKey signer, Rs256 checker) {

    static PoolKey of(SigningKeyRecord row, SigningKey signer) {
        return new PoolKey(row, Jws.header(row.kid()), signer, Rs256.of(signer.publicKey()));
    }

    String kid() {
        return row.kid();
    }

    RSAPublicKey publicKey() {
        return signer.publicKey();
    }

    boolean signs(SigningKeyRecord.Use use) {
        return row.use() == use && row.state() == SigningKeyRecord.State.ACTIVE;
    }

    /// Whether tokens signed with it are still believed.
    boolean verifiesAt(long now) {
        return row.state() == SigningKeyRecord.State.ACTIVE || now < row.retireAt();
    }
}
