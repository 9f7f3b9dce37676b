package dev.gatehouse.server.users;

import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Tx;
import java.time.Duration;
import java.time.Instant;

/// How often codes may be asked for and tried, per user and hour (developer guide, "Quotas"). Counted in the store, so
/// for all nodes together, and for users who do not exist as for those who do.
enum Quotas {
    /// ConfirmSignUp.
    CONFIRM_SIGN_UP(15),
    /// ResendConfirmationCode.
    RESEND_CODE(5),
    /// ForgotPassword and ConfirmForgotPassword together; the guide's range without risk is up to 20.
    FORGOT_PASSWORD(20),
    /// GetUserAttributeVerificationCode.
    ATTRIBUTE_CODE(5),
    /// VerifyUserAttribute.
    VERIFY_ATTRIBUTE(15),
    /// ChangePassword.
    CHANGE_PASSWORD(5);

    private static final Duration WINDOW = Duration.ofHours(1);

    private final int most;

    Quotas(int most) {
        this.most = most;
    }

    /// How many in an hour.
    int most() {
        return most;
    }

    /// Counts one, inside a write.
    ///
    /// @return false when there were too many already
    boolean allows(Tx tx, Pool pool, Sub sub, Instant now) {
        String scope = "users/" + pool.id() + "/" + sub + "/" + name();
        return tx.counters().hit(scope, WINDOW.toMillis(), most, now.toEpochMilli());
    }
}
