package dev.gatehouse.server.signin;

import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.User;
import java.util.Optional;
import java.util.function.Consumer;

/// Judges a password sent in clear, in whichever flow it comes.
final class PasswordCheck {
    private final Claimants claimants;
    private final OneAtATime oneAtATime;
    private final Steps steps;

    PasswordCheck(Claimants claimants, OneAtATime oneAtATime, Steps steps) {
        this.claimants = claimants;
        this.oneAtATime = oneAtATime;
        this.steps = steps;
    }

    /// @param alongside what else happens in the write of a password that was right
    Reply judge(Response response, Attempt attempt, Claimants.Claim claim, String password, Consumer<Tx> alongside) {
        return oneAtATime.at(response.pool().id(), claimants.key(claim), () -> {
            Flow.Facts facts = claimants.facts(claim, response.given().deviceKey());
            Optional<Flow.Refuse> early = Flow.beforePassword(facts);
            if (early.isPresent()) {
                throw response.refusal(early.get().reason());
            }
            Flow.PasswordProof proof = new Flow.PasswordProof(claimants.passwordHolds(claim, password));
            return switch (Flow.afterPassword(proof, facts)) {
                case Flow.Refuse(Flow.Reason reason) -> {
                    Flow.Reason told = Claimants.told(claim, reason, response.client());
                    claimants.countFailure(claim, told);
                    throw response.refusal(told);
                }
                case Flow.Onward onward ->
                    steps.take(onward, turn(response, attempt, claimants.adopted(claim, password), alongside));
            };
        });
    }

    private Turn turn(Response response, Attempt attempt, Claimants.Claim claim, Consumer<Tx> alongside) {
        User user = claim.user().orElseThrow();
        return new Turn(
                response.pool(),
                response.client(),
                response.call(),
                attempt,
                user,
                Progress.of(user),
                Optional.empty(),
                (tx, challenge) -> {
                    claimants.asked(tx, claim, challenge);
                    alongside.accept(tx);
                },
                tx -> {
                    alongside.accept(tx);
                    return claimants.admitted(tx, claim);
                });
    }
}
