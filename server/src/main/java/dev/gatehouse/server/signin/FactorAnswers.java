package dev.gatehouse.server.signin;

import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.mfa.AppCode;
import dev.gatehouse.server.pools.Schema;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.User;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// The answers to SMS_MFA, EMAIL_OTP, SOFTWARE_TOKEN_MFA, SELECT_MFA_TYPE and MFA_SETUP.
final class FactorAnswers {
    private static final String CHOICE_STEP = "SELECT_MFA_TYPE";
    private static final String FACTOR_STEP = "SECOND_FACTOR";

    private final SignIn.Rooms rooms;
    private final Claimants claimants;
    private final Waiting waiting;
    private final Guesses guesses;
    private final OneAtATime oneAtATime;
    private final Steps steps;
    private final InstantSource clock;

    FactorAnswers(
            SignIn.Rooms rooms,
            Claimants claimants,
            Waiting waiting,
            Guesses guesses,
            OneAtATime oneAtATime,
            Steps steps,
            InstantSource clock) {
        this.rooms = rooms;
        this.claimants = claimants;
        this.waiting = waiting;
        this.guesses = guesses;
        this.oneAtATime = oneAtATime;
        this.steps = steps;
        this.clock = clock;
    }

    /// SMS_MFA and EMAIL_OTP.
    ///
    /// @param parameter where the code stands
    Reply sentCode(Response response, Factor factor, String parameter) {
        String code = response.given().require(parameter);
        Waiting.Held held = waiting.of(response);
        return inTurn(held, () -> {
            boolean holds = held.state() instanceof Flow.AwaitingCode state
                    && rooms.mfa()
                            .codes()
                            .matches(response.pool(), held.attempt().id(), state.digest(), code);
            return judge(response, held, new Flow.SentCode(factor, holds), (tx, user) -> reached(tx, held, user));
        });
    }

    /// SOFTWARE_TOKEN_MFA.
    Reply appCode(Response response) {
        String code = response.given().require("SOFTWARE_TOKEN_MFA_CODE");
        Waiting.Held held = waiting.of(response);
        return inTurn(held, () -> {
            Optional<AppCode> right =
                    held.claim().user().flatMap(user -> rooms.mfa().appCodes().match(response.pool(), user, code));
            return judge(
                    response,
                    held,
                    new Flow.AppCode(right.isPresent()),
                    (tx, user) -> take(tx, response, user, right.orElseThrow()));
        });
    }

    /// SELECT_MFA_TYPE.
    Reply choice(Response response) {
        Optional<Factor> factor = Factor.named(response.given().require("ANSWER"));
        Waiting.Held held = waiting.of(response);
        return judge(response, held, new Flow.FactorChoice(factor), (tx, user) -> user);
    }

    /// MFA_SETUP: the end of setting up an authenticator app, or an e-mail address.
    Reply setUp(Response response) {
        Waiting.Held held = waiting.of(response);
        Optional<String> email = email(response);
        if (held.state() instanceof Flow.AwaitingFactorSetup state) {
            if (email.isEmpty() && state.offered().contains(Factor.EMAIL_OTP)) {
                throw Refusals.missing("EMAIL");
            }
            email.ifPresent(value -> response.pool().schema().check(Map.of("email", value), Schema.Mode.UPDATE));
        }
        boolean ends = held.state() instanceof Flow.AwaitingSetupEnd || email.isEmpty();
        Flow.Answer answer = ends ? new Flow.SetupFinished() : new Flow.EmailToSetUp();
        return judge(response, held, answer, (tx, user) -> user);
    }

    private Reply inTurn(Waiting.Held held, java.util.function.Supplier<Reply> work) {
        return oneAtATime.at(held.attempt().pool(), claimants.key(held.claim()), work);
    }

