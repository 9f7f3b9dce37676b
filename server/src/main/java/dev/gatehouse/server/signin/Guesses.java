package dev.gatehouse.server.signin;

import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.Duration;
import java.time.InstantSource;

/// Counts wrong codes and passkeys: towards the user's lock-out, and towards the end of the attempt they were given in.
final class Guesses {
    private static final String ENDED = "ENDED";
    private static final int FORGIVEN = 4;
    private static final Duration LONGER_THAN_ANY_ATTEMPT = Duration.ofHours(2);

    private final Claimants claimants;
    private final Attempts attempts;
    private final Store store;
    private final InstantSource clock;

    Guesses(Claimants claimants, Attempts attempts, Store store, InstantSource clock) {
        this.claimants = claimants;
        this.attempts = attempts;
        this.store = store;
        this.clock = clock;
    }

    /// The refusal of a verdict. A wrong proof is counted, in a write of its own; wrong codes end the attempt.
    RuntimeException refuse(Response response, Attempt attempt, Claimants.Claim claim, Flow.Reason reason) {
        RuntimeException refusal = response.refusal(reason);
        claimants.countFailure(claim, reason);
        boolean code = reason == Flow.Reason.WRONG_CODE || reason == Flow.Reason.WRONG_APP_CODE;
        return !code || forgiven(attempt) ? refusal : Refusals.invalidSession();
    }

    /// Whether wrong codes have ended an attempt.
    boolean ended(Attempt attempt) {
        return store.read(tx -> attempts.isSpent(tx, attempt, ENDED));
    }

    /// The second look at that, inside a write.
    void requireOpen(Tx tx, Attempt attempt) {
        if (attempts.isSpent(tx, attempt, ENDED)) {
            throw Refusals.invalidSession();
        }
    }

    /// Counts a wrong code of an attempt; one too many ends it.
    boolean forgiven(Attempt attempt) {
        return store.write(tx -> {
            boolean forgiven = tx.counters()
                    .hit(
                            attempt.pool().value() + "/wrong-codes/" + attempt.id(),
                            LONGER_THAN_ANY_ATTEMPT.toMillis(),
                            FORGIVEN,
                            clock.millis());
            if (!forgiven) {
                var _ = attempts.spend(tx, attempt, ENDED);
            }
            return forgiven;
        });
    }
}
