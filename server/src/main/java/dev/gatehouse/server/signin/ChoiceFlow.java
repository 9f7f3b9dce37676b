package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.server.mfa.SecondFactor;
import dev.gatehouse.server.store.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides about choice-based sign-in (USER_AUTH) up to the first factor; `Flow` takes over behind a password. Pure,
/// as `Flow` is.
final class ChoiceFlow {
    private ChoiceFlow() {}

    /// A state that lies before the first factor. Stand-ins get this far, too.
    sealed interface Choosing extends Flow.State
            permits AwaitingChoice, AwaitingPassword, AwaitingSrpKey, AwaitingFirstCode, AwaitingPasskey {
        Flow.Claimant claimant();

        /// What is spent when an answer leads on.
        default String step() {
            return switch (this) {
                case AwaitingChoice _ -> "SELECT_CHALLENGE";
                case AwaitingPassword _ -> "PASSWORD";
                case AwaitingSrpKey _ -> "PASSWORD_SRP";
                case AwaitingFirstCode _ -> "FIRST_CODE";
                case AwaitingPasskey _ -> "WEB_AUTHN";
            };
        }
    }

    /// SELECT_CHALLENGE was asked.
    ///
    /// @param typed the name as it was sent, which a stand-in's addresses follow from
    /// @param offered what may be chosen
    record AwaitingChoice(Flow.Claimant claimant, String typed, List<FirstFactor> offered) implements Choosing {}

    /// PASSWORD was asked.
    record AwaitingPassword(Flow.Claimant claimant) implements Choosing {}

    /// PASSWORD_SRP was asked: the client's key is to come.
    record AwaitingSrpKey(Flow.Claimant claimant) implements Choosing {}

    /// EMAIL_OTP or SMS_OTP was asked: a code is on its way.
    ///
    /// @param factor which of the two
    /// @param digest the keyed digest of the code
    /// @param address the keyed digest of where it went: as long for nobody's address as for a user's
    /// @param passwordSetAt when the user's password had been set; another one set meanwhile ends the attempt
    record AwaitingFirstCode(
            Flow.Claimant claimant, FirstFactor factor, Bytes digest, Bytes address, Instant passwordSetAt)
            implements Choosing {}

    /// WEB_AUTHN was asked.
    ///
    /// @param challenge what the passkey has to sign
    /// @param passwordSetAt when the user's password had been set; another one set meanwhile ends the attempt
    record AwaitingPasskey(Flow.Claimant claimant, Bytes challenge, Instant passwordSetAt) implements Choosing {}

    /// A first factor picked from those offered; empty for a name that is none.
    record Picked(Optional<FirstFactor> factor) implements Flow.Answer {}

    /// What a factor is begun with: a password in clear, or the client's half of an SRP exchange.
    ///
    /// @param factor PASSWORD or PASSWORD_SRP
    record Entered(FirstFactor factor) implements Flow.Answer {}

    /// A code that is the first factor was checked.
    ///
    /// @param factor which of the two was answered
    /// @param sameAddress whether the code's address still is the user's, and verified
    record FirstCode(FirstFactor factor, boolean holds, boolean sameAddress) implements Flow.Answer {}

    /// What a passkey has signed was checked.
    record PasskeyProof(boolean holds) implements Flow.Answer {}

    /// What is known when the answer comes.
    ///
    /// @param available what can be offered to the claimant now
    record Facts(Flow.Facts general, List<FirstFactor> available) {
        Optional<Flow.Person> person() {
            return general.person();
        }
    }

    /// What comes next.
    sealed interface Outcome permits Choose, Put, Settled {}

    /// SELECT_CHALLENGE.
    record Choose(List<FirstFactor> offered) implements Outcome {}

    /// One factor's turn: its challenge, or the judgement of what the call has brought for it.
    record Put(FirstFactor factor) implements Outcome {}

    /// The choice is over.
    record Settled(Flow.Verdict verdict) implements Outcome {}

    /// The verdict on a sign-in that begins. A password is always looked at: who has none gives a wrong one, so that
    /// nothing tells them from nobody. An unconfirmed user is told so at once, as in other flows; by SRP only with
    /// the right proof.
    static Outcome begin(Optional<FirstFactor> preferred, Facts facts) {
        boolean bySrp = preferred.equals(Optional.of(FirstFactor.PASSWORD_SRP));
        Optional<Flow.Refuse> early = Flow.beforePassword(facts.general())
                .filter(refusal -> !bySrp || refusal.reason() != Flow.Reason.UNCONFIRMED);
        if (early.isPresent()) {
            return new Settled(early.get());
        }
        return preferred
                .filter(factor -> factor.isPassword() || facts.available().contains(factor))
                .<Outcome>map(Put::new)
                .orElseGet(() -> new Choose(facts.available()));
    }

