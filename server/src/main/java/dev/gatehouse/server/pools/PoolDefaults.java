package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.AdminCreateUserConfigType;
import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.DefaultEmailOptionType;
import dev.gatehouse.model.cognitoidp.DeletionProtectionType;
import dev.gatehouse.model.cognitoidp.DeviceConfigurationType;
import dev.gatehouse.model.cognitoidp.EmailConfigurationType;
import dev.gatehouse.model.cognitoidp.EmailSendingAccountType;
import dev.gatehouse.model.cognitoidp.LambdaConfigType;
import dev.gatehouse.model.cognitoidp.PasswordPolicyType;
import dev.gatehouse.model.cognitoidp.PreTokenGenerationLambdaVersionType;
import dev.gatehouse.model.cognitoidp.PreTokenGenerationVersionConfigType;
import dev.gatehouse.model.cognitoidp.SignInPolicyType;
import dev.gatehouse.model.cognitoidp.UserAttributeUpdateSettingsType;
import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.model.cognitoidp.UserPoolPolicyType;
import dev.gatehouse.model.cognitoidp.UserPoolTierType;
import dev.gatehouse.model.cognitoidp.UserPoolType;
import dev.gatehouse.model.cognitoidp.VerificationMessageTemplateType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a pool gets where the request says nothing, and the members Cognito shows in two places. Pure.
final class PoolDefaults {
    static final int TEMPORARY_PASSWORD_DAYS = 7;
    static final int PASSWORD_LENGTH = 8;

    private PoolDefaults() {}

    /// The settings with their defaults filled in.
    static UserPoolType filled(UserPoolType wanted) {
        PasswordPolicyType password = passwordPolicy(wanted);
        VerificationMessageTemplateType template = template(wanted);
        List<?> verified = unlessEmpty(wanted.autoVerifiedAttributes());
        return wanted.toBuilder()
                .policies(new UserPoolPolicyType(password, signInPolicy(wanted.policies())))
                .deletionProtection(requireNonNullElse(wanted.deletionProtection(), DeletionProtectionType.INACTIVE))
                .lambdaConfig(lambdas(requireNonNullElse(
                        wanted.lambdaConfig(), LambdaConfigType.builder().build())))
                .autoVerifiedAttributes(unlessEmpty(wanted.autoVerifiedAttributes()))
                .verificationMessageTemplate(template)
                .smsVerificationMessage(template.smsMessage())
                .emailVerificationMessage(template.emailMessage())
                .emailVerificationSubject(template.emailSubject())
                .mfaConfiguration(requireNonNullElse(wanted.mfaConfiguration(), UserPoolMfaType.OFF))
                .userAttributeUpdateSettings(updateSettings(wanted.userAttributeUpdateSettings(), verified != null))
                .deviceConfiguration(device(wanted.deviceConfiguration()))
                .emailConfiguration(email(wanted.emailConfiguration()))
                .userPoolTags(requireNonNullElse(wanted.userPoolTags(), Map.of()))
                .adminCreateUserConfig(adminCreateUser(wanted.adminCreateUserConfig(), password))
                .userPoolTier(requireNonNullElse(wanted.userPoolTier(), UserPoolTierType.ESSENTIALS))
                .build();
    }

    /// Days for unused accounts are the older name of the temporary passwords' days; one request may not use
    /// both.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException `InvalidParameterException` with the text Terraform
    ///     reacts to
    static void refuseTwoValidities(
            @Nullable UserPoolPolicyType policies, @Nullable AdminCreateUserConfigType adminCreateUser) {
        boolean given = policies != null
                && policies.passwordPolicy() != null
                && policies.passwordPolicy().temporaryPasswordValidityDays() != null;
        if (given && unusedAccountDays(adminCreateUser) != null) {
            throw Refusals.invalid(
                    "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays");
        }
    }

    /// The days the request gives for unused accounts; 0 counts as not given.
    static @Nullable Integer unusedAccountDays(@Nullable AdminCreateUserConfigType adminCreateUser) {
        return adminCreateUser == null ? null : unlessZero(adminCreateUser.unusedAccountValidityDays());
    }

    /// An empty list as an absent one.
    static <T> @Nullable List<T> unlessEmpty(@Nullable List<T> list) {
        return list == null || list.isEmpty() ? null : list;
    }

    private static @Nullable Integer unlessZero(@Nullable Integer number) {
        return number == null || number == 0 ? null : number;
    }

