package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.attempts.Opened;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// The `Session` that leads from SignUp through ConfirmSignUp to the first sign-in (InitiateAuth, `Session`). Who
/// holds it has signed up, and then confirmed, the user it names. Made for clients with choice-based sign-in only.
public final class SignUpSessions {
    private final Attempts attempts;

    /// @param attempts seals them; the first sign-in is an attempt like any other, so a session row is made once
    public SignUpSessions(Attempts attempts) {
        this.attempts = attempts;
    }

    /// What a session says.
    ///
    /// @param attempt the attempt that the first sign-in will be
    /// @param user who has signed up
    /// @param confirmed whether the code that was sent has been given
    /// @param passwordSetAt when the user's password was set; another one set meanwhile ends the session
    public record Held(Attempt attempt, Sub user, boolean confirmed, Instant passwordSetAt) {}

    /// The session of a new user; empty for other clients.
    Optional<String> begin(Client client, User user) {
        if (!client.allows(ExplicitAuthFlowsType.ALLOW_USER_AUTH)) {
            return Optional.empty();
        }
        Attempt attempt = attempts.begin(client.pool(), client.id(), client.sessionValidity());
        return Optional.of(write(new Held(attempt, user.sub(), false, user.passwordSetAt())));
    }

    /// The session that follows, once the user is confirmed.
    String confirmed(Client client, Held held) {
        Attempt attempt = attempts.goOn(held.attempt(), client.sessionValidity());
        return write(new Held(attempt, held.user(), true, held.passwordSetAt()));
    }

    /// The session of a user confirmed without the one of the sign-up: Amplify sends none and goes on with this one.
    /// Only for users without a password, whose code is as good as any they sign in with.
    Optional<String> confirmed(Client client, User user) {
        if (!client.allows(ExplicitAuthFlowsType.ALLOW_USER_AUTH) || user.hasPassword()) {
            return Optional.empty();
        }
        Attempt attempt = attempts.begin(client.pool(), client.id(), client.sessionValidity());
        return Optional.of(write(new Held(attempt, user.sub(), true, user.passwordSetAt())));
    }

    /// Opens what a client handed back to ConfirmSignUp. One that is too late is as good as none.
    ///
    /// @param sub whom the call names
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException when it is not ours, or names
    ///     another user
    Optional<Held> ofSignUp(String session, Pool pool, Client client, Sub sub) {
        return switch (attempts.openSignUpSession(session, pool.id(), client.id())) {
            case Opened.Foreign _ -> throw Refusals.invalidSession();
            case Opened.Late _ -> Optional.empty();
            case Opened.Good good -> {
                Held held = read(good);
                if (held.confirmed() || !held.user().equals(sub)) {
                    throw Refusals.invalidSession();
                }
                yield Optional.of(held);
            }
        };
    }

    /// Opens what a client handed back to InitiateAuth.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException when it is not ours, too
    ///     late, or not of a confirmed user
    public Held ofConfirmed(String session, Pool pool, Client client) {
        return switch (attempts.openSignUpSession(session, pool.id(), client.id())) {
            case Opened.Foreign _ -> throw Refusals.invalidSession();
            case Opened.Late _ -> throw Refusals.lateSession();
            case Opened.Good good -> {
                Held held = read(good);
                if (!held.confirmed()) {
                    throw Refusals.invalidSession();
                }
                yield held;
            }
        };
    }

    private String write(Held held) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(held.user().value());
            out.writeBoolean(held.confirmed());
            out.writeLong(held.passwordSetAt().toEpochMilli());
        } catch (IOException e) {
            throw new IllegalStateException("a byte array refused bytes", e);
        }
        return attempts.signUpSession(held.attempt(), bytes.toByteArray());
    }

    private static Held read(Opened.Good good) {
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(good.state().toArray()))) {
            return new Held(
                    good.attempt(), new Sub(in.readUTF()), in.readBoolean(), Instant.ofEpochMilli(in.readLong()));
        } catch (IOException e) {
            throw new IllegalStateException("a sealed session is cut short", e);
        }
    }
}
