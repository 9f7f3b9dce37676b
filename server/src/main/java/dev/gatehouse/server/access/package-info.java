/// Access: whose a key is, what its owner may do, and why.
///
/// Start at {@link dev.gatehouse.server.access.Access}, which decides requests with the engine of
/// `pure.policy`. {@link dev.gatehouse.server.access.KeyRing} finds who signed, {@link
/// dev.gatehouse.server.access.SessionTokens} makes and opens temporary credentials, `Permissions` keeps
/// compiled policies by the unique id of their owner, and {@link dev.gatehouse.server.access.OperationAccess}
/// knows which resource an operation of ours is about.
///
/// Uses: store seal iam
@NullMarked
package dev.gatehouse.server.access;

import org.jspecify.annotations.NullMarked;
