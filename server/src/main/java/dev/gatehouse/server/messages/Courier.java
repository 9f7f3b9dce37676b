package dev.gatehouse.server.messages;

/// The way messages of one medium leave.
sealed interface Courier {

    /// They do not: they are stored, for people and programs to read.
    record Outbox() implements Courier {}

    /// To a mail server.
    record Mail(Smtp server) implements Courier {}

    /// To an SMS gateway.
    record Sms(SmsGateway gateway) implements Courier {}
}
