package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A file of any length sealed to a key that an operator keeps, with AES-256-GCM in chunks: the STREAM construction
/// (Hoang, Reyhanitabar, Rogaway, Vizár: "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance",
/// 2015). A chunk that was changed, moved, repeated or left out is noticed, and so is a file that was cut.
///
/// Form: a line that says what it is, a salt of 32 bytes, chunks of 64 KiB plain and 16 bytes tag, the last one
/// shorter. The file's own key is HKDF-SHA256 of key and salt; a nonce is the number of the chunk and whether it is the
/// last.
public final class SealedStream {
    /// How long a key is, in bytes.
    public static final int KEY_LENGTH = 32;

    private static final byte[] MAGIC = "gatehouse sealed file v1\n".getBytes(US_ASCII);
    private static final int SALT_LENGTH = 32;
    private static final int CHUNK = 64 * 1024;
    private static final int TAG = 16;
    private static final int NONCE = 12;

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final byte[] head;
    private long number;

    private SealedStream(byte[] key, byte[] head) {
        byte[] salt = Arrays.copyOfRange(head, MAGIC.length, head.length);
        this.key = new SecretKeySpec(Kdf.derive(key, salt, MAGIC, KEY_LENGTH), "AES");
        this.head = head;
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks AES-GCM", e);
        }
    }

    /// Reads a key: base64 of 32 bytes, in a file that is its owner's alone.
    ///
    /// @throws IOException when the file cannot be read, others may access it, or it holds something else
    public static byte[] key(Path file) throws IOException {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(PrivateFile.read(file).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " does not hold base64 of " + KEY_LENGTH + " bytes");
        }
        if (key.length != KEY_LENGTH) {
            throw new IOException(file + " does not hold base64 of " + KEY_LENGTH + " bytes");
        }
        return key;
    }

    /// Seals what is written. Only closing writes the end without which nothing opens.
    public static OutputStream seal(OutputStream out, byte[] key, SecureRandom random) throws IOException {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        byte[] head = ByteBuffer.allocate(MAGIC.length + SALT_LENGTH)
                .put(MAGIC)
                .put(salt)
                .array();
        out.write(head);
        return new Sealing(out, new SealedStream(key, head));
    }

    /// Opens what {@link #seal} wrote. What comes out of it is genuine, but only at its end is it known to be whole.
    ///
    /// @throws IOException when it is no such file; reading throws when key or content are not right
    public static InputStream open(InputStream in, byte[] key) throws IOException {
        byte[] head = in.readNBytes(MAGIC.length + SALT_LENGTH);
        if (head.length < MAGIC.length + SALT_LENGTH || !Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("not a sealed file of Gatehouse");
        }
        return new Opening(new PushbackInputStream(in), new SealedStream(key, head));
    }

    private byte[] chunk(int mode, byte[] content, int length, boolean last) throws IOException {
        ByteBuffer nonce = ByteBuffer.allocate(NONCE).put(last ? (byte) 1 : 0).putInt(4, (int) (number >>> 32));
        nonce.putInt(8, (int) number);
        number++;
        try {
            cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce.array()));
            cipher.updateAAD(head);
            return cipher.doFinal(content, 0, length);
        } catch (AEADBadTagException e) {
            throw new IOException("the file was sealed to another key, or was changed or cut");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    private static final class Sealing extends OutputStream {
        private final OutputStream out;
        private final SealedStream stream;
        private final ByteArrayOutputStream held = new ByteArrayOutputStream(CHUNK);
        private boolean closed;

        Sealing(OutputStream out, SealedStream stream) {
            this.out = out;
            this.stream = stream;
        }

        @Override
        public void write(int content) throws IOException {
            write(new byte[] {(byte) content}, 0, 1);
        }

        @Override
        public void write(byte[] content, int from, int length) throws IOException {
            int done = 0;
            while (done < length) {
                if (held.size() == CHUNK) {
                    flushHeld(false);
                }
                int some = Math.min(length - done, CHUNK - held.size());
                held.write(content, from + done, some);
                done += some;
            }
        }

        private void flushHeld(boolean last) throws IOException {
            out.write(stream.chunk(Cipher.ENCRYPT_MODE, held.toByteArray(), held.size(), last));
            held.reset();
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                flushHeld(true);
                out.close();
            }
        }
    }

    private static final class Opening extends InputStream {
        private final PushbackInputStream in;
        private final SealedStream stream;
        private byte[] plain = {};
        private int at;
        private boolean ended;

        Opening(PushbackInputStream in, SealedStream stream) {
            this.in = in;
            this.stream = stream;
        }

        @Override
        public int read() throws IOException {
            return fill() ? Byte.toUnsignedInt(plain[at++]) : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int some = Math.min(length, plain.length - at);
            System.arraycopy(plain, at, into, from, some);
            at += some;
            return some;
        }

        private boolean fill() throws IOException {
            while (at == plain.length && !ended) {
                byte[] sealed = in.readNBytes(CHUNK + TAG);
                int next = in.read();
                ended = next < 0;
                if (!ended) {
                    in.unread(next);
                }
                plain = stream.chunk(Cipher.DECRYPT_MODE, sealed, sealed.length, ended);
                at = 0;
            }
            return at < plain.length;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
