package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.AdminCreateUserRequest;
import dev.gatehouse.model.cognitoidp.AdminCreateUserResponse;
import dev.gatehouse.model.cognitoidp.DeliveryMediumType;
import dev.gatehouse.model.cognitoidp.MessageActionType;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.messages.Medium;
import dev.gatehouse.server.messages.Message;
import dev.gatehouse.server.messages.MessageKind;
import dev.gatehouse.server.messages.Messages;
import dev.gatehouse.server.messages.Occasion;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.pools.Schema;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.store.NewUser;
import dev.gatehouse.server.store.SignInName;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.store.UserRecord;
import dev.gatehouse.server.store.UserWrite;
import dev.gatehouse.server.triggers.Trigger;
import dev.gatehouse.server.triggers.Triggers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// AdminCreateUser: an administrator makes a user and invites them, or invites them again.
final class Invitations {
    private final Gate gate;
    private final Store store;
    private final Users users;
    private final Passwords passwords;
    private final Messages messages;
    private final CodeMail mail;
    private final Triggers triggers;
    private final Chance chance;
    private final InstantSource clock;

    Invitations(
            Gate gate,
            Store store,
            Users users,
            Passwords passwords,
            Messages messages,
            CodeMail mail,
            Triggers triggers,
            Chance chance,
            InstantSource clock) {
        this.gate = gate;
        this.store = store;
        this.users = users;
        this.passwords = passwords;
        this.messages = messages;
        this.mail = mail;
        this.triggers = triggers;
        this.chance = chance;
        this.clock = clock;
    }

    /// AdminCreateUser.
    AdminCreateUserResponse adminCreateUser(AdminCreateUserRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        User user = request.messageAction() == MessageActionType.RESEND
                ? resend(pool, request, call)
                : create(pool, request, call);
        return AdminCreateUserResponse.builder().user(UserTypes.of(user)).build();
    }

    private User create(Pool pool, AdminCreateUserRequest request, Call call) {
        String name = Given.of(request.username());
        Map<String, String> attributes = attributes(pool, name, request);
        Optional<String> password = password(pool, name, attributes, request);
        List<Medium> media = media(request, attributes);
        triggers.reached(pool.triggers(), Trigger.PRE_SIGN_UP);
        Instant now = clock.instant();
        UserRecord user = user(pool, name, attributes, password, now);
        List<Message> invitations = invitations(pool, user, media, password);
        boolean force = Boolean.TRUE.equals(request.forceAliasCreation());
        UserWrite written = store.write(tx -> {
            UserWrite outcome = insert(tx, pool, user, force, now);
            if (outcome instanceof UserWrite.Written) {
                invitations.forEach(message -> messages.keep(tx, pool.id(), message));
            }
            return outcome;
        });
        if (written instanceof UserWrite.NameTaken(SignInName taken, Sub by)) {
            throw taken(pool, taken);
        }
        call.trail().user(user.sub().value());
        invitations.forEach(mail::send);
        return new User(user);
    }

    private User resend(Pool pool, AdminCreateUserRequest request, Call call) {
        User user = gate.user(pool, request.username(), call);
        if (user.status() != UserStatusType.FORCE_CHANGE_PASSWORD) {
            throw Refusals.resendNotPossible(Given.of(request.username()));
        }
        String password = Optional.ofNullable(request.temporaryPassword())
                .orElseGet(() -> passwords.temporary(pool).reveal());
        passwords.checkNew(pool, user.username(), user.attributes(), password);
        List<Medium> media = media(request, user.attributes());
        List<Message> invitations = invitations(pool, user.record(), media, Optional.of(password));
        Passwords.Kept kept = passwords.make(user.record(), password);
        Instant now = clock.instant();
        User renewed = store.write(tx -> {
            User current = users.current(tx, pool, user.sub());
            if (current.status() != UserStatusType.FORCE_CHANGE_PASSWORD) {
                throw Refusals.resendNotPossible(Given.of(request.username()));
            }
            invitations.forEach(message -> messages.keep(tx, pool.id(), message));
            return users.put(tx, pool, new User(passwords.with(pool, current.record(), kept, now)));
        });
        invitations.forEach(mail::send);
        return renewed;
    }

    private static Map<String, String> attributes(Pool pool, String name, AdminCreateUserRequest request) {
        NewNames.check(pool, name);
        Map<String, String> given = Attributes.map(pool, request.userAttributes());
        Map<String, String> attributes = NewNames.attributes(pool, name, given);
        pool.schema().check(attributes, Schema.Mode.INVITE);
        return attributes;
    }

