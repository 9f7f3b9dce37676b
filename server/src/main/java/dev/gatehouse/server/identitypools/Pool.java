package dev.gatehouse.server.identitypools;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidentity.CognitoIdentityProvider;
import dev.gatehouse.model.cognitoidentity.IdentityPool;
import dev.gatehouse.model.cognitoidentity.RoleMapping;
import dev.gatehouse.model.cognitoidentity.SetIdentityPoolRolesInput;
import dev.gatehouse.model.cognitoidentity.SetPrincipalTagAttributeMapInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An identity pool. Provider names are kept as they were given.
///
/// @param settings as DescribeIdentityPool answers them
/// @param roles as last set
/// @param tagMaps the principal tags, a map for a provider
record Pool(IdentityPool settings, SetIdentityPoolRolesInput roles, List<SetPrincipalTagAttributeMapInput> tagMaps) {

    static Pool of(IdentityPool settings) {
        return new Pool(settings, noRoles(requireNonNull(settings.identityPoolId())), List.of());
    }

    private static SetIdentityPoolRolesInput noRoles(String id) {
        return SetIdentityPoolRolesInput.builder()
                .identityPoolId(id)
                .roles(Map.of())
                .build();
    }

    String id() {
        return requireNonNull(settings.identityPoolId());
    }

    boolean takesGuests() {
        return Boolean.TRUE.equals(settings.allowUnauthenticatedIdentities());
    }

    boolean hasClassicFlow() {
        return Boolean.TRUE.equals(settings.allowClassicFlow());
    }

    List<CognitoIdentityProvider> userPools() {
        return requireNonNullElse(settings.cognitoIdentityProviders(), List.of());
    }

    Map<String, String> loginProviders() {
        return requireNonNullElse(settings.supportedLoginProviders(), Map.of());
    }

    List<String> oidcProviders() {
        return requireNonNullElse(settings.openIdConnectProviderARNs(), List.of());
    }

    List<String> samlProviders() {
        return requireNonNullElse(settings.samlProviderARNs(), List.of());
    }

    Optional<String> developerProvider() {
        return Optional.ofNullable(settings.developerProviderName());
    }

    boolean isDeveloperProvider(String name) {
        return name.equals(settings.developerProviderName());
    }

    Map<String, String> tags() {
        return requireNonNullElse(settings.identityPoolTags(), Map.of());
    }

    Map<String, String> defaultRoles() {
        return requireNonNullElse(roles.roles(), Map.of());
    }

    Map<String, RoleMapping> mappings() {
        return requireNonNullElse(roles.roleMappings(), Map.of());
    }

    Pool with(IdentityPool newSettings) {
        return new Pool(newSettings, roles, tagMaps);
    }

    Pool with(SetIdentityPoolRolesInput newRoles) {
        return new Pool(settings, newRoles, tagMaps);
    }

    Pool withTagMaps(List<SetPrincipalTagAttributeMapInput> newMaps) {
        return new Pool(settings, roles, List.copyOf(newMaps));
    }
}
