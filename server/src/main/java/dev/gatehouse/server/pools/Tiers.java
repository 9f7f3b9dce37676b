package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.AdvancedSecurityModeType;
import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.LambdaConfigType;
import dev.gatehouse.model.cognitoidp.PasswordPolicyType;
import dev.gatehouse.model.cognitoidp.PreTokenGenerationLambdaVersionType;
import dev.gatehouse.model.cognitoidp.UserPoolAddOnsType;
import dev.gatehouse.model.cognitoidp.UserPoolPolicyType;
import dev.gatehouse.model.cognitoidp.UserPoolTierType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which settings a tier includes (cognito-sign-in-feature-plans). Pure. The tiers' order is that of the model's
/// enum.
final class Tiers {
    private record Need(String feature, UserPoolTierType tier) {}

    private static final Need SESSIONS = new Need("User session management", UserPoolTierType.ESSENTIALS);

    private Tiers() {}

    /// @throws dev.gatehouse.model.service.ServiceException `FeatureUnavailableInTierException`
    static void check(PoolSettings settings) {
        for (Need need : needs(settings)) {
            if (isBelow(settings.tier(), need.tier())) {
                throw Refusals.notInTier(need.feature(), settings.tier());
            }
        }
    }

    /// @throws dev.gatehouse.model.service.ServiceException `FeatureUnavailableInTierException` when the tier has no
    ///     session management
    static void checkSessions(PoolSettings settings) {
        if (isBelow(settings.tier(), SESSIONS.tier())) {
            throw Refusals.notInTier(SESSIONS.feature(), settings.tier());
        }
    }

    /// Judges an update: going to a lower tier while something of the higher one is configured has its own
    /// refusal.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException `TierChangeNotAllowedException` or
    ///     `FeatureUnavailableInTierException`
    static void checkChange(UserPoolTierType before, PoolSettings settings) {
        if (isBelow(settings.tier(), before)) {
            for (Need need : needs(settings)) {
                if (isBelow(settings.tier(), need.tier())) {
                    throw Refusals.tierTooLow(need.feature(), settings.tier());
                }
            }
        }
        check(settings);
    }

    private static List<Need> needs(PoolSettings settings) {
        List<Need> needs = new ArrayList<>();
        if (usesThreatProtection(settings.pool().userPoolAddOns())) {
            needs.add(new Need("Threat protection", UserPoolTierType.PLUS));
        }
        if (hasPasswordlessFactor(settings.pool().policies())) {
            needs.add(new Need("Passwordless sign-in", UserPoolTierType.ESSENTIALS));
        }
        if (keepsPasswordHistory(settings.pool().policies())) {
            needs.add(new Need("Password history", UserPoolTierType.ESSENTIALS));
        }
        if (settings.factors().emailMfaConfiguration() != null) {
            needs.add(new Need("Email MFA", UserPoolTierType.ESSENTIALS));
        }
        if (changesAccessTokens(settings.pool().lambdaConfig())) {
            needs.add(new Need("Access token customization", UserPoolTierType.ESSENTIALS));
        }
        if (settings.sessions().enabled()) {
            needs.add(SESSIONS);
        }
        return needs;
    }

    private static boolean usesThreatProtection(@Nullable UserPoolAddOnsType addOns) {
        return addOns != null
                && (addOns.advancedSecurityMode() != AdvancedSecurityModeType.OFF
                        || (addOns.advancedSecurityAdditionalFlows() != null
                                && addOns.advancedSecurityAdditionalFlows().customAuthMode() != null));
    }

    private static boolean hasPasswordlessFactor(@Nullable UserPoolPolicyType policies) {
        return policies != null
                && policies.signInPolicy() != null
                && requireNonNullElse(policies.signInPolicy().allowedFirstAuthFactors(), List.<AuthFactorType>of())
                        .stream()
                        .anyMatch(factor -> factor != AuthFactorType.PASSWORD);
    }

    private static boolean keepsPasswordHistory(@Nullable UserPoolPolicyType policies) {
        PasswordPolicyType password = policies == null ? null : policies.passwordPolicy();
        return password != null && requireNonNullElse(password.passwordHistorySize(), 0) > 0;
    }

    private static boolean changesAccessTokens(@Nullable LambdaConfigType lambdas) {
        return lambdas != null
                && lambdas.preTokenGenerationConfig() != null
                && lambdas.preTokenGenerationConfig().lambdaVersion() != PreTokenGenerationLambdaVersionType.V1_0;
    }

    private static boolean isBelow(UserPoolTierType tier, UserPoolTierType other) {
        return tier.compareTo(other) < 0;
    }
}
