/// Addresses of the Internet Protocol.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.pure.net;

import org.jspecify.annotations.NullMarked;
