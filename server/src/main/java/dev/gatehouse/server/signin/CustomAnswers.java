package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Opened;
import dev.gatehouse.server.mfa.AppCode;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.triggers.ChallengeResult;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.User;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/// The answers to the challenges of a custom sign-in. A session is spent by the answer it is given with, right
/// or
/// wrong: of several given at once one is judged. Only a wrong code of a second factor leaves it open, as
/// elsewhere.
final class CustomAnswers {
    private final SignIn.Rooms rooms;
    private final Claimants claimants;
    private final Guesses guesses;
    private final OneAtATime oneAtATime;
    private final CustomLoop loop;
    private final InstantSource clock;

    CustomAnswers(
            SignIn.Rooms rooms,
            Claimants claimants,
            Guesses guesses,
            OneAtATime oneAtATime,
            CustomLoop loop,
            InstantSource clock) {
        this.rooms = rooms;
        this.claimants = claimants;
        this.guesses = guesses;
        this.oneAtATime = oneAtATime;
        this.loop = loop;
        this.clock = clock;
    }

    /// The session of a custom sign-in.
    private record Held(Attempt attempt, Flow.AwaitingCustom state) {}

    /// The round an answer belongs to, and what was waited for.
    private record Taken(CustomLoop.Round round, Loop.Pending pending) {}

    /// The answer, if it is one to a custom sign-in: if its session says so, or nothing else could have asked.
    Optional<Reply> answer(ChallengeNameType challenge, Response response) {
        Optional<Held> held = held(response);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        if (held.get().state().step().challenge() != challenge || !named(response, held.get())) {
            throw Refusals.invalidSession();
        }
        return Optional.of(
                switch (held.get().state().step()) {
                    case CUSTOM_CHALLENGE -> customChallenge(response, held.get());
                    case SMS_MFA -> code(response, held.get(), "SMS_MFA_CODE");
                    case EMAIL_OTP -> code(response, held.get(), "EMAIL_OTP_CODE");
                    case SOFTWARE_TOKEN_MFA -> code(response, held.get(), "SOFTWARE_TOKEN_MFA_CODE");
                    case SELECT_MFA_TYPE -> choice(response, held.get());
                    case PASSWORD_VERIFIER -> throw Refusals.invalidSession();
                });
    }

    /// PASSWORD_VERIFIER in a custom sign-in.
    ///
    /// @param holds whether the proof holds, for an exchange and the claimant
    Reply proof(
            Response response,
            Attempt attempt,
            Flow.AwaitingCustom state,
            BiPredicate<SrpExchange, Claimants.Claim> holds) {
        return inTurn(response, new Held(attempt, state), taken -> {
            if (!(taken.pending() instanceof Loop.Pending.Proof(SrpExchange exchange))) {
                throw Refusals.wrongPassword();
            }
            CustomLoop.Round round = taken.round();
            if (!holds.test(exchange, round.claim())) {
                throw wrong(round, Flow.Reason.WRONG_PASSWORD);
            }
            CustomLoop.Round next = passed(round, CustomStep.PASSWORD_VERIFIER);
            return CustomRules.afterPassword(claimants.facts(round.claim()))
                    .map(put -> loop.put(put, next))
                    .orElseGet(() -> loop.goOn(next));
        });
    }

    private Reply customChallenge(Response response, Held held) {
        String answer = response.given().require("ANSWER");
        return inTurn(response, held, taken -> {
            if (!(taken.pending() instanceof Loop.Pending.Challenge(Map<String, String> kept, Optional<String> name))) {
                throw Refusals.invalidSession();
            }
            CustomLoop.Round round = taken.round();
            boolean right = rooms.triggers()
                    .customAuth()
                    .verify(round.scene(), CustomAudience.of(round.claim(), response.clientMetadata()), kept, answer);
            if (!right) {
                claimants.countFailure(round.claim(), Flow.Reason.WRONG_ANSWER);
            }
            return loop.goOn(round.with(
                    round.loop().with(new ChallengeResult(CustomStep.CUSTOM_CHALLENGE.name(), right, name))));
        });
    }

    private Reply code(Response response, Held held, String parameter) {
        String code = response.given().require(parameter);
        return inTurn(response, held, taken -> {
            boolean right = switch (taken.pending()) {
                case Loop.Pending.Code pending -> sentCode(taken.round(), pending, code);
                case Loop.Pending.AppCode _ -> appCode(taken.round(), code);
                case Loop.Pending.Challenge _, Loop.Pending.Proof _, Loop.Pending.FactorChoice _ ->
                    throw Refusals.invalidSession();
            };
            if (!right) {
                throw wrongCode(held, taken);
            }
            return loop.goOn(passed(taken.round(), held.state().step()));
        });
    }

