package dev.gatehouse.server.store;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An IAM user, group or role as stored.
///
/// @param id the unique id: 21 characters, `AIDA`, `AGPA` or `AROA` first; never used again
/// @param name as given; unique within the kind ignoring case
/// @param path begins and ends with a slash
/// @param trust a role's trust policy, principals of this account by unique id; null for others
/// @param boundary the ARN of the permissions boundary
/// @param maxSession the longest session of a role, seconds; 0 for others
/// @param tags in the order given
/// @param createdAt epoch milliseconds
/// @param version moves with every change, of policies, attachments and memberships too
public record IamEntity(
        String id,
        Kind kind,
        String name,
        String path,
        @Nullable String description,
        @Nullable String trust,
        @Nullable String boundary,
        int maxSession,
        Map<String, String> tags,
        long createdAt,
        long version) {

    /// What an entity is.
    public enum Kind {
        /// A person or program with keys of its own.
        USER,
        /// A set of users.
        GROUP,
        /// What others become for a while.
        ROLE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    public IamEntity {
        tags = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /// The form under which a name is unique.
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// With another name and path.
    public IamEntity named(String newName, String newPath) {
        return new IamEntity(
                id, kind, newName, newPath, description, trust, boundary, maxSession, tags, createdAt, version);
    }

    /// With another description.
    public IamEntity described(@Nullable String text) {
        return new IamEntity(id, kind, name, path, text, trust, boundary, maxSession, tags, createdAt, version);
    }

    /// With another trust policy.
    public IamEntity trusting(String document) {
        return new IamEntity(
                id, kind, name, path, description, document, boundary, maxSession, tags, createdAt, version);
    }

    /// With another permissions boundary, or none.
    public IamEntity bounded(@Nullable String policyArn) {
        return new IamEntity(id, kind, name, path, description, trust, policyArn, maxSession, tags, createdAt, version);
    }

    /// With another longest session.
    public IamEntity lasting(int seconds) {
        return new IamEntity(id, kind, name, path, description, trust, boundary, seconds, tags, createdAt, version);
    }

    /// With other tags.
    public IamEntity tagged(Map<String, String> newTags) {
        return new IamEntity(
                id, kind, name, path, description, trust, boundary, maxSession, newTags, createdAt, version);
    }
}
