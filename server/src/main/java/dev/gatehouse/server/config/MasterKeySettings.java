package dev.gatehouse.server.config;

import java.nio.file.Path;

/// Where the key that seals secrets comes from.
public sealed interface MasterKeySettings {

    /// A file, created with mode 600 at the first start.
    ///
    /// @param file `masterKeyFile`; `master.key` in the data folder
    record InFile(Path file) implements MasterKeySettings {}

    /// Given outright, best as `GATEHOUSE_MASTER_KEY`.
    ///
    /// @param key `masterKey`
    record Given(SecretText key) implements MasterKeySettings {}

    /// Reads `masterKey` or `masterKeyFile`.
    static MasterKeySettings from(Source source, Path dataFolder) {
        source.notBoth("masterKey", "masterKeyFile");
        return source.secret("masterKey")
                .<MasterKeySettings>map(Given::new)
                .orElseGet(
                        () -> new InFile(source.path("masterKeyFile").orElseGet(() -> dataFolder.resolve("master.key"))));
    }
}
