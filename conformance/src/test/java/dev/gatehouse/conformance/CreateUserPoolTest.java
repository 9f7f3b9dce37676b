package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

class CreateUserPoolTest {
    private static final CognitoIdentityProviderClient ADMIN =
            Gatehouse.shared().admin();

    @Test
    void onlyANameGivesTheDefaults() {
        UserPoolType pool =
                ADMIN.createUserPool(request -> request.poolName("shop")).userPool();
        assertThat(pool.id()).matches("us-east-1_[0-9A-Za-z]{9}");
        assertThat(pool.arn()).isEqualTo("arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + pool.id());
        assertThat(pool.name()).isEqualTo("shop");
        assertThat(pool.policies().passwordPolicy().toString())
                .contains("MinimumLength=8", "RequireUppercase=true", "RequireLowercase=true", "RequireNumbers=true")
                .contains("RequireSymbols=true", "TemporaryPasswordValidityDays=7");
        assertThat(pool.policies().signInPolicy().allowedFirstAuthFactorsAsStrings())
                .containsExactly("PASSWORD");
        assertThat(pool.deletionProtectionAsString()).isEqualTo("INACTIVE");
        assertThat(pool.lambdaConfig()).isNotNull();
        assertThat(pool.creationDate()).isEqualTo(pool.lastModifiedDate());
        assertThat(pool.verificationMessageTemplate().defaultEmailOptionAsString())
                .isEqualTo("CONFIRM_WITH_CODE");
        assertThat(pool.mfaConfigurationAsString()).isEqualTo("OFF");
        assertThat(pool.estimatedNumberOfUsers()).isZero();
        assertThat(pool.emailConfiguration().emailSendingAccountAsString()).isEqualTo("COGNITO_DEFAULT");
        assertThat(pool.userPoolTags()).isEmpty();
        assertThat(pool.adminCreateUserConfig().allowAdminCreateUserOnly()).isFalse();
        assertThat(pool.adminCreateUserConfig().unusedAccountValidityDays()).isEqualTo(7);
        assertThat(pool.userPoolTierAsString()).isEqualTo("ESSENTIALS");
    }

    @Test
    void whatWasNotGivenIsAbsent() {
        UserPoolType pool =
                ADMIN.createUserPool(request -> request.poolName("bare")).userPool();
        assertThat(pool.accountRecoverySetting()).isNull();
        assertThat(pool.usernameConfiguration()).isNull();
        assertThat(pool.userAttributeUpdateSettings()).isNull();
        assertThat(pool.deviceConfiguration()).isNull();
        assertThat(pool.smsConfiguration()).isNull();
        assertThat(pool.userPoolAddOns()).isNull();
        assertThat(pool.hasAliasAttributes()).isFalse();
        assertThat(pool.hasUsernameAttributes()).isFalse();
        assertThat(pool.hasAutoVerifiedAttributes()).isFalse();
        assertThat(pool.domain()).isNull();
    }

    @Test
    void theSchemaHasTheStandardAttributesInOrder() {
        List<SchemaAttributeType> schema = ADMIN.createUserPool(request -> request.poolName("schema")
                        .schema(attribute -> attribute.name("plan").attributeDataType(AttributeDataType.STRING)))
                .userPool()
                .schemaAttributes();
        assertThat(schema)
                .extracting(SchemaAttributeType::name)
                .containsExactly(
                        "sub",
                        "name",
                        "given_name",
                        "family_name",
                        "middle_name",
                        "nickname",
                        "preferred_username",
                        "profile",
                        "picture",
                        "website",
                        "email",
                        "email_verified",
                        "gender",
                        "birthdate",
                        "zoneinfo",
                        "locale",
                        "phone_number",
                        "phone_number_verified",
                        "address",
                        "updated_at",
                        "custom:plan");
        assertThat(schema).allMatch(attribute -> !attribute.developerOnlyAttribute());
        assertThat(schema).filteredOn(SchemaAttributeType::required).hasSize(1);
        assertThat(schema)
                .filteredOn(attribute -> !attribute.mutable())
                .extracting(SchemaAttributeType::name)
                .contains("sub");
        assertThat(named(schema, "sub").stringAttributeConstraints().minLength())
                .isEqualTo("1");
        assertThat(named(schema, "email").stringAttributeConstraints().maxLength())
                .isEqualTo("2048");
        assertThat(named(schema, "birthdate").stringAttributeConstraints().minLength())
                .isEqualTo("10");
        assertThat(named(schema, "updated_at").numberAttributeConstraints().minValue())
                .isEqualTo("0");
        assertThat(named(schema, "email_verified").attributeDataTypeAsString()).isEqualTo("Boolean");
        assertThat(named(schema, "email_verified").stringAttributeConstraints()).isNull();
        assertThat(named(schema, "custom:plan").stringAttributeConstraints().maxLength())
                .isNull();
    }

    private static SchemaAttributeType named(List<SchemaAttributeType> schema, String name) {
        return schema.stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void settingsAreEchoedByDescribe() {
        UserPoolType made = ADMIN.createUserPool(request -> request.poolName("full")
                        .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                        .aliasAttributes(AliasAttributeType.EMAIL, AliasAttributeType.PREFERRED_USERNAME)
                        .policies(policies -> policies.passwordPolicy(policy -> policy.minimumLength(12)))
                        .usernameConfiguration(names -> names.caseSensitive(false))
                        .accountRecoverySetting(recovery -> recovery.recoveryMechanisms(
                                way -> way.name("verified_email").priority(1)))
                        .emailVerificationMessage("Code {####}")
                        .emailVerificationSubject("Hello")
                        .deviceConfiguration(device -> device.challengeRequiredOnNewDevice(true))
                        .userPoolAddOns(addOns -> addOns.advancedSecurityMode("OFF"))
                        .userPoolTags(Map.of("team", "shop")))
                .userPool();
        UserPoolType pool =
                ADMIN.describeUserPool(request -> request.userPoolId(made.id())).userPool();
        assertThat(pool.autoVerifiedAttributesAsStrings()).containsExactly("email");
        assertThat(pool.aliasAttributesAsStrings()).containsExactly("email", "preferred_username");
        assertThat(pool.usernameConfiguration().caseSensitive()).isFalse();
        assertThat(pool.policies().passwordPolicy().minimumLength()).isEqualTo(12);
        assertThat(pool.policies().passwordPolicy().requireSymbols()).isFalse();
        assertThat(pool.policies().passwordPolicy().temporaryPasswordValidityDays())
                .isEqualTo(7);
        assertThat(pool.accountRecoverySetting().recoveryMechanisms()).hasSize(1);
        assertThat(pool.verificationMessageTemplate().emailMessage()).isEqualTo("Code {####}");
        assertThat(pool.verificationMessageTemplate().emailSubject()).isEqualTo("Hello");
        assertThat(pool.deviceConfiguration().challengeRequiredOnNewDevice()).isTrue();
        assertThat(pool.userPoolAddOns().advancedSecurityModeAsString()).isEqualTo("OFF");
        assertThat(pool.userAttributeUpdateSettings().attributesRequireVerificationBeforeUpdateAsStrings())
                .isEmpty();
        assertThat(pool.userPoolTags()).containsEntry("team", "shop");
    }

    /// The pool belongs to the region of the request's signature.
    @Test
    void theRegionIsTheOneSignedFor() {
        UserPoolType pool = Gatehouse.shared()
                .admin(Region.EU_WEST_1)
                .createUserPool(request -> request.poolName("europe"))
                .userPool();
        assertThat(pool.id()).startsWith("eu-west-1_");
        assertThat(pool.arn()).contains(":eu-west-1:");
        Refusal.refused(
                "ResourceNotFoundException",
                "User pool " + pool.id() + " does not exist.",
                () -> ADMIN.describeUserPool(request -> request.userPoolId(pool.id())));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return Refusal.tests(
                refusal(
                        "a name of foreign signs",
                        "1 validation error detected: Value 'sh#p' at 'poolName' failed to"
                                + " satisfy constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+",
                        pool -> pool.poolName("sh#p")),
                refusal(
                        "a required custom attribute",
                        "Required custom attributes are not supported currently.",
                        pool -> pool.schema(attribute -> attribute
                                .name("plan")
                                .attributeDataType(AttributeDataType.STRING)
                                .required(true))),
                refusal(
                        "a standard attribute of another type",
                        "You can not change AttributeDataType or set"
                                + " developerOnlyAttribute for standard schema attribute email",
                        pool -> pool.schema(
                                attribute -> attribute.name("email").attributeDataType(AttributeDataType.NUMBER))),
                refusal(
                        "an unknown type",
                        "1 validation error detected: Value 'Text' at"
                                + " 'schema.1.member.attributeDataType' failed to satisfy constraint: Member must satisfy enum"
                                + " value set: [Boolean, Number, String, DateTime]",
                        pool -> pool.schema(attribute -> attribute.name("plan").attributeDataType("Text"))),
                refusal(
                        "no type",
                        "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
                        pool -> pool.schema(attribute -> attribute.name("plan"))),
                refusal(
                        "a length beyond the largest",
                        "user.custom:plan: String attributes cannot have a length of more" + " than 2048",
                        pool -> pool.schema(text("plan", "0", "2049"))),
                refusal(
                        "lengths the wrong way round",
                        "user.custom:plan: Max length cannot be less than min length.",
                        pool -> pool.schema(text("plan", "5", "2"))),
                refusal(
                        "a length that is no number",
                        "Invalid StringAttributeConstraints for schema attribute custom:plan",
                        pool -> pool.schema(text("plan", "few", "9"))),
                refusal(
                        "both forms of the temporary password's life",
                        "Please use TemporaryPasswordValidityDays in"
                                + " PasswordPolicy instead of UnusedAccountValidityDays",
                        pool -> pool.adminCreateUserConfig(config -> config.unusedAccountValidityDays(3))
                                .policies(policies -> policies.passwordPolicy(
                                        policy -> policy.minimumLength(8).temporaryPasswordValidityDays(3)))),
                refusal(
                        "MFA without a way to send codes",
                        "SMS configuration and Auto verification for phone_number are"
                                + " required when MFA is required/optional",
                        pool -> pool.mfaConfiguration(UserPoolMfaType.ON)));
    }

    /// Settings that exclude one another; the text is not settled.
    @Test
    void refusesAliasesBesideUsernameAttributes() {
        Refusal.refused(
                "InvalidParameterException",
                () -> ADMIN.createUserPool(request -> request.poolName("both")
                        .aliasAttributes(AliasAttributeType.EMAIL)
                        .usernameAttributes(UsernameAttributeType.EMAIL)));
    }

    private static Consumer<SchemaAttributeType.Builder> text(String name, String min, String max) {
        return attribute -> attribute
                .name(name)
                .attributeDataType(AttributeDataType.STRING)
                .stringAttributeConstraints(bounds -> bounds.minLength(min).maxLength(max));
    }

    private static Refusal refusal(String name, String text, Consumer<CreateUserPoolRequest.Builder> settings) {
        return Refusal.of(
                name,
                "InvalidParameterException",
                text,
                () -> ADMIN.createUserPool(request -> {
                    request.poolName("refused");
                    settings.accept(request);
                }));
    }
}
