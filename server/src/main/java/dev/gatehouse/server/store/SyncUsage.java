package dev.gatehouse.server.store;

/// What an identity or a pool keeps in datasets.
///
/// @param datasets how many there are
/// @param bytes keys and values
/// @param syncs how often they were written or deleted
/// @param modifiedAt epoch milliseconds of the last change; 0 when there was none
public record SyncUsage(long datasets, long bytes, long syncs, long modifiedAt) {}
