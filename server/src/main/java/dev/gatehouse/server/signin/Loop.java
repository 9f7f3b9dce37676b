package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.triggers.ChallengeResult;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A custom sign-in under way: too large for a `Session`, it waits in the store between two calls.
///
/// @param userName what the functions call the claimant: the user name, or for a ghost the name as typed
/// @param standing the user as they stood at the beginning; empty for a ghost
/// @param clientKey the client's side of SRP, when the sign-in began with one
/// @param history the challenges answered so far, oldest first
record Loop(
        String userName, Optional<Standing> standing, Optional<ClientKey> clientKey, List<ChallengeResult> history) {

    Loop {
        history = List.copyOf(history);
    }

    /// How a user stood when the sign-in began. One who stands otherwise begins again.
    record Standing(Instant passwordSetAt, UserStatusType status) {
        static Standing of(User user) {
            return new Standing(user.passwordSetAt(), user.status());
        }
    }

    /// What is waited for.
    sealed interface Pending {

        /// The answer to a challenge of the pool's functions.
        ///
        /// @param privateParameters what VerifyAuthChallengeResponse is given to judge it
        /// @param metadata what the history calls it
        record Challenge(Map<String, String> privateParameters, Optional<String> metadata) implements Pending {}

        /// The proof of the password.
        record Proof(SrpExchange exchange) implements Pending {}

        /// A code that was sent.
        ///
        /// @param digest the keyed digest of the code
        /// @param destination where it went
        record Code(Factor factor, Bytes digest, String destination) implements Pending {}

        /// A code of an authenticator app.
        record AppCode() implements Pending {}

        /// One of several factors.
        record FactorChoice(List<Factor> offered) implements Pending {}
    }

    /// The same loop, one challenge later.
    Loop with(ChallengeResult result) {
        List<ChallengeResult> longer =
                Stream.concat(history.stream(), Stream.of(result)).toList();
        return new Loop(userName, standing, clientKey, longer);
    }

    @Override
    public String toString() {
        return "Loop" + history;
    }
}
