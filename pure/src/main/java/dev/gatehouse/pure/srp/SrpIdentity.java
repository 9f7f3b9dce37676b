package dev.gatehouse.pure.srp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;

/// Who signs in, as it enters the computations.
///
/// @param pool for a user the name of the pool (what follows `_` in its id), for a device its group key
/// @param name for a user the `USER_ID_FOR_SRP`, for a device its key
public record SrpIdentity(String pool, String name) {
    /// x = H(PAD(salt) || H(pool || name || ":" || password)).
    BigInteger privateKey(String password, Salt salt) {
        byte[] identity = (pool + name + ":" + password).getBytes(UTF_8);
        return SrpGroup.hash(salt.padded(), SrpGroup.sha256().digest(identity));
    }
}
