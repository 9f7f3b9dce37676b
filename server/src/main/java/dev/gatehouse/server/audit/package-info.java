/// The audit trail: who did what, and how it ended, for every call. Start at {@link
/// dev.gatehouse.server.audit.Audit}. An {@link dev.gatehouse.server.audit.AuditEvent} has fields for ids and
/// outcomes only; there is no place for a secret.
///
/// Uses: store
@NullMarked
package dev.gatehouse.server.audit;

import org.jspecify.annotations.NullMarked;
