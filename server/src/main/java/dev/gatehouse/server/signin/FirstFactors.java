package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.server.passkeys.PasskeyRules;
import dev.gatehouse.server.pools.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Which first factors choice-based sign-in offers (developer guide, "Choice-based authentication" and "MFA
/// user sign-in flow"). Pure.
final class FirstFactors {
    private FirstFactors() {}

    /// Someone who claims to sign in, as far as these rules care.
    ///
    /// @param password whether there is a password
    /// @param verified the verified addresses, by attribute
    /// @param secondFactor whether a second factor follows the password
    /// @param passkey whether there is a passkey that signs in
    /// @param passkeyCounts whether the passkey is to count as both factors (`WebAuthnMfaSettings`)
    record Holder(
            UserStatusType status,
            boolean password,
            Set<String> verified,
            boolean secondFactor,
            boolean passkey,
            boolean passkeyCounts) {}

    /// What a pool says about first factors.
    ///
    /// @param allowed its `AllowedFirstAuthFactors`; they do not rule passwords
    /// @param passkeysCount whether a passkey alone can be multi-factor authentication
    record Allowed(List<AuthFactorType> allowed, boolean passkeysCount) {
        static Allowed of(Pool pool) {
            return new Allowed(pool.firstFactors(), PasskeyRules.countsAsMfa(pool));
        }
    }

    /// What is offered, in the order of the challenge. Who can do nothing else is offered the password, which then
    /// is wrong: nothing tells them from a user who has one.
    static List<FirstFactor> available(Allowed pool, Holder holder) {
        List<FirstFactor> alone = alone(pool, holder);
        if (!holder.password() && !alone.isEmpty()) {
            return alone;
        }
        List<FirstFactor> all = new ArrayList<>(List.of(FirstFactor.PASSWORD_SRP, FirstFactor.PASSWORD));
        all.addAll(alone);
        return List.copyOf(all);
    }

    /// Codes and passkeys sign in alone: only who needs no new password, and not who has a second factor, unless the
    /// passkey is both: the pool allows it and the user switched it on.
    private static List<FirstFactor> alone(Allowed pool, Holder holder) {
        List<FirstFactor> alone = new ArrayList<>();
        if (holder.status() != UserStatusType.CONFIRMED) {
            return alone;
        }
        if (!holder.secondFactor()) {
            alone.addAll(codes(pool.allowed(), holder.verified()));
        }
        boolean passkey = pool.allowed().contains(AuthFactorType.WEB_AUTHN) && holder.passkey();
        if (passkey && (!holder.secondFactor() || (pool.passkeysCount() && holder.passkeyCounts()))) {
            alone.add(FirstFactor.WEB_AUTHN);
        }
        return alone;
    }

    private static List<FirstFactor> codes(List<AuthFactorType> allowed, Set<String> verified) {
        List<FirstFactor> codes = new ArrayList<>();
        if (allowed.contains(AuthFactorType.EMAIL_OTP) && verified.contains("email")) {
            codes.add(FirstFactor.EMAIL_OTP);
        }
        if (allowed.contains(AuthFactorType.SMS_OTP) && verified.contains("phone_number")) {
            codes.add(FirstFactor.SMS_OTP);
        }
        return codes;
    }
}
