package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestRole;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentity.model.MappingRule;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMapping;

/// Which role GetCredentialsForIdentity gives: of the pool, of the user's groups, of rules, or the one asked for.
class RoleMappingsTest {
    private static final String SESSION = "CognitoIdentityCredentials";

    private static TestPool users;
    private static TestClient client;
    private static String provider;
    private static TestIdentityPool pool;
    private static TestRole member;
    private static TestRole guest;
    private static TestRole staff;
    private static TestRole bosses;

    @BeforeAll
    static void create() {
        users = TestPool.create();
        client = users.client();
        provider = TestIdentityPool.provider(users);
        pool = TestIdentityPool.of(client);
        member = pool.role("authenticated");
        guest = pool.role("unauthenticated");
        staff = pool.role("authenticated");
        bosses = pool.role("authenticated");
        users.group("staff", 5, staff);
        users.group("readers", 5, member);
        users.group("bosses", 1, bosses);
        users.admin().createGroup(request -> request.userPoolId(users.id()).groupName("plain"));
    }

    private static String userIn(String... groups) {
        String name = users.user(Names.unique("user"), Map.of("email", "nora@shop.example", "email_verified", "true"));
        users.join(name, groups);
        return name;
    }

    private static void mapping(RoleMapping mapping) {
        pool.roles(member, guest, Map.of(provider + ":" + client.id(), mapping));
    }

    private static RoleMapping.Builder token(String otherwise) {
        return RoleMapping.builder().type("Token").ambiguousRoleResolution(otherwise);
    }

    private static RoleMapping rules(String otherwise, MappingRule... rules) {
        return token(otherwise)
                .type("Rules")
                .rulesConfiguration(configuration -> configuration.rules(rules))
                .build();
    }

    private static MappingRule rule(String claim, String match, String value, TestRole role) {
        return MappingRule.builder()
                .claim(claim)
                .matchType(match)
                .value(value)
                .roleARN(role.arn())
                .build();
    }

    /// The session that a user gets.
    private static String session(String user) {
        return pool.credentials(TestIdentityPool.login(client, user)).arn();
    }

    /// The session that a user gets who asks for a role.
    private static String session(String user, String custom) {
        Map<String, String> logins = TestIdentityPool.login(client, user);
        String identity = pool.identity(logins);
        return Caller.of(
                        pool.server(),
                        pool.anonymous()
                                .getCredentialsForIdentity(request -> request.identityId(identity)
                                        .logins(logins)
                                        .customRoleArn(custom))
                                .credentials())
                .arn();
    }

    private static void assertDenied(String user) {
        Refusal.refused(
                "NotAuthorizedException",
                "The ambiguous role mapping rules for: " + provider + " denied this request.",
                () -> session(user));
    }

    private static void assertNotToChoose(String user, String custom) {
        Refusal.refused(
                "NotAuthorizedException",
                "CustomRoleArn '" + custom + "' is not one this identity may choose.",
                () -> session(user, custom));
    }

    @Test
    void withoutAMappingThePoolsRoleApplies() {
        pool.roles(
                member, guest, Map.of(provider + ":" + "another", token("Deny").build()));
        assertThat(session(userIn("staff"))).isEqualTo(member.session(SESSION));
        assertThat(pool.credentials(pool.guest(), Map.of()).arn()).isEqualTo(guest.session(SESSION));
        assertNotToChoose(userIn("staff"), staff.arn());
    }

    @Test
    void theRoleOfTheGroupWithTheLowestPrecedenceIsPreferred() {
        mapping(token("Deny").build());
        assertThat(session(userIn("staff", "bosses", "plain"))).isEqualTo(bosses.session(SESSION));
        assertThat(session(userIn("staff"))).isEqualTo(staff.session(SESSION));
    }

    /// Two roles of equal precedence leave the token without a preferred one.
    @Test
    void withoutAPreferredRoleTheMappingSaysWhatHappens() {
        mapping(token("Deny").build());
        assertDenied(userIn("staff", "readers"));
        assertDenied(userIn("plain"));
        assertDenied(userIn());
        mapping(token("AuthenticatedRole").build());
        assertThat(session(userIn("staff", "readers"))).isEqualTo(member.session(SESSION));
        assertThat(session(userIn())).isEqualTo(member.session(SESSION));
    }

    @Test
    void anyRoleOfTheTokenCanBeChosenAndNoOther() {
        mapping(token("AuthenticatedRole").build());
        assertThat(session(userIn("staff", "bosses"), staff.arn())).isEqualTo(staff.session(SESSION));
        assertNotToChoose(userIn("staff"), bosses.arn());
        assertNotToChoose(userIn("staff"), member.arn());
        assertNotToChoose(userIn(), member.arn());
    }

