package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.EmailConfigurationType;
import dev.gatehouse.model.cognitoidp.EmailSendingAccountType;
import dev.gatehouse.model.cognitoidp.GetUserPoolMfaConfigResponse;
import dev.gatehouse.model.cognitoidp.SetUserPoolMfaConfigRequest;
import dev.gatehouse.model.cognitoidp.SmsMfaConfigType;
import dev.gatehouse.model.cognitoidp.SoftwareTokenMfaConfigType;
import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.model.cognitoidp.UserPoolType;
import org.jspecify.annotations.Nullable;

/// What SetUserPoolMfaConfig makes of a pool's settings. Pure; refusals are `InvalidParameterException`s.
final class MfaSettings {
    static final GetUserPoolMfaConfigResponse NONE =
            GetUserPoolMfaConfigResponse.builder().build();

    private static final SmsMfaConfigType SMS = SmsMfaConfigType.builder().build();
    private static final String NO_SMS_SET_UP =
            "SMS configuration and Auto verification for phone_number are required when MFA is required/optional";

    private MfaSettings() {}

    /// The settings after the call. It replaces what was set before, except the passkeys, which stay when left
    /// out.
    static PoolSettings set(PoolSettings current, SetUserPoolMfaConfigRequest request) {
        UserPoolMfaType mode = requireNonNullElse(request.mfaConfiguration(), UserPoolMfaType.OFF);
        PoolSettings changed = switch (mode) {
            case OFF -> off(current, request);
            case ON, OPTIONAL -> on(current, request, mode);
        };
        PoolRules.checkFirstFactors(changed);
        Tiers.check(changed);
        return changed;
    }

    /// The answer of GetUserPoolMfaConfig: a block is there only when it was set.
    static GetUserPoolMfaConfigResponse answer(PoolSettings settings) {
        UserPoolType pool = settings.pool();
        boolean sms = settings.factors().smsMfaConfiguration() != null;
        return settings.factors().toBuilder()
                .mfaConfiguration(settings.mfa())
                .smsMfaConfiguration(
                        sms ? new SmsMfaConfigType(pool.smsAuthenticationMessage(), pool.smsConfiguration()) : null)
                .build();
    }

    /// What the mode given to CreateUserPool or UpdateUserPool means for the factors: OFF drops them; ON and
    /// OPTIONAL need one, and turn on SMS where there is none but a way to send.
    static PoolSettings implied(PoolSettings settings) {
        if (settings.mfa() == UserPoolMfaType.OFF) {
            return settings.with(onlyPasskeys(settings.factors()));
        }
        if (hasFactor(settings.factors())) {
            return settings;
        }
        if (settings.pool().smsConfiguration() == null) {
            throw Refusals.invalid(NO_SMS_SET_UP);
        }
        return settings.with(
                settings.factors().toBuilder().smsMfaConfiguration(SMS).build());
    }

    private static PoolSettings off(PoolSettings current, SetUserPoolMfaConfigRequest request) {
        if (request.smsMfaConfiguration() != null
                || request.emailMfaConfiguration() != null
                || request.softwareTokenMfaConfiguration() != null) {
            throw Refusals.invalid(
                    "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.");
        }
        UserPoolType pool =
                current.pool().toBuilder().mfaConfiguration(UserPoolMfaType.OFF).build();
        return current.with(pool).with(onlyPasskeys(withPasskeys(current.factors(), request)));
    }

    private static PoolSettings on(PoolSettings current, SetUserPoolMfaConfigRequest request, UserPoolMfaType mode) {
        checkSomeFactor(current, request);
        UserPoolType.Builder pool = current.pool().toBuilder().mfaConfiguration(mode);
        SmsMfaConfigType sms = request.smsMfaConfiguration();
        if (sms != null) {
            useSms(current.pool(), sms, pool);
        }
        if (request.emailMfaConfiguration() != null) {
            checkMailSender(current.pool().emailConfiguration());
        }
        GetUserPoolMfaConfigResponse factors = withPasskeys(current.factors(), request).toBuilder()
                .smsMfaConfiguration(sms == null ? null : SMS)
                .emailMfaConfiguration(request.emailMfaConfiguration())
                .softwareTokenMfaConfiguration(request.softwareTokenMfaConfiguration())
                .build();
        return current.with(pool.build()).with(factors);
    }

    private static void checkSomeFactor(PoolSettings current, SetUserPoolMfaConfigRequest request) {
        if (request.smsMfaConfiguration() != null
                || request.emailMfaConfiguration() != null
                || isOn(request.softwareTokenMfaConfiguration())) {
            return;
        }
        if (request.softwareTokenMfaConfiguration() != null && hasFactor(current.factors())) {
            throw Refusals.invalid(
                    "Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.");
        }
        throw Refusals.invalid(
                "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.");
    }

    private static void useSms(UserPoolType current, SmsMfaConfigType sms, UserPoolType.Builder pool) {
        if (sms.smsConfiguration() != null) {
            pool.smsConfiguration(sms.smsConfiguration());
        } else if (current.smsConfiguration() == null) {
            throw Refusals.invalid(NO_SMS_SET_UP);
        }
        if (sms.smsAuthenticationMessage() != null) {
            pool.smsAuthenticationMessage(sms.smsAuthenticationMessage());
        }
    }

    /// E-mail as a factor needs a sender of the operator's own (user-pool-settings-mfa).
    private static void checkMailSender(@Nullable EmailConfigurationType email) {
        if (email == null || email.emailSendingAccount() != EmailSendingAccountType.DEVELOPER) {
            throw Refusals.invalid("Email MFA requires an EmailConfiguration with EmailSendingAccount DEVELOPER.");
        }
    }

    private static boolean hasFactor(GetUserPoolMfaConfigResponse factors) {
        return factors.smsMfaConfiguration() != null
                || factors.emailMfaConfiguration() != null
                || isOn(factors.softwareTokenMfaConfiguration());
    }

    private static boolean isOn(@Nullable SoftwareTokenMfaConfigType totp) {
        return totp != null && Boolean.TRUE.equals(totp.enabled());
    }

    private static GetUserPoolMfaConfigResponse withPasskeys(
            GetUserPoolMfaConfigResponse factors, SetUserPoolMfaConfigRequest request) {
        return request.webAuthnConfiguration() == null
                ? factors
                : factors.toBuilder()
                        .webAuthnConfiguration(request.webAuthnConfiguration())
                        .build();
    }

    private static GetUserPoolMfaConfigResponse onlyPasskeys(GetUserPoolMfaConfigResponse factors) {
        return GetUserPoolMfaConfigResponse.builder()
                .webAuthnConfiguration(factors.webAuthnConfiguration())
                .build();
    }
}
