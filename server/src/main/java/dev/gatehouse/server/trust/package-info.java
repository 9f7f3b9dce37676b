/// Trust: checks tokens that others, or other rooms, signed.
///
/// Start at {@link dev.gatehouse.server.trust.TokenCheck}: a token, what is expected of it, and where keys come
/// from
/// ({@link dev.gatehouse.server.trust.KeyFinder}) give a {@link dev.gatehouse.server.trust.Verdict}. `Jwt`
/// takes tokens
/// apart and believes nothing. {@link dev.gatehouse.server.trust.RemoteKeys} fetches the keys of issuers
/// elsewhere, past
/// `AddressGuard`.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.server.trust;

import org.jspecify.annotations.NullMarked;
