/// Persistence: every record that outlives a request, on SQLite (embedded) or PostgreSQL, through one SQL subset.
///
/// Start at {@link dev.gatehouse.server.store.Store}: `read` and `write` take a closure that gets a {@link
/// dev.gatehouse.server.store.Tx}, and `Tx` hands out one narrow object per aggregate. Records here are the persisted
/// form, apart from wire shapes; what is sealed is opaque {@link dev.gatehouse.server.store.Bytes}. Behind the door
/// an `Engine` runs closures ({@code SqliteEngine}, {@code PostgresEngine}); `Schema` knows the tables, `Migrations`
/// makes them. Keys lead with the pool id, no sequences, compare-and-set by `version`.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.server.store;

import org.jspecify.annotations.NullMarked;