    @Test
    void guestsChooseNothing() {
        mapping(token("AuthenticatedRole").build());
        String someone = pool.guest();
        Refusal.refused(
                "NotAuthorizedException",
                "CustomRoleArn '" + guest.arn() + "' is not one this identity may choose.",
                () -> pool.anonymous()
                        .getCredentialsForIdentity(
                                request -> request.identityId(someone).customRoleArn(guest.arn())));
    }

    /// As Amplify's users write it, who know the issuer.
    @Test
    void theIssuerNamesTheProviderOfAMappingToo() {
        String issuer = pool.server().url().getAuthority() + "/" + users.id();
        pool.roles(
                member, guest, Map.of(issuer + ":" + client.id(), token("Deny").build()));
        assertThat(session(userIn("staff"))).isEqualTo(staff.session(SESSION));
        assertDenied(userIn());
    }

    private record Rule(String claim, String match, String value, boolean hit) {}

    /// Rules look at claims as text; a list is compared in its JSON form.
    @TestFactory
    Stream<DynamicTest> rules() {
        String user = userIn("staff");
        return Stream.of(
                        new Rule("email", "Equals", "nora@shop.example", true),
                        new Rule("email", "Equals", "Nora@shop.example", false),
                        new Rule("email", "Equals", "nora", false),
                        new Rule("email", "Contains", "@shop.", true),
                        new Rule("email", "Contains", "@SHOP.", false),
                        new Rule("email", "StartsWith", "nora@", true),
                        new Rule("email", "StartsWith", "ora@", false),
                        new Rule("email", "NotEqual", "otto@shop.example", true),
                        new Rule("email", "NotEqual", "nora@shop.example", false),
                        new Rule("phone_number", "NotEqual", "+14255550100", false),
                        new Rule("phone_number", "Contains", "+", false),
                        new Rule("email_verified", "Equals", "true", true),
                        new Rule("cognito:groups", "Contains", "\"staff\"", true),
                        new Rule("cognito:groups", "Equals", "[\"staff\"]", true),
                        new Rule("cognito:groups", "Equals", "staff", false),
                        new Rule("aud", "Equals", client.id(), true))
                .map(one -> DynamicTest.dynamicTest(one.claim + " " + one.match + " " + one.value, () -> {
                    mapping(rules("AuthenticatedRole", rule(one.claim, one.match, one.value, staff)));
                    assertThat(session(user)).isEqualTo((one.hit ? staff : member).session(SESSION));
                }));
    }

    @Test
    void theFirstRuleThatHitsDecides() {
        MappingRule none = rule("email", "Equals", "otto@shop.example", member);
        MappingRule first = rule("email", "StartsWith", "nora", bosses);
        MappingRule second = rule("email", "Contains", "shop", staff);
        String user = userIn();
        mapping(rules("Deny", none, first, second));
        assertThat(session(user)).isEqualTo(bosses.session(SESSION));
        assertThat(session(user, staff.arn())).isEqualTo(staff.session(SESSION));
        assertNotToChoose(user, member.arn());
        mapping(rules("Deny", none));
        assertDenied(user);
    }

    @Test
    void aPoolWithoutARoleGivesNothing() {
        String text = "Invalid identity pool configuration. Check assigned IAM roles for this pool.";
        Map<String, String> logins = TestIdentityPool.login(client, userIn());
        TestRole deleted = pool.role("authenticated");
        for (Map<String, String> roles : List.of(
                Map.<String, String>of(),
                Map.of("unauthenticated", guest.arn()),
                Map.of("authenticated", guest.arn()),
                Map.of("authenticated", deleted.arn()))) {
            pool.admin()
                    .setIdentityPoolRoles(
                            request -> request.identityPoolId(pool.id()).roles(roles));
            if (roles.containsValue(deleted.arn())) {
                pool.credentials(logins);
                deleted.account().iam().deleteRole(request -> request.roleName(deleted.name()));
            }
            Refusal.refused("InvalidIdentityPoolConfigurationException", text, () -> pool.credentials(logins));
        }
    }

    @Test
    void aRoleThatTrustsAnotherPoolGivesNothing() {
        TestRole foreign = TestIdentityPool.create(settings -> {}).role("authenticated");
        pool.roles(foreign, guest);
        Refusal.refused(
                "InvalidIdentityPoolConfigurationException",
                "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
                () -> session(userIn()));
    }
}
