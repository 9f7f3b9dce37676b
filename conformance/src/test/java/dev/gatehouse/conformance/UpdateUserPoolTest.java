package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// UpdateUserPool, AddCustomAttributes and DeleteUserPool.
class UpdateUserPoolTest {
    private static TestPool pool;

    @BeforeAll
    static void create() {
        pool = TestPool.create(settings -> settings.poolName("before")
                .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .policies(policies -> policies.passwordPolicy(policy -> policy.minimumLength(10)))
                .deletionProtection(DeletionProtectionType.ACTIVE)
                .emailVerificationMessage("Code {####}")
                .userPoolTags(Map.of("team", "shop")));
    }

    private static UserPoolType described(TestPool pool) {
        return pool.admin()
                .describeUserPool(request -> request.userPoolId(pool.id()))
                .userPool();
    }

    /// Which members survive an update that leaves them out is a list of its own, measured on the original.
    @Test
    void omittedMembersAreKeptOrResetAsMeasured() {
        pool.admin().updateUserPool(request -> request.userPoolId(pool.id()));
        UserPoolType after = described(pool);
        assertThat(after.name()).isEqualTo("before");
        assertThat(after.policies().passwordPolicy().minimumLength()).isEqualTo(10);
        assertThat(after.deletionProtection()).isEqualTo(DeletionProtectionType.ACTIVE);
        assertThat(after.userPoolTags()).containsEntry("team", "shop");
        assertThat(after.userPoolTierAsString()).isEqualTo("ESSENTIALS");
        assertThat(after.mfaConfigurationAsString()).isEqualTo("OFF");
        assertThat(after.autoVerifiedAttributesAsStrings()).isEmpty();
        assertThat(after.lastModifiedDate()).isAfterOrEqualTo(after.creationDate());
    }

    @Test
    void sentMembersAreReplaced() {
        TestPool changed = TestPool.create();
        changed.admin()
                .updateUserPool(request -> request.userPoolId(changed.id())
                        .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                        .adminCreateUserConfig(config -> config.allowAdminCreateUserOnly(true))
                        .policies(policies -> policies.passwordPolicy(
                                policy -> policy.minimumLength(20).temporaryPasswordValidityDays(2))));
        UserPoolType after = described(changed);
        assertThat(after.autoVerifiedAttributesAsStrings()).containsExactly("email");
        assertThat(after.adminCreateUserConfig().allowAdminCreateUserOnly()).isTrue();
        assertThat(after.adminCreateUserConfig().unusedAccountValidityDays()).isEqualTo(2);
        assertThat(after.policies().passwordPolicy().minimumLength()).isEqualTo(20);
        assertThat(after.policies().signInPolicy().allowedFirstAuthFactorsAsStrings())
                .containsExactly("PASSWORD");
    }

    @Test
    void addCustomAttributesExtendsTheSchema() {
        TestPool extended = TestPool.create();
        extended.admin()
                .addCustomAttributes(request -> request.userPoolId(extended.id())
                        .customAttributes(
                                attribute -> attribute
                                        .name("plan")
                                        .attributeDataType(AttributeDataType.STRING)
                                        .mutable(true),
                                attribute -> attribute
                                        .name("age")
                                        .attributeDataType(AttributeDataType.NUMBER)
                                        .numberAttributeConstraints(
                                                bounds -> bounds.minValue("1").maxValue("9"))));
        assertThat(described(extended).schemaAttributes())
                .filteredOn(attribute -> attribute.name().startsWith("custom:"))
                .extracting(attribute -> attribute.name() + " " + attribute.attributeDataTypeAsString())
                .containsExactlyInAnyOrder("custom:plan String", "custom:age Number");
        Refusal.refused(
                "InvalidParameterException",
                () -> extended.admin()
                        .addCustomAttributes(request -> request.userPoolId(extended.id())
                                .customAttributes(attribute ->
                                        attribute.name("plan").attributeDataType(AttributeDataType.STRING))));
    }

    @Test
    void deleteUserPoolNeedsProtectionOff() {
        Refusal.refused(
                "InvalidParameterException",
                "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be"
                        + " inactivated first.",
                () -> pool.admin().deleteUserPool(request -> request.userPoolId(pool.id())));
        assertThat(described(pool).id()).isEqualTo(pool.id());
    }

    @Test
    void aDeletedPoolIsGoneWithAllItHad() {
        TestPool doomed = TestPool.create();
        TestClient client = doomed.client();
        String user = doomed.user();
        String token = client.signIn(user).accessToken();
        doomed.admin().deleteUserPool(request -> request.userPoolId(doomed.id()));
        Refusal.refused(
                "ResourceNotFoundException", "User pool " + doomed.id() + " does not exist.", () -> described(doomed));
        Refusal.refused(
                "ResourceNotFoundException",
                "User pool client " + client.id() + " does not exist.",
                () -> client.signIn(user));
        assertThatThrownBy(() -> doomed.anonymous().getUser(request -> request.accessToken(token)))
                .isInstanceOfAny(NotAuthorizedException.class, ResourceNotFoundException.class);
        URI keys = doomed.server().url().resolve("/" + doomed.id() + "/.well-known/jwks.json");
        Await.untilTrue(
                "its keys are gone", Duration.ofSeconds(5), () -> Http.get(keys).statusCode() == 404);
    }

    @TestFactory
    Stream<DynamicTest> unknownPools() {
        String text = "User pool " + Names.NO_POOL + " does not exist.";
        return Refusal.tests(
                Refusal.of(
                        "DescribeUserPool",
                        "ResourceNotFoundException",
                        text,
                        () -> pool.admin().describeUserPool(request -> request.userPoolId(Names.NO_POOL))),
                Refusal.of(
                        "UpdateUserPool",
                        "ResourceNotFoundException",
                        text,
                        () -> pool.admin().updateUserPool(request -> request.userPoolId(Names.NO_POOL))),
                Refusal.of(
                        "DeleteUserPool",
                        "ResourceNotFoundException",
                        text,
                        () -> pool.admin().deleteUserPool(request -> request.userPoolId(Names.NO_POOL))),
                Refusal.of(
                        "AddCustomAttributes",
                        "ResourceNotFoundException",
                        text,
                        () -> pool.admin()
                                .addCustomAttributes(request -> request.userPoolId(Names.NO_POOL)
                                        .customAttributes(attribute ->
                                                attribute.name("plan").attributeDataType(AttributeDataType.STRING)))));
    }
}
