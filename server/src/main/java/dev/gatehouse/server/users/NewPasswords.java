package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.AdminSetUserPasswordRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserPasswordResponse;
import dev.gatehouse.model.cognitoidp.ChangePasswordRequest;
import dev.gatehouse.model.cognitoidp.ChangePasswordResponse;
import dev.gatehouse.model.cognitoidp.ConfirmForgotPasswordRequest;
import dev.gatehouse.model.cognitoidp.ConfirmForgotPasswordResponse;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.limits.Limited;
import dev.gatehouse.server.limits.Limits;
import dev.gatehouse.server.limits.LockOut;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.CodeRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.triggers.Trigger;
import dev.gatehouse.server.triggers.Triggers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// ConfirmForgotPassword, ChangePassword, AdminSetUserPassword: a user gets another password.
///
/// Sessions stay: only GlobalSignOut and its like end them.
final class NewPasswords {
    private final Gate gate;
    private final SignedIn signedIn;
    private final Store store;
    private final Users users;
    private final Passwords passwords;
    private final Codes codes;
    private final Triggers triggers;
    private final Limits limits;
    private final LockOut lockOut;
    private final InstantSource clock;

    NewPasswords(
            Gate gate,
            SignedIn signedIn,
            Store store,
            Users users,
            Passwords passwords,
            Codes codes,
            Triggers triggers,
            Limits limits,
            InstantSource clock) {
        this.gate = gate;
        this.signedIn = signedIn;
        this.store = store;
        this.users = users;
        this.passwords = passwords;
        this.codes = codes;
        this.triggers = triggers;
        this.limits = limits;
        this.lockOut = new LockOut(clock);
        this.clock = clock;
    }

    /// ConfirmForgotPassword. The code is judged first and used up with the write of the password, so that a
    /// refused password does not cost the code.
    ConfirmForgotPasswordResponse confirmForgotPassword(ConfirmForgotPasswordRequest request, Call call) {
        Gate.Visitor visitor = gate.visitor(request.clientId(), request.username(), request.secretHash(), call);
        Pool pool = visitor.pool();
        String code = Given.of(request.confirmationCode());
        String password = Given.of(request.password());
        passwords.checkNew(pool, visitor.name(), Map.of(), password);
        boolean unseen = visitor.ghost()
                || (visitor.client().hidesUsers() && !visitor.shown().enabled());
        Sub sub = visitor.ghost()
                ? Ghosts.sub(pool, visitor.name())
                : visitor.shown().sub();
        if (!unseen && !visitor.shown().enabled()) {
            throw Refusals.disabled();
        }
        Instant now = clock.instant();
        Optional<ServiceException> refusal = store.write(tx -> judge(tx, pool, sub, code, now));
        refusal.ifPresent(NewPasswords::refuse);
        if (unseen) {
            throw Refusals.wrongCode();
        }
        replace(visitor.pool(), visitor.shown(), code, password, now);
        triggers.reached(pool.triggers(), Trigger.POST_CONFIRMATION);
        return ConfirmForgotPasswordResponse.builder().build();
    }

    /// ChangePassword. Users without a password may leave the previous one out.
    ChangePasswordResponse changePassword(ChangePasswordRequest request, Call call) {
        SignedIn.Person person = signedIn.require(Given.of(request.accessToken()), call);
        Pool pool = person.pool();
        User user = person.user();
        Instant now = clock.instant();
        if (!store.write(tx ->
                limits.allows(tx, pool.id(), Limited.CHANGE_PASSWORD, user.sub().value()))) {
            throw Refusals.tooMany();
        }
        requirePrevious(user, request.previousPassword());
        String proposed = Given.of(request.proposedPassword());
        passwords.checkNext(pool, user, proposed);
        Passwords.Kept kept = passwords.make(user.record(), proposed);
        store.write(tx -> {
            User current = unchanged(tx, pool, user);
            return users.put(tx, pool, new User(passwords.with(pool, current.record(), kept, now)));
        });
        return ChangePasswordResponse.builder().build();
    }

    /// AdminSetUserPassword: permanent makes any user CONFIRMED, otherwise the user must change it at the next
    /// sign-in.
    AdminSetUserPasswordResponse adminSetUserPassword(AdminSetUserPasswordRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        User user = gate.user(pool, request.username(), call);
        String password = Given.of(request.password());
        passwords.checkNext(pool, user, password);
        Passwords.Kept kept = passwords.make(user.record(), password);
        UserStatusType status = Boolean.TRUE.equals(request.permanent())
                ? UserStatusType.CONFIRMED
                : UserStatusType.FORCE_CHANGE_PASSWORD;
        Instant now = clock.instant();
        store.write(tx -> {
            User current = users.current(tx, pool, user.sub());
            var _ = tx.codes().consume(pool.id(), user.sub(), Codes.Purpose.FORGOT_PASSWORD.key());
            lockOut.succeeded(tx, pool.id(), user.sub().value());
            return users.put(tx, pool, new User(passwords.with(pool, current.record(), kept, now)).with(status, now));
        });
        return AdminSetUserPasswordResponse.builder().build();
    }

    /// Counts the try and judges the code, without using it up.
    private Optional<ServiceException> judge(Tx tx, Pool pool, Sub sub, String code, Instant now) {
        if (!limits.allows(tx, pool.id(), Limited.FORGOT_PASSWORD, sub.value())) {
            return Optional.of(Refusals.tooMany());
        }
        return refusal(codes.judge(tx, pool, sub, Codes.Purpose.FORGOT_PASSWORD, code, now));
    }

    private void replace(Pool pool, User user, String code, String password, Instant now) {
        passwords.checkNext(pool, user, password);
        Passwords.Kept kept = passwords.make(user.record(), password);
        Optional<ServiceException> refusal = store.write(tx -> {
            Codes.Verdict verdict = codes.use(tx, pool, user.sub(), Codes.Purpose.FORGOT_PASSWORD, code, now);
            if (verdict instanceof Codes.Verdict.Right(CodeRecord used)) {
                User current = users.current(tx, pool, user.sub());
                User renewed = new User(passwords.with(pool, current.record(), kept, now));
                users.put(tx, pool, renewed.with(UserStatusType.CONFIRMED, now));
                lockOut.succeeded(tx, pool.id(), user.sub().value());
            }
            return refusal(verdict);
        });
        refusal.ifPresent(NewPasswords::refuse);
    }

    private void requirePrevious(User user, @Nullable String previous) {
        if (previous == null && user.hasPassword()) {
            throw Refusals.invalid("Missing required parameter PreviousPassword");
        }
        if (previous != null && !passwords.matches(user, previous)) {
            throw Refusals.wrongPassword();
        }
    }

    /// The user, whose password must still be the one that was proven.
    private User unchanged(Tx tx, Pool pool, User user) {
        User current = users.current(tx, pool, user.sub());
        if (current.record().passwordSetAt() != user.record().passwordSetAt()) {
            throw Refusals.wrongPassword();
        }
        return current;
    }

    private static Optional<ServiceException> refusal(Codes.Verdict verdict) {
        return switch (verdict) {
            case Codes.Verdict.Right(CodeRecord code) -> Optional.empty();
            case Codes.Verdict.Wrong() -> Optional.of(Refusals.wrongCode());
            case Codes.Verdict.None() -> Optional.of(Refusals.noCode());
        };
    }

    private static void refuse(ServiceException refusal) {
        throw refusal;
    }
}
