package dev.gatehouse.server.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.server.seal.BadSeal;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.MessageRecord;

/// Bodies of messages hold codes and temporary passwords, so the outbox keeps them sealed.
public final class SealedBodies {
    private final Sealer sealer;

    /// @param sealer seals and opens them
    public SealedBodies(Sealer sealer) {
        this.sealer = sealer;
    }

    /// The message with its body sealed, to be stored.
    MessageRecord seal(MessageRecord message) {
        byte[] body = message.body().getBytes(UTF_8);
        return with(message, sealer.sealText(Purpose.CODE, body, message.id()));
    }

    /// A stored message with its body in clear.
    ///
    /// @throws IllegalStateException when it does not open
    public MessageRecord open(MessageRecord message) {
        try {
            return with(message, new String(sealer.openText(Purpose.CODE, message.body(), message.id()), UTF_8));
        } catch (BadSeal lostKey) {
            throw new IllegalStateException("a stored message does not open: " + lostKey.reason(), lostKey);
        }
    }

    private static MessageRecord with(MessageRecord message, String body) {
        return new MessageRecord(
                message.id(),
                message.pool(),
                message.at(),
                message.medium(),
                message.recipient(),
                message.subject(),
                body,
                message.kind());
    }
}
