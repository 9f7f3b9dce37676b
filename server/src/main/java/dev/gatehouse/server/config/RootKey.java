package dev.gatehouse.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The account's own key, kept in the data folder as an AWS shared-credentials file with mode 600, so that
/// `AWS_SHARED_CREDENTIALS_FILE=data/credentials` is all a client needs.
///
/// @param accessKeyId 20 characters, `AKIA` first
/// @param secretAccessKey 40 characters
/// @param region the region clients are told
/// @param endpointUrl the URL clients are told
public record RootKey(String accessKeyId, SecretText secretAccessKey, String region, String endpointUrl) {
    private static final String FILE = "credentials";
    private static final String ADMIN_FILE = "credentials-admin";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /// Where the key of a data folder stands.
    public static Path file(Path dataFolder) {
        return dataFolder.resolve(FILE);
    }

    /// Where the key of the user `admin` stands.
    public static Path adminFile(Path dataFolder) {
        return dataFolder.resolve(ADMIN_FILE);
    }

    /// Writes the key into a data folder, whole or not at all, unless the same stands there already.
    ///
    /// @throws IOException when the folder cannot be written
    public void save(Path dataFolder) throws IOException {
        saveTo(file(dataFolder));
    }

    /// As {@link #save}, into a file.
    ///
    /// @throws IOException when it cannot be written
    public void saveTo(Path file) throws IOException {
        if (!Files.exists(file) || !equals(loadFrom(file))) {
            Path temporary = writeBeside(file);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Reads the key of a data folder.
    ///
    /// @throws SettingsException when the file lacks a line
    /// @throws IOException when it cannot be read
    public static RootKey load(Path dataFolder) throws IOException {
        return loadFrom(file(dataFolder));
    }

    /// Reads the key in a file.
    ///
    /// @throws SettingsException when it lacks a line
    /// @throws IOException when it cannot be read
    public static RootKey loadFrom(Path file) throws IOException {
        Map<String, String> lines = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                lines.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return new RootKey(
                line(file, lines, "aws_access_key_id"),
                new SecretText(line(file, lines, "aws_secret_access_key")),
                line(file, lines, "region"),
                line(file, lines, "endpoint_url"));
    }

    private static String line(Path file, Map<String, String> lines, String name) {
        String value = lines.get(name);
        if (value == null || value.isEmpty()) {
            throw new SettingsException(file + ": " + name + " is missing");
        }
        return value;
    }

    private Path writeBeside(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, FILE, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(temporary, """
                [default]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                region = %s
                endpoint_url = %s
                """.formatted(accessKeyId, secretAccessKey.reveal(), region, endpointUrl));
        return temporary;
    }
}
