package dev.gatehouse.server;

import dev.gatehouse.server.cli.CommandFailure;
import dev.gatehouse.server.config.SecretText;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.config.StoreSettings;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.PostgresSettings;
import dev.gatehouse.server.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ground floor, as the server and the commands beside it share it: the store, and the key that opens what is in
/// it.
///
/// @param store where records are kept
/// @param sealer seals and opens secrets; learns a key that `rotate-key` added
/// @param chance ids, codes and keys
record Ground(Store store, Sealer sealer, Chance chance) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ground.class);

    /// Opens store and master key; makes both at the first start.
    ///
    /// @throws IOException when the data folder cannot be used
    /// @throws CommandFailure when the master key is not the one the store was written with
    static Ground open(Settings settings, InstantSource clock, SecureRandom random) throws IOException {
        makeFolder(settings.dataFolder());
        Sealer sealer = Sealer.reloading(() -> again(settings, random), random);
        Store store = store(settings.store(), clock);
        try {
            MasterKeyCheck.require(store, sealer);
        } catch (RuntimeException wrong) {
            store.close();
            throw wrong;
        }
        return new Ground(store, sealer, new Chance(random));
    }

    /// A folder that is made here is its owner's alone; one that is there is left as it is.
    private static void makeFolder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            if (posix) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException madeMeanwhile) {
            LOG.debug("the data folder was made meanwhile", madeMeanwhile);
        }
    }

    /// Opens the store alone.
    static Store store(StoreSettings settings, InstantSource clock) {
        return switch (settings) {
            case StoreSettings.Sqlite(Path file) -> Store.sqlite(file, clock);
            case StoreSettings.Postgres postgres -> Store.postgres(postgres(postgres), clock);
        };
    }

    /// Reads the master key, or makes it at the first start.
    static MasterKey masterKey(Settings settings, SecureRandom random) throws IOException {
        return MasterKey.open(
                settings.dataFolder(),
                settings.masterKey().key().map(SecretText::reveal),
                settings.masterKey().file(),
                random);
    }

    private static MasterKey again(Settings settings, SecureRandom random) {
        try {
            return masterKey(settings, random);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static PostgresSettings postgres(StoreSettings.Postgres settings) {
        return new PostgresSettings(
                "jdbc:" + settings.url(),
                settings.user().orElse(""),
                settings.password().map(SecretText::reveal).orElse(""),
                Math.max(4, settings.poolSize()));
    }

    @Override
    public void close() {
        store.close();
    }
}
