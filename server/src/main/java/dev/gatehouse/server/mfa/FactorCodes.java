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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Codes sent as a factor: six digits as the second one, eight as the first; made for one attempt, kept only as a keyed
/// digest in its sealed state.
public final class FactorCodes {
    private static final Logger LOG = LoggerFactory.getLogger(FactorCodes.class);
    private static final int DIGITS = 6;
    private static final int FIRST_FACTOR_DIGITS = 8;

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

    /// Makes a code for a second factor, and its message. Runs the CustomMessage trigger.
    ///
    /// @param attemptId the attempt the code is good for
    /// @param destination an e-mail address or phone number
    public Prepared prepare(
            Pool pool, ClientId client, User user, String attemptId, Medium medium, String destination) {
        return prepare(pool, client, user, attemptId, medium, destination, chance.code(DIGITS));
    }

    /// As {@link #prepare}, for a code that is the first factor and stands alone.
    public Prepared prepareFirst(
            Pool pool, ClientId client, User user, String attemptId, Medium medium, String destination) {
        return prepare(pool, client, user, attemptId, medium, destination, chance.code(FIRST_FACTOR_DIGITS));
    }

    private Prepared prepare(
            Pool pool, ClientId client, User user, String attemptId, Medium medium, String destination, String code) {
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

    /// The work of {@link #keep} for a stand-in of a user: nothing stays.
    public void keepNothing(Tx tx, Pool pool, Prepared prepared) {
        messages.keepNothing(tx, pool.id(), prepared.message());
    }

    /// Sends the message behind the caller's back: an answer that waited for the mail server would tell a user from
    /// a stand-in. A failure is only logged.
    public void sendUnseen(Prepared prepared) {
        Thread.ofVirtual().name("mail").start(() -> {
            try {
                messages.send(prepared.message());
            } catch (NotDelivered e) {
                LOG.warn("a code was not delivered");
            }
        });
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

    /// The keyed digest of an address: whether it is the same later can be told from it, and no more.
    public Bytes address(Pool pool, String destination) {
        return Bytes.of(Kdf.mac(pool.key(), "code address".getBytes(UTF_8), destination.getBytes(UTF_8)));
    }

    private static Bytes digest(Pool pool, String attemptId, String code) {
        return Bytes.of(
                Kdf.mac(pool.key(), "mfa code".getBytes(UTF_8), attemptId.getBytes(UTF_8), code.getBytes(UTF_8)));
    }
}
