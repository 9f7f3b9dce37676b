package dev.gatehouse.server.pools;

import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Store;
import java.time.InstantSource;

/// What every handler of this room works with.
///
/// @param store where records are
/// @param sealer seals pool keys, client secrets and page tokens
/// @param chance makes ids and secrets
/// @param clock the dates of records
/// @param directory the cache to tell of changes
record Foundation(Store store, Sealer sealer, Chance chance, InstantSource clock, Directory directory) {}
