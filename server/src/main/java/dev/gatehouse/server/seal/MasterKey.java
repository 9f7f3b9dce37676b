package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The keys above all sealed values. They are kept outside the database: a stolen database alone opens nothing.
///
/// Form, in a file and in the environment alike: each key is the base64 text of 32 random bytes; keys are separated
/// by
/// line ends, spaces or commas, the newest first; lines starting with `#` are comments. The newest key seals, all of
/// them open. The id of a key is computed from the key.
public final class MasterKey {
    /// The file in the data folder.
    public static final String FILE_NAME = "master.key";

    static final int ID_LENGTH = 4;
    private static final int KEY_LENGTH = 32;

    private final List<Key> keys;
    private final boolean created;

    private MasterKey(List<Key> keys, boolean created) {
        if (keys.stream().map(Key::id).distinct().count() != keys.size()) {
            throw new IllegalArgumentException("the same master key is given twice");
        }
        this.keys = List.copyOf(keys);
        this.created = created;
    }

    /// Opens the master key: from the environment or the given file when one of them is there, else from
    /// {@link #FILE_NAME} in the data folder, which is created at first start.
    ///
    /// @param fromEnvironment the keys as text
    /// @param fromFile a file with the keys, which must not be accessible to group or others
    /// @throws IllegalArgumentException when both are given, or the text has no key or a malformed one
    /// @throws IOException when a file cannot be read or created, or others than its owner may access it
    public static MasterKey open(
            Path dataFolder, Optional<String> fromEnvironment, Optional<Path> fromFile, SecureRandom random)
            throws IOException {
        if (fromEnvironment.isPresent() && fromFile.isPresent()) {
            throw new IllegalArgumentException("the master key is given both as text and as a file");
        }
        if (fromEnvironment.isPresent()) {
            return parse(fromEnvironment.get());
        }
        if (fromFile.isPresent()) {
            return parse(PrivateFile.read(fromFile.get()));
        }
        Path file = dataFolder.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            MasterKey fresh = new MasterKey(List.of(Key.random(random)), true);
            if (PrivateFile.create(file, fresh.text().reveal())) {
                return fresh;
            }
        }
        return parse(PrivateFile.read(file));
    }

    /// Reads the text form.
    ///
    /// @throws IllegalArgumentException when it has no key, or one that is not 32 bytes in base64
    public static MasterKey parse(String text) {
        List<Key> keys = text.lines()
                .filter(line -> !line.strip().startsWith("#"))
                .flatMap(line -> Arrays.stream(line.split("[\\s,]+")))
                .filter(word -> !word.isEmpty())
                .map(Key::parse)
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no master key given");
        }
        return new MasterKey(keys, false);
    }

    /// Whether this start made the key: then sealed values that exist already will not open.
    public boolean created() {
        return created;
    }

    /// The same keys with a new one in front.
    public MasterKey rotated(SecureRandom random) {
        return new MasterKey(
                Stream.concat(Stream.of(Key.random(random)), keys.stream()).toList(), false);
    }

    /// The newest key alone, for when nothing is sealed with the older ones any more.
    public MasterKey newestOnly() {
        return new MasterKey(List.of(newest()), false);
    }

    /// Writes the keys to a file with mode 600, replacing it at once or not at all.
    public void save(Path file) throws IOException {
        PrivateFile.replace(file, text().reveal());
    }

    /// The text form, one key a line.
    public Secret text() {
        return Secret.of(keys.stream().map(Key::text).collect(Collectors.joining("\n", "", "\n")));
    }

    /// How many keys there are.
    public int size() {
        return keys.size();
    }

    /// The ids of the keys, newest first, in hex: fit for logs.
    public List<String> ids() {
        return keys.stream().map(key -> "%08x".formatted(key.id())).toList();
    }

    List<Key> keys() {
        return keys;
    }

    Key newest() {
        return keys.getFirst();
    }

    @Override
    public String toString() {
        return "MasterKey" + ids();
    }

    static void putId(int id, byte[] target, int at) {
        ByteBuffer.wrap(target).putInt(at, id);
    }

    static int getId(byte[] source, int at) {
        return ByteBuffer.wrap(source).getInt(at);
    }

    /// One key. The id is public; it comes out of a one-way function.
    static final class Key {
        private final byte[] bytes;
        private final int id;

        private Key(byte[] bytes) {
            this.bytes = bytes;
            this.id = getId(Kdf.derive(bytes, "gatehouse master key id v1", ID_LENGTH), 0);
        }

        static Key random(SecureRandom random) {
            byte[] bytes = new byte[KEY_LENGTH];
            random.nextBytes(bytes);
            return new Key(bytes);
        }

        static Key parse(String word) {
            byte[] bytes;
            try {
                bytes = Base64.getDecoder().decode(word.getBytes(US_ASCII));
            } catch (IllegalArgumentException e) {
                bytes = new byte[0];
            }
            if (bytes.length != KEY_LENGTH) {
                throw new IllegalArgumentException("a master key is 32 bytes in base64");
            }
            return new Key(bytes);
        }

        int id() {
            return id;
        }

        byte[] derive(String info) {
            return Kdf.derive(bytes, info, KEY_LENGTH);
        }

        private String text() {
            return Base64.getEncoder().encodeToString(bytes);
        }
    }
}
