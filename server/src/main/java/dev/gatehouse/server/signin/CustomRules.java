package dev.gatehouse.server.signin;

import dev.gatehouse.server.mfa.SecondFactor;
import dev.gatehouse.server.triggers.DefineAuthChallenge.Decision;
import dev.gatehouse.server.users.Factor;
import java.util.List;
import java.util.Optional;

/// Decides what follows a decision of DefineAuthChallenge. Pure, as `Flow` is.
///
/// What the function decides counts only as far as the user's life allows: nobody, a disabled user and one whose
/// password was changed since the beginning get no tokens, whatever it says.
final class CustomRules {
    /// How many challenges one sign-in may have; the documentation names no bound.
    static final int MOST_CHALLENGES = 20;

    private CustomRules() {}

    /// What comes next.
    sealed interface Verdict permits Put, Finish, Refuse {}

    /// One more challenge of the loop.
    ///
    /// @param offered the factors to choose from; empty but for SELECT_MFA_TYPE
    record Put(CustomStep step, List<Factor> offered) implements Verdict {
        static Put of(CustomStep step) {
            return new Put(step, List.of());
        }
    }

    /// The loop is over, sign-in goes on.
    record Finish(Flow.Onward onward) implements Verdict {}

    /// No.
    record Refuse(Flow.Reason reason) implements Verdict {}

    /// What ends the loop before anything else is asked.
    static Optional<Refuse> stopped(Loop loop, Flow.Facts facts) {
        if (facts.locked()) {
            return Optional.of(new Refuse(Flow.Reason.LOCKED_OUT));
        }
        if (loop.standing().isEmpty()) {
            return Optional.empty();
        }
        if (facts.person().isEmpty()) {
            return Optional.of(new Refuse(Flow.Reason.UNKNOWN_USER));
        }
        Flow.Person person = facts.person().get();
        if (!person.enabled()) {
            return Optional.of(new Refuse(Flow.Reason.DISABLED));
        }
        Loop.Standing now = new Loop.Standing(person.passwordSetAt(), person.status());
        return loop.standing().get().equals(now) ? Optional.empty() : Optional.of(new Refuse(Flow.Reason.WRONG_STATE));
    }

    /// The verdict on a decision of the function.
    static Verdict afterDecision(Decision decision, Loop loop, Flow.Facts facts) {
        Optional<Refuse> stop = stopped(loop, facts);
        if (stop.isPresent()) {
            return stop.get();
        }
        return switch (decision) {
            case Decision.Fail _ -> new Refuse(Flow.Reason.CUSTOM_AUTH_FAILED);
            case Decision.IssueTokens _ -> finish(facts);
            case Decision.Ask(String name) ->
                CustomStep.named(name)
                        .map(step -> put(step, loop, facts))
                        .orElseGet(() -> new Refuse(Flow.Reason.UNUSABLE_DECISION));
        };
    }

    /// The challenge that follows the password without the function being asked: a user with a second factor is
    /// asked for it. The function finds it in the history.
    static Optional<Put> afterPassword(Flow.Facts facts) {
        return switch (facts.next()) {
            case SecondFactor.One(Factor factor) -> Optional.of(Put.of(CustomStep.of(factor)));
            case SecondFactor.Choice(List<Factor> factors) -> Optional.of(new Put(CustomStep.SELECT_MFA_TYPE, factors));
            case SecondFactor.None _, SecondFactor.SetUp _, SecondFactor.Impossible _ -> Optional.empty();
        };
    }

    private static Verdict put(CustomStep step, Loop loop, Flow.Facts facts) {
        if (loop.history().size() >= MOST_CHALLENGES) {
            return new Refuse(Flow.Reason.TOO_MANY_CHALLENGES);
        }
        boolean possible = switch (step) {
            case CUSTOM_CHALLENGE -> true;
            case PASSWORD_VERIFIER -> loop.clientKey().isPresent();
            case SMS_MFA -> facts.usable().contains(Factor.SMS_MFA);
            case EMAIL_OTP -> facts.usable().contains(Factor.EMAIL_OTP);
            case SOFTWARE_TOKEN_MFA -> facts.usable().contains(Factor.SOFTWARE_TOKEN_MFA);
            case SELECT_MFA_TYPE -> false;
        };
        return possible ? Put.of(step) : new Refuse(Flow.Reason.UNUSABLE_DECISION);
    }

    private static Verdict finish(Flow.Facts facts) {
        if (facts.person().isEmpty()) {
            return new Refuse(Flow.Reason.UNKNOWN_USER);
        }
        Flow.Person person = facts.person().get();
        return switch (person.status()) {
            case CONFIRMED -> afterFactors(facts);
            case FORCE_CHANGE_PASSWORD ->
                person.temporaryPasswordExpired()
                        ? new Refuse(Flow.Reason.TEMPORARY_PASSWORD_EXPIRED)
                        : new Finish(new Flow.Ask(new Flow.NewPasswordRequired()));
            case UNCONFIRMED -> new Refuse(Flow.Reason.UNCONFIRMED);
            case RESET_REQUIRED -> new Refuse(Flow.Reason.RESET_REQUIRED);
            case EXTERNAL_PROVIDER, ARCHIVED, COMPROMISED, UNKNOWN -> new Refuse(Flow.Reason.CUSTOM_AUTH_FAILED);
        };
    }

    /// A known device comes last. An unknown one is passed over: the answer is spent and could not be given again
    /// without it.
    private static Verdict afterFactors(Flow.Facts facts) {
        return new Finish(DeviceFlow.afterFactors(facts) instanceof Flow.Ask ask ? ask : new Flow.Admit());
    }
}
