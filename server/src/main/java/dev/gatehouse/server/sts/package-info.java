/// The Security Token Service: who am I.
///
/// Start at {@link dev.gatehouse.server.sts.StsOperations}.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.server.sts;

import org.jspecify.annotations.NullMarked;
