package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.LambdaConfigType;
import dev.gatehouse.model.cognitoidp.PreTokenGenerationVersionConfigType;
import dev.gatehouse.model.cognitoidp.UserAttributeUpdateSettingsType;
import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.model.cognitoidp.UserPoolPolicyType;
import dev.gatehouse.model.cognitoidp.UserPoolType;
import dev.gatehouse.model.cognitoidp.VerifiedAttributeType;
import dev.gatehouse.model.cognitoidp.WebAuthnConfigurationType;
import dev.gatehouse.model.cognitoidp.WebAuthnFactorConfigurationType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which settings of a pool cannot be together. Pure; every refusal is an `InvalidParameterException`.
final class PoolRules {
    static final int MOST_TAGS = 50;

    private static final Set<AuthFactorType> ONE_TIME_PASSWORDS =
            Set.of(AuthFactorType.EMAIL_OTP, AuthFactorType.SMS_OTP);

    private PoolRules() {}

    static void check(PoolSettings settings) {
        UserPoolType pool = settings.pool();
        if (pool.aliasAttributes() != null && pool.usernameAttributes() != null) {
            throw Refusals.invalid("Only one of the aliasAttributes or usernameAttributes can be set in a user pool.");
        }
        checkUpdateSettings(pool);
        checkLambdas(requireNonNullElse(
                pool.lambdaConfig(), LambdaConfigType.builder().build()));
        checkFirstFactors(settings);
    }

    /// Condition keys know tags whatever the case of their keys, so two that differ in case alone could not be judged.
    ///
    /// @return the tags
    static Map<String, String> distinct(@Nullable Map<String, String> tags) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, String> given = requireNonNullElse(tags, Map.of());
        for (String key : given.keySet()) {
            if (!seen.add(key)) {
                throw Refusals.invalid("Tag keys must be unique whatever their case: " + key);
            }
        }
        return given;
    }

    /// `AttributesRequireVerificationBeforeUpdate` names attributes that are verified automatically.
    private static void checkUpdateSettings(UserPoolType pool) {
        UserAttributeUpdateSettingsType update = pool.userAttributeUpdateSettings();
        if (update == null) {
            return;
        }
        List<VerifiedAttributeType> verified = requireNonNullElse(pool.autoVerifiedAttributes(), List.of());
        List<VerifiedAttributeType> wanted =
                requireNonNullElse(update.attributesRequireVerificationBeforeUpdate(), List.of());
        if (!verified.containsAll(wanted)) {
            throw Refusals.invalid(
                    "AttributesRequireVerificationBeforeUpdate can only contain attributes of AutoVerifiedAttributes.");
        }
    }

    private static void checkLambdas(LambdaConfigType lambdas) {
        PreTokenGenerationVersionConfigType versioned = lambdas.preTokenGenerationConfig();
        if (versioned != null && !Objects.equals(versioned.lambdaArn(), lambdas.preTokenGeneration())) {
            throw Refusals.invalid("PreTokenGeneration and PreTokenGenerationConfig LambdaArn must be the same.");
        }
        boolean customSender = lambdas.customSMSSender() != null || lambdas.customEmailSender() != null;
        if (customSender && lambdas.kmsKeyID() == null) {
            throw Refusals.invalid("KMSKeyID is required for CustomSMSSender and CustomEmailSender.");
        }
    }

    /// With MFA required, a sign-in may not begin with a one-time password, and with a passkey only if passkeys
    /// count as two factors (user-pool-settings-mfa).
    static void checkFirstFactors(PoolSettings settings) {
        UserPoolPolicyType policies = settings.pool().policies();
        if (settings.mfa() != UserPoolMfaType.ON || policies == null || policies.signInPolicy() == null) {
            return;
        }
        boolean passkeysCount = passkeysCount(settings.factors().webAuthnConfiguration());
        for (AuthFactorType factor :
                requireNonNullElse(policies.signInPolicy().allowedFirstAuthFactors(), List.<AuthFactorType>of())) {
            boolean refused =
                    ONE_TIME_PASSWORDS.contains(factor) || (factor == AuthFactorType.WEB_AUTHN && !passkeysCount);
            if (refused) {
                throw Refusals.invalid(
                        "MFA cannot be required while " + factor.value() + " is one of the AllowedFirstAuthFactors.");
            }
        }
    }

    private static boolean passkeysCount(@Nullable WebAuthnConfigurationType webAuthn) {
        return webAuthn != null
                && webAuthn.factorConfiguration()
                        == WebAuthnFactorConfigurationType.MULTI_FACTOR_WITH_USER_VERIFICATION;
    }
}
