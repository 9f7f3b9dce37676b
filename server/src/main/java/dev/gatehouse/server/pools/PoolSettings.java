package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.GetUserPoolMfaConfigResponse;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.UserAttributeUpdateSettingsType;
import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.model.cognitoidp.UserPoolPolicyType;
import dev.gatehouse.model.cognitoidp.UserPoolTierType;
import dev.gatehouse.model.cognitoidp.UserPoolType;
import dev.gatehouse.model.cognitoidp.VerifiedAttributeType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the operator chose for a pool, without what is computed when asked (ids, dates, counts). Pure.
///
/// @param pool the settings, defaults filled in; name, ids, dates and `identities` left out
/// @param factors the MFA blocks that were set. Its SMS block is empty: the content stands in `pool`, where
///     UpdateUserPool changes it too; its mode stands in `pool` only
/// @param sessions what SetUserPoolSessionConfiguration set
record PoolSettings(UserPoolType pool, GetUserPoolMfaConfigResponse factors, SessionTracking sessions) {

    /// The settings of a new pool.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException for a choice that cannot be
    static PoolSettings created(CreateUserPoolRequest request) {
        PoolDefaults.refuseTwoValidities(request.policies(), request.adminCreateUserConfig());
        UserPoolType wanted = UserPoolType.builder()
                .policies(request.policies())
                .deletionProtection(request.deletionProtection())
                .lambdaConfig(request.lambdaConfig())
                .schemaAttributes(List.copyOf(Schema.created(requireNonNullElse(request.schema(), List.of()))
                        .attributes()))
                .autoVerifiedAttributes(request.autoVerifiedAttributes())
                .aliasAttributes(PoolDefaults.unlessEmpty(request.aliasAttributes()))
                .usernameAttributes(PoolDefaults.unlessEmpty(request.usernameAttributes()))
                .smsVerificationMessage(request.smsVerificationMessage())
                .emailVerificationMessage(request.emailVerificationMessage())
                .emailVerificationSubject(request.emailVerificationSubject())
                .verificationMessageTemplate(request.verificationMessageTemplate())
                .smsAuthenticationMessage(request.smsAuthenticationMessage())
                .mfaConfiguration(request.mfaConfiguration())
                .userAttributeUpdateSettings(request.userAttributeUpdateSettings())
                .deviceConfiguration(request.deviceConfiguration())
                .emailConfiguration(request.emailConfiguration())
                .smsConfiguration(request.smsConfiguration())
                .userPoolTags(request.userPoolTags())
                .adminCreateUserConfig(request.adminCreateUserConfig())
                .userPoolAddOns(request.userPoolAddOns())
                .usernameConfiguration(request.usernameConfiguration())
                .accountRecoverySetting(request.accountRecoverySetting())
                .userPoolTier(request.userPoolTier())
                .keyConfiguration(request.keyConfiguration())
                .issuerConfiguration(request.issuerConfiguration())
                .build();
        PoolSettings settings = MfaSettings.implied(
                new PoolSettings(PoolDefaults.filled(wanted), MfaSettings.NONE, SessionTracking.DEFAULT));
        PoolRules.check(settings);
        Tiers.check(settings);
        return settings;
    }

