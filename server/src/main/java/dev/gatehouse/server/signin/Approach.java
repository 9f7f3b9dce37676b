package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.User;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A choice-based sign-in on its way to the first factor.
///
/// @param response what the call brings
/// @param available what can be offered
/// @param onAsk what else happens in the write that asks the next challenge: the step is spent
/// @param onAdmit what else happens in the write that admits; returns the user as they are then
record Approach(
        Response response,
        Attempt attempt,
        Claimants.Claim claim,
        List<FirstFactor> available,
        Consumer<Tx> onAsk,
        Function<Tx, User> onAdmit) {

    /// The names of what can be offered.
    List<ChallengeNameType> names() {
        return available.stream().map(FirstFactor::challenge).toList();
    }
}
