package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestAccount.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestRole;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.GetIdentityPoolRolesResponse;
import software.amazon.awssdk.services.cognitoidentity.model.MappingRule;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMapping;
import software.amazon.awssdk.services.cognitoidentity.model.SetIdentityPoolRolesRequest;

/// SetIdentityPoolRoles and GetIdentityPoolRoles. What mappings do: {@link RoleMappingsTest}.
class IdentityPoolRolesTest {
    private static final String PROVIDER = "cognito-idp.us-east-1.amazonaws.com/us-east-1_aB3dE5fG7:abc";
    private static final RoleMapping TOKEN =
            RoleMapping.builder().type("Token").ambiguousRoleResolution("Deny").build();

    private static TestIdentityPool pool;
    private static TestRole member;
    private static TestRole guest;

    @BeforeAll
    static void create() {
        pool = TestIdentityPool.create(settings -> {});
        member = pool.role("authenticated");
        guest = pool.role("unauthenticated");
    }

    private static void set(CognitoIdentityClient as, Consumer<SetIdentityPoolRolesRequest.Builder> settings) {
        SetIdentityPoolRolesRequest.Builder request =
                SetIdentityPoolRolesRequest.builder().identityPoolId(pool.id()).roles(Map.of());
        settings.accept(request);
        as.setIdentityPoolRoles(request.build());
    }

    private static GetIdentityPoolRolesResponse get(String id) {
        return pool.admin().getIdentityPoolRoles(request -> request.identityPoolId(id));
    }

    private static MappingRule rule(String role) {
        return MappingRule.builder()
                .claim("cognito:groups")
                .matchType("Contains")
                .value("staff")
                .roleARN(role)
                .build();
    }

    private static RoleMapping rules(MappingRule... rules) {
        return RoleMapping.builder()
                .type("Rules")
                .ambiguousRoleResolution("AuthenticatedRole")
                .rulesConfiguration(configuration -> configuration.rules(rules))
                .build();
    }

    @Test
    void everyCallReplacesAll() {
        Map<String, RoleMapping> mappings =
                Map.of(PROVIDER, TOKEN, "accounts.google.com", rules(rule(member.arn()), rule(guest.arn())));
        set(
                pool.admin(),
                settings -> settings.roles(Map.of("authenticated", member.arn(), "unauthenticated", guest.arn()))
                        .roleMappings(mappings));
        GetIdentityPoolRolesResponse kept = get(pool.id());
        assertThat(kept.identityPoolId()).isEqualTo(pool.id());
        assertThat(kept.roles()).isEqualTo(Map.of("authenticated", member.arn(), "unauthenticated", guest.arn()));
        assertThat(kept.roleMappings()).isEqualTo(mappings);

        set(pool.admin(), settings -> settings.roles(Map.of("unauthenticated", guest.arn())));
        assertThat(get(pool.id()).roles()).isEqualTo(Map.of("unauthenticated", guest.arn()));
        assertThat(get(pool.id()).hasRoleMappings()).isFalse();

        set(pool.admin(), settings -> settings.roleMappings(Map.of()));
        assertThat(get(pool.id()).hasRoles()).isFalse();
    }

    @Test
    void aNewPoolHasNone() {
        TestIdentityPool fresh = TestIdentityPool.create(settings -> {});
        GetIdentityPoolRolesResponse answer = get(fresh.id());
        assertThat(answer.identityPoolId()).isEqualTo(fresh.id());
        assertThat(answer.hasRoles()).isFalse();
        assertThat(answer.hasRoleMappings()).isFalse();
    }

    /// Who hands out a role must be allowed to pass it on, also in a rule.
    @Test
    void rolesMustBePassable() {
        String setRoles = allow("cognito-identity:SetIdentityPoolRoles", pool.arn());
        CognitoIdentityClient without =
                TestAccount.SHARED.user(setRoles).caller().identityPools();
        Consumer<SetIdentityPoolRolesRequest.Builder> wanted =
                settings -> settings.roles(Map.of("authenticated", member.arn()))
                        .roleMappings(Map.of(PROVIDER, rules(rule(guest.arn()))));
        Refusal.refused(
                "NotAuthorizedException",
                "Access to Role '" + member.arn() + "' is forbidden.",
                () -> set(without, wanted));

        CognitoIdentityClient half = TestAccount.SHARED
                .user(setRoles, allow("iam:PassRole", member.arn()))
                .caller()
                .identityPools();
        Refusal.refused(
                "NotAuthorizedException",
                "Access to Role '" + guest.arn() + "' is forbidden.",
                () -> set(half, wanted));
        set(half, settings -> settings.roles(Map.of("authenticated", member.arn())));

        String toIdentityPools = "{'StringEquals':{'iam:PassedToService':'cognito-identity.amazonaws.com'}}";
        CognitoIdentityClient whole = TestAccount.SHARED
                .user(setRoles, allow("iam:PassRole", "arn:aws:iam::*:role/role*", toIdentityPools))
                .caller()
                .identityPools();
        set(whole, wanted);

        CognitoIdentityClient elsewhere = TestAccount.SHARED
                .user(setRoles, allow("iam:PassRole", "*", toIdentityPools.replace("cognito-identity", "ec2")))
                .caller()
                .identityPools();
        Refusal.refused("NotAuthorizedException", () -> set(elsewhere, wanted));
    }

