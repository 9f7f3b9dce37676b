package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.pure.id.Sub;
import java.time.Instant;
import java.util.Optional;

/// Decides what follows a claim or an answer. Pure: the same inputs give the same verdict, and callers act on it.
///
/// A factor, device or custom challenge that joins later adds its state and its answer here; the switches below do
/// not compile
/// until each of them has its case.
final class Flow {
    private Flow() {}

    /// What is waited for between two calls.
    sealed interface State permits AwaitingSrpProof, AwaitingNewPassword {}

    /// PASSWORD_VERIFIER was asked.
    ///
    /// @param claimant who claims to sign in
    /// @param exchange the server's side of the exchange
    record AwaitingSrpProof(Claimant claimant, SrpExchange exchange) implements State {}

    /// NEW_PASSWORD_REQUIRED was asked: the temporary password has been proven.
    ///
    /// @param user who proved it
    /// @param passwordSetAt when the proven password had been set; another one ends the attempt
    record AwaitingNewPassword(Sub user, Instant passwordSetAt) implements State {}

    /// Who claims to sign in: a user, or nobody while existence must not show.
    sealed interface Claimant permits Known, Ghost {}

    /// A user of the pool.
    record Known(Sub user) implements Claimant {}

    /// A name nobody has.
    ///
    /// @param standIn stands for the name: as long as a user's sub, and always the same for one name
    record Ghost(Sub standIn) implements Claimant {}

    /// What a client answers with.
    sealed interface Answer permits PasswordProof, NewPassword {}

    /// The proof of a password was checked: sent in clear or by SRP.
    ///
    /// @param holds whether the password was right
    record PasswordProof(boolean holds) implements Answer {}

    /// A new password of the user's own; whether the pool's policy takes it is checked when it is set.
    record NewPassword() implements Answer {}

    /// What is known about the claimant when the answer comes.
    ///
    /// @param person the user as stored now; empty for ghosts and for users deleted meanwhile
    /// @param locked whether the lock-out window of this name is open
    /// @param mfaRequired whether the pool wants a second factor of everyone
    record Facts(Optional<Person> person, boolean locked, boolean mfaRequired) {}

    /// A user, as far as sign-in cares.
    ///
    /// @param passwordSetAt when the present password was set
    record Person(UserStatusType status, boolean enabled, boolean temporaryPasswordExpired, Instant passwordSetAt) {}

    /// What comes next.
    sealed interface Verdict permits Ask, Admit, Refuse {}

    /// One more challenge.
    record Ask(Challenge challenge) implements Verdict {}

    /// Tokens.
    record Admit() implements Verdict {}

    /// No.
    record Refuse(Reason reason) implements Verdict {}

    /// The challenges a verdict may ask for.
    enum Challenge {
        NEW_PASSWORD_REQUIRED,
        SECOND_FACTOR
    }

    /// The true reason of a refusal. What the client is told stands in `Refusals`.
    enum Reason {
        LOCKED_OUT,
        UNKNOWN_USER,
        WRONG_PASSWORD,
        DISABLED,
        UNCONFIRMED,
        RESET_REQUIRED,
        TEMPORARY_PASSWORD_EXPIRED,
        WRONG_STATE,
        ANSWER_DOES_NOT_FIT
    }

    /// What may be said before a password sent in clear is checked: an unconfirmed user is told so at once, as
    /// Cognito does.
    static Optional<Refuse> beforePassword(Facts facts) {
        if (facts.locked()) {
            return Optional.of(new Refuse(Reason.LOCKED_OUT));
        }
        return facts.person()
                .filter(person -> person.status() == UserStatusType.UNCONFIRMED)
                .map(person -> new Refuse(Reason.UNCONFIRMED));
    }

    /// The verdict on an answer to a state.
    static Verdict next(State state, Answer answer, Facts facts) {
        return switch (state) {
            case AwaitingSrpProof ignored ->
                switch (answer) {
                    case PasswordProof proof -> afterPassword(proof, facts);
                    case NewPassword misplaced -> new Refuse(Reason.ANSWER_DOES_NOT_FIT);
                };
            case AwaitingNewPassword waiting ->
                switch (answer) {
                    case NewPassword password -> afterNewPassword(waiting, facts);
                    case PasswordProof misplaced -> new Refuse(Reason.ANSWER_DOES_NOT_FIT);
                };
        };
    }

    /// The verdict on the first factor. Everything about the user but a lock-out shows only to who knows the
    /// password.
    static Verdict afterPassword(PasswordProof proof, Facts facts) {
        if (facts.locked()) {
            return new Refuse(Reason.LOCKED_OUT);
        }
        if (facts.person().isEmpty()) {
            return new Refuse(Reason.UNKNOWN_USER);
        }
        Person person = facts.person().get();
        if (!proof.holds()) {
            return new Refuse(Reason.WRONG_PASSWORD);
        }
        if (!person.enabled()) {
            return new Refuse(Reason.DISABLED);
        }
        return switch (person.status()) {
            case CONFIRMED -> afterFirstFactor(facts);
            case FORCE_CHANGE_PASSWORD ->
                person.temporaryPasswordExpired()
                        ? new Refuse(Reason.TEMPORARY_PASSWORD_EXPIRED)
                        : new Ask(Challenge.NEW_PASSWORD_REQUIRED);
            case UNCONFIRMED -> new Refuse(Reason.UNCONFIRMED);
            case RESET_REQUIRED -> new Refuse(Reason.RESET_REQUIRED);
            case EXTERNAL_PROVIDER, ARCHIVED, COMPROMISED, UNKNOWN -> new Refuse(Reason.WRONG_PASSWORD);
        };
    }

    private static Verdict afterNewPassword(AwaitingNewPassword waiting, Facts facts) {
        if (facts.person().isEmpty()) {
            return new Refuse(Reason.UNKNOWN_USER);
        }
        Person person = facts.person().get();
        if (!person.enabled()) {
            return new Refuse(Reason.DISABLED);
        }
        boolean replaced = !person.passwordSetAt().equals(waiting.passwordSetAt());
        if (replaced || person.status() != UserStatusType.FORCE_CHANGE_PASSWORD) {
            return new Refuse(Reason.WRONG_STATE);
        }
        return person.temporaryPasswordExpired()
                ? new Refuse(Reason.TEMPORARY_PASSWORD_EXPIRED)
                : afterFirstFactor(facts);
    }

    private static Verdict afterFirstFactor(Facts facts) {
        return facts.mfaRequired() ? new Ask(Challenge.SECOND_FACTOR) : new Admit();
    }
}
