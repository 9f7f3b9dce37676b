package dev.gatehouse.server.store;

/// A dataset of Cognito Sync, or what is remembered of a deleted one.
///
/// @param mergedOf the dataset it is to be merged into; empty when it came from no other identity
/// @param syncCount goes up by one with every write and deletion
/// @param deletedCount the count of its last deletion; 0 when there was none
/// @param live false when it is deleted
/// @param records how many have a value
/// @param bytes their keys and values
/// @param modifiedBy who wrote last
/// @param createdAt epoch milliseconds
/// @param modifiedAt epoch milliseconds
public record SyncDatasetRecord(
        SyncOwner owner,
        String name,
        String mergedOf,
        long syncCount,
        long deletedCount,
        boolean live,
        long records,
        long bytes,
        String modifiedBy,
        long createdAt,
        long modifiedAt) {}
