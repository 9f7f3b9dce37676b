package dev.gatehouse.server.mfa;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.pure.totp.Totp;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.SoftwareTokens.Kind;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.User;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/// The TOTP secrets of users and the codes made from them.
public final class Authenticators {
    private static final int SECRET_BYTES = 32;

    private final Store store;
    private final Sealer sealer;
    private final Chance chance;
    private final InstantSource clock;

    Authenticators(Store store, Sealer sealer, Chance chance, InstantSource clock) {
        this.store = store;
        this.sealer = sealer;
        this.chance = chance;
        this.clock = clock;
    }

    /// A fresh secret.
    public Bytes fresh() {
        return Bytes.of(chance.bytes(SECRET_BYTES));
    }

    /// The step of the code, if it is one that the secret makes about now.
    public OptionalLong match(Bytes secret, String code) {
        return Totp.match(secret.toArray(), code, clock.instant());
    }

    /// As {@link #match(Bytes, String)} with the secret the user signs in with.
    ///
    /// @return empty also for a user without one
    public OptionalLong match(User user, String code) {
        return store.read(tx -> tx.softwareTokens().find(user.pool(), user.sub(), Kind.ACTIVE))
                .map(found -> match(open(user, found), code))
                .orElseGet(OptionalLong::empty);
    }

    /// Takes the code of a step, inside the write it leads to: of several who try, one gets it.
    ///
    /// @return false when it was taken before
    public boolean take(Tx tx, PoolId pool, Sub sub, long step) {
        return tx.softwareTokens().take(pool, sub, step);
    }

    /// Keeps a secret until its first code comes.
    void keepPending(Tx tx, User user, Bytes secret) {
        tx.softwareTokens().put(user.pool(), user.sub(), Kind.PENDING, seal(user, secret), 0);
    }

    /// The secret that waits for its first code.
    Optional<Bytes> pending(Tx tx, User user) {
        return tx.softwareTokens().find(user.pool(), user.sub(), Kind.PENDING).map(found -> open(user, found));
    }

    /// Makes a secret the one that signs in, in place of any other. The code that proved it is taken.
    ///
    /// @return the user, who now has a software token; not yet written
    public User proven(Tx tx, User user, Bytes secret, long step, Optional<String> deviceName) {
        tx.softwareTokens().put(user.pool(), user.sub(), Kind.ACTIVE, seal(user, secret), step);
        tx.softwareTokens().delete(user.pool(), user.sub(), Kind.PENDING);
        return user.with(user.factors().withSoftwareToken(deviceName), clock.instant());
    }

    /// Forgets every secret of a user, and the recovery codes that stand in for them.
    ///
    /// @return the user without a software token; not yet written
    User forget(Tx tx, User user) {
        for (Kind kind : Kind.values()) {
            tx.softwareTokens().delete(user.pool(), user.sub(), kind);
        }
        tx.recoveryCodes().delete(user.pool(), user.sub());
        return user.with(user.factors().withoutSoftwareToken(), clock.instant());
    }

    /// The user with a factor switched on; not yet written.
    public User activated(User user, Factor factor) {
        return user.with(user.factors().with(factor), clock.instant());
    }

    private Bytes seal(User user, Bytes secret) {
        return Bytes.of(sealer.seal(Purpose.MFA_SECRET, secret.toArray(), context(user)));
    }

    private Bytes open(User user, Bytes sealed) {
        return Bytes.of(sealer.openStored(Purpose.MFA_SECRET, sealed.toArray(), context(user)));
    }

    private static String context(User user) {
        return user.pool() + "/" + user.sub();
    }
}
