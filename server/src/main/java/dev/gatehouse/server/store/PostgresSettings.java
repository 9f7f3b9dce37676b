package dev.gatehouse.server.store;

/// How to reach PostgreSQL.
///
/// @param url `jdbc:postgresql://host:port/database?options`
/// @param user the role
/// @param password its password; never printed
/// @param poolSize connections of this node, at least 4
public record PostgresSettings(String url, String user, String password, int poolSize) {
    /// @throws IllegalArgumentException when the URL is not one of PostgreSQL or the pool is too small
    public PostgresSettings {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("not a jdbc:postgresql URL");
        }
        if (poolSize < 4) {
            throw new IllegalArgumentException("poolSize must be at least 4");
        }
    }

    @Override
    public String toString() {
        return "PostgresSettings[user=" + user + ", poolSize=" + poolSize + "]";
    }
}
