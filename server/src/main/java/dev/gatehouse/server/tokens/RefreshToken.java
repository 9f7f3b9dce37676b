package dev.gatehouse.server.tokens;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;

/// What a refresh token says, once opened. Whether its session still lives stands in the session's row.
///
/// @param pool the pool that issued it
/// @param client the client it was issued to
/// @param session the session it continues
/// @param generation which one in the line of rotations it is
public record RefreshToken(PoolId pool, ClientId client, String session, long generation) {}
