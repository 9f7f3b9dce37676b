package dev.gatehouse.server.iam;

import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.service.Operations;

/// The operations on managed policies.
final class OnPolicies {
    private final ManagedPolicies policies;
    private final PolicyVersions versions;
    private final PolicyEntities entities;
    private final PolicyTags tags;

    OnPolicies(ManagedPolicies policies, PolicyVersions versions, PolicyEntities entities, PolicyTags tags) {
        this.policies = policies;
        this.versions = versions;
        this.entities = entities;
        this.tags = tags;
    }

    Operations.Table table() {
        return Operations.table()
                .on(Iam.CREATE_POLICY, policies::create)
                .on(Iam.GET_POLICY, policies::get)
                .on(Iam.LIST_POLICIES, policies::list)
                .on(Iam.DELETE_POLICY, policies::delete)
                .on(Iam.CREATE_POLICY_VERSION, versions::create)
                .on(Iam.GET_POLICY_VERSION, versions::get)
                .on(Iam.LIST_POLICY_VERSIONS, versions::list)
                .on(Iam.DELETE_POLICY_VERSION, versions::delete)
                .on(Iam.SET_DEFAULT_POLICY_VERSION, versions::setDefault)
                .on(Iam.LIST_ENTITIES_FOR_POLICY, entities::list)
                .on(Iam.TAG_POLICY, tags::put)
                .on(Iam.UNTAG_POLICY, tags::remove)
                .on(Iam.LIST_POLICY_TAGS, tags::list);
    }
}
