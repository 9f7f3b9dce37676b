package dev.gatehouse.server.store;

/// The access key of an IAM user.
///
/// @param id 20 characters, `AKIA` first
/// @param userId the unique id of the user
/// @param sealed the secret access key
/// @param createdAt epoch milliseconds
/// @param usedAt when it was last seen in use, epoch milliseconds, 0 for never
/// @param usedRegion the region of that use
/// @param usedService the service of that use
/// @param version moves when it is switched on or off
public record AccessKeyRecord(
        String id,
        String userId,
        Bytes sealed,
        boolean active,
        long createdAt,
        long usedAt,
        String usedRegion,
        String usedService,
        long version) {}
