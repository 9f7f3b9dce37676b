package dev.gatehouse.server.messages;

/// The mail server or the SMS gateway did not take a message. The cause is for the log; the caller of the operation
/// learns no more than that it failed.
public final class NotDelivered extends Exception {
    NotDelivered(Throwable cause) {
        super("message not delivered", cause);
    }
}
