package dev.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RootKeyTest {
    @TempDir
    private Path folder;

    @Test
    void theFirstStartWritesAFileOnlyItsOwnerReads() throws IOException {
        RootKey key = create("AKIA1", "http://localhost:7777");

        Path file = RootKey.file(folder);
        assertThat(Files.readString(file)).isEqualTo("""
                [default]
                aws_access_key_id = AKIA1
                aws_secret_access_key = hush
                region = eu-west-1
                endpoint_url = http://localhost:7777
                """);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(RootKey.load(folder)).isEqualTo(key);
        assertThat(folder.toFile().list()).containsExactly("credentials");
    }

    @Test
    void laterStartsUpdateTheAddress() throws IOException {
        create("AKIA1", "http://localhost:7777");
        create("AKIA1", "http://localhost:9999");

        assertThat(RootKey.load(folder).endpointUrl()).isEqualTo("http://localhost:9999");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(RootKey.file(folder))))
                .isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("credentials");
    }

    @Test
    void aFileWithoutAKeyIsRefusedNotReplaced() throws IOException {
        Files.writeString(RootKey.file(folder), "[default]\n");

        assertThatThrownBy(() -> create("AKIA1", "http://x"))
                .hasMessageEndingWith("credentials: aws_access_key_id is missing");
    }

    @Test
    void theSecretIsNotPrinted() throws IOException {
        assertThat(create("AKIA1", "http://x").toString()).doesNotContain("hush");
    }

    private RootKey create(String id, String url) throws IOException {
        RootKey key = new RootKey(id, new SecretText("hush"), "eu-west-1", url);
        key.save(folder);
        return key;
    }
}
