/// Cognito Sync: key-value datasets of identities, kept in step between devices by counts.
///
/// Start at {@link dev.gatehouse.server.sync.SyncOperations}. `Askers` says who may ask for what, beyond IAM;
/// `Patches` decides purely what an update makes of a dataset, and `Records` acts on it. `SyncSessions` seals
/// what an update must show of the listing before it. The room of identity pools meets this one at {@link
/// dev.gatehouse.server.sync.IdentityDirectory}, which it implements, and at {@link
/// dev.gatehouse.server.sync.IdentityData}, which it tells of merged and deleted identities.
///
/// Uses: store seal
@NullMarked
package dev.gatehouse.server.sync;

import org.jspecify.annotations.NullMarked;
