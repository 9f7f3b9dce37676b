package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.AdminResetUserPasswordRequest;
import dev.gatehouse.model.cognitoidp.AdminResetUserPasswordResponse;
import dev.gatehouse.model.cognitoidp.CodeDeliveryDetailsType;
import dev.gatehouse.model.cognitoidp.ForgotPasswordRequest;
import dev.gatehouse.model.cognitoidp.ForgotPasswordResponse;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.limits.Limited;
import dev.gatehouse.server.messages.MessageKind;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.triggers.Trigger;
import dev.gatehouse.server.triggers.Triggers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// ForgotPassword and AdminResetUserPassword: a code with which a new password can be chosen.
final class Recovery {
    private final Gate gate;
    private final Store store;
    private final Users users;
    private final CodeMail mail;
    private final LimitedMail limited;
    private final Triggers triggers;
    private final InstantSource clock;

    Recovery(
            Gate gate,
            Store store,
            Users users,
            CodeMail mail,
            LimitedMail limited,
            Triggers triggers,
            InstantSource clock) {
        this.gate = gate;
        this.store = store;
        this.users = users;
        this.mail = mail;
        this.limited = limited;
        this.triggers = triggers;
        this.clock = clock;
    }

    /// ForgotPassword. Clients that hide users get an answer of the same form for a user who is absent,
    /// disabled or has no address; an observer who goes on with ConfirmForgotPassword meets the same refusals,
    /// too.
    ForgotPasswordResponse forgotPassword(ForgotPasswordRequest request, Call call) {
        Gate.Visitor visitor = gate.visitor(request.clientId(), request.username(), request.secretHash(), call);
        Pool pool = visitor.pool();
        if (RecoveryAddress.isAdminOnly(pool)) {
            throw Refusals.askAdministrator();
        }
        if (visitor.user().isEmpty()) {
            triggers.reached(pool.triggers(), Trigger.USER_MIGRATION);
        }
        visitor.user().ifPresent(Recovery::requireOwnPassword);
        Optional<String> address = visitor.user().filter(User::enabled).flatMap(user -> RecoveryAddress.of(pool, user));
        CodeDeliveryDetailsType details = address.isEmpty() && visitor.client().hidesUsers()
                ? sendToNobody(visitor)
                : sendTo(visitor, visitor.shown(), address);
        return ForgotPasswordResponse.builder().codeDeliveryDetails(details).build();
    }

    /// AdminResetUserPassword: the user cannot sign in any more until they chose a new password with the code.
    AdminResetUserPasswordResponse adminResetUserPassword(AdminResetUserPasswordRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        User user = gate.user(pool, request.username(), call);
        requireResettable(user);
        String address = RecoveryAddress.of(pool, user).orElseThrow(Refusals::noRecoveryAddress);
        Instant now = clock.instant();
        CodeMail.Prepared code = prepare(pool, user, address, Optional.empty(), now);
        store.write(tx -> {
            User current = users.current(tx, pool, user.sub());
            requireResettable(current);
            mail.keep(tx, code);
            return users.put(tx, pool, current.with(UserStatusType.RESET_REQUIRED, now));
        });
        mail.sendForAdministrator(code.message());
        return AdminResetUserPasswordResponse.builder().build();
    }

    private CodeDeliveryDetailsType sendTo(Gate.Visitor visitor, User user, Optional<String> address) {
        if (!user.enabled()) {
            throw Refusals.disabled();
        }
        Pool pool = visitor.pool();
        Instant now = clock.instant();
        CodeMail.Prepared code = prepare(
                pool,
                user,
                address.orElseThrow(Refusals::noRecoveryAddress),
                Optional.of(visitor.client().id()),
                now);
        return limited.send(visitor, code, Limited.FORGOT_PASSWORD);
    }

    private CodeDeliveryDetailsType sendToNobody(Gate.Visitor visitor) {
        Pool pool = visitor.pool();
        Instant now = clock.instant();
        Sub sub = visitor.user().map(User::sub).orElseGet(() -> Ghosts.sub(pool, visitor.name()));
        String usual = RecoveryAddress.order(pool).stream()
                .filter(pool.autoVerifiedAttributes()::contains)
                .findFirst()
                .orElse(Attributes.EMAIL);
        CodeDeliveryDetailsType shown = Ghosts.delivery(pool, visitor.name(), Attributes.medium(usual));
        CodeMail.Prepared nobodys = mail.prepareForNobody(
                visitor, sub, Codes.Purpose.FORGOT_PASSWORD, MessageKind.FORGOT_PASSWORD, shown, now);
        limited.sendToNobody(nobodys, Limited.FORGOT_PASSWORD, now);
        return shown;
    }

    private CodeMail.Prepared prepare(Pool pool, User user, String address, Optional<ClientId> client, Instant now) {
        return mail.prepare(
                new CodeMail.Order(
                        pool,
                        user.sub(),
                        CodeMail.shownName(pool, user.username(), user.attributes()),
                        Codes.Purpose.FORGOT_PASSWORD,
                        MessageKind.FORGOT_PASSWORD,
                        address,
                        user.attribute(address).orElseThrow(),
                        client),
                now);
    }

    /// Invited users have not chosen a password yet, federated ones have none here.
    private static void requireOwnPassword(User user) {
        switch (user.status()) {
            case FORCE_CHANGE_PASSWORD, EXTERNAL_PROVIDER -> throw Refusals.cannotReset();
            case UNCONFIRMED, CONFIRMED, RESET_REQUIRED, ARCHIVED, COMPROMISED, UNKNOWN -> {}
        }
    }

    private static void requireResettable(User user) {
        if (user.status() != UserStatusType.CONFIRMED && user.status() != UserStatusType.RESET_REQUIRED) {
            throw Refusals.cannotReset();
        }
    }
}
