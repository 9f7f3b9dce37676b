package dev.gatehouse.bench;

import java.util.List;

/// What flows need beside the users of the pool whose size is measured.
///
/// @param apps how many users with an authenticator app
/// @param devices how many users with a device
/// @param identities whether each user has an identity
record Needs(int apps, int devices, boolean identities) {
    static Needs of(List<Flow> flows) {
        return new Needs(
                flows.contains(Flow.SRP_TOTP) ? AppUsers.MANY : 0,
                flows.contains(Flow.SRP_DEVICE) ? DeviceUsers.MANY : 0,
                flows.contains(Flow.CREDENTIALS));
    }
}