    /// The temporary password: as given, or generated; none in pools where codes sign in and none was given.
    private Optional<String> password(
            Pool pool, String name, Map<String, String> attributes, AdminCreateUserRequest request) {
        String given = request.temporaryPassword();
        if (given != null) {
            passwords.checkNew(pool, name, attributes, given);
            return Optional.of(given);
        }
        return SignUps.allowsCodesFirst(pool)
                ? Optional.empty()
                : Optional.of(passwords.temporary(pool).reveal());
    }

    private UserRecord user(
            Pool pool, String name, Map<String, String> attributes, Optional<String> password, Instant now) {
        Sub sub = new Sub(chance.uuid().toString());
        UserStatusType status = password.isPresent() ? UserStatusType.FORCE_CHANGE_PASSWORD : UserStatusType.CONFIRMED;
        UserRecord user = UserRecord.create(
                pool.id(), sub, NewNames.canonical(pool, name, sub), status.value(), attributes, now.toEpochMilli());
        return password.map(text -> passwords.with(pool, user, passwords.make(user, text), now))
                .orElse(user);
    }

    private UserWrite insert(Tx tx, Pool pool, UserRecord user, boolean force, Instant now) {
        NewUser added = new NewUser(user, Names.keys(pool, user.username(), user.attributes()));
        UserWrite outcome = Users.insert(tx, pool, added);
        for (int i = 0; force && i < Attributes.ADDRESSES.size(); i++) {
            if (outcome instanceof UserWrite.NameTaken taken && users.takeAlias(tx, pool, taken, now)) {
                outcome = Users.insert(tx, pool, added);
            }
        }
        return outcome;
    }

    /// The media to invite by: those asked for, else the phone if there is one, else the e-mail; none with
    /// SUPPRESS.
    private static List<Medium> media(AdminCreateUserRequest request, Map<String, String> attributes) {
        if (request.messageAction() == MessageActionType.SUPPRESS) {
            return List.of();
        }
        List<DeliveryMediumType> asked = request.desiredDeliveryMediums();
        if (asked != null && !asked.isEmpty()) {
            return asked.stream()
                    .distinct()
                    .map(medium -> required(medium, attributes))
                    .toList();
        }
        if (attributes.containsKey(Attributes.PHONE)) {
            return List.of(Medium.SMS);
        }
        return attributes.containsKey(Attributes.EMAIL) ? List.of(Medium.EMAIL) : List.of();
    }

    private static Medium required(DeliveryMediumType asked, Map<String, String> attributes) {
        return switch (asked) {
            case EMAIL -> {
                if (!attributes.containsKey(Attributes.EMAIL)) {
                    throw Refusals.invalid("No email provided but desired delivery medium was Email");
                }
                yield Medium.EMAIL;
            }
            case SMS -> {
                if (!attributes.containsKey(Attributes.PHONE)) {
                    throw Refusals.invalid("No phone number provided but desired delivery medium was Phone");
                }
                yield Medium.SMS;
            }
        };
    }

    /// The invitations. A template without a place for the password is only sent to users who have none, one
    /// with it only to users who have one (MessageTemplateType of the API).
    private List<Message> invitations(Pool pool, UserRecord user, List<Medium> media, Optional<String> password) {
        List<Message> invitations = new ArrayList<>();
        for (Medium medium : media) {
            String address = medium == Medium.EMAIL ? Attributes.EMAIL : Attributes.PHONE;
            Occasion occasion = new Occasion(
                    pool.settings(),
                    MessageKind.ADMIN_CREATE_USER,
                    medium,
                    Given.of(user.attributes().get(address)),
                    CodeMail.shownName(pool, user.username(), user.attributes()),
                    password.orElse(""),
                    Optional.empty());
            if (Messages.invitesWithPassword(occasion) == password.isPresent()) {
                invitations.add(messages.compose(occasion));
            }
        }
        return invitations;
    }

    /// AliasExistsException is not among the errors of AdminCreateUser.
    private static ServiceException taken(Pool pool, SignInName name) {
        String kind = name.kind().text();
        return switch (name.kind()) {
            case USERNAME -> Refusals.accountTaken();
            case EMAIL, PHONE_NUMBER, PREFERRED_USERNAME ->
                pool.usernameAttributes().contains(kind)
                        ? Refusals.addressTaken(kind)
                        : Refusals.aliasTakenByNewUser(kind);
        };
    }
}
