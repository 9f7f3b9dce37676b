package dev.gatehouse.server.signin;

import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.passkeys.PasskeySignIn;
import dev.gatehouse.server.passkeys.PasskeyVerdict;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.User;

/// The answer to WEB_AUTHN.
final class PasskeyAnswers {
    private static final ChoiceFlow.Outcome WRONG = new ChoiceFlow.Settled(new Flow.Refuse(Flow.Reason.WRONG_PASSKEY));

    private final PasskeySignIn passkeys;
    private final Attempts attempts;
    private final Claimants claimants;
    private final Offers offers;
    private final Waiting waiting;
    private final Guesses guesses;
    private final OneAtATime oneAtATime;
    private final FirstSteps steps;

    PasskeyAnswers(
            SignIn.Rooms rooms,
            Claimants claimants,
            Offers offers,
            Waiting waiting,
            Guesses guesses,
            OneAtATime oneAtATime,
            FirstSteps steps) {
        this.passkeys = rooms.passkeys();
        this.attempts = rooms.attempts();
        this.claimants = claimants;
        this.offers = offers;
        this.waiting = waiting;
        this.guesses = guesses;
        this.oneAtATime = oneAtATime;
        this.steps = steps;
    }

    /// WEB_AUTHN: what a browser made of the options.
    Reply answer(Response response) {
        String credential = response.given().require("CREDENTIAL");
        Waiting.Choosing held = waiting.choosing(response);
        return oneAtATime.at(held.attempt().pool(), claimants.key(held.claim()), () -> {
            PasskeyVerdict verdict = verdict(response, held, credential);
            ChoiceFlow.Facts facts = offers.facts(held.claim(), response.given().deviceKey());
            ChoiceFlow.Outcome outcome = ChoiceFlow.next(
                    held.state(), new ChoiceFlow.PasskeyProof(verdict instanceof PasskeyVerdict.Proven), facts);
            if (verdict instanceof PasskeyVerdict.Refused(PasskeyVerdict.Reason flaw) && outcome.equals(WRONG)) {
                throw refusal(response, held, flaw);
            }
            return steps.take(outcome, approach(response, held, verdict, facts));
        });
    }

    private PasskeyVerdict verdict(Response response, Waiting.Choosing held, String credential) {
        if (!(held.state() instanceof ChoiceFlow.AwaitingPasskey state)) {
            return new PasskeyVerdict.Refused(PasskeyVerdict.Reason.WRONG_CHALLENGE);
        }
        return held.claim()
                .user()
                .map(user -> passkeys.verify(response.pool(), user, state.challenge(), credential))
                .orElseGet(() -> passkeys.verifyForNobody(response.pool(), state.challenge(), credential));
    }

    private Approach approach(
            Response response, Waiting.Choosing held, PasskeyVerdict verdict, ChoiceFlow.Facts facts) {
        return new Approach(
                response,
                held.attempt(),
                held.claim(),
                facts.available(),
                tx -> goesOn(tx, response, held, verdict),
                tx -> admitted(tx, response, held, verdict));
    }

    /// The audit record tells what was wrong with the passkey; the answer does not.
    private RuntimeException refusal(Response response, Waiting.Choosing held, PasskeyVerdict.Reason flaw) {
        RuntimeException refusal = guesses.refuse(response, held.attempt(), held.claim(), Flow.Reason.WRONG_PASSKEY);
        note(response, flaw);
        return refusal;
    }

    private static void note(Response response, PasskeyVerdict.Reason flaw) {
        response.call().trail().reason("PASSKEY_" + flaw.name());
    }

    private void spend(Tx tx, Waiting.Choosing held) {
        if (!attempts.spend(tx, held.attempt(), held.state().step())) {
            throw Refusals.spentSession();
        }
    }

    /// A signature is good once, and a counter only grows: the same one, sent to two nodes at once, admits one.
    private User admitted(Tx tx, Response response, Waiting.Choosing held, PasskeyVerdict verdict) {
        User user = claimants.admitted(tx, held.claim());
        take(tx, response, held, verdict);
        return user;
    }

    /// The same where the proof of a device is asked next.
    private void goesOn(Tx tx, Response response, Waiting.Choosing held, PasskeyVerdict verdict) {
        claimants.goingOn(tx, held.claim());
        take(tx, response, held, verdict);
    }

    private void take(Tx tx, Response response, Waiting.Choosing held, PasskeyVerdict verdict) {
        spend(tx, held);
        boolean taken = verdict instanceof PasskeyVerdict.Proven proven && passkeys.take(tx, proven);
        if (!taken) {
            note(response, PasskeyVerdict.Reason.CLONED);
            throw Refusals.wrongPassword();
        }
    }
}
