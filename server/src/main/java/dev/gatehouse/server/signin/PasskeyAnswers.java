package dev.gatehouse.server.signin;

import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.passkeys.PasskeySignIn;
import dev.gatehouse.server.passkeys.PasskeyVerdict;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.User;
import java.util.Optional;

/// The answer to WEB_AUTHN.
final class PasskeyAnswers {
    private final PasskeySignIn passkeys;
    private final Attempts attempts;
    private final Claimants claimants;
    private final Offers offers;
    private final Waiting waiting;
    private final OneAtATime oneAtATime;
    private final FirstSteps steps;

    PasskeyAnswers(
            SignIn.Rooms rooms,
            Claimants claimants,
            Offers offers,
            Waiting waiting,
            OneAtATime oneAtATime,
            FirstSteps steps) {
        this.passkeys = rooms.passkeys();
        this.attempts = rooms.attempts();
        this.claimants = claimants;
        this.offers = offers;
        this.waiting = waiting;
        this.oneAtATime = oneAtATime;
        this.steps = steps;
    }

    /// WEB_AUTHN: what a browser made of the options.
    Reply answer(Response response) {
        String credential = response.given().require("CREDENTIAL");
        Waiting.Choosing held = waiting.choosing(response);
        return oneAtATime.at(held.attempt().pool(), claimants.key(held.claim()), () -> {
            Optional<PasskeyVerdict.Proven> proven = proven(response, held, credential);
            ChoiceFlow.Facts facts = offers.facts(held.claim(), response.given().deviceKey());
            Approach approach = new Approach(
                    response,
                    held.attempt(),
                    held.claim(),
                    facts.available(),
                    tx -> goesOn(tx, held, proven),
                    tx -> admitted(tx, held, proven));
            return steps.take(
                    ChoiceFlow.next(held.state(), new ChoiceFlow.PasskeyProof(proven.isPresent()), facts), approach);
        });
    }

    private Optional<PasskeyVerdict.Proven> proven(Response response, Waiting.Choosing held, String credential) {
        if (!(held.state() instanceof ChoiceFlow.AwaitingPasskey state)) {
            return Optional.empty();
        }
        PasskeyVerdict verdict = held.claim()
                .user()
                .map(user -> passkeys.verify(response.pool(), user, state.challenge(), credential))
                .orElseGet(() -> passkeys.verifyForNobody(response.pool(), state.challenge(), credential));
        return switch (verdict) {
            case PasskeyVerdict.Proven found -> Optional.of(found);
            case PasskeyVerdict.Refused _ -> Optional.empty();
        };
    }

    private void spend(Tx tx, Waiting.Choosing held) {
        if (!attempts.spend(tx, held.attempt(), held.state().step())) {
            throw Refusals.spentSession();
        }
    }

    /// A signature is good once, and a counter only grows: the same one, sent to two nodes at once, admits one.
    private User admitted(Tx tx, Waiting.Choosing held, Optional<PasskeyVerdict.Proven> proven) {
        User user = claimants.admitted(tx, held.claim());
        take(tx, held, proven);
        return user;
    }

    /// The same where the proof of a device is asked next.
    private void goesOn(Tx tx, Waiting.Choosing held, Optional<PasskeyVerdict.Proven> proven) {
        claimants.goingOn(tx, held.claim());
        take(tx, held, proven);
    }

    private void take(Tx tx, Waiting.Choosing held, Optional<PasskeyVerdict.Proven> proven) {
        spend(tx, held);
        if (!passkeys.take(tx, proven.orElseThrow())) {
            throw Refusals.wrongPassword();
        }
    }
}
