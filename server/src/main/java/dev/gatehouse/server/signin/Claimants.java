package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.server.devices.DeviceSettings;
import dev.gatehouse.server.devices.Devices;
import dev.gatehouse.server.limits.LockOut;
import dev.gatehouse.server.limits.Standing;
import dev.gatehouse.server.mfa.FactorRules;
import dev.gatehouse.server.mfa.PoolFactors;
import dev.gatehouse.server.mfa.SecondFactor;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.store.UserRecord;
import dev.gatehouse.server.users.Passwords;
import dev.gatehouse.server.users.SrpCredential;
import dev.gatehouse.server.users.User;
import dev.gatehouse.server.users.Users;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Finds out about a claimant and keeps count of wrong proofs, for users and ghosts alike.
final class Claimants {
    private static final Set<Flow.Reason> PROOFS = Set.of(
            Flow.Reason.WRONG_PASSWORD,
            Flow.Reason.UNKNOWN_USER,
            Flow.Reason.WRONG_CODE,
            Flow.Reason.WRONG_APP_CODE,
            Flow.Reason.WRONG_PASSKEY,
            Flow.Reason.WRONG_DEVICE_PROOF,
            Flow.Reason.WRONG_ANSWER);

    private final Users users;
    private final Passwords passwords;
    private final LockOut lockOut;
    private final Devices devices;
    private final Store store;
    private final InstantSource clock;

    Claimants(Users users, Passwords passwords, LockOut lockOut, Devices devices, Store store, InstantSource clock) {
        this.users = users;
        this.passwords = passwords;
        this.lockOut = lockOut;
        this.devices = devices;
        this.store = store;
        this.clock = clock;
    }

    /// A claim of identity, looked up.
    ///
    /// @param name the name as sent; a stand-in of the same effect for a ghost looked up again
    /// @param claimant a user, or a ghost
    /// @param user the user as stored now
    record Claim(Pool pool, String name, Flow.Claimant claimant, Optional<User> user) {

        /// The same claim under the name that was sent.
        Claim named(String typed) {
            return new Claim(pool, typed, claimant, user);
        }
    }

    /// Looks a name up as a client sent it.
    Claim byName(Pool pool, String name) {
        Optional<User> user = users.find(pool, name);
        Flow.Claimant claimant =
                user.isPresent() ? new Flow.Known(user.get().sub()) : new Flow.Ghost(passwords.standIn(pool, name));
        return new Claim(pool, name, claimant, user);
    }

    /// Looks the claimant of a waiting state up again.
    Claim again(Pool pool, Flow.Claimant claimant) {
        return switch (claimant) {
            case Flow.Known(var sub) -> new Claim(pool, sub.value(), claimant, users.bySub(pool.id(), sub));
            case Flow.Ghost(var standIn) -> new Claim(pool, standIn.value(), claimant, Optional.empty());
        };
    }

    /// Whether a name is the claimant's.
    boolean isNamed(Claim claim, String name) {
        return byName(claim.pool(), name).claimant().equals(claim.claimant());
    }

    /// As {@link #again(Pool, Flow.Claimant)}, with the name under which the claimant is known: a ghost's credential
    /// is derived from it.
    Claim again(Pool pool, Flow.Claimant claimant, String name) {
        return new Claim(pool, name, claimant, again(pool, claimant).user());
    }

    /// The same claim, looked up again.
    Claim again(Claim claim) {
        return again(claim.pool(), claim.claimant(), claim.name());
    }

    /// The same name, as if nobody had it.
    Claim asNobody(Claim claim) {
        Flow.Claimant ghost = new Flow.Ghost(passwords.standIn(claim.pool(), claim.name()));
        return new Claim(claim.pool(), claim.name(), ghost, Optional.empty());
    }

    /// What SRP is computed with; for ghosts made up, always the same for one name.
    SrpCredential credential(Claim claim) {
        return switch (claim.claimant()) {
            case Flow.Known known ->
                claim.user()
                        .map(user -> passwords.srp(claim.pool(), user))
                        .orElseGet(
                                () -> passwords.ghost(claim.pool(), known.user().value()));
            case Flow.Ghost ignored -> passwords.ghost(claim.pool(), claim.name());
        };
    }

    /// Checks a password sent in clear; costs the same for a ghost.
    boolean passwordHolds(Claim claim, String password) {
        if (claim.user().isPresent()) {
            return passwords.matches(claim.user().get(), password);
        }
        passwords.dummy(password);
        return false;
    }

    /// Replaces another system's hash of the password that has just been proven by ours, with the verifier that SRP
    /// needs. Slow for such a user; nothing for others.
    Claim adopted(Claim claim, String password) {
        if (!claim.user().filter(User::hasForeignPassword).isPresent()) {
            return claim;
        }
        User proven = claim.user().orElseThrow();
        Passwords.Kept kept = passwords.make(proven.record(), password);
        Instant now = clock.instant();
        User adopted = store.write(tx -> tx.users()
                .find(claim.pool().id(), proven.sub())
                .filter(current ->
                        Objects.equals(current.passwordHash(), proven.record().passwordHash()))
                .map(current -> users.update(
                        tx, claim.pool(), proven.sub(), user -> new User(passwords.adopted(user.record(), kept, now))))
                .orElse(proven));
        return new Claim(claim.pool(), claim.name(), claim.claimant(), Optional.of(adopted));
    }

