package dev.gatehouse.server;

import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.access.Access;
import dev.gatehouse.server.access.FederatedRoles;
import dev.gatehouse.server.access.KeyRing;
import dev.gatehouse.server.access.OperationAccess;
import dev.gatehouse.server.access.SessionTokens;
import dev.gatehouse.server.config.DecisionSettings;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.config.SettingsException;
import dev.gatehouse.server.decisions.Behind;
import dev.gatehouse.server.decisions.DecisionPages;
import dev.gatehouse.server.iam.AccountQuotas;
import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.iam.IamOperations;
import dev.gatehouse.server.iam.ManagedByAws;
import dev.gatehouse.server.iam.SamlTrust;
import dev.gatehouse.server.identitypools.IdentityPoolOperations;
import dev.gatehouse.server.identitypools.OpenIdPages;
import dev.gatehouse.server.identitypools.OpenIdTokens;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.seal.SigningKey;
import dev.gatehouse.server.sts.StsOperations;
import dev.gatehouse.server.sync.SyncOperations;
import dev.gatehouse.server.tokens.IdTokenKeys;
import dev.gatehouse.server.trust.AccessTokenChecks;
import dev.gatehouse.server.trust.KeyFinder;
import dev.gatehouse.server.trust.RemoteKeys;
import dev.gatehouse.server.wire.Authorizer;
import dev.gatehouse.server.wire.Credentials;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The rooms of the account, wired: who has keys, what they may do, and temporary credentials.
///
/// @param operations of IAM, STS, identity pools and Cognito Sync
/// @param pages what identity pools publish, and where decisions are asked for
/// @param credentials proves callers
/// @param authorizer decides what they may do
record AccountRooms(Operations.Table operations, Pages pages, Credentials credentials, Authorizer authorizer) {

    /// What the account's rooms take from the user pools and the server.
    ///
    /// @param idTokens the keys of the pools' ID tokens
    /// @param pairs fresh pairs of keys
    /// @param region leads the ids of the keys of identity pools
    /// @param url how clients reach the server, without a trailing slash
    /// @param proxied what the decision endpoint must know of the services behind
    /// @param outside the keys of issuers elsewhere
    /// @param asked about access tokens of issuers elsewhere
    record Beside(
            IdTokenKeys idTokens,
            Supplier<SigningKey> pairs,
            String region,
            String url,
            Behind proxied,
            Function<String, KeyFinder> outside,
            AccessTokenChecks asked) {
        static Beside of(Rooms rooms, Settings settings, String url, InstantSource clock) {
            return of(rooms, settings, url, new RemoteKeys(clock)::of);
        }

        /// @param outside the keys of issuers elsewhere
        static Beside of(Rooms rooms, Settings settings, String url, Function<String, KeyFinder> outside) {
            AccessTokenChecks.Addresses addresses = new AccessTokenChecks.Addresses(
                    settings.logins().facebook(), settings.logins().amazon());
            return new Beside(
                    rooms.idTokens(),
                    rooms.keyPairs()::take,
                    settings.region(),
                    url,
                    behind(settings),
                    outside,
                    new AccessTokenChecks(addresses));
        }

        private static Behind behind(Settings settings) {
            DecisionSettings decisions = settings.decisions();
            return new Behind(
                    settings.accountId(),
                    settings.region(),
                    decisions.secret().map(secret -> Secret.of(secret.reveal())),
                    decisions.hosts(),
                    decisions.tables());
        }
    }

    /// @param root the account's own key
    /// @param policies a folder with more managed policies
    /// @param tags where the tags of resources are found
    static AccountRooms wire(
            Ground ground,
            KeyRing.RootKey root,
            Optional<Path> policies,
            OperationAccess.Tags tags,
            Beside beside,
            InstantSource clock) {
        Arns arns = new Arns(root.account());
        ManagedByAws managed = managed(policies);
        SessionTokens tokens = new SessionTokens(ground.sealer(), ground.chance());
        Access.Room room = Access.of(ground.store(), ground.sealer(), tokens, root, managed, clock);
        FederatedRoles roles = new FederatedRoles(room.access(), tokens, ground.store(), arns, clock);
        OpenIdTokens openIdTokens = OpenIdTokens.of(
                ground.store(), ground.sealer(), beside.pairs(), beside.region(), arns.account(), clock);
        Function<String, KeyFinder> issuers = issuer -> keys(beside, issuer);
        SamlTrust saml = new SamlTrust(ground.store(), ground.sealer());
        StsOperations.Web web = new StsOperations.Web(
                roles, openIdTokens, issuers, beside.asked(), saml, issuer -> awsName(beside.idTokens(), issuer));
        Operations.Table operations = Operations.table()
                .with(IdentityPoolOperations.table(new IdentityPoolOperations.Parts(
                        ground.store(),
                        ground.chance(),
                        clock,
                        arns,
                        room.access(),
                        roles,
                        openIdTokens,
                        beside.idTokens(),
                        issuers,
                        beside.asked(),
                        saml,
                        new SyncedBelongings())))
                .with(StsOperations.table(ground.store(), room.access(), tokens, arns, web, clock))
                .with(IamOperations.table(
                        ground.store(), ground.sealer(), ground.chance(), clock, arns, managed, AccountQuotas.USUAL))
                .with(SyncOperations.table(
                        ground.store(), ground.sealer(), ground.chance(), clock, new KnownIdentities()));
        return new AccountRooms(
                operations,
                OpenIdPages.table(openIdTokens, beside.url()).with(DecisionPages.table(room, beside.proxied())),
                credentials(room.keys()),
                authorizer(new OperationAccess(room.access(), tags)));
    }

    /// Our own user pools' keys come from the store, others' from where they are published.
    private static KeyFinder keys(Beside beside, String issuer) {
        IdTokenKeys own = beside.idTokens();
        return own.pool(issuer)
                .<KeyFinder>map(pool -> token -> own.key(pool, token.kid()).map(PublicKey.class::cast))
                .orElseGet(() -> beside.outside().apply(issuer));
    }

    /// The name a user pool has with AWS, under which its issuer may be registered with IAM too.
    private static Optional<String> awsName(IdTokenKeys idTokens, String issuer) {
        return idTokens.pool(issuer).map(pool -> "cognito-idp." + pool.region() + ".amazonaws.com/" + pool.value());
    }

    /// @throws SettingsException when the operator's folder cannot be read or holds what is no policy
    static ManagedByAws managed(Optional<Path> policies) {
        try {
            return ManagedByAws.load(policies);
        } catch (UncheckedIOException | IllegalArgumentException unusable) {
            throw new SettingsException("iam.managedPolicies: " + unusable.getMessage());
        }
    }

    private static Credentials credentials(KeyRing keys) {
        return (id, token) -> switch (keys.find(id, token)) {
            case KeyRing.Found.Good(var secret, var caller) -> new Credentials.Lookup.Known(secret.reveal(), caller);
            case KeyRing.Found.Unknown _ -> new Credentials.Lookup.Unknown();
            case KeyRing.Found.Expired _ -> new Credentials.Lookup.Expired();
        };
    }

    private static Authorizer authorizer(OperationAccess access) {
        return (operation, request, call) -> switch (call.caller()) {
            case Caller.Known known ->
                access.refusal(operation, request, known, call)
                        .<Authorizer.Decision>map(Authorizer.Decision.Deny::new)
                        .orElseGet(Authorizer.Decision.Allow::new);
            case Caller.Anonymous _ ->
                new Authorizer.Decision.Deny("User: anonymous is not authorized to perform: " + operation.action());
        };
    }
}
