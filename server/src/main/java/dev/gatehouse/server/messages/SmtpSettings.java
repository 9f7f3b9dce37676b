package dev.gatehouse.server.messages;

import dev.gatehouse.server.seal.Secret;
import java.time.Duration;
import java.util.Optional;

/// How to reach the mail server.
///
/// @param host the server's name or address
/// @param port the server's port: 587 for STARTTLS, 465 for TLS, 25 otherwise
/// @param security how the connection is protected
/// @param credentials the account to sign in with, if the server wants one
/// @param from the sender of mails of pools that name none
/// @param timeout the longest wait for a connection and for each answer
public record SmtpSettings(
        String host, int port, Security security, Optional<Credentials> credentials, String from, Duration timeout) {

    /// How the connection to the mail server is protected.
    public enum Security {
        /// TLS from the first byte.
        TLS,
        /// Plain at first, then STARTTLS, which must succeed.
        STARTTLS,
        /// No protection: for a relay on the same machine.
        NONE
    }

    /// The account at the mail server.
    ///
    /// @param username the account
    /// @param password its password
    public record Credentials(String username, Secret password) {}
}
