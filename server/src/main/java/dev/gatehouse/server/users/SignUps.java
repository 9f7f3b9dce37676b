package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.SignUpRequest;
import dev.gatehouse.model.cognitoidp.SignUpResponse;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.messages.MessageKind;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.pools.Schema;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.store.NewUser;
import dev.gatehouse.server.store.SignInName;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.UserRecord;
import dev.gatehouse.server.store.UserWrite;
import dev.gatehouse.server.triggers.Trigger;
import dev.gatehouse.server.triggers.Triggers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SignUp: a person registers. The user, the code and its message are written together or not at all.
final class SignUps {
    private final Gate gate;
    private final Store store;
    private final Passwords passwords;
    private final CodeMail mail;
    private final Triggers triggers;
    private final SignUpSessions sessions;
    private final Chance chance;
    private final InstantSource clock;

    SignUps(
            Gate gate,
            Store store,
            Passwords passwords,
            CodeMail mail,
            Triggers triggers,
            SignUpSessions sessions,
            Chance chance,
            InstantSource clock) {
        this.gate = gate;
        this.store = store;
        this.passwords = passwords;
        this.mail = mail;
        this.triggers = triggers;
        this.sessions = sessions;
        this.chance = chance;
        this.clock = clock;
    }

    /// SignUp.
    SignUpResponse signUp(SignUpRequest request, Call call) {
        Gate.Visitor visitor = gate.visitor(request.clientId(), request.username(), request.secretHash(), call);
        Pool pool = visitor.pool();
        if (isAdminOnly(pool)) {
            throw Refusals.signUpOff();
        }
        Map<String, String> attributes = attributes(visitor, request);
        checkPassword(visitor, attributes, request.password());
        triggers.reached(pool.triggers(), Trigger.PRE_SIGN_UP);
        refuseTaken(visitor);

        Instant now = clock.instant();
        UserRecord user = user(visitor, attributes, request.password(), now);
        Optional<CodeMail.Prepared> code = code(visitor, user, now);
        UserWrite written = store.write(tx -> {
            UserWrite outcome =
                    Users.insert(tx, pool, new NewUser(user, Names.keys(pool, user.username(), user.attributes())));
            if (outcome instanceof UserWrite.Written) {
                code.ifPresent(prepared -> mail.keep(tx, prepared));
            }
            return outcome;
        });
        if (written instanceof UserWrite.NameTaken(SignInName name, Sub by)) {
            throw taken(name);
        }
        call.trail().user(user.sub().value());
        code.ifPresent(prepared -> mail.send(prepared.message()));
        return SignUpResponse.builder()
                .userConfirmed(false)
                .userSub(user.sub().value())
                .codeDeliveryDetails(code.map(CodeMail.Prepared::details).orElse(null))
                .session(sessions.begin(visitor.client(), new User(user)).orElse(null))
                .build();
    }

    /// What a new user is refused for when a name is someone else's.
    static ServiceException taken(SignInName name) {
        return switch (name.kind()) {
            case USERNAME -> Refusals.usernameTaken();
            case EMAIL, PHONE_NUMBER, PREFERRED_USERNAME ->
                Refusals.addressTaken(name.kind().text());
        };
    }

    /// Whether a pool lets people sign in with codes instead of a password.
    static boolean allowsCodesFirst(Pool pool) {
        return pool.firstFactors().contains(AuthFactorType.EMAIL_OTP)
                || pool.firstFactors().contains(AuthFactorType.SMS_OTP);
    }

    private static boolean isAdminOnly(Pool pool) {
        var config = pool.settings().adminCreateUserConfig();
        return config != null && Boolean.TRUE.equals(config.allowAdminCreateUserOnly());
    }

    private static Map<String, String> attributes(Gate.Visitor visitor, SignUpRequest request) {
        Pool pool = visitor.pool();
        NewNames.check(pool, visitor.name());
        Map<String, String> given = Attributes.map(pool, request.userAttributes());
        Attributes.refuseReserved(given.keySet());
        if (!given.keySet().stream().allMatch(visitor.client()::mayWrite)) {
            throw Refusals.mayNotWrite();
        }
        NewNames.checkPreferred(pool, given);
        Map<String, String> attributes = NewNames.attributes(pool, visitor.name(), given);
        pool.schema().check(attributes, Schema.Mode.CREATE);
        return Attributes.withFlags(attributes);
    }

    /// Whether who signs up through a client can sign in without a password: with a code or a passkey, in
    /// choice-based sign-in.
    private static boolean allowsNoPassword(Gate.Visitor visitor) {
        Pool pool = visitor.pool();
        return visitor.client().allows(ExplicitAuthFlowsType.ALLOW_USER_AUTH)
                && (allowsCodesFirst(pool) || pool.firstFactors().contains(AuthFactorType.WEB_AUTHN));
    }

    private void checkPassword(Gate.Visitor visitor, Map<String, String> attributes, @Nullable String password) {
        if (password != null) {
            passwords.checkNew(visitor.pool(), visitor.name(), attributes, password);
        } else if (!allowsNoPassword(visitor)) {
            throw Refusals.invalid("Password is required.");
        }
    }

    /// Spares the hashing for a name that is surely taken; the write decides in the end.
    private static void refuseTaken(Gate.Visitor visitor) {
        if (visitor.user().isPresent()) {
            boolean byAddress = !visitor.pool().usernameAttributes().isEmpty();
            throw byAddress
                    ? Refusals.addressTaken(Names.isEmail(visitor.name()) ? Attributes.EMAIL : Attributes.PHONE)
                    : Refusals.usernameTaken();
        }
    }

    private UserRecord user(
            Gate.Visitor visitor, Map<String, String> attributes, @Nullable String password, Instant now) {
        Pool pool = visitor.pool();
        Sub sub = new Sub(chance.uuid().toString());
        UserRecord user = UserRecord.create(
                pool.id(),
                sub,
                NewNames.canonical(pool, visitor.name(), sub),
                UserStatusType.UNCONFIRMED.value(),
                attributes,
                now.toEpochMilli());
        return password == null ? user : passwords.with(pool, user, passwords.make(user, password), now);
    }

    private Optional<CodeMail.Prepared> code(Gate.Visitor visitor, UserRecord user, Instant now) {
        return Attributes.addressToVerify(visitor.pool(), user.attributes())
                .map(address -> mail.prepare(
                        new CodeMail.Order(
                                visitor.pool(),
                                user.sub(),
                                CodeMail.shownName(visitor.pool(), user.username(), user.attributes()),
                                Codes.Purpose.SIGN_UP,
                                MessageKind.SIGN_UP,
                                address,
                                Given.of(user.attributes().get(address)),
                                Optional.of(visitor.client().id())),
                        now));
    }
}
