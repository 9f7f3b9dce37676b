package dev.gatehouse.server.signin;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.User;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A step that was answered well, on its way to the next.
///
/// @param call the call that answered it
/// @param attempt the attempt it belongs to
/// @param user the user as the answer leaves them
/// @param progress what lies behind, this step included
/// @param newEmail the address to set up, for the challenge that needs one
/// @param onAsk what else happens in the write that asks the next challenge: the step is spent, the user looked at
///     again
/// @param onAdmit what else happens in the write that admits; returns the user as they are then
/// @param device the device that has proven itself; without one, the tokens name a new device
record Turn(
        Pool pool,
        Client client,
        Call call,
        Attempt attempt,
        User user,
        Progress progress,
        Optional<String> newEmail,
        BiConsumer<Tx, Flow.Challenge> onAsk,
        Function<Tx, User> onAdmit,
        Optional<String> device) {

    /// From no known device.
    Turn(
            Pool pool,
            Client client,
            Call call,
            Attempt attempt,
            User user,
            Progress progress,
            Optional<String> newEmail,
            BiConsumer<Tx, Flow.Challenge> onAsk,
            Function<Tx, User> onAdmit) {
        this(pool, client, call, attempt, user, progress, newEmail, onAsk, onAdmit, Optional.empty());
    }
}