    /// What a refused claimant is told. An imported user without a password has nothing to prove: to clients that
    /// let users show, sign-in says that the password must be reset.
    static Flow.Reason told(Claim claim, Flow.Reason reason, Client client) {
        boolean imported = claim.user()
                .filter(user -> user.status() == UserStatusType.RESET_REQUIRED && !user.hasPassword())
                .filter(User::enabled)
                .isPresent();
        return imported && reason == Flow.Reason.WRONG_PASSWORD && !client.hidesUsers()
                ? Flow.Reason.RESET_REQUIRED
                : reason;
    }

    Flow.Facts facts(Claim claim) {
        return facts(claim, claim.user(), Optional.empty());
    }

    /// As {@link #facts(Claim)}, with the device they say they sign in from.
    Flow.Facts facts(Claim claim, Optional<String> deviceKey) {
        return facts(claim, claim.user(), deviceKey);
    }

    /// As {@link #facts(Claim, Optional)}, with the user as a change would leave them.
    Flow.Facts facts(Claim claim, Optional<User> changed, Optional<String> deviceKey) {
        Optional<Flow.Person> person = claim.user()
                .map(user -> new Flow.Person(
                        user.status(),
                        user.enabled(),
                        passwords.temporaryExpired(claim.pool(), user, clock.instant()),
                        user.passwordSetAt()));
        boolean locked = store.read(tx -> lockedOut(tx, claim));
        PoolFactors factors = PoolFactors.of(claim.pool());
        Optional<FactorRules.Holder> holder = changed.map(FactorRules.Holder::of);
        return new Flow.Facts(
                person,
                locked,
                holder.map(user -> FactorRules.next(factors, user)).orElseGet(SecondFactor.None::new),
                holder.map(user -> FactorRules.usable(factors, user)).orElseGet(List::of),
                device(claim, deviceKey));
    }

    private GivenDevice device(Claim claim, Optional<String> key) {
        DeviceSettings settings = DeviceSettings.of(claim.pool());
        if (key.isEmpty() || claim.user().isEmpty() || !settings.on()) {
            return new GivenDevice.None();
        }
        return devices.find(claim.user().get(), key.get())
                .<GivenDevice>map(
                        known -> new GivenDevice.Known(known.key(), known.remembered() && settings.replacesFactor()))
                .orElseGet(GivenDevice.Unknown::new);
    }

    /// Counts a wrong proof towards the lock-out of the name.
    void countFailure(Claim claim, Flow.Reason reason) {
        if (PROOFS.contains(reason)) {
            store.write(tx -> {
                lockOut.failed(tx, claim.pool().id(), key(claim));
                return true;
            });
        }
    }

    /// The second look of the lock-out, inside the write that admits: failures that other nodes counted
    /// meanwhile
    /// refuse the guess that was right; otherwise they are forgotten.
    ///
    /// @return the user as they stand now: one disabled, deleted or given another password or status meanwhile
    ///     is
    ///     refused
    User admitted(Tx tx, Claim claim) {
        User user = goingOn(tx, claim);
        lockOut.succeeded(tx, claim.pool().id(), key(claim));
        return user;
    }

    /// As {@link #admitted}, but failures stay counted: only the last factor makes them forgotten. Otherwise
    /// whoever
    /// knows the password could clear the count between guesses at the code.
    User goingOn(Tx tx, Claim claim) {
        if (lockedOut(tx, claim)) {
            throw Refusals.of(Flow.Reason.LOCKED_OUT, true);
        }
        User judged = claim.user().orElseThrow();
        return tx.users()
                .find(claim.pool().id(), judged.sub())
                .filter(UserRecord::enabled)
                .map(User::new)
                .filter(now ->
                        now.status() == judged.status() && now.passwordSetAt().equals(judged.passwordSetAt()))
                .orElseThrow(Refusals::wrongPassword);
    }

    /// As {@link #goingOn}, for users and ghosts alike.
    void stillThere(Tx tx, Claim claim) {
        switch (claim.claimant()) {
            case Flow.Known _ -> goingOn(tx, claim);
            case Flow.Ghost _ -> {
                if (lockedOut(tx, claim)) {
                    throw Refusals.of(Flow.Reason.LOCKED_OUT, true);
                }
            }
        }
    }

    /// The second look at a user to whom a challenge is put. A new password is asked of a user who cannot be
    /// asked for another factor yet: the temporary one ends the row of failures.
    User asked(Tx tx, Claim claim, Flow.Challenge challenge) {
        return challenge instanceof Flow.NewPasswordRequired ? admitted(tx, claim) : goingOn(tx, claim);
    }

    private boolean lockedOut(Tx tx, Claim claim) {
        return switch (lockOut.standing(tx, claim.pool().id(), key(claim))) {
            case Standing.Open ignored -> false;
            case Standing.Locked ignored -> true;
        };
    }

    /// What wrong proofs are counted under: the user however named, or the name nobody has.
    String key(Claim claim) {
        return switch (claim.claimant()) {
            case Flow.Known(var sub) -> sub.value();
            case Flow.Ghost(var standIn) -> "ghost:" + standIn;
        };
    }
}
