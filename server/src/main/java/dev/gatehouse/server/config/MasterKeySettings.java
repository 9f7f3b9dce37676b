package dev.gatehouse.server.config;

import java.nio.file.Path;
import java.util.Optional;

/// Where the key that seals secrets comes from: at most one of the two; without either, `master.key` in the data
/// folder, made at the first start.
///
/// @param key `masterKey`: the key itself, best as `GATEHOUSE_MASTER_KEY`
/// @param file `masterKeyFile`: a file that holds it
public record MasterKeySettings(Optional<SecretText> key, Optional<Path> file) {

    static MasterKeySettings from(Source source) {
        source.notBoth("masterKey", "masterKeyFile");
        return new MasterKeySettings(source.secret("masterKey"), source.path("masterKeyFile"));
    }
}
