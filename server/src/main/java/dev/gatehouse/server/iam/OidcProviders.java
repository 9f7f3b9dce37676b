package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.iam.AddClientIDToOpenIDConnectProviderRequest;
import dev.gatehouse.model.iam.AddClientIDToOpenIDConnectProviderResponse;
import dev.gatehouse.model.iam.CreateOpenIDConnectProviderRequest;
import dev.gatehouse.model.iam.CreateOpenIDConnectProviderResponse;
import dev.gatehouse.model.iam.DeleteOpenIDConnectProviderRequest;
import dev.gatehouse.model.iam.DeleteOpenIDConnectProviderResponse;
import dev.gatehouse.model.iam.GetOpenIDConnectProviderRequest;
import dev.gatehouse.model.iam.GetOpenIDConnectProviderResponse;
import dev.gatehouse.model.iam.ListOpenIDConnectProvidersRequest;
import dev.gatehouse.model.iam.ListOpenIDConnectProvidersResponse;
import dev.gatehouse.model.iam.OpenIDConnectProviderListEntry;
import dev.gatehouse.model.iam.RemoveClientIDFromOpenIDConnectProviderRequest;
import dev.gatehouse.model.iam.RemoveClientIDFromOpenIDConnectProviderResponse;
import dev.gatehouse.model.iam.UpdateOpenIDConnectProviderThumbprintRequest;
import dev.gatehouse.model.iam.UpdateOpenIDConnectProviderThumbprintResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IamProviderRecord;
import dev.gatehouse.server.store.IamProviderRecord.Kind;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// OpenID Connect providers the account trusts: their issuers and the audiences taken from them.
final class OidcProviders {
    private static final int MOST_CLIENTS = 100;

    private final Room room;
    private final ProviderTags tags;

    OidcProviders(Room room, ProviderTags tags) {
        this.room = room;
        this.tags = tags;
    }

    CreateOpenIDConnectProviderResponse create(CreateOpenIDConnectProviderRequest request, Call call) {
        String host = OidcUrl.host(requireNonNull(request.url()));
        List<String> clients = requireNonNullElse(request.clientIDList(), List.of());
        requireFew(clients);
        IamProviderRecord provider = new IamProviderRecord(
                room.arns().oidcProvider(host),
                Kind.OIDC,
                new OidcDocument(clients, requireNonNullElse(request.thumbprintList(), List.of())).text(),
                Tags.of(request.tags()),
                room.clock().millis(),
                0,
                "",
                "");
        room.store().write(tx -> {
            if (!tx.iamProviders().insert(provider)) {
                throw Refusals.oidcProviderExists(requireNonNull(request.url()));
            }
            room.quotas().requireWithin(tx, provider.kind());
            return true;
        });
        return CreateOpenIDConnectProviderResponse.builder()
                .openIDConnectProviderArn(provider.arn())
                .tags(provider.tags().isEmpty() ? null : Tags.list(provider.tags()))
                .build();
    }

    GetOpenIDConnectProviderResponse get(GetOpenIDConnectProviderRequest request, Call call) {
        IamProviderRecord provider = tags.require(Kind.OIDC, requireNonNull(request.openIDConnectProviderArn()));
        OidcDocument document = OidcDocument.of(provider.document());
        return GetOpenIDConnectProviderResponse.builder()
                .url(provider.arn().substring(provider.arn().indexOf('/') + 1))
                .clientIDList(document.clients())
                .thumbprintList(document.thumbprints())
                .createDate(Instant.ofEpochMilli(provider.createdAt()))
                .tags(Tags.list(provider.tags()))
                .build();
    }

    /// One that is not there is no error (IAM API reference, "DeleteOpenIDConnectProvider").
    DeleteOpenIDConnectProviderResponse delete(DeleteOpenIDConnectProviderRequest request, Call call) {
        String arn = requireNonNull(request.openIDConnectProviderArn());
        if (!arn.startsWith(room.arns().oidcProvider(""))) {
            throw Refusals.noProvider(Kind.OIDC, arn);
        }
        room.store().write(tx -> tx.iamProviders().delete(arn));
        return DeleteOpenIDConnectProviderResponse.builder().build();
    }

    ListOpenIDConnectProvidersResponse list(ListOpenIDConnectProvidersRequest request, Call call) {
        return ListOpenIDConnectProvidersResponse.builder()
                .openIDConnectProviderList(
                        room.store().read(tx -> tx.iamProviders().list(Kind.OIDC)).stream()
                                .map(provider -> OpenIDConnectProviderListEntry.builder()
                                        .arn(provider.arn())
                                        .build())
                                .toList())
                .build();
    }

    AddClientIDToOpenIDConnectProviderResponse addClient(AddClientIDToOpenIDConnectProviderRequest request, Call call) {
        change(
                requireNonNull(request.openIDConnectProviderArn()),
                document -> document.withClient(requireNonNull(request.clientID())));
        return AddClientIDToOpenIDConnectProviderResponse.builder().build();
    }

    RemoveClientIDFromOpenIDConnectProviderResponse removeClient(
            RemoveClientIDFromOpenIDConnectProviderRequest request, Call call) {
        change(
                requireNonNull(request.openIDConnectProviderArn()),
                document -> document.withoutClient(requireNonNull(request.clientID())));
        return RemoveClientIDFromOpenIDConnectProviderResponse.builder().build();
    }

    UpdateOpenIDConnectProviderThumbprintResponse thumbprints(
            UpdateOpenIDConnectProviderThumbprintRequest request, Call call) {
        change(
                requireNonNull(request.openIDConnectProviderArn()),
                document -> new OidcDocument(document.clients(), requireNonNull(request.thumbprintList())));
        return UpdateOpenIDConnectProviderThumbprintResponse.builder().build();
    }

    private void change(String arn, UnaryOperator<OidcDocument> change) {
        room.store().write((Tx tx) -> {
            IamProviderRecord provider = tags.require(tx, Kind.OIDC, arn);
            OidcDocument changed = change.apply(OidcDocument.of(provider.document()));
            requireFew(changed.clients());
            return tx.iamProviders().update(provider.with(changed.text()));
        });
    }

    private static void requireFew(List<String> clients) {
        if (clients.size() > MOST_CLIENTS) {
            throw Refusals.quota("ClientIdsPerOpenIdConnectProvider", MOST_CLIENTS);
        }
    }
}
