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
import dev.gatehouse.model.iam.SAMLProviderListEntry;
import dev.gatehouse.model.iam.UpdateSAMLProviderRequest;
import dev.gatehouse.model.iam.UpdateSAMLProviderResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IamProviderRecord;
import dev.gatehouse.server.store.IamProviderRecord.Kind;
import java.time.Duration;
import java.time.Instant;

/// SAML providers the account trusts, by their metadata.
final class SamlProviders {
    /// IAM says so long a provider is valid, whatever its certificates say.
    private static final Duration VALID = Duration.ofDays(36_500);

    private final Room room;
    private final ProviderTags tags;

    SamlProviders(Room room, ProviderTags tags) {
        this.room = room;
        this.tags = tags;
    }

    CreateSAMLProviderResponse create(CreateSAMLProviderRequest request, Call call) {
        requireNoEncryption(request.addPrivateKey() != null || request.assertionEncryptionMode() != null);
        String name = requireNonNull(request.name());
        IamProviderRecord provider = new IamProviderRecord(
                room.arns().samlProvider(name),
                Kind.SAML,
                SamlMetadata.checked(requireNonNull(request.samlMetadataDocument())),
                Tags.of(request.tags()),
                room.clock().millis(),
                0);
        room.store().write(tx -> {
            if (!tx.iamProviders().insert(provider)) {
                throw Refusals.samlProviderExists(name);
            }
            room.quotas().requireWithin(tx, provider.kind());
            return true;
        });
        return CreateSAMLProviderResponse.builder()
                .samlProviderArn(provider.arn())
                .tags(provider.tags().isEmpty() ? null : Tags.list(provider.tags()))
                .build();
    }

    GetSAMLProviderResponse get(GetSAMLProviderRequest request, Call call) {
        IamProviderRecord provider = tags.require(Kind.SAML, requireNonNull(request.samlProviderArn()));
        Instant created = Instant.ofEpochMilli(provider.createdAt());
        return GetSAMLProviderResponse.builder()
                .samlMetadataDocument(provider.document())
                .createDate(created)
                .validUntil(created.plus(VALID))
                .tags(Tags.list(provider.tags()))
                .build();
    }

    UpdateSAMLProviderResponse update(UpdateSAMLProviderRequest request, Call call) {
        requireNoEncryption(request.addPrivateKey() != null
                || request.removePrivateKey() != null
                || request.assertionEncryptionMode() != null);
        String arn = requireNonNull(request.samlProviderArn());
        room.store().write(tx -> {
            IamProviderRecord provider = tags.require(tx, Kind.SAML, arn);
            return request.samlMetadataDocument() == null
                    || tx.iamProviders().update(provider.with(SamlMetadata.checked(request.samlMetadataDocument())));
        });
        return UpdateSAMLProviderResponse.builder().samlProviderArn(arn).build();
    }

    DeleteSAMLProviderResponse delete(DeleteSAMLProviderRequest request, Call call) {
        tags.delete(Kind.SAML, requireNonNull(request.samlProviderArn()));
        return DeleteSAMLProviderResponse.builder().build();
    }

    ListSAMLProvidersResponse list(ListSAMLProvidersRequest request, Call call) {
        return ListSAMLProvidersResponse.builder()
                .samlProviderList(room.store().read(tx -> tx.iamProviders().list(Kind.SAML)).stream()
                        .map(provider -> SAMLProviderListEntry.builder()
                                .arn(provider.arn())
                                .createDate(Instant.ofEpochMilli(provider.createdAt()))
                                .validUntil(Instant.ofEpochMilli(provider.createdAt())
                                        .plus(VALID))
                                .build())
                        .toList())
                .build();
    }

    /// Encrypted assertions are not read here, and a key that is never used should not be kept.
    private static void requireNoEncryption(boolean asked) {
        if (asked) {
            throw Refusals.noEncryptedAssertions();
        }
    }
}
