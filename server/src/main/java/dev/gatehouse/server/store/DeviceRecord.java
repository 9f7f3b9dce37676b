package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import org.jspecify.annotations.Nullable;

/// A device that a user confirmed. Times are epoch milliseconds.
///
/// @param pool the pool
/// @param sub the user
/// @param key the device key
/// @param salt the SRP salt of the device's secret, padded
/// @param sealedVerifier the SRP verifier of the device's secret, padded and sealed
/// @param name the name it was given; null for none
/// @param remembered whether it may stand in for a second factor
/// @param lastIp the address it was last used from
/// @param createdAt when it was confirmed
/// @param modifiedAt when its status was last set
/// @param authenticatedAt when it was last signed in with
public record DeviceRecord(
        PoolId pool,
        Sub sub,
        String key,
        Bytes salt,
        Bytes sealedVerifier,
        @Nullable String name,
        boolean remembered,
        String lastIp,
        long createdAt,
        long modifiedAt,
        long authenticatedAt) {}
