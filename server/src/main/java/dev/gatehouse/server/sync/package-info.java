/// Cognito Sync: key-value datasets of identities, kept in step between devices by counts.
///
/// Start at {@link dev.gatehouse.server.sync.SyncOperations}. `Askers` says who may ask for what, beyond IAM;
/// `Patches` decides purely what an update makes of a dataset, and `Records` acts on it. `SyncSessions` seals
/// what an update must show of the listing before it. Of identity pools this room knows what {@link
/// dev.gatehouse.server.sync.IdentityDirectory} says, asked again inside every write; {@link
/// dev.gatehouse.server.sync.IdentityData} acts on merged and deleted identities. The wiring implements the one and
/// calls the other.
///
/// Uses: store seal
@NullMarked
package dev.gatehouse.server.sync;

import org.jspecify.annotations.NullMarked;
