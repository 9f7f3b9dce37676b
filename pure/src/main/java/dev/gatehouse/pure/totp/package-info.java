/// Time-based one-time passwords (RFC 6238) and the base32 in which their secrets travel (RFC 4648 section 6).
///
/// Start at {@link dev.gatehouse.pure.totp.Totp}.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.pure.totp;

import org.jspecify.annotations.NullMarked;
