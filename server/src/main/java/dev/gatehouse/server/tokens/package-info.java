/// Tokens: what a signed-in user carries away, and the proof that a token shown to us is one of ours.
///
/// Start at {@link dev.gatehouse.server.tokens.Issuer}, which makes ID and access tokens out of a
/// {@link dev.gatehouse.server.tokens.Grant}; {@link dev.gatehouse.server.tokens.AccessTokens} is the way back. The
/// claims
/// themselves are pure functions in `IdTokenClaims` and `AccessTokenClaims`. {@link
/// dev.gatehouse.server.tokens.PoolKeys}
/// keeps the two signing keys of each pool; {@link dev.gatehouse.server.tokens.WellKnown} publishes them.
///
/// Uses: store seal
@NullMarked
package dev.gatehouse.server.tokens;

import org.jspecify.annotations.NullMarked;
