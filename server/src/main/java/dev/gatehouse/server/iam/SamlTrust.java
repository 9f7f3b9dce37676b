package dev.gatehouse.server.iam;

import dev.gatehouse.server.saml.AwsAsRecipient;
import dev.gatehouse.server.saml.Decryption;
import dev.gatehouse.server.saml.IdentityProvider;
import dev.gatehouse.server.saml.SamlResponses;
import dev.gatehouse.server.saml.SamlVerdict;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.IamProviderRecord;
import dev.gatehouse.server.store.SamlPrivateKeyRecord;
import dev.gatehouse.server.store.Store;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The SAML providers that the account trusts, for those who check responses.
public final class SamlTrust {
    private final Store store;
    private final Sealer sealer;

    public SamlTrust(Store store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
    }

    /// Checks a response that should be good for AWS.
    ///
    /// @param arn of the provider
    /// @param response Base64
    /// @return empty when there is no such provider
    public Optional<SamlVerdict> check(String arn, String response, Instant now) {
        return find(arn)
                .map(trusted -> SamlResponses.check(
                        response,
                        trusted.provider(),
                        trusted.decryption(),
                        AwsAsRecipient.expected(trusted.id()),
                        now));
    }

    /// A provider.
    ///
    /// @param id that its sign-in addresses may carry; empty for one made before there were such ids
    /// @param decryption what opens its assertions
    private record Trusted(IdentityProvider provider, String id, Decryption decryption) {}

    private Optional<Trusted> find(String arn) {
        return store.read(tx -> tx.iamProviders()
                .find(arn)
                .filter(found -> found.kind() == IamProviderRecord.Kind.SAML)
                .flatMap(found -> trusted(found, tx.samlPrivateKeys().of(arn))));
    }

    private Optional<Trusted> trusted(IamProviderRecord found, List<SamlPrivateKeyRecord> keys) {
        Decryption decryption = new Decryption(
                SamlEncryption.isRequired(found), keys.stream().map(this::key).toList());
        return IdentityProvider.of(found.document()).map(provider -> new Trusted(provider, found.uuid(), decryption));
    }

    private PrivateKey key(SamlPrivateKeyRecord key) {
        byte[] plain = sealer.openStored(
                Purpose.PROVIDER_SECRET, key.sealed().toArray(), SamlEncryption.place(key.provider(), key.id()));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a private key that was accepted cannot be read", e);
        }
    }
}
