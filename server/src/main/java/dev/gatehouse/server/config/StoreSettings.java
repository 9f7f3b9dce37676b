package dev.gatehouse.server.config;

import java.nio.file.Path;
import java.util.Optional;

/// Where records are kept.
public sealed interface StoreSettings {

    /// The embedded store.
    ///
    /// @param file the database file in the data folder
    record Sqlite(Path file) implements StoreSettings {}

    /// A PostgreSQL server, shared by any number of nodes.
    ///
    /// @param url `store.url`: `postgresql://host[:port]/database[?options]`
    /// @param user `store.user`
    /// @param password `store.password`, or the first line of `store.passwordFile`
    /// @param poolSize `store.poolSize`: connections at most, 4 or more; 10
    record Postgres(String url, Optional<String> user, Optional<SecretText> password, int poolSize)
            implements StoreSettings {}

    /// Reads `store`; without a URL the embedded store is used.
    static StoreSettings from(Source source, Path dataFolder) {
        Optional<String> url = source.text("store.url");
        Optional<String> user = source.text("store.user");
        Optional<SecretText> password = password(source);
        int poolSize = source.number("store.poolSize", 10, 4, 1_000);
        source.needs("store.user", "store.url");
        source.needs("store.poolSize", "store.url");
        source.needs("store.password", "store.user");
        source.needs("store.passwordFile", "store.user");
        if (url.isEmpty()) {
            return new Sqlite(dataFolder.resolve("gatehouse.db"));
        }
        if (!url.get().startsWith("postgresql://")) {
            throw source.refuse("store.url", "must start with postgresql://");
        }
        return new Postgres(url.get(), user, password, poolSize);
    }

    private static Optional<SecretText> password(Source source) {
        source.notBoth("store.password", "store.passwordFile");
        return source.secret("store.password").or(() -> source.secretFile("store.passwordFile"));
    }
}