    /// The verdict on a sign-in that begins with the session of a sign-up just confirmed: its code counts as the first
    /// factor (InitiateAuth, `Session`). Where a second one is wanted it is not enough, and sign-in begins anew.
    ///
    /// @param passwordSetAt when the user's password was set as they signed up
    static Optional<Settled> afterSignUp(Instant passwordSetAt, Facts facts) {
        if (facts.general().locked()) {
            return Optional.of(refuse(Flow.Reason.LOCKED_OUT));
        }
        boolean same = facts.person()
                .filter(person -> person.status() == UserStatusType.CONFIRMED
                        && person.passwordSetAt().equals(passwordSetAt))
                .isPresent();
        if (!same) {
            return Optional.of(refuse(Flow.Reason.WRONG_STATE));
        }
        if (!facts.person().get().enabled()) {
            return Optional.of(refuse(Flow.Reason.DISABLED));
        }
        return facts.general().next() instanceof SecondFactor.None
                ? Optional.of(new Settled(DeviceFlow.afterFactors(facts.general())))
                : Optional.empty();
    }

    /// The outcome of an answer to a state: each takes the one kind of answer it waits for.
    static Outcome next(Choosing state, Flow.Answer answer, Facts facts) {
        return switch (state) {
            case AwaitingChoice choice ->
                answer instanceof Picked(var factor) ? afterPick(choice, factor, facts) : refuse(misfit());
            case AwaitingPassword _ -> afterEntry(FirstFactor.PASSWORD, answer, facts);
            case AwaitingSrpKey _ -> afterEntry(FirstFactor.PASSWORD_SRP, answer, facts);
            case AwaitingFirstCode code ->
                answer instanceof FirstCode sent ? new Settled(afterCode(code, sent, facts)) : refuse(misfit());
            case AwaitingPasskey passkey ->
                answer instanceof PasskeyProof(boolean holds)
                        ? new Settled(afterPasskey(passkey, holds, facts))
                        : refuse(misfit());
        };
    }

    private static Flow.Reason misfit() {
        return Flow.Reason.ANSWER_DOES_NOT_FIT;
    }

    private static Settled refuse(Flow.Reason reason) {
        return new Settled(new Flow.Refuse(reason));
    }

    private static Outcome afterPick(AwaitingChoice state, Optional<FirstFactor> picked, Facts facts) {
        return picked.filter(state.offered()::contains)
                .map(factor -> put(factor, facts))
                .orElseGet(() -> refuse(Flow.Reason.FIRST_FACTOR_NOT_OFFERED));
    }

    private static Outcome afterEntry(FirstFactor awaited, Flow.Answer answer, Facts facts) {
        return answer.equals(new Entered(awaited)) ? put(awaited, facts) : refuse(misfit());
    }

    private static Outcome put(FirstFactor factor, Facts facts) {
        if (facts.general().locked()) {
            return refuse(Flow.Reason.LOCKED_OUT);
        }
        boolean open = factor.isPassword() || facts.available().contains(factor);
        return open ? new Put(factor) : refuse(Flow.Reason.WRONG_STATE);
    }

    /// Nobody's code is always wrong. A user learns with the right code only that they are disabled.
    private static Flow.Verdict afterCode(AwaitingFirstCode state, FirstCode answer, Facts facts) {
        if (answer.factor() != state.factor()) {
            return new Flow.Refuse(misfit());
        }
        if (facts.general().locked()) {
            return new Flow.Refuse(Flow.Reason.LOCKED_OUT);
        }
        if (facts.person().isEmpty()) {
            return new Flow.Refuse(Flow.Reason.WRONG_CODE);
        }
        return facts.available().contains(state.factor())
                ? afterCode(state, answer, facts.person().get(), facts.general())
                : new Flow.Refuse(Flow.Reason.WRONG_STATE);
    }

    private static Flow.Verdict afterCode(
            AwaitingFirstCode state, FirstCode answer, Flow.Person person, Flow.Facts facts) {
        boolean same = answer.sameAddress() && person.passwordSetAt().equals(state.passwordSetAt());
        if (!same || person.status() != UserStatusType.CONFIRMED) {
            return new Flow.Refuse(Flow.Reason.WRONG_STATE);
        }
        if (!answer.holds()) {
            return new Flow.Refuse(Flow.Reason.WRONG_CODE);
        }
        return person.enabled() ? DeviceFlow.afterFactors(facts) : new Flow.Refuse(Flow.Reason.DISABLED);
    }

    /// Nobody's passkey is always wrong, and a user whose passkey is wrong learns nothing else.
    private static Flow.Verdict afterPasskey(AwaitingPasskey state, boolean holds, Facts facts) {
        if (facts.general().locked()) {
            return new Flow.Refuse(Flow.Reason.LOCKED_OUT);
        }
        if (facts.person().isEmpty() || !holds) {
            return new Flow.Refuse(Flow.Reason.WRONG_PASSKEY);
        }
        Flow.Person person = facts.person().get();
        boolean same = person.passwordSetAt().equals(state.passwordSetAt());
        if (!same || !facts.available().contains(FirstFactor.WEB_AUTHN)) {
            return new Flow.Refuse(Flow.Reason.WRONG_STATE);
        }
        return person.enabled() ? DeviceFlow.afterFactors(facts.general()) : new Flow.Refuse(Flow.Reason.DISABLED);
    }
}
