package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.AmbiguousRoleResolutionType;
import software.amazon.awssdk.services.cognitoidentity.model.DescribeIdentityPoolResponse;
import software.amazon.awssdk.services.cognitoidentity.model.GetIdentityPoolRolesResponse;
import software.amazon.awssdk.services.cognitoidentity.model.MappingRuleMatchType;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMapping;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMappingType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/// What tutorials build with Terraform: a user pool with a client, an identity pool, roles that trust it, policies, the
/// roles' attachment. The calls are those of Terraform's AWS provider, in its order: make, read back twice (a second
/// plan
/// changes nothing when all is as it was set), change, and destroy until nothing is left.
class TutorialTest {
    private static final String S3 = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";

    private final TestPool users = TestPool.create();
    private final TestClient client = users.client();
    private final String provider = TestIdentityPool.provider(users);
    private final IamClient iam = TestAccount.SHARED.iam();
    private final CognitoIdentityClient identities = Caller.root(users.server()).identityPools();
    private final String name = Names.unique("tutorial");

    private String trust(String pool) {
        return TestAccount.document(
                new TestIdentityPool(users.server(), pool).trusts("authenticated", "sts:AssumeRoleWithWebIdentity"));
    }

    private RoleMapping mapping(AmbiguousRoleResolutionType resolution, String role) {
        return RoleMapping.builder()
                .type(RoleMappingType.RULES)
                .ambiguousRoleResolution(resolution)
                .rulesConfiguration(rules -> rules.rules(rule -> rule.claim("cognito:username")
                        .matchType(MappingRuleMatchType.EQUALS)
                        .value("paid")
                        .roleARN(role)))
                .build();
    }

    private void attach(String pool, String role, AmbiguousRoleResolutionType resolution) {
        identities.setIdentityPoolRoles(request -> request.identityPoolId(pool)
                .roles(Map.of("authenticated", role))
                .roleMappings(Map.of(provider + ":" + client.id(), mapping(resolution, role))));
    }

    private DescribeIdentityPoolResponse described(String pool) {
        return identities.describeIdentityPool(request -> request.identityPoolId(pool));
    }

    private GetIdentityPoolRolesResponse roles(String pool) {
        return identities.getIdentityPoolRoles(request -> request.identityPoolId(pool));
    }

    @Test
    void allIsAsItWasSetUntilItIsGone() {
        String pool = identities
                .createIdentityPool(request -> request.identityPoolName(name)
                        .allowUnauthenticatedIdentities(true)
                        .allowClassicFlow(false)
                        .cognitoIdentityProviders(entry -> entry.providerName(provider)
                                .clientId(client.id())
                                .serverSideTokenCheck(true))
                        .supportedLoginProviders(Map.of("graph.facebook.com", "7346241598935552"))
                        .identityPoolTags(Map.of("team", "red")))
                .identityPoolId();
        identities.setPrincipalTagAttributeMap(request -> request.identityPoolId(pool)
                .identityProviderName(provider)
                .useDefaults(false)
                .principalTags(Map.of("user", "cognito:username")));
        String role = iam.createRole(request -> request.roleName(name)
                        .path("/")
                        .maxSessionDuration(3600)
                        .assumeRolePolicyDocument(trust(pool)))
                .role()
                .arn();
        iam.attachRolePolicy(request -> request.roleName(name).policyArn(S3));
        iam.putRolePolicy(request -> request.roleName(name)
                .policyName("own")
                .policyDocument(TestAccount.document(TestAccount.allow(
                        "s3:PutObject", "arn:aws:s3:::files/private/${cognito-identity.amazonaws.com:sub}/*"))));
        attach(pool, role, AmbiguousRoleResolutionType.AUTHENTICATED_ROLE);

        DescribeIdentityPoolResponse first = described(pool);
        assertThat(first.identityPoolName()).isEqualTo(name);
        assertThat(first.allowUnauthenticatedIdentities()).isTrue();
        assertThat(first.allowClassicFlow()).isFalse();
        assertThat(first.supportedLoginProviders()).isEqualTo(Map.of("graph.facebook.com", "7346241598935552"));
        assertThat(first.identityPoolTags()).isEqualTo(Map.of("team", "red"));
        assertThat(first.cognitoIdentityProviders())
                .singleElement()
                .satisfies(entry -> assertThat(entry.serverSideTokenCheck()).isTrue());
        assertThat(described(pool).equalsBySdkFields(first)).isTrue();
        assertThat(roles(pool).equalsBySdkFields(roles(pool))).isTrue();
        assertThat(URLDecoder.decode(
                        iam.getRole(request -> request.roleName(name)).role().assumeRolePolicyDocument(),
                        StandardCharsets.UTF_8))
                .isEqualTo(trust(pool));
        assertThat(iam.listAttachedRolePolicies(request -> request.roleName(name))
                        .attachedPolicies())
                .extracting(AttachedPolicy::policyArn)
                .containsExactly(S3);
        assertThat(iam.listRolePolicies(request -> request.roleName(name)).policyNames())
                .containsExactly("own");

        identities.tagResource(request -> request.resourceArn(new TestIdentityPool(users.server(), pool).arn())
                .tags(Map.of("team", "blue")));
        attach(pool, role, AmbiguousRoleResolutionType.DENY);
        assertThat(described(pool).identityPoolTags()).isEqualTo(Map.of("team", "blue"));
        assertThat(roles(pool).roleMappings().get(provider + ":" + client.id()).ambiguousRoleResolution())
                .isEqualTo(AmbiguousRoleResolutionType.DENY);

        destroy(pool);
    }

    private void destroy(String pool) {
        identities.setPrincipalTagAttributeMap(request -> request.identityPoolId(pool)
                .identityProviderName(provider)
                .useDefaults(true)
                .principalTags(Map.of()));
        identities.setIdentityPoolRoles(
                request -> request.identityPoolId(pool).roles(Map.of()).roleMappings(Map.of()));
        assertThat(roles(pool).hasRoles()).isFalse();
        assertThat(roles(pool).hasRoleMappings()).isFalse();
        iam.deleteRolePolicy(request -> request.roleName(name).policyName("own"));
        iam.detachRolePolicy(request -> request.roleName(name).policyArn(S3));
        assertThat(iam.listInstanceProfilesForRole(request -> request.roleName(name))
                        .instanceProfiles())
                .isEmpty();
        iam.deleteRole(request -> request.roleName(name));
        identities.deleteIdentityPool(request -> request.identityPoolId(pool));

        refused(
                "NoSuchEntity",
                "The role with name " + name + " cannot be found.",
                () -> iam.getRole(request -> request.roleName(name)));
        refused("ResourceNotFoundException", "IdentityPool '" + pool + "' not found.", () -> described(pool));
        assertThat(List.of(pool))
                .doesNotContainAnyElementsOf(
                        identities.listIdentityPools(request -> request.maxResults(60)).identityPools().stream()
                                .map(entry -> entry.identityPoolId())
                                .toList());
    }
}
