package dev.gatehouse.server.messages;

/// The way a message goes.
public enum Medium {
    /// Electronic mail, sent as HTML.
    EMAIL,
    /// A short text message.
    SMS
}
