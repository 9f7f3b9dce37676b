package dev.gatehouse.server.attempts;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import java.time.Instant;

/// One try at signing in, from the first call to the tokens.
///
/// @param id unique among all attempts
/// @param pool the pool
/// @param client the client it was begun through; only it may go on
/// @param expires when the step under way can no longer be answered
public record Attempt(String id, PoolId pool, ClientId client, Instant expires) {}
