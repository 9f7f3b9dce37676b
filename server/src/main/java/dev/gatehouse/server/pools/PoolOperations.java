package dev.gatehouse.server.pools;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Store;
import java.time.InstantSource;

/// The front door of this room.
public final class PoolOperations {
    private PoolOperations() {}

    /// The operations on user pools, app clients, groups and tags.
    ///
    /// @param store where records are
    /// @param sealer seals pool keys, client secrets and page tokens
    /// @param chance makes ids and secrets
    /// @param clock the dates of records
    /// @param directory the cache other rooms read pools and clients from; it is told of changes
    /// @param keys makes the signing keys of a new pool
    /// @param account the 12 digits of the account, part of every ARN
    public static Operations.Table table(
            Store store,
            Sealer sealer,
            Chance chance,
            InstantSource clock,
            Directory directory,
            SigningKeyMaker keys,
            String account) {
        Foundation foundation = new Foundation(store, sealer, chance, clock, directory);
        PoolArns arns = new PoolArns(account);
        return Operations.table()
                .with(pools(new UserPools(foundation, arns, keys), new UserPoolMfa(foundation)))
                .with(sessions(new UserPoolSessions(foundation)))
                .with(clients(new UserPoolClients(foundation), new UserPoolClientSecrets(foundation)))
                .with(groups(new UserPoolGroups(foundation)))
                .with(tags(new UserPoolTags(foundation, arns)));
    }

    private static Operations.Table pools(UserPools pools, UserPoolMfa mfa) {
        return Operations.table()
                .on(CognitoIdp.CREATE_USER_POOL, pools::create)
                .on(CognitoIdp.DESCRIBE_USER_POOL, pools::describe)
                .on(CognitoIdp.UPDATE_USER_POOL, pools::update)
                .on(CognitoIdp.DELETE_USER_POOL, pools::delete)
                .on(CognitoIdp.LIST_USER_POOLS, pools::list)
                .on(CognitoIdp.ADD_CUSTOM_ATTRIBUTES, pools::addCustomAttributes)
                .on(CognitoIdp.GET_USER_POOL_MFA_CONFIG, mfa::get)
                .on(CognitoIdp.SET_USER_POOL_MFA_CONFIG, mfa::set);
    }

    private static Operations.Table sessions(UserPoolSessions sessions) {
        return Operations.table()
                .on(CognitoIdp.GET_USER_POOL_SESSION_CONFIGURATION, sessions::get)
                .on(CognitoIdp.SET_USER_POOL_SESSION_CONFIGURATION, sessions::set)
                .on(CognitoIdp.GET_USER_POOL_CLIENT_SESSION_CONFIGURATION, sessions::getOfClient)
                .on(CognitoIdp.SET_USER_POOL_CLIENT_SESSION_CONFIGURATION, sessions::setOfClient);
    }

    private static Operations.Table clients(UserPoolClients clients, UserPoolClientSecrets secrets) {
        return Operations.table()
                .on(CognitoIdp.CREATE_USER_POOL_CLIENT, clients::create)
                .on(CognitoIdp.DESCRIBE_USER_POOL_CLIENT, clients::describe)
                .on(CognitoIdp.UPDATE_USER_POOL_CLIENT, clients::update)
                .on(CognitoIdp.DELETE_USER_POOL_CLIENT, clients::delete)
                .on(CognitoIdp.LIST_USER_POOL_CLIENTS, clients::list)
                .on(CognitoIdp.ADD_USER_POOL_CLIENT_SECRET, secrets::add)
                .on(CognitoIdp.LIST_USER_POOL_CLIENT_SECRETS, secrets::list)
                .on(CognitoIdp.DELETE_USER_POOL_CLIENT_SECRET, secrets::delete);
    }

    private static Operations.Table groups(UserPoolGroups groups) {
        return Operations.table()
                .on(CognitoIdp.CREATE_GROUP, groups::create)
                .on(CognitoIdp.GET_GROUP, groups::get)
                .on(CognitoIdp.UPDATE_GROUP, groups::update)
                .on(CognitoIdp.DELETE_GROUP, groups::delete)
                .on(CognitoIdp.LIST_GROUPS, groups::list);
    }

    private static Operations.Table tags(UserPoolTags tags) {
        return Operations.table()
                .on(CognitoIdp.TAG_RESOURCE, tags::tag)
                .on(CognitoIdp.UNTAG_RESOURCE, tags::untag)
                .on(CognitoIdp.LIST_TAGS_FOR_RESOURCE, tags::list);
    }
}