    /// Without a policy everything is required; in a policy given in part, what is left out is not.
    private static PasswordPolicyType passwordPolicy(UserPoolType wanted) {
        UserPoolPolicyType policies = wanted.policies();
        PasswordPolicyType given = policies == null ? null : policies.passwordPolicy();
        boolean whole = given == null;
        PasswordPolicyType policy = given == null ? PasswordPolicyType.builder().build() : given;
        Integer days = unlessZero(policy.temporaryPasswordValidityDays());
        Integer older = unusedAccountDays(wanted.adminCreateUserConfig());
        return policy.toBuilder()
                .minimumLength(requireNonNullElse(policy.minimumLength(), PASSWORD_LENGTH))
                .requireUppercase(requireNonNullElse(policy.requireUppercase(), whole))
                .requireLowercase(requireNonNullElse(policy.requireLowercase(), whole))
                .requireNumbers(requireNonNullElse(policy.requireNumbers(), whole))
                .requireSymbols(requireNonNullElse(policy.requireSymbols(), whole))
                .temporaryPasswordValidityDays(days != null ? days : requireNonNullElse(older, TEMPORARY_PASSWORD_DAYS))
                .build();
    }

    private static SignInPolicyType signInPolicy(@Nullable UserPoolPolicyType policies) {
        SignInPolicyType given = policies == null ? null : policies.signInPolicy();
        List<AuthFactorType> factors = given == null ? null : unlessEmpty(given.allowedFirstAuthFactors());
        return new SignInPolicyType(requireNonNullElse(factors, List.of(AuthFactorType.PASSWORD)));
    }

    /// The two ways to name the pre token generation function show each other's value.
    private static LambdaConfigType lambdas(LambdaConfigType given) {
        PreTokenGenerationVersionConfigType versioned = given.preTokenGenerationConfig();
        String plain = given.preTokenGeneration();
        if (versioned != null && plain == null) {
            return given.toBuilder().preTokenGeneration(versioned.lambdaArn()).build();
        }
        if (versioned == null && plain != null) {
            return given.toBuilder()
                    .preTokenGenerationConfig(
                            new PreTokenGenerationVersionConfigType(PreTokenGenerationLambdaVersionType.V1_0, plain))
                    .build();
        }
        return given;
    }

    /// The template and the three older members are one setting; where both are given, the template wins.
    private static VerificationMessageTemplateType template(UserPoolType wanted) {
        VerificationMessageTemplateType given = requireNonNullElse(
                wanted.verificationMessageTemplate(),
                VerificationMessageTemplateType.builder().build());
        return given.toBuilder()
                .smsMessage(given.smsMessage() == null ? wanted.smsVerificationMessage() : given.smsMessage())
                .emailMessage(given.emailMessage() == null ? wanted.emailVerificationMessage() : given.emailMessage())
                .emailSubject(given.emailSubject() == null ? wanted.emailVerificationSubject() : given.emailSubject())
                .defaultEmailOption(
                        requireNonNullElse(given.defaultEmailOption(), DefaultEmailOptionType.CONFIRM_WITH_CODE))
                .build();
    }

    /// Appears on its own as soon as an attribute is verified automatically.
    private static @Nullable UserAttributeUpdateSettingsType updateSettings(
            @Nullable UserAttributeUpdateSettingsType given, boolean anyVerified) {
        if (given == null) {
            return anyVerified ? new UserAttributeUpdateSettingsType(List.of()) : null;
        }
        return new UserAttributeUpdateSettingsType(
                requireNonNullElse(given.attributesRequireVerificationBeforeUpdate(), List.of()));
    }

    private static @Nullable DeviceConfigurationType device(@Nullable DeviceConfigurationType given) {
        return given == null
                ? null
                : new DeviceConfigurationType(
                        requireNonNullElse(given.challengeRequiredOnNewDevice(), false),
                        requireNonNullElse(given.deviceOnlyRememberedOnUserPrompt(), false));
    }

    private static EmailConfigurationType email(@Nullable EmailConfigurationType given) {
        EmailConfigurationType email =
                requireNonNullElse(given, EmailConfigurationType.builder().build());
        return email.toBuilder()
                .emailSendingAccount(
                        requireNonNullElse(email.emailSendingAccount(), EmailSendingAccountType.COGNITO_DEFAULT))
                .build();
    }

    private static AdminCreateUserConfigType adminCreateUser(
            @Nullable AdminCreateUserConfigType given, PasswordPolicyType password) {
        AdminCreateUserConfigType config =
                requireNonNullElse(given, AdminCreateUserConfigType.builder().build());
        return config.toBuilder()
                .allowAdminCreateUserOnly(requireNonNullElse(config.allowAdminCreateUserOnly(), false))
                .unusedAccountValidityDays(password.temporaryPasswordValidityDays())
                .build();
    }
}
