package dev.gatehouse.server.messages;

import dev.gatehouse.model.cognitoidp.UserPoolType;
import java.util.Optional;

/// What a message is made from.
///
/// @param pool the settings of the user's pool
/// @param kind why it is sent
/// @param medium the way it goes
/// @param to the recipient: an e-mail address or a phone number
/// @param username the user name to show
/// @param code the code or temporary password; empty for an invitation without one
/// @param client the app client that asked, for confirmation links
public record Occasion(
        UserPoolType pool,
        MessageKind kind,
        Medium medium,
        String to,
        String username,
        String code,
        Optional<String> client) {

    @Override
    public String toString() {
        return "Occasion[" + kind + " " + medium + "]";
    }
}