    private Reply judge(
            Response response, Waiting.Held held, Flow.Answer answer, BiFunction<Tx, User, User> onAdmission) {
        Attempt attempt = held.attempt();
        if (guesses.ended(attempt)) {
            throw response.refusal(Flow.Reason.WRONG_STATE);
        }
        return switch (Flow.next(
                held.state(),
                answer,
                claimants.facts(held.claim(), response.given().deviceKey()))) {
            case Flow.Refuse(Flow.Reason reason) -> throw guesses.refuse(response, attempt, held.claim(), reason);
            case Flow.Onward onward -> steps.take(onward, turn(response, held, onAdmission));
        };
    }

    private Turn turn(Response response, Waiting.Held held, BiFunction<Tx, User, User> onAdmission) {
        return new Turn(
                response.pool(),
                response.client(),
                response.call(),
                held.attempt(),
                held.claim().user().orElseThrow(),
                held.state().progress(),
                email(response),
                (tx, challenge) -> {
                    User user = claimants.goingOn(tx, held.claim());
                    if (!rooms.attempts().spend(tx, held.attempt(), step(held.state()))) {
                        throw Refusals.spentSession();
                    }
                    if (challenge instanceof Flow.ProveDevice) {
                        guesses.requireOpen(tx, held.attempt());
                        var _ = onAdmission.apply(tx, user);
                    }
                },
                tx -> {
                    guesses.requireOpen(tx, held.attempt());
                    return onAdmission.apply(tx, claimants.admitted(tx, held.claim()));
                });
    }

    private static Optional<String> email(Response response) {
        return Optional.ofNullable(response.given().get("EMAIL"))
                .or(() -> Optional.ofNullable(response.given().get("email")));
    }

    /// A factor that is proven spends another step than the choice that led to it.
    private static String step(Flow.UnderWay state) {
        if (state instanceof Flow.AwaitingFactorSetup setup) {
            return setupStep(setup);
        }
        return state instanceof Flow.AwaitingFactorChoice ? CHOICE_STEP : FACTOR_STEP;
    }

    /// The step that a session of MFA_SETUP is good for.
    static String setupStep(Flow.AwaitingFactorSetup state) {
        return "MFA_SETUP-" + state.round();
    }

    /// Whether a second factor was proven in this attempt and the device is what is left.
    boolean isProven(Waiting.Held held) {
        boolean factor = held.state() instanceof Flow.AwaitingCode || held.state() instanceof Flow.AwaitingTotp;
        return factor && rooms.store().read(tx -> rooms.attempts().isSpent(tx, held.attempt(), FACTOR_STEP));
    }

    private User take(Tx tx, Response response, User user, AppCode code) {
        taken(response, code, rooms.mfa().appCodes().take(tx, user, code));
        return user;
    }

    /// What the audit record says of a right code, and the refusal of one that was taken before.
    static void taken(Response response, AppCode code, boolean first) {
        if (!first) {
            response.call().trail().reason("USED_CODE");
            throw Refusals.usedCode();
        }
        if (code instanceof AppCode.Recovery) {
            response.call().trail().reason("RECOVERY_CODE");
        }
    }

    /// The code reached its address: the address is the user's, and verified.
    private User reached(Tx tx, Waiting.Held held, User user) {
        if (!(held.state() instanceof Flow.AwaitingCode state)) {
            throw Refusals.invalidSession();
        }
        String address = state.factor().address().orElseThrow();
        boolean same = user.attribute(address).equals(Optional.of(state.destination()));
        if (!same && !state.settingUp()) {
            throw Refusals.invalidSession();
        }
        boolean verified = same && user.attribute(address + "_verified").equals(Optional.of("true"));
        if (verified && !state.settingUp()) {
            return user;
        }
        return rooms.users().update(tx, held.claim().pool(), user.sub(), current -> {
            User reached = current.withVerified(address, state.destination(), clock.instant());
            return state.settingUp() ? rooms.mfa().authenticators().activated(reached, state.factor()) : reached;
        });
    }
}
