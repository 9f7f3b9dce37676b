package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.UserStatusType;
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
    record Holder(UserStatusType status, boolean password, Set<String> verified, boolean secondFactor) {}

    /// What is offered, in the order of the challenge. Who can do nothing else is offered the password, which then
    /// is wrong: nothing tells them from a user who has one.
    ///
    /// @param allowed the pool's `AllowedFirstAuthFactors`; they do not rule passwords
    static List<FirstFactor> available(List<AuthFactorType> allowed, Holder holder) {
        List<FirstFactor> codes = codes(allowed, holder);
        if (!holder.password() && !codes.isEmpty()) {
            return codes;
        }
        List<FirstFactor> all = new ArrayList<>(List.of(FirstFactor.PASSWORD_SRP, FirstFactor.PASSWORD));
        all.addAll(codes);
        return List.copyOf(all);
    }

    /// A code signs in alone: not for who has a second factor, and only for who needs no new password.
    private static List<FirstFactor> codes(List<AuthFactorType> allowed, Holder holder) {
        List<FirstFactor> codes = new ArrayList<>();
        if (holder.secondFactor() || holder.status() != UserStatusType.CONFIRMED) {
            return codes;
        }
        if (allowed.contains(AuthFactorType.EMAIL_OTP) && holder.verified().contains("email")) {
            codes.add(FirstFactor.EMAIL_OTP);
        }
        if (allowed.contains(AuthFactorType.SMS_OTP) && holder.verified().contains("phone_number")) {
            codes.add(FirstFactor.SMS_OTP);
        }
        return codes;
    }
}
