package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.iam.ListOpenIDConnectProviderTagsResponse;
import dev.gatehouse.model.iam.ListSAMLProviderTagsResponse;
import dev.gatehouse.model.iam.Tag;
import dev.gatehouse.model.iam.TagOpenIDConnectProviderResponse;
import dev.gatehouse.model.iam.TagSAMLProviderResponse;
import dev.gatehouse.model.iam.UntagOpenIDConnectProviderResponse;
import dev.gatehouse.model.iam.UntagSAMLProviderResponse;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.store.IamProviderRecord.Kind;
import dev.gatehouse.server.store.Page;

/// The operations on identity providers.
final class OnProviders {
    private final OidcProviders oidc;
    private final SamlProviders saml;
    private final ProviderTags tags;

    OnProviders(OidcProviders oidc, SamlProviders saml, ProviderTags tags) {
        this.oidc = oidc;
        this.saml = saml;
        this.tags = tags;
    }

    Operations.Table table() {
        return Operations.table()
                .on(Iam.CREATE_OPEN_ID_CONNECT_PROVIDER, oidc::create)
                .on(Iam.GET_OPEN_ID_CONNECT_PROVIDER, oidc::get)
                .on(Iam.DELETE_OPEN_ID_CONNECT_PROVIDER, oidc::delete)
                .on(Iam.LIST_OPEN_ID_CONNECT_PROVIDERS, oidc::list)
                .on(Iam.ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER, oidc::addClient)
                .on(Iam.REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER, oidc::removeClient)
                .on(Iam.UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT, oidc::thumbprints)
                .on(Iam.CREATE_SAML_PROVIDER, saml::create)
                .on(Iam.GET_SAML_PROVIDER, saml::get)
                .on(Iam.UPDATE_SAML_PROVIDER, saml::update)
                .on(Iam.DELETE_SAML_PROVIDER, saml::delete)
                .on(Iam.LIST_SAML_PROVIDERS, saml::list)
                .on(Iam.TAG_OPEN_ID_CONNECT_PROVIDER, (request, call) -> {
                    tags.put(
                            Kind.OIDC,
                            requireNonNull(request.openIDConnectProviderArn()),
                            requireNonNull(request.tags()));
                    return TagOpenIDConnectProviderResponse.builder().build();
                })
                .on(Iam.UNTAG_OPEN_ID_CONNECT_PROVIDER, (request, call) -> {
                    tags.remove(
                            Kind.OIDC,
                            requireNonNull(request.openIDConnectProviderArn()),
                            requireNonNull(request.tagKeys()));
                    return UntagOpenIDConnectProviderResponse.builder().build();
                })
                .on(Iam.LIST_OPEN_ID_CONNECT_PROVIDER_TAGS, (request, call) -> {
                    Page<Tag> page = tags.list(
                            Kind.OIDC,
                            requireNonNull(request.openIDConnectProviderArn()),
                            request.marker(),
                            request.maxItems());
                    return ListOpenIDConnectProviderTagsResponse.builder()
                            .tags(page.items())
                            .isTruncated(page.next().isPresent())
                            .marker(page.next().orElse(null))
                            .build();
                })
                .on(Iam.TAG_SAML_PROVIDER, (request, call) -> {
                    tags.put(Kind.SAML, requireNonNull(request.samlProviderArn()), requireNonNull(request.tags()));
                    return TagSAMLProviderResponse.builder().build();
                })
                .on(Iam.UNTAG_SAML_PROVIDER, (request, call) -> {
                    tags.remove(
                            Kind.SAML, requireNonNull(request.samlProviderArn()), requireNonNull(request.tagKeys()));
                    return UntagSAMLProviderResponse.builder().build();
                })
                .on(Iam.LIST_SAML_PROVIDER_TAGS, (request, call) -> {
                    Page<Tag> page = tags.list(
                            Kind.SAML, requireNonNull(request.samlProviderArn()), request.marker(), request.maxItems());
                    return ListSAMLProviderTagsResponse.builder()
                            .tags(page.items())
                            .isTruncated(page.next().isPresent())
                            .marker(page.next().orElse(null))
                            .build();
                });
    }
}