    /// The code reached its address: the address is the user's, and verified.
    private boolean sentCode(CustomLoop.Round round, Loop.Pending.Code pending, String code) {
        String attribute = pending.factor().address().orElseThrow();
        if (!round.user().attribute(attribute).equals(Optional.of(pending.destination()))) {
            throw round.response().refusal(Flow.Reason.WRONG_STATE);
        }
        boolean right = rooms.mfa()
                .codes()
                .matches(round.response().pool(), round.attempt().id(), pending.digest(), code);
        boolean news = !round.user().attribute(attribute + "_verified").equals(Optional.of("true"));
        if (right && news) {
            rooms.store()
                    .write(tx -> rooms.users()
                            .update(
                                    tx,
                                    round.response().pool(),
                                    round.user().sub(),
                                    user -> user.withVerified(attribute, pending.destination(), clock.instant())));
        }
        return right;
    }

    private boolean appCode(CustomLoop.Round round, String code) {
        User user = round.user();
        Optional<AppCode> right = rooms.mfa().appCodes().match(round.response().pool(), user, code);
        if (right.isEmpty()) {
            return false;
        }
        boolean first = rooms.store().write(tx -> rooms.mfa().appCodes().take(tx, user, right.get()));
        FactorAnswers.taken(round.response(), right.get(), first);
        return true;
    }

    private Reply choice(Response response, Held held) {
        Optional<Factor> factor = Factor.named(response.given().require("ANSWER"));
        return inTurn(response, held, taken -> {
            if (!(taken.pending() instanceof Loop.Pending.FactorChoice(List<Factor> offered))) {
                throw Refusals.invalidSession();
            }
            if (factor.isEmpty() || !offered.contains(factor.get())) {
                throw response.refusal(Flow.Reason.FACTOR_NOT_OFFERED);
            }
            CustomLoop.Round round = taken.round();
            if (!claimants.facts(round.claim()).usable().contains(factor.get())) {
                throw response.refusal(Flow.Reason.WRONG_STATE);
            }
            return loop.put(CustomRules.Put.of(CustomStep.of(factor.get())), round);
        });
    }

    /// Takes what the session stands for, and judges the answer while nobody else answers for this claimant.
    private Reply inTurn(Response response, Held held, Function<Taken, Reply> judge) {
        Claimants.Claim claimed = claimants.again(response.pool(), held.state().claimant());
        Supplier<Reply> work = () -> judge.apply(take(response, held));
        return oneAtATime.at(response.pool().id(), claimants.key(claimed), work);
    }

    private Taken take(Response response, Held held) {
        Bytes bytes = rooms.store()
                .write(tx ->
                        rooms.attempts().unpark(tx, held.attempt(), held.state().key()))
                .orElseThrow(Refusals::spentSession);
        LoopBytes.Waiting waiting = LoopBytes.read(bytes.toArray());
        Claimants.Claim claim = claimants.again(
                response.pool(), held.state().claimant(), waiting.loop().userName());
        claim.user().ifPresent(user -> response.call().trail().user(user.sub().value()));
        CustomRules.stopped(waiting.loop(), claimants.facts(claim)).ifPresent(refuse -> {
            throw response.refusal(refuse.reason());
        });
        return new Taken(new CustomLoop.Round(response, held.attempt(), claim, waiting.loop()), waiting.pending());
    }

    private RuntimeException wrong(CustomLoop.Round round, Flow.Reason reason) {
        claimants.countFailure(round.claim(), reason);
        return round.response().refusal(reason);
    }

    /// A wrong code counts as in other sign-ins, and the same session may be answered again.
    private RuntimeException wrongCode(Held held, Taken taken) {
        boolean app = taken.pending() instanceof Loop.Pending.AppCode;
        RuntimeException refusal = wrong(taken.round(), app ? Flow.Reason.WRONG_APP_CODE : Flow.Reason.WRONG_CODE);
        if (!guesses.forgiven(held.attempt())) {
            return Refusals.invalidSession();
        }
        byte[] again = LoopBytes.write(new LoopBytes.Waiting(taken.round().loop(), taken.pending()));
        rooms.store().write(tx -> {
            rooms.attempts().park(tx, held.attempt(), held.state().key(), again);
            return true;
        });
        return refusal;
    }

    private static CustomLoop.Round passed(CustomLoop.Round round, CustomStep step) {
        return round.with(round.loop().with(ChallengeResult.passed(step.name())));
    }

    private Optional<Held> held(Response response) {
        String session = response.session() == null ? response.given().get("SESSION") : response.session();
        if (session == null) {
            return Optional.empty();
        }
        return switch (rooms.attempts()
                .openSession(session, response.pool().id(), response.client().id())) {
            case Opened.Good(Attempt attempt, Bytes bytes)
            when States.read(bytes.toArray()) instanceof Flow.AwaitingCustom state ->
                Optional.of(new Held(attempt, state));
            case Opened.Good _, Opened.Late _, Opened.Foreign _ -> Optional.empty();
        };
    }

    /// The answer names whom the session is about; the same work for ghosts.
    private boolean named(Response response, Held held) {
        String name = response.given().requireName();
        Claimants.Claim claim = claimants.byName(response.pool(), name);
        return switch (held.state().claimant()) {
            case Flow.Known known -> claim.claimant().equals(known);
            case Flow.Ghost ghost ->
                ghost.standIn().value().equals(name)
                        || claimants.asNobody(claim).claimant().equals(ghost);
        };
    }
}
