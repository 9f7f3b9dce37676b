package dev.gatehouse.server.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A managed policy of the account; its documents are the versions.
///
/// @param arn unique; holds path and name
/// @param id the unique id: 21 characters, `ANPA` first
/// @param defaultVersion the number of the version in force
/// @param lastVersion the highest number ever given
/// @param tags in the order given
/// @param createdAt epoch milliseconds
/// @param modifiedAt epoch milliseconds
/// @param version moves with every change, of the policy versions too
public record IamPolicyRecord(
        String arn,
        String id,
        String name,
        String path,
        @Nullable String description,
        int defaultVersion,
        int lastVersion,
        Map<String, String> tags,
        long createdAt,
        long modifiedAt,
        long version) {

    /// One version of a managed policy.
    ///
    /// @param number from 1
    /// @param createdAt epoch milliseconds
    public record Version(int number, String document, long createdAt) {}

    public IamPolicyRecord {
        tags = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /// With another version in force.
    public IamPolicyRecord inForce(int number, int highest, long now) {
        return new IamPolicyRecord(arn, id, name, path, description, number, highest, tags, createdAt, now, version);
    }

    /// With other tags.
    public IamPolicyRecord tagged(Map<String, String> newTags) {
        return new IamPolicyRecord(
                arn, id, name, path, description, defaultVersion, lastVersion, newTags, createdAt, modifiedAt, version);
    }
}
