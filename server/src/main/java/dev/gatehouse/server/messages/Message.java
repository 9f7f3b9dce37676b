package dev.gatehouse.server.messages;

import java.util.Optional;

/// A message ready to go. Its constructor refuses line breaks where they would add headers or recipients (SMTP
/// header injection), whatever the caller checked before.
///
/// @param kind why it is sent
/// @param medium the way it goes
/// @param to the recipient: an e-mail address or a phone number
/// @param from the sender of an e-mail, if the pool names one
/// @param replyTo the address for answers to an e-mail, if the pool names one
/// @param subject the subject of an e-mail; empty for SMS
/// @param body HTML for e-mail, plain text for SMS
/// @param code the code or temporary password inside the body, for readers of the outbox
public record Message(
        MessageKind kind,
        Medium medium,
        String to,
        Optional<String> from,
        Optional<String> replyTo,
        String subject,
        String body,
        String code) {

    /// @throws IllegalArgumentException when an address or the subject holds a control character
    public Message {
        requireOneLine(to);
        requireOneLine(subject);
        from.ifPresent(Message::requireOneLine);
        replyTo.ifPresent(Message::requireOneLine);
    }

    /// Whether the text can stand in a mail header: no control character, line separators included.
    static boolean isOneLine(String text) {
        return text.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029);
    }

    private static void requireOneLine(String text) {
        if (!isOneLine(text)) {
            throw new IllegalArgumentException("control character in a message header");
        }
    }

    @Override
    public String toString() {
        return "Message[" + kind + " " + medium + "]";
    }
}
