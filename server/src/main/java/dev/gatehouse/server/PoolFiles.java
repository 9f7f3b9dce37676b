package dev.gatehouse.server;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.cli.CommandFailure;
import dev.gatehouse.server.seal.SealedStream;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.Resealer;
import dev.gatehouse.server.store.StoreUnavailable;
import dev.gatehouse.server.store.Tx;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;

/// A pool in a file, sealed to a key the operator keeps: from one instance to another, whatever their master keys.
final class PoolFiles {
    private final Ground ground;
    private final SecureRandom random;

    PoolFiles(Ground ground, SecureRandom random) {
        this.ground = ground;
        this.random = random;
    }

    /// Writes a pool to a file that does not exist yet; it appears under its name when it is whole.
    ///
    /// @param signingKeys whether the pool's signing keys come along
    void write(PoolId pool, Path file, byte[] key, boolean signingKeys) throws IOException {
        if (Files.exists(file)) {
            throw new CommandFailure("the file exists: " + file);
        }
        Path partial = beside(file, ".partial");
        try {
            Files.deleteIfExists(partial);
            Files.createFile(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = SealedStream.seal(Files.newOutputStream(partial), key, random);
                    BufferedOutputStream rows = new BufferedOutputStream(out)) {
                ground.store().exportPool(pool, signingKeys, this::opened, beside(file, ".scratch"), rows);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchElementException | StoreUnavailable refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()));
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /// Reads a pool from a file, all or nothing.
    ///
    /// @param keys makes signing keys for a pool that comes without
    PoolId read(Path file, byte[] key, Function<PoolId, Consumer<Tx>> keys) throws IOException {
        try (InputStream in = SealedStream.open(new BufferedInputStream(Files.newInputStream(file)), key)) {
            return ground.store().importPool(new BufferedInputStream(in), this::sealed, beside(file, ".scratch"), keys);
        } catch (EOFException cut) {
            throw new CommandFailure("not an export of a user pool: " + file);
        } catch (IllegalArgumentException | IllegalStateException | StoreUnavailable refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()));
        }
    }

    private static Path beside(Path file, String ending) {
        Path whole = file.toAbsolutePath();
        return whole.resolveSibling(whole.getFileName() + ending);
    }

    private Bytes opened(Resealer.Place place, Bytes sealed) {
        Sealer sealer = ground.sealer();
        return Bytes.of(sealer.openStored(
                Resealing.purpose(place.column()), sealed.toArray(), Resealing.context(place.column(), place.key())));
    }

    private Bytes sealed(Resealer.Place place, Bytes plain) {
        return Bytes.of(ground.sealer()
                .seal(
                        Resealing.purpose(place.column()),
                        plain.toArray(),
                        Resealing.context(place.column(), place.key())));
    }
}
