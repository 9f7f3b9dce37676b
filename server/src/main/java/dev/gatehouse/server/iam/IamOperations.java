package dev.gatehouse.server.iam;

import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Store;
import java.time.InstantSource;

/// The room's front door.
public final class IamOperations {
    private IamOperations() {}

    /// The operations of AWS IAM carried out here.
    ///
    /// @param chance where unique ids and keys come from
    /// @param arns the account's ARNs
    /// @param managed the policies of AWS that may be attached
    /// @param quotas how much the account may have
    public static Operations.Table table(
            Store store,
            Sealer sealer,
            Chance chance,
            InstantSource clock,
            Arns arns,
            ManagedByAws managed,
            AccountQuotas quotas) {
        Room room = new Room(
                store, sealer, chance, clock, arns, new Documents(), new TrustPolicies(store, arns), managed, quotas);
        Entities entities = new Entities(room);
        Askers askers = new Askers(room);
        InlinePolicies inline = new InlinePolicies(room, entities);
        Attachments attachments = new Attachments(room, entities);
        Boundaries boundaries = new Boundaries(room, entities);
        EntityTags tags = new EntityTags(entities);
        UserEntities users = new UserEntities(room, entities, boundaries, askers);
        ManagedPolicies policies = new ManagedPolicies(room);
        PolicyVersions versions = new PolicyVersions(room, policies);
        PolicySources sources = new PolicySources(room);
        ProviderTags providers = new ProviderTags(room);
        return Operations.table()
                .with(roles(new Roles(room, entities, boundaries)))
                .with(new OnRoles(inline, attachments, boundaries, tags).table())
                .with(users(users, new UserKeys(room, entities, askers)))
                .with(new OnUsers(inline, attachments, boundaries, tags).table())
                .with(groups(new Groups(room, entities, users)))
                .with(new OnGroups(inline, attachments).table())
                .with(new OnPolicies(
                                policies, versions, new PolicyEntities(room, policies), new PolicyTags(room, policies))
                        .table())
                .with(new OnProviders(new OidcProviders(room, providers), new SamlProviders(room, providers), providers)
                        .table())
                .with(account(new AccountFacts(room), new AuthorizationDetails(room, policies, versions)))
                .with(questions(new Simulation(room, sources), new ContextKeys(room, sources)))
                .with(new NotKept(entities, arns.account()).table());
    }

    private static Operations.Table roles(Roles roles) {
        return Operations.table()
                .on(Iam.CREATE_ROLE, roles::create)
                .on(Iam.GET_ROLE, roles::get)
                .on(Iam.LIST_ROLES, roles::list)
                .on(Iam.UPDATE_ROLE, roles::update)
                .on(Iam.UPDATE_ROLE_DESCRIPTION, roles::describe)
                .on(Iam.UPDATE_ASSUME_ROLE_POLICY, roles::trust)
                .on(Iam.DELETE_ROLE, roles::delete);
    }

    private static Operations.Table users(UserEntities users, UserKeys keys) {
        return Operations.table()
                .on(Iam.CREATE_USER, users::create)
                .on(Iam.GET_USER, users::get)
                .on(Iam.LIST_USERS, users::list)
                .on(Iam.UPDATE_USER, users::update)
                .on(Iam.DELETE_USER, users::delete)
                .on(Iam.CREATE_ACCESS_KEY, keys::create)
                .on(Iam.UPDATE_ACCESS_KEY, keys::update)
                .on(Iam.DELETE_ACCESS_KEY, keys::delete)
                .on(Iam.LIST_ACCESS_KEYS, keys::list)
                .on(Iam.GET_ACCESS_KEY_LAST_USED, keys::lastUsed);
    }

    private static Operations.Table groups(Groups groups) {
        return Operations.table()
                .on(Iam.CREATE_GROUP, groups::create)
                .on(Iam.GET_GROUP, groups::get)
                .on(Iam.LIST_GROUPS, groups::list)
                .on(Iam.UPDATE_GROUP, groups::update)
                .on(Iam.DELETE_GROUP, groups::delete)
                .on(Iam.ADD_USER_TO_GROUP, groups::add)
                .on(Iam.REMOVE_USER_FROM_GROUP, groups::remove)
                .on(Iam.LIST_GROUPS_FOR_USER, groups::ofUser);
    }

    private static Operations.Table questions(Simulation simulation, ContextKeys keys) {
        return Operations.table()
                .on(Iam.SIMULATE_CUSTOM_POLICY, simulation::custom)
                .on(Iam.SIMULATE_PRINCIPAL_POLICY, simulation::principal)
                .on(Iam.GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY, keys::custom)
                .on(Iam.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY, keys::principal);
    }

    private static Operations.Table account(AccountFacts account, AuthorizationDetails details) {
        return Operations.table()
                .on(Iam.CREATE_ACCOUNT_ALIAS, account::createAlias)
                .on(Iam.DELETE_ACCOUNT_ALIAS, account::deleteAlias)
                .on(Iam.LIST_ACCOUNT_ALIASES, account::aliases)
                .on(Iam.GET_ACCOUNT_SUMMARY, account::summary)
                .on(Iam.GET_ACCOUNT_AUTHORIZATION_DETAILS, details::get);
    }
}
