package dev.gatehouse.server.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals values with AES-256-GCM under a key derived from the master key for one {@link Purpose}.
///
/// A context binds a value to where it belongs (pool id, client id, row key); it is authenticated, not stored, and
/// must
/// be given again to open. Sealing is not single use: whoever needs that keeps an id inside.
///
/// Form: version (1 byte, 1), id of the master key (4), nonce (12), ciphertext, tag (16): 33 bytes more than the
/// plain
/// value. Safe for many threads.
public final class Sealer {
    /// How many bytes a sealed value is longer than the plain one.
    public static final int OVERHEAD = 33;

    private static final byte VERSION = 1;
    private static final int NONCE_AT = 1 + MasterKey.ID_LENGTH;
    private static final int NONCE_LENGTH = 12;
    private static final int BODY_AT = NONCE_AT + NONCE_LENGTH;
    private static final int TAG_BITS = 128;
    private static final long LEARN_EVERY_NANOS = 1_000_000_000L;

    private final Supplier<MasterKey> source;
    private final SecureRandom random;
    private final CryptoProvider provider;
    private volatile List<Ring> rings;
    private volatile long learnedAt;

    /// @param master the keys; new values are sealed with the newest
    /// @param random where nonces come from
    public Sealer(MasterKey master, SecureRandom random) {
        this(master, random, CryptoProvider.fastest());
    }

    Sealer(MasterKey master, SecureRandom random, CryptoProvider provider) {
        this(() -> master, random, provider);
    }

    /// A sealer that learns new master keys while it runs.
    ///
    /// @param source reads the master key; asked again when a value was sealed with an unknown key
    /// @param random where nonces come from
    public static Sealer reloading(Supplier<MasterKey> source, SecureRandom random) {
        return new Sealer(source, random, CryptoProvider.fastest());
    }

    private Sealer(Supplier<MasterKey> source, SecureRandom random, CryptoProvider provider) {
        this.source = source;
        this.random = random;
        this.provider = provider;
        this.rings = rings(source.get());
        this.learnedAt = System.nanoTime() - LEARN_EVERY_NANOS;
    }

    private static List<Ring> rings(MasterKey master) {
        return master.keys().stream().map(Ring::of).toList();
    }

    /// What is derived from one master key: a key for every purpose.
    private record Ring(int id, Map<Purpose, SecretKey> keys) {
        static Ring of(MasterKey.Key master) {
            Map<Purpose, SecretKey> keys = new EnumMap<>(Purpose.class);
            for (Purpose purpose : Purpose.values()) {
                keys.put(purpose, new SecretKeySpec(master.derive("gatehouse seal v1 " + purpose.name()), "AES"));
            }
            return new Ring(master.id(), keys);
        }

        SecretKey key(Purpose purpose) {
            return Objects.requireNonNull(keys.get(purpose));
        }
    }

    /// Seals bytes.
    ///
    /// @param context what the value belongs to; not secret, needed again to open
    public byte[] seal(Purpose purpose, byte[] plain, String context) {
        byte[] sealed = new byte[OVERHEAD + plain.length];
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        sealed[0] = VERSION;
        MasterKey.putId(newest().id(), sealed, 1);
        System.arraycopy(nonce, 0, sealed, NONCE_AT, NONCE_LENGTH);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, newest().key(purpose), sealed, context);
            cipher.doFinal(plain, 0, plain.length, sealed, BODY_AT);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /// Seals bytes into base64url without padding, for tokens.
    public String sealText(Purpose purpose, byte[] plain, String context) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(seal(purpose, plain, context));
    }

    /// Seals a secret text for storing.
    public byte[] seal(Purpose purpose, Secret plain, String context) {
        return seal(purpose, plain.reveal().getBytes(UTF_8), context);
    }

    /// Opens bytes that may come from outside.
    ///
    /// @throws BadSeal when they are not what {@link #seal} made for this purpose and context
    public byte[] open(Purpose purpose, byte[] sealed, String context) throws BadSeal {
        if (sealed.length < OVERHEAD || sealed[0] != VERSION) {
            throw new BadSeal(BadSeal.Reason.MALFORMED);
        }
        int id = MasterKey.getId(sealed, 1);
        Ring ring = ring(id).or(() -> learned(id)).orElseThrow(() -> new BadSeal(BadSeal.Reason.UNKNOWN_KEY));
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, ring.key(purpose), sealed, context);
            return cipher.doFinal(sealed, BODY_AT, sealed.length - BODY_AT);
        } catch (AEADBadTagException e) {
            throw new BadSeal(BadSeal.Reason.NOT_AUTHENTIC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("opening failed", e);
        }
    }

    /// Opens the text that {@link #sealText} made.
    ///
    /// @throws BadSeal when it is not base64url of a value sealed for this purpose and context
    public byte[] openText(Purpose purpose, String sealed, String context) throws BadSeal {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            throw new BadSeal(BadSeal.Reason.MALFORMED);
        }
        return open(purpose, bytes, context);
    }

    /// Opens bytes from our own store, where failing means a lost key or a damaged row.
    ///
    /// @throws IllegalStateException when they do not open
    public byte[] openStored(Purpose purpose, byte[] sealed, String context) {
        try {
            return open(purpose, sealed, context);
        } catch (BadSeal e) {
            throw new IllegalStateException("a stored " + purpose + " does not open: " + e.reason(), e);
        }
    }

    /// Opens a secret text from our own store.
    ///
    /// @throws IllegalStateException when it does not open
    public Secret openSecret(Purpose purpose, byte[] sealed, String context) {
        return Secret.of(new String(openStored(purpose, sealed, context), UTF_8));
    }

    /// Whether a value was sealed with a key older than the newest, and should be sealed again when convenient.
    public boolean needsResealing(byte[] sealed) {
        return sealed.length < OVERHEAD || sealed[0] != VERSION || MasterKey.getId(sealed, 1) != newest().id();
    }

    private Ring newest() {
        return rings.getFirst();
    }

    private Optional<Ring> ring(int id) {
        return rings.stream().filter(ring -> ring.id() == id).findFirst();
    }

    /// The key of that id when it is new in the source. Asked at most once a second: ids come from outside too.
    private Optional<Ring> learned(int id) {
        long now = System.nanoTime();
        if (now - learnedAt < LEARN_EVERY_NANOS) {
            return Optional.empty();
        }
        learnedAt = now;
        rings = rings(source.get());
        return ring(id);
    }

    private Cipher cipher(int mode, SecretKey key, byte[] sealed, String context) throws GeneralSecurityException {
        Cipher cipher = provider.aesGcm();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, sealed, NONCE_AT, NONCE_LENGTH));
        cipher.updateAAD(Arrays.copyOf(sealed, NONCE_AT));
        cipher.updateAAD(context.getBytes(UTF_8));
        return cipher;
    }
}
