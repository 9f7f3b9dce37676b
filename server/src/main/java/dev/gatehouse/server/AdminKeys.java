package dev.gatehouse.server;

import dev.gatehouse.server.config.RootKey;
import dev.gatehouse.server.config.SecretText;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.iam.Administrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// The key of the user `admin`, written into each node's data folder for clients, as the account's own key is.
final class AdminKeys {
    private AdminKeys() {}

    /// Finds the key, or makes user and key at the first start, and brings the data folder up to date.
    ///
    /// @throws IOException when the data folder cannot be written
    static void save(Ground ground, Settings settings, String url, InstantSource clock) throws IOException {
        Administrator administrator = new Administrator(ground.store(), ground.sealer(), ground.chance(), clock);
        Optional<Administrator.Key> key = administrator.find();
        Path file = RootKey.adminFile(settings.dataFolder());
        if (key.isPresent()) {
            new RootKey(
                            key.get().accessKeyId(),
                            new SecretText(key.get().secretAccessKey().reveal()),
                            settings.region(),
                            url)
                    .saveTo(file);
        } else {
            Files.deleteIfExists(file);
        }
    }
}
