package dev.gatehouse.server.sync;

import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.store.Store;
import java.time.InstantSource;

/// What the classes of this room share.
record Room(Store store, Chance chance, InstantSource clock, Askers askers, SyncSessions sessions) {}
