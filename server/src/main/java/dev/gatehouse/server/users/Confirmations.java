package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.AdminConfirmSignUpRequest;
import dev.gatehouse.model.cognitoidp.AdminConfirmSignUpResponse;
import dev.gatehouse.model.cognitoidp.CodeDeliveryDetailsType;
import dev.gatehouse.model.cognitoidp.ConfirmSignUpRequest;
import dev.gatehouse.model.cognitoidp.ConfirmSignUpResponse;
import dev.gatehouse.model.cognitoidp.ResendConfirmationCodeRequest;
import dev.gatehouse.model.cognitoidp.ResendConfirmationCodeResponse;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.limits.Limited;
import dev.gatehouse.server.limits.Limits;
import dev.gatehouse.server.messages.Medium;
import dev.gatehouse.server.messages.MessageKind;
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

/// ConfirmSignUp, ResendConfirmationCode, AdminConfirmSignUp: from UNCONFIRMED to CONFIRMED.
final class Confirmations {
    private final Gate gate;
    private final Store store;
    private final Users users;
    private final Codes codes;
    private final CodeMail mail;
    private final LimitedMail limited;
    private final Triggers triggers;
    private final Limits limits;
    private final SignUpSessions sessions;
    private final InstantSource clock;

    Confirmations(
            Gate gate,
            Store store,
            Users users,
            Codes codes,
            CodeMail mail,
            LimitedMail limited,
            Triggers triggers,
            Limits limits,
            SignUpSessions sessions,
            InstantSource clock) {
        this.gate = gate;
        this.store = store;
        this.users = users;
        this.codes = codes;
        this.mail = mail;
        this.limited = limited;
        this.triggers = triggers;
        this.limits = limits;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// ConfirmSignUp. The address the code went to is verified by it.
    ConfirmSignUpResponse confirmSignUp(ConfirmSignUpRequest request, Call call) {
        Gate.Visitor visitor = gate.visitor(request.clientId(), request.username(), request.secretHash(), call);
        Pool pool = visitor.pool();
        Instant now = clock.instant();
        String code = Given.of(request.confirmationCode());
        boolean force = Boolean.TRUE.equals(request.forceAliasCreation());
        Sub sub = visitor.ghost()
                ? Ghosts.sub(pool, visitor.name())
                : visitor.shown().sub();
        Optional<SignUpSessions.Held> session = Optional.ofNullable(request.session())
                .flatMap(given -> sessions.ofSignUp(given, pool, visitor.client(), sub));
        Optional<ServiceException> refusal = store.write(tx -> {
            if (!limits.allows(tx, pool.id(), Limited.CONFIRM_SIGN_UP, sub.value())) {
                return Optional.of(Refusals.tooMany());
            }
            if (visitor.user().isPresent()) {
                UserStatusType status = users.current(tx, pool, sub).status();
                if (status != UserStatusType.UNCONFIRMED) {
                    return Optional.of(Refusals.cannotConfirm(status.value()));
                }
            }
            return switch (codes.use(tx, pool, sub, Codes.Purpose.SIGN_UP, code, now)) {
                case Codes.Verdict.Right(CodeRecord kept) -> {
                    confirm(tx, pool, sub, kept.attribute(), kept.destination(), force, now);
                    yield Optional.empty();
                }
                case Codes.Verdict.Wrong() -> Optional.of(Refusals.wrongCode());
                case Codes.Verdict.None() -> Optional.of(Refusals.noCode());
            };
        });
        refusal.ifPresent(Confirmations::refuse);
        triggers.reached(pool.triggers(), Trigger.POST_CONFIRMATION);
        Optional<String> next = request.session() == null
                ? sessions.confirmed(visitor.client(), visitor.shown())
                : session.map(held -> sessions.confirmed(visitor.client(), held));
        return ConfirmSignUpResponse.builder().session(next.orElse(null)).build();
    }

    /// AdminConfirmSignUp. Verifies no address.
    AdminConfirmSignUpResponse adminConfirmSignUp(AdminConfirmSignUpRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        User user = gate.user(pool, request.username(), call);
        Instant now = clock.instant();
        store.write(tx -> {
            User current = users.current(tx, pool, user.sub());
            requireUnconfirmed(current);
            var _ = tx.codes().consume(pool.id(), user.sub(), Codes.Purpose.SIGN_UP.key());
            return users.put(tx, pool, current.with(UserStatusType.CONFIRMED, now));
        });
        triggers.reached(pool.triggers(), Trigger.POST_CONFIRMATION);
        return AdminConfirmSignUpResponse.builder().build();
    }

    /// ResendConfirmationCode. For a user who does not exist, clients that hide users get an answer of the same
    /// form.
    ResendConfirmationCodeResponse resend(ResendConfirmationCodeRequest request, Call call) {
        Gate.Visitor visitor = gate.visitor(request.clientId(), request.username(), request.secretHash(), call);
        if (visitor.pool().autoVerifiedAttributes().isEmpty()) {
            throw Refusals.cannotResend();
        }
        CodeDeliveryDetailsType details =
                visitor.ghost() ? resendToNobody(visitor) : resendTo(visitor, visitor.shown());
        return ResendConfirmationCodeResponse.builder()
                .codeDeliveryDetails(details)
                .build();
    }

    private CodeDeliveryDetailsType resendTo(Gate.Visitor visitor, User user) {
        Pool pool = visitor.pool();
        if (user.status() != UserStatusType.UNCONFIRMED) {
            throw Refusals.alreadyConfirmed();
        }
        Instant now = clock.instant();
        String address = Attributes.addressToVerify(pool, user.attributes()).orElseThrow(Refusals::cannotResend);
        CodeMail.Prepared code = mail.prepare(
                new CodeMail.Order(
                        pool,
                        user.sub(),
                        CodeMail.shownName(pool, user.username(), user.attributes()),
                        Codes.Purpose.SIGN_UP,
                        MessageKind.RESEND_CODE,
                        address,
                        Given.of(user.attributes().get(address)),
                        Optional.of(visitor.client().id())),
                now);
        return limited.send(visitor, code, Limited.RESEND_CONFIRMATION_CODE);
    }

    private CodeDeliveryDetailsType resendToNobody(Gate.Visitor visitor) {
        Pool pool = visitor.pool();
        Instant now = clock.instant();
        Sub sub = Ghosts.sub(pool, visitor.name());
        Medium usual = pool.autoVerifiedAttributes().contains(Attributes.PHONE) ? Medium.SMS : Medium.EMAIL;
        CodeDeliveryDetailsType shown = Ghosts.delivery(pool, visitor.name(), usual);
        CodeMail.Prepared nobodys =
                mail.prepareForNobody(visitor, sub, Codes.Purpose.SIGN_UP, MessageKind.RESEND_CODE, shown, now);
        limited.sendToNobody(nobodys, Limited.RESEND_CONFIRMATION_CODE, now);
        return shown;
    }

    private void confirm(Tx tx, Pool pool, Sub sub, String address, String destination, boolean force, Instant now) {
        User user = users.current(tx, pool, sub);
        Map<String, String> attributes = user.attributes();
        boolean sameAddress = destination.equals(attributes.get(address));
        User confirmed = user.with(UserStatusType.CONFIRMED, now)
                .with(sameAddress ? Attributes.verified(attributes, address) : attributes, now);
        if (force) {
            users.putTakingAliases(tx, pool, confirmed, now);
        } else {
            users.put(tx, pool, confirmed);
        }
    }

    private static void requireUnconfirmed(User user) {
        if (user.status() != UserStatusType.UNCONFIRMED) {
            throw Refusals.cannotConfirm(user.status().value());
        }
    }

    private static void refuse(ServiceException refusal) {
        throw refusal;
    }
}
