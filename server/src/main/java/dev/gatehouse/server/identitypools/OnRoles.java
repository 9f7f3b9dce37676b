package dev.gatehouse.server.identitypools;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidentity.GetIdentityPoolRolesInput;
import dev.gatehouse.model.cognitoidentity.GetIdentityPoolRolesResponse;
import dev.gatehouse.model.cognitoidentity.MappingRule;
import dev.gatehouse.model.cognitoidentity.RoleMapping;
import dev.gatehouse.model.cognitoidentity.RoleMappingType;
import dev.gatehouse.model.cognitoidentity.RulesConfigurationType;
import dev.gatehouse.model.cognitoidentity.SetIdentityPoolRolesInput;
import dev.gatehouse.model.cognitoidentity.SetIdentityPoolRolesResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.server.access.Access;
import dev.gatehouse.server.access.FederatedRoles;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// SetIdentityPoolRoles, GetIdentityPoolRoles.
final class OnRoles {
    private static final int MOST_RULES = 25;

    private final Pools pools;
    private final Access access;
    private final FederatedRoles roles;

    OnRoles(Pools pools, Access access, FederatedRoles roles) {
        this.pools = pools;
        this.access = access;
        this.roles = roles;
    }

    SetIdentityPoolRolesResponse set(SetIdentityPoolRolesInput request, Call call) {
        Map<String, RoleMapping> mappings = requireNonNullElse(request.roleMappings(), Map.of());
        mappings.forEach(OnRoles::check);
        arns(request, mappings).forEach(arn -> requirePassable(arn, call));
        pools.change(requireNonNull(request.identityPoolId()), call, pool -> pool.with(request));
        return SetIdentityPoolRolesResponse.builder().build();
    }

    GetIdentityPoolRolesResponse get(GetIdentityPoolRolesInput request, Call call) {
        Pool pool = pools.require(requireNonNull(request.identityPoolId()), call);
        return GetIdentityPoolRolesResponse.builder()
                .identityPoolId(pool.id())
                .roles(pool.defaultRoles().isEmpty() ? null : pool.defaultRoles())
                .roleMappings(pool.mappings().isEmpty() ? null : pool.mappings())
                .build();
    }

    private static void check(String provider, RoleMapping mapping) {
        if (mapping.ambiguousRoleResolution() == null) {
            throw Refusals.invalid("AmbiguousRoleResolution is required for " + provider);
        }
        boolean rules = mapping.type() == RoleMappingType.RULES;
        if (rules != (mapping.rulesConfiguration() != null)) {
            throw Refusals.invalid("RulesConfiguration goes with a role mapping of type Rules: " + provider);
        }
        if (rules(mapping).size() > MOST_RULES) {
            throw Refusals.invalid("At most " + MOST_RULES + " rules per provider");
        }
    }

    private static List<MappingRule> rules(RoleMapping mapping) {
        RulesConfigurationType configuration = mapping.rulesConfiguration();
        return configuration == null ? List.of() : requireNonNull(configuration.rules());
    }

    private static Set<String> arns(SetIdentityPoolRolesInput request, Map<String, RoleMapping> mappings) {
        Set<String> arns = new LinkedHashSet<>(requireNonNull(request.roles()).values());
        mappings.values().forEach(mapping -> rules(mapping).forEach(rule -> arns.add(requireNonNull(rule.roleARN()))));
        return arns;
    }

    /// Who hands out a role must be allowed to pass it on: else anyone who may edit a pool could become
    /// administrator.
    private void requirePassable(String arn, Call call) {
        Context keys =
                Context.builder().put("iam:PassedToService", ProviderNames.OWN).build();
        boolean may = roles.role(arn).isPresent()
                && call.caller() instanceof Caller.Known caller
                && access.decide(caller, new Access.Wish("iam:PassRole", arn, keys), call)
                        .allowed();
        if (!may) {
            throw Refusals.roleForbidden(arn);
        }
    }
}
