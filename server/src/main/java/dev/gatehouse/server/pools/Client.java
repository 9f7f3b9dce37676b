package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.ClientSSOSessionConfigType;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.FeatureType;
import dev.gatehouse.model.cognitoidp.PreventUserExistenceErrorTypes;
import dev.gatehouse.model.cognitoidp.RefreshTokenRotationType;
import dev.gatehouse.model.cognitoidp.UserPoolClientType;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.secrethash.SecretHash;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.store.ClientRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An app client as it stood when it was read. Immutable.
public final class Client {
    private final ClientRecord row;
    private final UserPoolClientType settings;
    private final ClientSSOSessionConfigType ssoSession;
    private final List<Secret> secrets;
    private final Set<ExplicitAuthFlowsType> flows;

    /// @param secrets oldest first
    Client(ClientRecord row, List<Secret> secrets) {
        this.row = row;
        this.secrets = List.copyOf(secrets);
        ClientDocument document = ClientDocument.read(row.document());
        this.ssoSession = document.ssoSession();
        this.settings = document.settings().toBuilder()
                .userPoolId(row.pool().value())
                .clientId(row.id().value())
                .clientName(row.name())
                .creationDate(Instant.ofEpochMilli(row.createdAt()))
                .lastModifiedDate(Instant.ofEpochMilli(row.modifiedAt()))
                .build();
        this.flows = AuthFlows.on(requireNonNullElse(settings.explicitAuthFlows(), List.of()), rotates(settings));
    }

    /// The client's id.
    public ClientId id() {
        return row.id();
    }

    /// The pool it belongs to.
    public PoolId pool() {
        return row.pool();
    }

    /// Its settings with name, ids and dates, without the secret.
    public UserPoolClientType settings() {
        return settings;
    }

    /// Whether callers must prove that they know the client's secret.
    public boolean hasSecret() {
        return !secrets.isEmpty();
    }

    /// Whether the text is one of the client's secrets. Takes the same time for each wrong one.
    public boolean secretMatches(String candidate) {
        boolean matches = false;
        for (Secret secret : secrets) {
            matches |= secret.matches(candidate);
        }
        return matches;
    }

    /// Checks the `SECRET_HASH` of a call.
    ///
    /// @param username exactly as sent in the same call
    /// @param hash as sent; null when not
    /// @throws ServiceException `NotAuthorizedException` when it is missing, wrong, or sent for a client without
    ///     secret
    public void requireSecretHash(String username, @Nullable String hash) {
        requireSecretHash(username, hash, Refusals::secretHashWrong);
    }

    /// Checks the `SECRET_HASH` of a refresh, which is made over the user's real username.
    ///
    /// @throws ServiceException `NotAuthorizedException`, with a text of its own when the hash is wrong
    public void requireSecretHashOnRefresh(String username, @Nullable String hash) {
        requireSecretHash(username, hash, Refusals::secretHashWrongOnRefresh);
    }

    private void requireSecretHash(String username, @Nullable String hash, Function<String, ServiceException> wrong) {
        String client = row.id().value();
        if (!hasSecret()) {
            if (hash != null) {
                throw Refusals.secretHashUnwanted(client);
            }
            return;
        }
        if (hash == null) {
            throw Refusals.secretHashMissing(client);
        }
        boolean matches = false;
        for (Secret secret : secrets) {
            matches |= SecretHash.matches(hash, secret.reveal(), username, client);
        }
        if (!matches) {
            throw wrong.apply(client);
        }
    }

    /// Whether a sign-in flow is on. Legacy names ask for the flow they add.
    public boolean allows(ExplicitAuthFlowsType flow) {
        return flows.contains(AuthFlows.modern(flow));
    }

    /// Whether the client is limited to custom challenges by `CUSTOM_AUTH_FLOW_ONLY`.
    public boolean onlyCustomAuth() {
        return requireNonNullElse(settings.explicitAuthFlows(), List.<ExplicitAuthFlowsType>of())
                .contains(ExplicitAuthFlowsType.CUSTOM_AUTH_FLOW_ONLY);
    }

    /// Whether answers must not tell if a user exists (`PreventUserExistenceErrors` is `ENABLED`).
    public boolean hidesUsers() {
        return settings.preventUserExistenceErrors() == PreventUserExistenceErrorTypes.ENABLED;
    }

    /// How long access tokens live.
    public Duration accessTokenValidity() {
        return Validity.accessToken(settings);
    }

    /// How long ID tokens live.
    public Duration idTokenValidity() {
        return Validity.idToken(settings);
    }

    /// How long refresh tokens live.
    public Duration refreshTokenValidity() {
        return Validity.refreshToken(settings);
    }

    /// How long a challenge can be answered.
    public Duration sessionValidity() {
        return Duration.ofMinutes(requireNonNull(settings.authSessionValidity()));
    }

    /// Whether tokens carry `origin_jti` and can be revoked.
    public boolean revocable() {
        return !Boolean.FALSE.equals(settings.enableTokenRevocation());
    }

    /// Whether a refresh gives a new refresh token.
    public boolean rotates() {
        return rotates(settings);
    }

    /// How long the former refresh token still works after a rotation.
    public Duration retryGrace() {
        RefreshTokenRotationType rotation = settings.refreshTokenRotation();
        return Duration.ofSeconds(rotation == null ? 0 : requireNonNullElse(rotation.retryGracePeriodSeconds(), 0));
    }

    /// Whether the client may see an attribute of its users. Without a list of its own it sees all but
    /// developer-only ones.
    public boolean mayRead(String attribute) {
        List<String> listed = requireNonNullElse(settings.readAttributes(), List.of());
        return !attribute.startsWith(Schema.DEVELOPER)
                && (listed.isEmpty() || listed.contains(attribute) || attribute.equals(StandardAttributes.SUB));
    }

    /// Whether the client may set an attribute of its users. Without a list of its own it sets all but
    /// developer-only ones; never `sub`, `identities` and the verified flags.
    public boolean mayWrite(String attribute) {
        if (StandardAttributes.NOT_WRITABLE.contains(attribute) || attribute.startsWith(Schema.DEVELOPER)) {
            return false;
        }
        List<String> listed = requireNonNullElse(settings.writeAttributes(), List.of());
        return listed.isEmpty() || listed.contains(attribute);
    }

    static boolean rotates(UserPoolClientType settings) {
        RefreshTokenRotationType rotation = settings.refreshTokenRotation();
        return rotation != null && rotation.feature() == FeatureType.ENABLED;
    }

    long version() {
        return row.version();
    }

    ClientSSOSessionConfigType ssoSession() {
        return ssoSession;
    }

    ClientRecord row() {
        return row;
    }

    /// The answer of CreateUserPoolClient, DescribeUserPoolClient and UpdateUserPoolClient: with the oldest
    /// secret, the one the client was made with until it is deleted.
    UserPoolClientType described() {
        Optional<Secret> oldest = secrets.stream().findFirst();
        return oldest.isEmpty()
                ? settings
                : settings.toBuilder().clientSecret(oldest.get().reveal()).build();
    }

    @Override
    public String toString() {
        return "Client(" + row.id() + ")";
    }
}
