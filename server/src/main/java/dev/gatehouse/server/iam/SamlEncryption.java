package dev.gatehouse.server.iam;

import dev.gatehouse.model.iam.AssertionEncryptionModeType;
import dev.gatehouse.model.iam.SAMLPrivateKey;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.IamProviderRecord;
import dev.gatehouse.server.store.SamlPrivateKeyRecord;
import dev.gatehouse.server.store.Tx;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The keys that open a SAML provider's encrypted assertions, and whether all must be encrypted (IAM API reference,
/// "UpdateSAMLProvider"). A provider has two keys at most, so that one can take the other's place.
final class SamlEncryption {
    private static final int MOST_KEYS = 2;
    private static final int LEAST_BITS = 2048;
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

    private final Room room;

    SamlEncryption(Room room) {
        this.room = room;
    }

    /// What a key is sealed to.
    static String place(String provider, String id) {
        return provider + "/" + id;
    }

    static boolean isRequired(IamProviderRecord provider) {
        return provider.encryption().equals(AssertionEncryptionModeType.REQUIRED.value());
    }

    /// How a provider's mode is answered; null when it was never set.
    static @Nullable AssertionEncryptionModeType mode(IamProviderRecord provider) {
        return AssertionEncryptionModeType.from(provider.encryption()).orElse(null);
    }

    /// Changes keys and mode as a request wants.
    ///
    /// @param added PEM
    /// @param removed the id of a key
    /// @return the provider with its mode, not yet written
    /// @throws dev.gatehouse.model.service.ServiceException InvalidInputException, NoSuchEntityException,
    ///     LimitExceededException
    IamProviderRecord change(
            Tx tx,
            IamProviderRecord provider,
            @Nullable AssertionEncryptionModeType mode,
            @Nullable String added,
            @Nullable String removed) {
        if (removed != null && !tx.samlPrivateKeys().delete(provider.arn(), removed)) {
            throw Refusals.noSamlKey(removed);
        }
        if (added != null) {
            if (tx.samlPrivateKeys().of(provider.arn()).size() >= MOST_KEYS) {
                throw Refusals.quota("PrivateKeysPerSAMLProvider", MOST_KEYS);
            }
            tx.samlPrivateKeys().insert(key(provider.arn(), added));
        }
        IamProviderRecord changed = mode == null ? provider : provider.encrypted(mode.value());
        if (isRequired(changed) && tx.samlPrivateKeys().of(provider.arn()).isEmpty()) {
            throw Refusals.keyWanted();
        }
        return changed;
    }

    List<SAMLPrivateKey> list(Tx tx, String provider) {
        return tx.samlPrivateKeys().of(provider).stream()
                .map(key -> SAMLPrivateKey.builder()
                        .keyId(key.id())
                        .timestamp(Instant.ofEpochMilli(key.createdAt()))
                        .build())
                .toList();
    }

    private SamlPrivateKeyRecord key(String provider, String pem) {
        String id = room.chance().uniqueId("SAMLK");
        byte[] encoded = read(pem).orElseThrow(Refusals::badPrivateKey).getEncoded();
        byte[] sealed = room.sealer().seal(Purpose.PROVIDER_SECRET, encoded, place(provider, id));
        return new SamlPrivateKeyRecord(
                provider, id, Bytes.of(sealed), room.clock().millis());
    }

    private static Optional<RSAPrivateKey> read(String pem) {
        Matcher parts = PEM.matcher(pem);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(parts.group(1));
            RSAPrivateKey key =
                    (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return key.getModulus().bitLength() < LEAST_BITS ? Optional.empty() : Optional.of(key);
        } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
            return Optional.empty();
        }
    }
}
