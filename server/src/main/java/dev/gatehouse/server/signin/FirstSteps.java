package dev.gatehouse.server.signin;

import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.server.users.User;
import java.util.List;
import java.util.Optional;

/// Acts on what `ChoiceFlow` decides: puts the challenges before the first factor, and hands over to `Steps` behind
/// it.
final class FirstSteps {
    private final FirstChallenges challenges;
    private final PasswordCheck passwords;
    private final SrpStart srp;
    private final Guesses guesses;
    private final Steps steps;

    FirstSteps(FirstChallenges challenges, PasswordCheck passwords, SrpStart srp, Guesses guesses, Steps steps) {
        this.challenges = challenges;
        this.passwords = passwords;
        this.srp = srp;
        this.guesses = guesses;
        this.steps = steps;
    }

    Reply take(ChoiceFlow.Outcome outcome, Approach approach) {
        return switch (outcome) {
            case ChoiceFlow.Choose(List<FirstFactor> offered) -> challenges.choice(approach, offered);
            case ChoiceFlow.Put(FirstFactor factor) -> put(factor, approach);
            case ChoiceFlow.Settled(Flow.Refuse(Flow.Reason reason)) ->
                throw guesses.refuse(approach.response(), approach.attempt(), approach.claim(), reason);
            case ChoiceFlow.Settled(Flow.Onward onward) -> steps.take(onward, turn(approach));
        };
    }

    private Reply put(FirstFactor factor, Approach approach) {
        return switch (factor) {
            case PASSWORD -> password(approach);
            case PASSWORD_SRP -> srp(approach);
            case EMAIL_OTP, SMS_OTP -> challenges.code(approach, factor);
            case WEB_AUTHN -> challenges.passkey(approach);
        };
    }

    private Reply password(Approach approach) {
        if (approach.response().given().get("PASSWORD") == null) {
            return challenges.entry(
                    approach,
                    FirstFactor.PASSWORD,
                    new ChoiceFlow.AwaitingPassword(approach.claim().claimant()));
        }
        String password = approach.response().given().require("PASSWORD");
        return passwords.judge(approach.response(), approach.attempt(), approach.claim(), password, approach.onAsk());
    }

    private Reply srp(Approach approach) {
        if (approach.response().given().get("SRP_A") == null) {
            return challenges.entry(
                    approach,
                    FirstFactor.PASSWORD_SRP,
                    new ChoiceFlow.AwaitingSrpKey(approach.claim().claimant()));
        }
        ClientKey key = SrpStart.key(approach.response().given());
        challenges.spend(approach);
        return srp.ask(
                        approach.attempt(),
                        approach.claim(),
                        key,
                        approach.response().given().deviceKey())
                .among(approach.names());
    }

    private static Turn turn(Approach approach) {
        User user = approach.claim().user().orElseThrow();
        return new Turn(
                approach.response().pool(),
                approach.response().client(),
                approach.response().call(),
                approach.attempt(),
                user,
                Progress.of(user),
                Optional.empty(),
                (tx, _) -> approach.onAsk().accept(tx),
                approach.onAdmit());
    }
}
