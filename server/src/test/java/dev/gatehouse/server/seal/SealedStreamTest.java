package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedStreamTest {
    private static final int HEAD = 25 + 32;
    private static final int CHUNK = 65_536 + 16;
    private static final String BAD = "the file was sealed to another key, or was changed or cut";

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = bytes(32);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
    void whatIsSealedOpens(int length) throws IOException {
        byte[] plain = bytes(length);
        byte[] sealed = seal(plain);
        assertThat(open(sealed, key)).isEqualTo(plain);
        assertThat(sealed.length).isGreaterThanOrEqualTo(HEAD + length + 16);
    }

    @Test
    void twoFilesOfOneContentDiffer() throws IOException {
        byte[] plain = bytes(100);
        assertThat(Arrays.copyOfRange(seal(plain), HEAD, HEAD + 100))
                .isNotEqualTo(Arrays.copyOfRange(seal(plain), HEAD, HEAD + 100));
    }

    /// Cut anywhere, also exactly between two chunks.
    @ParameterizedTest
    @ValueSource(ints = {HEAD, HEAD + 5, HEAD + CHUNK - 1, HEAD + CHUNK, HEAD + CHUNK + 1, HEAD + 2 * CHUNK})
    void aCutIsNoticed(int length) throws IOException {
        byte[] sealed = seal(bytes(200_000));
        assertThatThrownBy(() -> open(Arrays.copyOf(sealed, length), key))
                .isInstanceOf(IOException.class)
                .hasMessage(BAD);
    }

    @Test
    void aCutInTheHeadIsNoticed() throws IOException {
        byte[] sealed = seal(bytes(10));
        assertThatThrownBy(() -> open(Arrays.copyOf(sealed, HEAD - 1), key))
                .hasMessage("not a sealed file of Gatehouse");
    }

    @ParameterizedTest
    @ValueSource(ints = {30, HEAD, HEAD + 70_000})
    void aChangeIsNoticed(int at) throws IOException {
        byte[] sealed = seal(bytes(100_000));
        sealed[at] ^= 1;
        assertThatThrownBy(() -> open(sealed, key)).hasMessage(BAD);
    }

    @Test
    void whatIsAppendedIsNoticed() throws IOException {
        byte[] sealed = seal(bytes(10));
        assertThatThrownBy(() -> open(Arrays.copyOf(sealed, sealed.length + 1), key))
                .hasMessage(BAD);
    }

    @Test
    void chunksInAnotherOrderAreNoticed() throws IOException {
        byte[] sealed = seal(bytes(200_000));
        byte[] first = Arrays.copyOfRange(sealed, HEAD, HEAD + CHUNK);
        System.arraycopy(sealed, HEAD + CHUNK, sealed, HEAD, CHUNK);
        System.arraycopy(first, 0, sealed, HEAD + CHUNK, CHUNK);
        assertThatThrownBy(() -> open(sealed, key)).hasMessage(BAD);
    }

    @Test
    void anotherKeyDoesNotOpen() throws IOException {
        byte[] sealed = seal(bytes(10));
        assertThatThrownBy(() -> open(sealed, bytes(32))).hasMessage(BAD);
    }

    @Test
    void thePlainTextIsNotInTheFile() throws IOException {
        byte[] plain = "unmistakable".repeat(10).getBytes(ISO_8859_1);
        assertThat(new String(seal(plain), ISO_8859_1)).doesNotContain("unmistakable");
    }

    @Test
    void keysAreThirtyTwoBytesInAPrivateFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("move.key");
        Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> SealedStream.key(file)).hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(SealedStream.key(file)).isEqualTo(key);
        Files.writeString(file, "short");
        assertThatThrownBy(() -> SealedStream.key(file)).hasMessageContaining("base64 of 32 bytes");
    }

    private byte[] seal(byte[] plain) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = SealedStream.seal(file, key, random)) {
            out.write(plain);
        }
        return file.toByteArray();
    }

    private static byte[] open(byte[] sealed, byte[] key) throws IOException {
        try (InputStream in = SealedStream.open(new ByteArrayInputStream(sealed), key)) {
            return in.readAllBytes();
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
