package dev.gatehouse.server.signin;

import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.mfa.FactorCodes;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.SignUpSessions;
import dev.gatehouse.server.users.User;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// USER_AUTH, choice-based sign-in: how it begins, and the answers to SELECT_CHALLENGE, PASSWORD, PASSWORD_SRP,
/// SMS_OTP and to EMAIL_OTP as the first factor.
final class ChoiceAnswers {
    private final Attempts attempts;
    private final SignUpSessions signUps;
    private final FactorCodes codes;
    private final Claimants claimants;
    private final Offers offers;
    private final Waiting waiting;
    private final Guesses guesses;
    private final OneAtATime oneAtATime;
    private final FirstSteps steps;

    ChoiceAnswers(
            SignIn.Rooms rooms,
            Claimants claimants,
            Offers offers,
            Waiting waiting,
            Guesses guesses,
            OneAtATime oneAtATime,
            FirstSteps steps) {
        this.attempts = rooms.attempts();
        this.signUps = rooms.signUpSessions();
        this.codes = rooms.mfa().codes();
        this.claimants = claimants;
        this.offers = offers;
        this.waiting = waiting;
        this.guesses = guesses;
        this.oneAtATime = oneAtATime;
        this.steps = steps;
    }

    /// USER_AUTH begins.
    ///
    /// @param claim who claims to sign in
    Reply begin(Response response, Claimants.Claim claim) {
        Optional<FirstFactor> preferred = preferred(response.given());
        if (claim.user().isEmpty() && !response.client().hidesUsers()) {
            throw response.refusal(Flow.Reason.UNKNOWN_USER);
        }
        ChoiceFlow.Facts facts = offers.facts(claim, response.given().deviceKey());
        Optional<SignUpSessions.Held> signUp = signUp(response, claim);
        return signUp.flatMap(held -> ChoiceFlow.afterSignUp(held.passwordSetAt(), facts))
                .map(settled -> steps.take(
                        settled, beginning(response, signUp.orElseThrow().attempt(), claim, facts)))
                .orElseGet(() -> steps.take(
                        ChoiceFlow.begin(preferred, facts), beginning(response, attempt(response), claim, facts)));
    }

    private Attempt attempt(Response response) {
        return attempts.begin(
                response.pool().id(), response.client().id(), response.client().sessionValidity());
    }

    private Approach beginning(Response response, Attempt attempt, Claimants.Claim claim, ChoiceFlow.Facts facts) {
        return new Approach(response, attempt, claim, facts.available(), _ -> {}, tx -> claimants.admitted(tx, claim));
    }

    /// The sign-up that the session of a beginning comes from.
    private Optional<SignUpSessions.Held> signUp(Response response, Claimants.Claim claim) {
        if (response.session() == null) {
            return Optional.empty();
        }
        SignUpSessions.Held held = signUps.ofConfirmed(response.session(), response.pool(), response.client());
        if (!claim.claimant().equals(new Flow.Known(held.user()))) {
            throw Refusals.invalidSession();
        }
        return Optional.of(held);
    }

    /// SELECT_CHALLENGE: a factor is picked, what it asks for may come along.
    Reply pick(Response response) {
        Optional<FirstFactor> picked = FirstFactor.named(response.given().require("ANSWER"));
        return take(response, waiting.choosing(response), new ChoiceFlow.Picked(picked));
    }

    /// PASSWORD.
    Reply password(Response response) {
        var _ = response.given().require("PASSWORD");
        return take(response, waiting.choosing(response), new ChoiceFlow.Entered(FirstFactor.PASSWORD));
    }

    /// PASSWORD_SRP.
    Reply srpKey(Response response) {
        var _ = SrpStart.key(response.given());
        return take(response, waiting.choosing(response), new ChoiceFlow.Entered(FirstFactor.PASSWORD_SRP));
    }

    /// Whether EMAIL_OTP is answered as the first factor.
    boolean isFirst(Response response) {
        return waiting.isChoosing(response);
    }

    /// EMAIL_OTP and SMS_OTP.
    ///
    /// @param parameter where the code stands
    Reply code(Response response, FirstFactor factor, String parameter) {
        String code = response.given().require(parameter);
        Waiting.Choosing held = waiting.choosing(response);
        return oneAtATime.at(held.attempt().pool(), claimants.key(held.claim()), () -> {
            if (guesses.ended(held.attempt())) {
                throw response.refusal(Flow.Reason.WRONG_STATE);
            }
            return take(response, held, checked(response, held, factor, code));
        });
    }

    private ChoiceFlow.FirstCode checked(Response response, Waiting.Choosing held, FirstFactor factor, String code) {
        if (!(held.state() instanceof ChoiceFlow.AwaitingFirstCode state)) {
            return new ChoiceFlow.FirstCode(factor, false, false);
        }
        boolean holds = codes.matches(response.pool(), held.attempt().id(), state.digest(), code);
        boolean same = held.claim()
                .user()
                .filter(user -> isReachedBy(user, response, state))
                .isPresent();
        return new ChoiceFlow.FirstCode(factor, holds, same);
    }

    private boolean isReachedBy(User user, Response response, ChoiceFlow.AwaitingFirstCode state) {
        String address = state.factor().address().orElseThrow();
        return user.hasVerified(address)
                && codes.address(response.pool(), user.attribute(address).orElseThrow())
                        .equals(state.address());
    }

    private Reply take(Response response, Waiting.Choosing held, Flow.Answer answer) {
        ChoiceFlow.Facts facts = offers.facts(held.claim(), response.given().deviceKey());
        Approach approach = new Approach(
                response, held.attempt(), held.claim(), facts.available(), onAsk(held), onAdmit(response, held));
        return steps.take(ChoiceFlow.next(held.state(), answer, facts), approach);
    }

    /// A step leads on once.
    private Consumer<Tx> onAsk(Waiting.Choosing held) {
        String step = held.state().step();
        return tx -> {
            if (!attempts.spend(tx, held.attempt(), step)) {
                throw Refusals.spentSession();
            }
        };
    }

    private Function<Tx, User> onAdmit(Response response, Waiting.Choosing held) {
        return tx -> {
            guesses.requireOpen(tx, held.attempt());
            User user = claimants.admitted(tx, held.claim());
            boolean reached =
                    held.state() instanceof ChoiceFlow.AwaitingFirstCode state && isReachedBy(user, response, state);
            if (!reached) {
                throw Refusals.invalidSession();
            }
            return user;
        };
    }

    private static Optional<FirstFactor> preferred(Parameters given) {
        String name = given.get("PREFERRED_CHALLENGE");
        if (name == null || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(FirstFactor.named(name).orElseThrow(Refusals::unknownChallenge));
    }
}
