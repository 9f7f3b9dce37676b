package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.CodeDeliveryDetailsType;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.messages.Medium;
import dev.gatehouse.server.messages.Message;
import dev.gatehouse.server.messages.MessageKind;
import dev.gatehouse.server.messages.Messages;
import dev.gatehouse.server.messages.NotDelivered;
import dev.gatehouse.server.messages.Occasion;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.CodeRecord;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A code together with the message that carries it: made before a write, kept inside it, sent after it.
final class CodeMail {
    private static final Logger LOG = LoggerFactory.getLogger(CodeMail.class);

    private final Codes codes;
    private final Messages messages;

    CodeMail(Codes codes, Messages messages) {
        this.codes = codes;
        this.messages = messages;
    }

    /// Who gets a code, and for what.
    ///
    /// @param pool the user's pool
    /// @param sub the user
    /// @param username the user name to show
    /// @param purpose what the code is good for
    /// @param kind why the message is sent
    /// @param address `email` or `phone_number`
    /// @param destination where the code goes
    /// @param client the app client that asked
    record Order(
            Pool pool,
            Sub sub,
            String username,
            Codes.Purpose purpose,
            MessageKind kind,
            String address,
            String destination,
            Optional<ClientId> client) {}

    /// A code and its message, ready.
    record Prepared(Order order, CodeRecord code, Message message) {
        CodeDeliveryDetailsType details() {
            return Messages.details(message.medium(), message.to());
        }
    }

    /// Makes a code and its message. Runs the CustomMessage trigger.
    Prepared prepare(Order order, Instant now) {
        String code = codes.fresh();
        Medium medium = Attributes.medium(order.address());
        Message message = messages.compose(new Occasion(
                order.pool().settings(),
                order.kind(),
                medium,
                order.destination(),
                order.username(),
                code,
                order.client().map(ClientId::value)));
        CodeRecord kept =
                codes.kept(order.pool(), order.sub(), order.purpose(), code, order.address(), order.destination(), now);
        return new Prepared(order, kept, message);
    }

    /// Writes the code, over the one before it, and the message.
    void keep(Tx tx, Prepared prepared) {
        Order order = prepared.order();
        tx.codes().put(order.pool().id(), order.sub(), prepared.code());
        messages.keep(tx, order.pool().id(), prepared.message());
    }

    /// The work of {@link #keep} for a stand-in of a user: no message stays, and the code fits no answer.
    void keepForNobody(Tx tx, Prepared prepared, Instant now) {
        Order order = prepared.order();
        tx.codes().put(order.pool().id(), order.sub(), codes.unanswerable(order.purpose(), now));
        messages.keepNothing(tx, order.pool().id(), prepared.message());
    }

    /// Makes what {@link #keepForNobody} takes, with the work and the refusals of {@link #prepare}.
    ///
    /// @param shown what the answer tells about where a code went
    Prepared prepareForNobody(
            Gate.Visitor visitor,
            Sub sub,
            Codes.Purpose purpose,
            MessageKind kind,
            CodeDeliveryDetailsType shown,
            Instant now) {
        return prepare(
                new Order(
                        visitor.pool(),
                        sub,
                        visitor.name(),
                        purpose,
                        kind,
                        Given.of(shown.attributeName()),
                        Given.of(shown.destination()),
                        Optional.of(visitor.client().id())),
                now);
    }

    /// Sends the message.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException CodeDeliveryFailureException
    void send(Message message) {
        try {
            messages.send(message);
        } catch (NotDelivered e) {
            throw Refusals.notDelivered();
        }
    }

    /// Sends the message, for operations whose model has no error for a failed delivery.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException
    void sendForAdministrator(Message message) {
        try {
            messages.send(message);
        } catch (NotDelivered e) {
            throw Refusals.invalid(Refusals.notDelivered().text());
        }
    }

    /// Sends the message behind the caller's back: an answer that waited for the mail server would tell a user
    /// from a stand-in. A failure is only logged.
    void sendUnseen(Message message) {
        Thread.ofVirtual().name("mail").start(() -> {
            try {
                messages.send(message);
            } catch (NotDelivered e) {
                LOG.warn("a code was not delivered");
            }
        });
    }

    /// The user name a person knows: the address in pools with username attributes, where the user name is a
    /// sub.
    static String shownName(Pool pool, String username, Map<String, String> attributes) {
        return Attributes.ADDRESSES.stream()
                .filter(pool.usernameAttributes()::contains)
                .map(address -> attributes.getOrDefault(address, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(username);
    }
}
