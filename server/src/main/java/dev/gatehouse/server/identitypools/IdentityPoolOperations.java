package dev.gatehouse.server.identitypools;

import dev.gatehouse.model.cognitoidentity.CognitoIdentity;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.access.Access;
import dev.gatehouse.server.access.FederatedRoles;
import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.iam.SamlTrust;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.tokens.IdTokenKeys;
import dev.gatehouse.server.trust.AccessTokenChecks;
import dev.gatehouse.server.trust.KeyFinder;
import java.time.InstantSource;
import java.util.function.Function;

/// The room's front door.
public final class IdentityPoolOperations {
    private IdentityPoolOperations() {}

    /// What the room is made of.
    ///
    /// @param access decides who may hand out roles
    /// @param roles makes credentials of roles
    /// @param tokens signs and checks OpenID tokens
    /// @param userPools the keys of our own user pools
    /// @param issuers the keys of any issuer
    /// @param asked about access tokens of issuers elsewhere
    /// @param saml the account's SAML providers
    /// @param belongings what else hangs on identities
    public record Parts(
            Store store,
            Chance chance,
            InstantSource clock,
            Arns arns,
            Access access,
            FederatedRoles roles,
            OpenIdTokens tokens,
            IdTokenKeys userPools,
            Function<String, KeyFinder> issuers,
            AccessTokenChecks asked,
            SamlTrust saml,
            Belongings belongings) {}

    /// The operations of Amazon Cognito identity pools.
    public static Operations.Table table(Parts parts) {
        String account = parts.arns().account();
        ProviderNames names = new ProviderNames(parts.userPools()::issuer);
        Pools pools = new Pools(parts.store(), parts.clock());
        OnPools onPools =
                new OnPools(parts.store(), pools, new PoolRules(names, account), parts.chance(), parts.clock());
        OnRoles onRoles = new OnRoles(pools, parts.access(), parts.roles());
        OnTags onTags = new OnTags(pools, account);
        PrincipalTags principalTags = new PrincipalTags(pools, names);
        return Operations.table()
                .on(CognitoIdentity.CREATE_IDENTITY_POOL, onPools::create)
                .on(CognitoIdentity.UPDATE_IDENTITY_POOL, onPools::update)
                .on(CognitoIdentity.DESCRIBE_IDENTITY_POOL, onPools::describe)
                .on(CognitoIdentity.DELETE_IDENTITY_POOL, onPools::delete)
                .on(CognitoIdentity.LIST_IDENTITY_POOLS, onPools::list)
                .on(CognitoIdentity.SET_IDENTITY_POOL_ROLES, onRoles::set)
                .on(CognitoIdentity.GET_IDENTITY_POOL_ROLES, onRoles::get)
                .on(CognitoIdentity.SET_PRINCIPAL_TAG_ATTRIBUTE_MAP, principalTags::set)
                .on(CognitoIdentity.GET_PRINCIPAL_TAG_ATTRIBUTE_MAP, principalTags::get)
                .on(CognitoIdentity.TAG_RESOURCE, onTags::tag)
                .on(CognitoIdentity.UNTAG_RESOURCE, onTags::untag)
                .on(CognitoIdentity.LIST_TAGS_FOR_RESOURCE, onTags::list)
                .with(identities(parts, names, pools, principalTags));
    }

    private static Operations.Table identities(
            Parts parts, ProviderNames names, Pools pools, PrincipalTags principalTags) {
        Identities identities = new Identities(parts.store(), parts.chance(), parts.clock(), parts.belongings());
        Logins logins = new Logins(
                names,
                new UserPoolLogins(parts.userPools(), names, parts.store(), parts.clock()),
                new OutsideLogins(
                        parts.store(),
                        parts.arns(),
                        new OutsideLogins.Issuers(parts.issuers(), parts.asked(), parts.saml()),
                        parts.clock()));
        GetId getId = new GetId(
                pools,
                logins,
                identities,
                principalTags,
                parts.tokens(),
                parts.arns().account());
        Enhanced enhanced = new Enhanced(
                pools,
                logins,
                new OwnLogins(parts.tokens(), parts.store(), names, parts.arns()),
                identities,
                principalTags,
                names,
                parts.roles());
        Developers developers = new Developers(parts.store(), pools, logins, identities, parts.tokens(), parts.clock());
        DeveloperUsers users = new DeveloperUsers(parts.store(), pools, identities, parts.clock());
        OnIdentities onIdentities = new OnIdentities(parts.store(), pools, logins, identities, names);
        return Operations.table()
                .on(CognitoIdentity.GET_ID, getId::handle)
                .on(CognitoIdentity.GET_OPEN_ID_TOKEN, getId::openIdToken)
                .on(CognitoIdentity.GET_CREDENTIALS_FOR_IDENTITY, enhanced::handle)
                .on(CognitoIdentity.GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY, developers::token)
                .on(CognitoIdentity.LOOKUP_DEVELOPER_IDENTITY, users::lookup)
                .on(CognitoIdentity.MERGE_DEVELOPER_IDENTITIES, users::merge)
                .on(CognitoIdentity.UNLINK_DEVELOPER_IDENTITY, users::unlink)
                .on(CognitoIdentity.DESCRIBE_IDENTITY, onIdentities::describe)
                .on(CognitoIdentity.LIST_IDENTITIES, onIdentities::list)
                .on(CognitoIdentity.DELETE_IDENTITIES, onIdentities::delete)
                .on(CognitoIdentity.UNLINK_IDENTITY, onIdentities::unlink);
    }
}
