/// How often something may be tried: per hour and user for codes and passwords ({@link
/// dev.gatehouse.server.limits.Limits}), and the lock-out that doubles ({@link dev.gatehouse.server.limits.LockOut}).
/// Counters live in the store, so every node sees them at once. Keys are texts: names nobody has are counted like
/// those of users.
///
/// Uses: store
@NullMarked
package dev.gatehouse.server.limits;

import org.jspecify.annotations.NullMarked;
