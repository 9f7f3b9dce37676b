/// User pools, their app clients, groups and tags: the settings everything else reads.
///
/// Start at {@link dev.gatehouse.server.pools.PoolOperations}, the table of operations. Other rooms come in
/// through {@link dev.gatehouse.server.pools.Directory}, the cached way to a
/// {@link dev.gatehouse.server.pools.Pool} and a {@link dev.gatehouse.server.pools.Client}; what attributes a
/// user may have is {@link dev.gatehouse.server.pools.Schema}. `PoolSettings` and `ClientSettings` say what a
/// request turns into (defaults, what an update keeps), `PoolRules` and `ClientRules` what is refused, `Tiers`
/// what a tier includes: all of them pure.
///
/// Settings are stored in the model's own shapes (`UserPoolType`, `UserPoolClientType`) as JSON documents with a
/// format version: they are an operator's choices, to be echoed member by member, and a second set of types for
/// them would only have to follow every change of the model. What is computed when asked (ids, dates, counts,
/// ARNs) and what is secret is not in the documents but in columns and rows of their own.
///
/// Uses: store seal
@NullMarked
package dev.gatehouse.server.pools;

import org.jspecify.annotations.NullMarked;
