package dev.gatehouse.server.mfa;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.model.cognitoidp.CodeDeliveryDetailsType;
import dev.gatehouse.model.cognitoidp.EmailMfaConfigType;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.server.messages.Medium;
import dev.gatehouse.server.messages.Message;
import dev.gatehouse.server.messages.MessageKind;
import dev.gatehouse.server.messages.Messages;
import dev.gatehouse.server.messages.NotDelivered;
import dev.gatehouse.server.messages.Occasion;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Kdf;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.User;
import java.security.MessageDigest;
import java.util.Optional;

/// Codes sent as a second factor: six digits, made for one attempt, kept only as a keyed digest in its sealed state.
public final class FactorCodes {
    private static final int DIGITS = 6;

    private final Chance chance;
    private final Messages messages;

    FactorCodes(Chance chance, Messages messages) {
        this.chance = chance;
        this.messages = messages;
    }

    /// A code for an attempt and the message that carries it.
    ///
    /// @param digest what is kept of the code
    /// @param message goes out after the write in which it is kept
    public record Prepared(Bytes digest, Message message) {
        /// Where it goes, masked.
        public CodeDeliveryDetailsType details() {
            return Messages.details(message.medium(), message.to());
        }
    }

    /// Makes a code and its message. Runs the CustomMessage trigger.
    ///
    /// @param attemptId the attempt the code is good for
    /// @param destination an e-mail address or phone number
    public Prepared prepare(
            Pool pool, ClientId client, User user, String attemptId, Medium medium, String destination) {
        String code = chance.code(DIGITS);
        Occasion occasion = new Occasion(
                pool.settings(),
                MessageKind.AUTHENTICATION,
                medium,
                destination,
                user.shownName(pool),
                code,
                Optional.of(client.value()));
        EmailMfaConfigType own = pool.mfa().emailMfaConfiguration();
        Message message =
                medium == Medium.EMAIL && own != null ? messages.compose(occasion, own) : messages.compose(occasion);
        return new Prepared(digest(pool, attemptId, code), message);
    }

    /// Whether a code is the one of the attempt.
    public boolean matches(Pool pool, String attemptId, Bytes digest, String code) {
        return MessageDigest.isEqual(
                digest.toArray(), digest(pool, attemptId, code).toArray());
    }

    /// Puts the message into the outbox, inside the write.
    public void keep(Tx tx, Pool pool, Prepared prepared) {
        messages.keep(tx, pool.id(), prepared.message());
    }

    /// Sends the message, after the write.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException: sign-in operations have no
    ///     error of their own for it
    public void send(Prepared prepared) {
        try {
            messages.send(prepared.message());
        } catch (NotDelivered e) {
            throw Refusals.notDelivered();
        }
    }

    private static Bytes digest(Pool pool, String attemptId, String code) {
        return Bytes.of(
                Kdf.mac(pool.key(), "mfa code".getBytes(UTF_8), attemptId.getBytes(UTF_8), code.getBytes(UTF_8)));
    }
}
