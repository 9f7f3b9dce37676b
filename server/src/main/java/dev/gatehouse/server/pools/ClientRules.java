package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.OAuthFlowType;
import dev.gatehouse.model.cognitoidp.UserPoolClientType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which settings of an app client cannot be. Pure.
final class ClientRules {
    private static final String OWN_PROVIDER = "COGNITO";
    private static final Set<String> OWN_SCOPES =
            Set.of("phone", "email", "openid", "profile", "aws.cognito.signin.user.admin");

    private ClientRules() {}

    /// Whether the settings are for a new client or a changed one, as error texts name it.
    enum Moment {
        CREATING,
        UPDATING;

        private String phrase() {
            return switch (this) {
                case CREATING -> "while creating a client";
                case UPDATING -> "while updating a client";
            };
        }
    }

    /// @throws dev.gatehouse.model.service.ServiceException what CreateUserPoolClient and UpdateUserPoolClient
    ///     refuse
    static void check(Pool pool, UserPoolClientType client, boolean hasSecret, Moment moment) {
        Validity.check(client);
        AuthFlows.check(listed(client.explicitAuthFlows()), Client.rotates(client));
        checkAttributes(pool.schema(), client, moment);
        checkProviders(pool, client);
        checkScopes(client);
        checkOAuthFlows(client, hasSecret);
        RedirectUrls.check(client);
        if (Boolean.TRUE.equals(client.enablePropagateAdditionalUserContextData()) && !hasSecret) {
            throw Refusals.invalid(
                    "EnablePropagateAdditionalUserContextData can only be enabled for a client with a client secret.");
        }
    }

    private static void checkAttributes(Schema schema, UserPoolClientType client, Moment moment) {
        boolean readable = listed(client.readAttributes()).stream()
                .allMatch(name -> name.equals(StandardAttributes.IDENTITIES) || isForClients(schema, name));
        if (!readable) {
            throw Refusals.invalid("Invalid read attributes specified " + moment.phrase());
        }
        List<String> written = listed(client.writeAttributes());
        boolean writable = written.stream()
                .allMatch(name -> isForClients(schema, name) && !StandardAttributes.NOT_WRITABLE.contains(name));
        boolean whole = written.isEmpty() || written.containsAll(schema.required());
        if (!writable || !whole) {
            throw Refusals.invalid("Invalid write attributes specified " + moment.phrase());
        }
    }

    private static boolean isForClients(Schema schema, String name) {
        return schema.definition(name).isPresent() && !name.startsWith(Schema.DEVELOPER);
    }

    private static void checkProviders(Pool pool, UserPoolClientType client) {
        for (String provider : listed(client.supportedIdentityProviders())) {
            if (!provider.equals(OWN_PROVIDER)) {
                throw Refusals.invalid("The provider " + provider + " does not exist for User Pool " + pool.id() + ".");
            }
        }
    }

    private static void checkScopes(UserPoolClientType client) {
        for (String scope : listed(client.allowedOAuthScopes())) {
            if (!OWN_SCOPES.contains(scope)) {
                throw Refusals.noScope(scope);
            }
        }
    }

    private static void checkOAuthFlows(UserPoolClientType client, boolean hasSecret) {
        List<OAuthFlowType> flows = listed(client.allowedOAuthFlows());
        boolean ownFlow = flows.contains(OAuthFlowType.CLIENT_CREDENTIALS);
        boolean userFlow = flows.contains(OAuthFlowType.CODE) || flows.contains(OAuthFlowType.IMPLICIT);
        if (ownFlow && userFlow) {
            throw Refusals.badOAuthFlow(
                    "client_credentials flow can not be selected along with code flow or implicit flow.");
        }
        if (ownFlow && !hasSecret) {
            throw Refusals.badOAuthFlow(
                    "client_credentials flow can not be selected if client does not have a client secret.");
        }
        if (!Boolean.TRUE.equals(client.allowedOAuthFlowsUserPoolClient())) {
            return;
        }
        if (flows.isEmpty() || listed(client.allowedOAuthScopes()).isEmpty()) {
            throw Refusals.badOAuthFlow("AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is "
                    + "allowed to use OAuth flows.");
        }
        if (userFlow && listed(client.callbackURLs()).isEmpty()) {
            throw Refusals.badOAuthFlow("CallbackUrls can not be empty when code flow or implicit flow is selected");
        }
    }

    private static <T> List<T> listed(@Nullable List<T> list) {
        return requireNonNullElse(list, List.of());
    }
}
