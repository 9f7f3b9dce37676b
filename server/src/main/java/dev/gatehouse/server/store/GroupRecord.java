package dev.gatehouse.server.store;

import dev.gatehouse.pure.id.PoolId;
import org.jspecify.annotations.Nullable;

/// A group of a pool.
///
/// @param pool the pool
/// @param name its name, the key inside the pool
/// @param description free text, if any
/// @param roleArn the role its members may take, if any
/// @param precedence lower wins; none is last
/// @param createdAt epoch milliseconds
/// @param modifiedAt epoch milliseconds
public record GroupRecord(
        PoolId pool,
        String name,
        @Nullable String description,
        @Nullable String roleArn,
        @Nullable Integer precedence,
        long createdAt,
        long modifiedAt) {}
