package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/// Files that only their owner may access. Where the file system knows no POSIX modes, its own defaults apply.
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PrivateFile() {}

    /// Creates a file with mode 600, whole or not at all.
    ///
    /// @return whether it was created; false when it exists already, which is then left as it is
    public static boolean create(Path file, String text) throws IOException {
        Path draft = draft(file, text);
        try {
            link(draft, file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /// Creates or replaces a file with mode 600, whole or not at all.
    public static void replace(Path file, String text) throws IOException {
        Path draft = draft(file, text);
        try {
            Files.move(draft, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /// Reads a file.
    ///
    /// @throws IOException when it cannot be read or group or others may access it
    public static String read(Path file) throws IOException {
        if (posix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new FileSystemException(file.toString(), null, "others than its owner may access it; run chmod 600");
        }
        return Files.readString(file);
    }

    private static Path draft(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try (FileChannel channel = FileChannel.open(draft, EnumSet.of(CREATE_NEW, WRITE), attributes(file))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return draft;
    }

    /// A link fails when the name is taken, which a move does not. Without links, two first starts at once could each
    /// see no file; the later one wins.
    private static void link(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(draft, file);
        }
    }

    private static FileAttribute<?>[] attributes(Path file) {
        return posix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
