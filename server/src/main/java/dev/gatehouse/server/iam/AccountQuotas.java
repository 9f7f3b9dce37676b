package dev.gatehouse.server.iam;

import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamProviderRecord;
import dev.gatehouse.server.store.Tx;

/// How many of each an account may have (IAM User Guide, "IAM and AWS STS quotas"). Counted in the write that makes
/// one more, after it was made, so that the refusal undoes it.
public record AccountQuotas(int users, int groups, int roles, int policies, int oidcProviders, int samlProviders) {
    /// What AWS gives every account.
    public static final AccountQuotas USUAL = new AccountQuotas(5000, 300, 1000, 1500, 100, 100);

    /// @throws dev.gatehouse.model.service.ServiceException LimitExceededException
    void requireWithin(Tx tx, IamEntity.Kind kind) {
        long count = tx.iamEntities().count(kind);
        switch (kind) {
            case USER -> requireWithin("UsersPerAccount", users, count);
            case GROUP -> requireWithin("GroupsPerAccount", groups, count);
            case ROLE -> requireWithin("RolesPerAccount", roles, count);
        }
    }

    /// @throws dev.gatehouse.model.service.ServiceException LimitExceededException
    void requirePoliciesWithin(Tx tx) {
        requireWithin("PoliciesPerAccount", policies, tx.iamPolicies().count());
    }

    /// @throws dev.gatehouse.model.service.ServiceException LimitExceededException
    void requireWithin(Tx tx, IamProviderRecord.Kind kind) {
        long count = tx.iamProviders().count(kind);
        switch (kind) {
            case OIDC -> requireWithin("OpenIdConnectProvidersPerAccount", oidcProviders, count);
            case SAML -> requireWithin("SAMLProvidersPerAccount", samlProviders, count);
        }
    }

    private static void requireWithin(String name, int quota, long count) {
        if (count > quota) {
            throw Refusals.quota(name, quota);
        }
    }
}
