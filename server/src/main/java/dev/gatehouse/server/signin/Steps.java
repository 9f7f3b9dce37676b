package dev.gatehouse.server.signin;

import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Attempts;

/// Acts on a verdict that leads on: the one place where the next challenge is put and where users are admitted.
final class Steps {
    private final Attempts attempts;
    private final Challenges challenges;
    private final Admission admission;

    Steps(Attempts attempts, Challenges challenges, Admission admission) {
        this.attempts = attempts;
        this.challenges = challenges;
        this.admission = admission;
    }

    Reply take(Flow.Onward onward, Turn turn) {
        return switch (onward) {
            case Flow.Ask(Flow.Challenge challenge) -> ask(challenge, turn);
            case Flow.Admit _ -> admit(turn);
        };
    }

    private Reply ask(Flow.Challenge challenge, Turn turn) {
        Attempt next = attempts.goOn(turn.attempt(), turn.client().sessionValidity());
        Challenges.Asked asked =
                new Challenges.Asked(turn.pool(), turn.client(), next, turn.user(), turn.progress(), turn.newEmail());
        return challenges.ask(challenge, asked, tx -> turn.onAsk().accept(tx, challenge));
    }

    private Reply admit(Turn turn) {
        return new Reply.Admitted(admission.admit(turn));
    }
}