    @Test
    void theCallItselfNeedsPermission() {
        TestAccount.TestUser user = TestAccount.SHARED.user(allow("iam:PassRole", "*"));
        Refusal.refused(
                "AccessDeniedException",
                "User: " + user.arn() + " is not authorized to perform: cognito-identity:SetIdentityPoolRoles on"
                        + " resource: " + pool.arn() + " because no identity-based policy allows the"
                        + " cognito-identity:SetIdentityPoolRoles action",
                () -> set(user.caller().identityPools(), settings -> {}));
    }

    private static Refusal mapping(String name, String code, String text, RoleMapping mapping) {
        return Refusal.of(
                name,
                code,
                text,
                () -> set(pool.admin(), settings -> settings.roleMappings(Map.of(PROVIDER, mapping))));
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        String nobody = "arn:aws:iam::000000000000:role/nobody-has-this-name";
        String foreign = member.arn().replace(TestAccount.ID, "111122223333");
        List<MappingRule> many =
                IntStream.range(0, 26).mapToObj(number -> rule(member.arn())).toList();
        Map<String, RoleMapping> eleven =
                IntStream.range(0, 11).boxed().collect(Collectors.toMap(number -> "p" + number, number -> TOKEN));
        return Refusal.tests(
                Refusal.of(
                        "a role that is not there",
                        "NotAuthorizedException",
                        "Access to Role '" + nobody + "' is forbidden.",
                        () -> set(pool.admin(), settings -> settings.roles(Map.of("authenticated", nobody)))),
                Refusal.of(
                        "another account's role",
                        "NotAuthorizedException",
                        "Access to Role '" + foreign + "' is forbidden.",
                        () -> set(pool.admin(), settings -> settings.roles(Map.of("authenticated", foreign)))),
                mapping(
                        "a rule for a role that is not there",
                        "NotAuthorizedException",
                        "Access to Role '" + nobody + "' is forbidden.",
                        rules(rule(nobody))),
                mapping(
                        "a mapping that does not say what if",
                        "InvalidParameterException",
                        "AmbiguousRoleResolution is required for " + PROVIDER,
                        RoleMapping.builder().type("Token").build()),
                mapping(
                        "rules for a mapping by token",
                        "InvalidParameterException",
                        "RulesConfiguration goes with a role mapping of type Rules: " + PROVIDER,
                        rules(rule(member.arn())).toBuilder().type("Token").build()),
                mapping(
                        "a mapping by rules without rules",
                        "InvalidParameterException",
                        "RulesConfiguration goes with a role mapping of type Rules: " + PROVIDER,
                        TOKEN.toBuilder().type("Rules").build()),
                mapping(
                        "twenty-six rules",
                        "InvalidParameterException",
                        "At most 25 rules per provider",
                        rules(many.toArray(MappingRule[]::new))),
                Refusal.of(
                        "a role for somebody else",
                        "ValidationException",
                        "1 validation error detected: Value '{admin=" + member.arn() + "}' at 'roles' failed to satisfy"
                                + " constraint: Map keys must satisfy constraint: [Member must have length less than"
                                + " or equal to 128, Member must have length greater than or equal to 1, Member must"
                                + " satisfy regular expression pattern: (un)?authenticated]",
                        () -> set(pool.admin(), settings -> settings.roles(Map.of("admin", member.arn())))),
                Refusal.of(
                        "eleven mappings",
                        "ValidationException",
                        () -> set(pool.admin(), settings -> settings.roleMappings(eleven))),
                Refusal.of(
                        "no roles",
                        "ValidationException",
                        "1 validation error detected: Value null at 'roles' failed to satisfy constraint: Member must"
                                + " not be null",
                        () -> set(pool.admin(), settings -> settings.roles(null))),
                Refusal.of(
                        "no pool",
                        "ResourceNotFoundException",
                        "IdentityPool '" + TestIdentityPool.UNKNOWN + "' not found.",
                        () -> set(pool.admin(), settings -> settings.identityPoolId(TestIdentityPool.UNKNOWN))),
                Refusal.of(
                        "no pool to ask",
                        "ResourceNotFoundException",
                        "IdentityPool '" + TestIdentityPool.UNKNOWN + "' not found.",
                        () -> get(TestIdentityPool.UNKNOWN)));
    }
}
