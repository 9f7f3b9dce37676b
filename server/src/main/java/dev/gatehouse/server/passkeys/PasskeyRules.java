package dev.gatehouse.server.passkeys;

import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.SignInPolicyType;
import dev.gatehouse.model.cognitoidp.UserPoolPolicyType;
import dev.gatehouse.model.cognitoidp.UserVerificationType;
import dev.gatehouse.model.cognitoidp.WebAuthnConfigurationType;
import dev.gatehouse.model.cognitoidp.WebAuthnFactorConfigurationType;
import dev.gatehouse.server.pools.Pool;
import java.util.Objects;
import java.util.Optional;

/// What a pool makes of passkeys, from its `AllowedFirstAuthFactors` and its `WebAuthnConfiguration`. Pure.
public final class PasskeyRules {
    private PasskeyRules() {}

    /// Whether users of the pool may sign in with passkeys.
    public static boolean enabled(Pool pool) {
        return Optional.ofNullable(pool.settings().policies())
                .map(UserPoolPolicyType::signInPolicy)
                .map(SignInPolicyType::allowedFirstAuthFactors)
                .filter(allowed -> allowed.contains(AuthFactorType.WEB_AUTHN))
                .isPresent();
    }

    /// Whether a passkey alone can be multi-factor authentication. It is then always verified who holds it.
    public static boolean countsAsMfa(Pool pool) {
        return configuration(pool)
                .filter(set -> set.factorConfiguration()
                        == WebAuthnFactorConfigurationType.MULTI_FACTOR_WITH_USER_VERIFICATION)
                .isPresent();
    }

    /// Whether the authenticator has to verify its holder, by PIN or biometrics; `preferred` otherwise.
    public static boolean requiresUserVerification(Pool pool) {
        return countsAsMfa(pool)
                || configuration(pool)
                        .filter(set -> set.userVerification() == UserVerificationType.REQUIRED)
                        .isPresent();
    }

    /// The word for `userVerification` in the options browsers get.
    static String userVerification(Pool pool) {
        return (requiresUserVerification(pool) ? UserVerificationType.REQUIRED : UserVerificationType.PREFERRED)
                .value();
    }

    /// The relying party: the pool's own, else the server's.
    static Optional<RelyingParty> relyingParty(Pool pool, Optional<RelyingParty> server) {
        return configuration(pool)
                .map(WebAuthnConfigurationType::relyingPartyId)
                .filter(Objects::nonNull)
                .map(RelyingParty::new)
                .or(() -> server);
    }

    private static Optional<WebAuthnConfigurationType> configuration(Pool pool) {
        return Optional.ofNullable(pool.mfa().webAuthnConfiguration());
    }
}
