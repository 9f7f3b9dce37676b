package dev.gatehouse.server.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
    private static final String KEY_1 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String KEY_2 = "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();

    @Test
    void firstStartCreatesAPrivateFile() throws IOException {
        MasterKey first = open();
        Path file = folder.resolve("master.key");
        assertThat(first.created()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        MasterKey second = open();
        assertThat(second.created()).isFalse();
        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void twoFoldersGetDifferentKeys() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        MasterKey elsewhere = MasterKey.open(other, Optional.empty(), Optional.empty(), random);
        assertThat(open().text()).isNotEqualTo(elsewhere.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
    void aFileOthersMayAccessIsRefused(String mode) throws IOException {
        open();
        Files.setPosixFilePermissions(folder.resolve("master.key"), PosixFilePermissions.fromString(mode));
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("chmod 600");
    }

    @Test
    void givenTextOrFileIsUsedAndNothingCreated() throws IOException {
        Path file = folder.resolve("given");
        PrivateFile.create(file, "# newest first\n" + KEY_2 + "\n" + KEY_1 + "\n");
        MasterKey fromFile = MasterKey.open(folder, Optional.empty(), Optional.of(file), random);
        MasterKey fromText = MasterKey.open(folder, Optional.of(KEY_2 + "," + KEY_1), Optional.empty(), random);
        assertThat(fromText.ids()).isEqualTo(fromFile.ids()).hasSize(2);
        assertThat(folder.resolve("master.key")).doesNotExist();
        assertThatThrownBy(() -> MasterKey.open(folder, Optional.of(KEY_1), Optional.of(file), random))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idIsStable() {
        assertThat(MasterKey.parse(KEY_1).ids()).containsExactly("e51d91b7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment",
                "short",
                "AAEC",
                "!!!!",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8AAA=="
            })
    void malformed(String text) {
        assertThatThrownBy(() -> MasterKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("AAEC");
    }

    @Test
    void sameKeyTwice() {
        assertThatThrownBy(() -> MasterKey.parse(KEY_1 + " " + KEY_1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rotationIsSavedAndReadAgain() throws IOException {
        MasterKey first = open();
        MasterKey rotated = first.rotated(random);
        assertThat(rotated.ids()).hasSize(2).endsWith(first.ids().getFirst());
        rotated.save(folder.resolve("master.key"));
        assertThat(open().ids()).isEqualTo(rotated.ids());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("master.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void creatingNeverReplaces() throws IOException {
        Path file = folder.resolve("f");
        assertThat(PrivateFile.create(file, "one")).isTrue();
        assertThat(PrivateFile.create(file, "two")).isFalse();
        assertThat(PrivateFile.read(file)).isEqualTo("one");
    }

    @Test
    void isNotPrinted() {
        assertThat(MasterKey.parse(KEY_1).toString()).doesNotContain(KEY_1).startsWith("MasterKey[");
        assertThat(MasterKey.parse(KEY_1).text()).hasToString("Secret(***)");
    }

    private MasterKey open() throws IOException {
        return MasterKey.open(folder, Optional.empty(), Optional.empty(), random);
    }
}