    /// These settings after an UpdateUserPool. Kept when left out: policies (each of its two parts), everything
    /// about MFA, tags, attribute update settings, tier, keys, issuer, deletion protection and what cannot
    /// change; all else falls back to its default.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException for a choice that cannot be
    PoolSettings updated(UpdateUserPoolRequest request) {
        PoolDefaults.refuseTwoValidities(request.policies(), request.adminCreateUserConfig());
        UserPoolMfaType mode = requireNonNullElse(request.mfaConfiguration(), requireNonNull(pool.mfaConfiguration()));
        boolean smsFactor = factors.smsMfaConfiguration() != null && mode != UserPoolMfaType.OFF;
        UserPoolType wanted = UserPoolType.builder()
                .policies(policies(request))
                .deletionProtection(either(request.deletionProtection(), pool.deletionProtection()))
                .lambdaConfig(request.lambdaConfig())
                .schemaAttributes(pool.schemaAttributes())
                .autoVerifiedAttributes(request.autoVerifiedAttributes())
                .aliasAttributes(pool.aliasAttributes())
                .usernameAttributes(pool.usernameAttributes())
                .smsVerificationMessage(request.smsVerificationMessage())
                .emailVerificationMessage(request.emailVerificationMessage())
                .emailVerificationSubject(request.emailVerificationSubject())
                .verificationMessageTemplate(request.verificationMessageTemplate())
                .smsAuthenticationMessage(
                        either(request.smsAuthenticationMessage(), smsFactor ? pool.smsAuthenticationMessage() : null))
                .mfaConfiguration(mode)
                .userAttributeUpdateSettings(updateSettings(request))
                .deviceConfiguration(request.deviceConfiguration())
                .emailConfiguration(request.emailConfiguration())
                .smsConfiguration(either(request.smsConfiguration(), smsFactor ? pool.smsConfiguration() : null))
                .userPoolTags(either(request.userPoolTags(), pool.userPoolTags()))
                .adminCreateUserConfig(request.adminCreateUserConfig())
                .userPoolAddOns(request.userPoolAddOns())
                .usernameConfiguration(pool.usernameConfiguration())
                .accountRecoverySetting(request.accountRecoverySetting())
                .userPoolTier(either(request.userPoolTier(), pool.userPoolTier()))
                .keyConfiguration(either(request.keyConfiguration(), pool.keyConfiguration()))
                .issuerConfiguration(either(request.issuerConfiguration(), pool.issuerConfiguration()))
                .build();
        PoolSettings settings = MfaSettings.implied(with(PoolDefaults.filled(wanted)));
        PoolRules.check(settings);
        Tiers.checkChange(tier(), settings);
        return settings;
    }

    /// These settings with more custom attributes.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException `InvalidParameterException` for an impossible
    ///     attribute
    PoolSettings withSchema(Schema schema) {
        return with(pool.toBuilder()
                .schemaAttributes(List.copyOf(schema.attributes()))
                .build());
    }

    PoolSettings with(UserPoolType changed) {
        return new PoolSettings(changed, factors, sessions);
    }

    PoolSettings with(GetUserPoolMfaConfigResponse changed) {
        return new PoolSettings(pool, changed, sessions);
    }

    PoolSettings with(SessionTracking changed) {
        return new PoolSettings(pool, factors, changed);
    }

    UserPoolTierType tier() {
        return requireNonNullElse(pool.userPoolTier(), UserPoolTierType.ESSENTIALS);
    }

    UserPoolMfaType mfa() {
        return requireNonNullElse(pool.mfaConfiguration(), UserPoolMfaType.OFF);
    }

    Schema schema() {
        return Schema.stored(requireNonNullElse(pool.schemaAttributes(), List.of()));
    }

    /// Each part sent replaces its own; days for unused accounts alone change the temporary passwords' days.
    private UserPoolPolicyType policies(UpdateUserPoolRequest request) {
        UserPoolPolicyType kept = requireNonNull(pool.policies());
        UserPoolPolicyType sent = requireNonNullElse(
                request.policies(), UserPoolPolicyType.builder().build());
        Integer days = PoolDefaults.unusedAccountDays(request.adminCreateUserConfig());
        var password = either(sent.passwordPolicy(), kept.passwordPolicy());
        if (sent.passwordPolicy() == null && password != null && days != null) {
            password = password.toBuilder().temporaryPasswordValidityDays(days).build();
        }
        return new UserPoolPolicyType(password, either(sent.signInPolicy(), kept.signInPolicy()));
    }

    /// Kept settings lose the attributes that are no longer verified automatically; sent ones are judged as they
    /// are.
    private @Nullable UserAttributeUpdateSettingsType updateSettings(UpdateUserPoolRequest request) {
        UserAttributeUpdateSettingsType kept = pool.userAttributeUpdateSettings();
        if (request.userAttributeUpdateSettings() != null || kept == null) {
            return request.userAttributeUpdateSettings();
        }
        List<VerifiedAttributeType> verified = requireNonNullElse(request.autoVerifiedAttributes(), List.of());
        return new UserAttributeUpdateSettingsType(
                requireNonNullElse(kept.attributesRequireVerificationBeforeUpdate(), List.<VerifiedAttributeType>of())
                        .stream()
                        .filter(verified::contains)
                        .toList());
    }

    private static <T> @Nullable T either(@Nullable T sent, @Nullable T kept) {
        return sent == null ? kept : sent;
    }
}
