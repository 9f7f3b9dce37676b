package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.iam.CreateSAMLProviderRequest;
import dev.gatehouse.model.iam.CreateSAMLProviderResponse;
import dev.gatehouse.model.iam.DeleteSAMLProviderRequest;
import dev.gatehouse.model.iam.DeleteSAMLProviderResponse;
import dev.gatehouse.model.iam.GetSAMLProviderRequest;
import dev.gatehouse.model.iam.GetSAMLProviderResponse;
import dev.gatehouse.model.iam.ListSAMLProvidersRequest;
import dev.gatehouse.model.iam.ListSAMLProvidersResponse;
import dev.gatehouse.model.iam.SAMLPrivateKey;
import dev.gatehouse.model.iam.SAMLProviderListEntry;
import dev.gatehouse.model.iam.UpdateSAMLProviderRequest;
import dev.gatehouse.model.iam.UpdateSAMLProviderResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.saml.IdentityProvider;
import dev.gatehouse.server.store.IamProviderRecord;
import dev.gatehouse.server.store.IamProviderRecord.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// SAML providers the account trusts, by their metadata.
final class SamlProviders {
    /// So long a provider is valid whose metadata name no end, whatever its certificates say.
    private static final Duration VALID = Duration.ofDays(36_500);

    private final Room room;
    private final ProviderTags tags;
    private final SamlEncryption encryption;

    SamlProviders(Room room, ProviderTags tags) {
        this.room = room;
        this.tags = tags;
        this.encryption = new SamlEncryption(room);
    }

    CreateSAMLProviderResponse create(CreateSAMLProviderRequest request, Call call) {
        String name = requireNonNull(request.name());
        IamProviderRecord provider = new IamProviderRecord(
                room.arns().samlProvider(name),
                Kind.SAML,
                metadata(requireNonNull(request.samlMetadataDocument())),
                Tags.of(request.tags()),
                room.clock().millis(),
                0,
                room.chance().uniqueId("SAMLP"),
                "");
        room.store().write(tx -> {
            if (!tx.iamProviders().insert(provider)) {
                throw Refusals.samlProviderExists(name);
            }
            room.quotas().requireWithin(tx, provider.kind());
            return tx.iamProviders()
                    .update(encryption.change(
                            tx, provider, request.assertionEncryptionMode(), request.addPrivateKey(), null));
        });
        return CreateSAMLProviderResponse.builder()
                .samlProviderArn(provider.arn())
                .tags(provider.tags().isEmpty() ? null : Tags.list(provider.tags()))
                .build();
    }

    GetSAMLProviderResponse get(GetSAMLProviderRequest request, Call call) {
        IamProviderRecord provider = tags.require(Kind.SAML, requireNonNull(request.samlProviderArn()));
        Instant created = Instant.ofEpochMilli(provider.createdAt());
        List<SAMLPrivateKey> keys = room.store().read(tx -> encryption.list(tx, provider.arn()));
        return GetSAMLProviderResponse.builder()
                .samlProviderUUID(provider.uuid().isEmpty() ? null : provider.uuid())
                .assertionEncryptionMode(SamlEncryption.mode(provider))
                .privateKeyList(keys.isEmpty() ? null : keys)
                .samlMetadataDocument(provider.document())
                .createDate(created)
                .validUntil(validUntil(provider))
                .tags(Tags.list(provider.tags()))
                .build();
    }

    UpdateSAMLProviderResponse update(UpdateSAMLProviderRequest request, Call call) {
        String arn = requireNonNull(request.samlProviderArn());
        room.store().write(tx -> {
            IamProviderRecord provider = tags.require(tx, Kind.SAML, arn);
            IamProviderRecord described = request.samlMetadataDocument() == null
                    ? provider
                    : provider.with(metadata(request.samlMetadataDocument()));
            return tx.iamProviders()
                    .update(encryption.change(
                            tx,
                            described,
                            request.assertionEncryptionMode(),
                            request.addPrivateKey(),
                            request.removePrivateKey()));
        });
        return UpdateSAMLProviderResponse.builder().samlProviderArn(arn).build();
    }

    DeleteSAMLProviderResponse delete(DeleteSAMLProviderRequest request, Call call) {
        String arn = requireNonNull(request.samlProviderArn());
        room.store().write(tx -> {
            tx.samlPrivateKeys().deleteAll(tags.require(tx, Kind.SAML, arn).arn());
            return tx.iamProviders().delete(arn);
        });
        return DeleteSAMLProviderResponse.builder().build();
    }

    ListSAMLProvidersResponse list(ListSAMLProvidersRequest request, Call call) {
        return ListSAMLProvidersResponse.builder()
                .samlProviderList(room.store().read(tx -> tx.iamProviders().list(Kind.SAML)).stream()
                        .map(provider -> SAMLProviderListEntry.builder()
                                .arn(provider.arn())
                                .createDate(Instant.ofEpochMilli(provider.createdAt()))
                                .validUntil(validUntil(provider))
                                .build())
                        .toList())
                .build();
    }

    /// Metadata as given, once they can be read.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidInputException
    private static String metadata(String document) {
        var _ = IdentityProvider.of(document).orElseThrow(Refusals::badMetadata);
        return document;
    }

    private static Instant validUntil(IamProviderRecord provider) {
        return IdentityProvider.of(provider.document())
                .flatMap(IdentityProvider::validUntil)
                .orElseGet(() -> Instant.ofEpochMilli(provider.createdAt()).plus(VALID));
    }
}
