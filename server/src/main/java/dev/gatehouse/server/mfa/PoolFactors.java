package dev.gatehouse.server.mfa;

import dev.gatehouse.model.cognitoidp.GetUserPoolMfaConfigResponse;
import dev.gatehouse.model.cognitoidp.SoftwareTokenMfaConfigType;
import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.RecoveryAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a pool says about second factors.
///
/// @param mode whether they are asked for
/// @param enabled the factors users may have, in the order challenges list them
/// @param onlyRecovery the attribute that alone recovers passwords; its channel does not become a factor by itself
public record PoolFactors(UserPoolMfaType mode, List<Factor> enabled, Optional<String> onlyRecovery) {
    /// A pool that asks for nothing.
    public static final PoolFactors OFF = new PoolFactors(UserPoolMfaType.OFF, List.of(), Optional.empty());

    public PoolFactors {
        enabled = List.copyOf(enabled);
    }

    /// The settings of a pool.
    public static PoolFactors of(Pool pool) {
        GetUserPoolMfaConfigResponse settings = pool.mfa();
        UserPoolMfaType mode = Objects.requireNonNullElse(settings.mfaConfiguration(), UserPoolMfaType.OFF);
        if (mode == UserPoolMfaType.OFF) {
            return OFF;
        }
        List<Factor> enabled = new ArrayList<>();
        if (settings.smsMfaConfiguration() != null) {
            enabled.add(Factor.SMS_MFA);
        }
        SoftwareTokenMfaConfigType totp = settings.softwareTokenMfaConfiguration();
        if (totp != null && Boolean.TRUE.equals(totp.enabled())) {
            enabled.add(Factor.SOFTWARE_TOKEN_MFA);
        }
        if (settings.emailMfaConfiguration() != null) {
            enabled.add(Factor.EMAIL_OTP);
        }
        List<String> recovery = RecoveryAddress.order(pool);
        return new PoolFactors(
                mode, enabled, recovery.size() == 1 ? Optional.of(recovery.getFirst()) : Optional.empty());
    }
}
