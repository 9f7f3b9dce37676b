package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.server.config.RootKey;
import dev.gatehouse.server.config.SecretText;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.store.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The account's own key: sealed in the store, so that all nodes know the same one, and written into each node's data
/// folder for clients.
final class RootKeys {
    static final String SETTING = "root-key";

    private RootKeys() {}

    /// Finds the key, or makes it at the first start, and brings the data folder up to date.
    ///
    /// @throws IOException when the data folder cannot be read or written
    static RootKey find(Ground ground, Settings settings, String url) throws IOException {
        RootKey proposed = proposed(ground, settings, url);
        byte[] sealed = ground.sealer().seal(Purpose.ROOT_CREDENTIAL, text(proposed), SETTING);
        Bytes kept = ground.store().write(tx -> tx.settings().putIfAbsent(SETTING, Bytes.of(sealed), true));
        String[] parts = new String(ground.sealer().openStored(Purpose.ROOT_CREDENTIAL, kept.toArray(), SETTING), UTF_8)
                .split("\n", -1);
        RootKey key = new RootKey(parts[0], new SecretText(parts[1]), settings.region(), url);
        key.save(settings.dataFolder());
        return key;
    }

    private static RootKey proposed(Ground ground, Settings settings, String url) throws IOException {
        Path folder = settings.dataFolder();
        return Files.exists(RootKey.file(folder))
                ? RootKey.load(folder)
                : new RootKey(
                        ground.chance().accessKeyId(),
                        new SecretText(ground.chance().secretAccessKey().reveal()),
                        settings.region(),
                        url);
    }

    private static byte[] text(RootKey key) {
        return (key.accessKeyId() + "\n" + key.secretAccessKey().reveal()).getBytes(UTF_8);
    }
}
