package dev.gatehouse.server.store;

/// An identity pool as stored. Times are epoch milliseconds.
///
/// @param id `<region>:<uuid>`
/// @param document its settings, JSON text
/// @param version moves with every change
public record IdentityPoolRecord(String id, String document, long createdAt, long modifiedAt, long version) {

    /// With other settings.
    public IdentityPoolRecord with(String newDocument, long now) {
        return new IdentityPoolRecord(id, newDocument, createdAt, now, version);
    }
}
