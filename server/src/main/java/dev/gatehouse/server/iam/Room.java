package dev.gatehouse.server.iam;

import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Store;
import java.time.InstantSource;

/// What the classes of this room share.
record Room(
        Store store,
        Sealer sealer,
        Chance chance,
        InstantSource clock,
        Arns arns,
        Documents documents,
        TrustPolicies trust,
        ManagedByAws managed,
        AccountQuotas quotas) {}
