package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.CreateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.TokenValidityUnitsType;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.UserPoolClientType;

/// What an app client's settings become from a request: defaults filled in, all else echoed as given; ids,
/// secret and dates left out. Pure.
final class ClientSettings {
    private static final int SESSION_MINUTES = 3;

    private ClientSettings() {}

    static UserPoolClientType created(CreateUserPoolClientRequest request) {
        return filled(UserPoolClientType.builder()
                .clientName(request.clientName())
                .refreshTokenValidity(request.refreshTokenValidity())
                .accessTokenValidity(request.accessTokenValidity())
                .idTokenValidity(request.idTokenValidity())
                .tokenValidityUnits(request.tokenValidityUnits())
                .readAttributes(request.readAttributes())
                .writeAttributes(request.writeAttributes())
                .explicitAuthFlows(request.explicitAuthFlows())
                .supportedIdentityProviders(request.supportedIdentityProviders())
                .callbackURLs(request.callbackURLs())
                .logoutURLs(request.logoutURLs())
                .defaultRedirectURI(request.defaultRedirectURI())
                .allowedOAuthFlows(request.allowedOAuthFlows())
                .allowedOAuthScopes(request.allowedOAuthScopes())
                .allowedOAuthFlowsUserPoolClient(request.allowedOAuthFlowsUserPoolClient())
                .analyticsConfiguration(request.analyticsConfiguration())
                .preventUserExistenceErrors(request.preventUserExistenceErrors())
                .enableTokenRevocation(request.enableTokenRevocation())
                .enablePropagateAdditionalUserContextData(request.enablePropagateAdditionalUserContextData())
                .authSessionValidity(request.authSessionValidity())
                .refreshTokenRotation(request.refreshTokenRotation())
                .build());
    }

    /// A full replacement: what the request leaves out falls back to its default, the name alone stays.
    static UserPoolClientType updated(UserPoolClientType current, UpdateUserPoolClientRequest request) {
        return filled(UserPoolClientType.builder()
                .clientName(requireNonNullElse(request.clientName(), requireNonNull(current.clientName())))
                .refreshTokenValidity(request.refreshTokenValidity())
                .accessTokenValidity(request.accessTokenValidity())
                .idTokenValidity(request.idTokenValidity())
                .tokenValidityUnits(request.tokenValidityUnits())
                .readAttributes(request.readAttributes())
                .writeAttributes(request.writeAttributes())
                .explicitAuthFlows(request.explicitAuthFlows())
                .supportedIdentityProviders(request.supportedIdentityProviders())
                .callbackURLs(request.callbackURLs())
                .logoutURLs(request.logoutURLs())
                .defaultRedirectURI(request.defaultRedirectURI())
                .allowedOAuthFlows(request.allowedOAuthFlows())
                .allowedOAuthScopes(request.allowedOAuthScopes())
                .allowedOAuthFlowsUserPoolClient(request.allowedOAuthFlowsUserPoolClient())
                .analyticsConfiguration(request.analyticsConfiguration())
                .preventUserExistenceErrors(request.preventUserExistenceErrors())
                .enableTokenRevocation(request.enableTokenRevocation())
                .enablePropagateAdditionalUserContextData(request.enablePropagateAdditionalUserContextData())
                .authSessionValidity(request.authSessionValidity())
                .refreshTokenRotation(request.refreshTokenRotation())
                .build());
    }

    private static UserPoolClientType filled(UserPoolClientType wanted) {
        return wanted.toBuilder()
                .refreshTokenValidity(
                        Validity.refreshTokenValidity(wanted.refreshTokenValidity(), wanted.tokenValidityUnits()))
                .tokenValidityUnits(requireNonNullElse(
                        wanted.tokenValidityUnits(),
                        TokenValidityUnitsType.builder().build()))
                .allowedOAuthFlowsUserPoolClient(requireNonNullElse(wanted.allowedOAuthFlowsUserPoolClient(), false))
                .enableTokenRevocation(requireNonNullElse(wanted.enableTokenRevocation(), true))
                .enablePropagateAdditionalUserContextData(
                        requireNonNullElse(wanted.enablePropagateAdditionalUserContextData(), false))
                .authSessionValidity(requireNonNullElse(wanted.authSessionValidity(), SESSION_MINUTES))
                .build();
    }
}
