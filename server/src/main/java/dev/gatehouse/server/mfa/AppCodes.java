package dev.gatehouse.server.mfa;

import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.User;
import java.util.Optional;
import java.util.OptionalLong;

/// The answers to SOFTWARE_TOKEN_MFA: codes of the app, and recovery codes where the pool has them.
public final class AppCodes {
    private final Authenticators authenticators;
    private final RecoveryCodes recovery;

    AppCodes(Authenticators authenticators, RecoveryCodes recovery) {
        this.authenticators = authenticators;
        this.recovery = recovery;
    }

    /// The code, if it is a right one.
    public Optional<AppCode> match(Pool pool, User user, String code) {
        if (recovery.isForm(pool, code)) {
            return recovery.match(pool, user, code).map(AppCode.Recovery::new);
        }
        OptionalLong step = authenticators.match(user, code);
        return step.isPresent() ? Optional.of(new AppCode.OfApp(step.getAsLong())) : Optional.empty();
    }

    /// Takes a code, inside the write it leads to: of several who try, one gets it.
    ///
    /// @return false when it was taken before
    public boolean take(Tx tx, User user, AppCode code) {
        return switch (code) {
            case AppCode.OfApp(long step) -> authenticators.take(tx, user.pool(), user.sub(), step);
            case AppCode.Recovery(String digest) -> tx.recoveryCodes().take(user.pool(), user.sub(), digest);
        };
    }
}
