package dev.gatehouse.server.sts;

import dev.gatehouse.model.service.Operations;
import dev.gatehouse.model.sts.Sts;

/// The room's front door.
public final class StsOperations {
    private StsOperations() {}

    /// The operations of AWS STS carried out here.
    public static Operations.Table table() {
        return Operations.table().on(Sts.GET_CALLER_IDENTITY, CallerIdentity::of);
    }
}
