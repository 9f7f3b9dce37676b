package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.server.mfa.SecondFactor;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.users.Factor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides what follows a claim or an answer. Pure: the same inputs give the same verdict, and callers act on
/// it.
///
/// A state that joins adds its case to {@link #next}, which does not compile without it.
final class Flow {
    private Flow() {}

    /// What is waited for between two calls.
    sealed interface State permits Judged, AwaitingCustom, ChoiceFlow.Choosing {}

    /// A state that {@link #next} judges.
    sealed interface Judged extends State permits AwaitingSrpProof, UnderWay {}

    /// A state that lies behind the first factor.
    sealed interface UnderWay extends Judged
            permits AwaitingNewPassword,
                    AwaitingCode,
                    AwaitingTotp,
                    AwaitingFactorChoice,
                    AwaitingFactorSetup,
                    AwaitingSetupEnd,
                    AwaitingDeviceStart,
                    AwaitingDeviceProof {
        Progress progress();
    }

    /// PASSWORD_VERIFIER was asked.
    ///
    /// @param claimant who claims to sign in
    /// @param exchange the server's side of the exchange
    /// @param deviceKey the device key that came with the first call
    record AwaitingSrpProof(Claimant claimant, SrpExchange exchange, Optional<String> deviceKey) implements Judged {

        /// Without a device key.
        AwaitingSrpProof(Claimant claimant, SrpExchange exchange) {
            this(claimant, exchange, Optional.empty());
        }
    }

    /// A challenge of a custom sign-in was asked. The rest of it waits in the store as a `Loop`, and what
    /// follows
    /// is decided by the pool's functions and `CustomRules`.
    ///
    /// @param step which challenge
    /// @param key where the rest waits
    record AwaitingCustom(Claimant claimant, CustomStep step, String key) implements State {}

    /// NEW_PASSWORD_REQUIRED was asked: the temporary password has been proven.
    record AwaitingNewPassword(Progress progress) implements UnderWay {}

    /// SMS_MFA or EMAIL_OTP was asked: a code is on its way.
    ///
    /// @param factor the factor
    /// @param digest the keyed digest of the code
    /// @param destination where it went
    /// @param settingUp whether the address is being set up as a factor
    record AwaitingCode(Progress progress, Factor factor, Bytes digest, String destination, boolean settingUp)
            implements UnderWay {}

    /// SOFTWARE_TOKEN_MFA was asked.
    record AwaitingTotp(Progress progress) implements UnderWay {}

    /// SELECT_MFA_TYPE was asked.
    ///
    /// @param offered what may be chosen
    record AwaitingFactorChoice(Progress progress, List<Factor> offered) implements UnderWay {}

    /// MFA_SETUP was asked.
    ///
    /// @param offered what may be set up
    /// @param round how often the session was renewed since
    /// @param secret the TOTP secret handed out, once there is one; it is stored when a code proves it
    record AwaitingFactorSetup(Progress progress, List<Factor> offered, int round, Optional<Bytes> secret)
            implements UnderWay {}

    /// VerifySoftwareToken succeeded in this session; MFA_SETUP is to be answered with it.
    record AwaitingSetupEnd(Progress progress) implements UnderWay {}

    /// DEVICE_SRP_AUTH was asked.
    ///
    /// @param key of the device asked
    /// @param factorProven whether the second factor, or what stands for it, is proven without the device
    record AwaitingDeviceStart(Progress progress, String key, boolean factorProven) implements UnderWay {}

    /// DEVICE_PASSWORD_VERIFIER was asked.
    ///
    /// @param key of the device asked
    /// @param factorProven as above
    /// @param exchange the server's side of the exchange
    record AwaitingDeviceProof(Progress progress, String key, boolean factorProven, SrpExchange exchange)
            implements UnderWay {}

    /// Who claims to sign in: a user, or nobody while existence must not show.
    sealed interface Claimant permits Known, Ghost {}

    /// A user of the pool.
    record Known(Sub user) implements Claimant {}

    /// A name nobody has.
    ///
    /// @param standIn stands for the name: as long as a user's sub, and always the same for one name
    record Ghost(Sub standIn) implements Claimant {}

    /// What a client answers with.
    sealed interface Answer
            permits PasswordProof,
                    NewPassword,
                    SentCode,
                    AppCode,
                    FactorChoice,
                    EmailToSetUp,
                    SetupFinished,
                    DeviceStart,
                    DeviceProof,
                    ChoiceFlow.Picked,
                    ChoiceFlow.Entered,
                    ChoiceFlow.FirstCode,
                    ChoiceFlow.PasskeyProof {}

    /// The proof of a password was checked: sent in clear or by SRP.
    ///
    /// @param holds whether the password was right
    record PasswordProof(boolean holds) implements Answer {}

    /// A new password of the user's own; whether the pool's policy takes it is checked when it is set.
    record NewPassword() implements Answer {}

    /// An SMS_MFA or EMAIL_OTP code was checked.
    ///
    /// @param factor which of the two was answered
    record SentCode(Factor factor, boolean holds) implements Answer {}

    /// A code of an authenticator app was checked.
    record AppCode(boolean holds) implements Answer {}

    /// The factor chosen; empty for a name that is none.
    record FactorChoice(Optional<Factor> factor) implements Answer {}

    /// An e-mail address to set up as a factor.
    record EmailToSetUp() implements Answer {}

    /// MFA_SETUP answered with nothing but a session.
    record SetupFinished() implements Answer {}

    /// DEVICE_SRP_AUTH answered.
    ///
    /// @param clientKey the device's A
    record DeviceStart(ClientKey clientKey) implements Answer {}

    /// The proof of a device's secret was checked.
    record DeviceProof(boolean holds) implements Answer {}

    /// What is known about the claimant when the answer comes.
    ///
    /// @param person the user as stored now; empty for ghosts and for users deleted meanwhile
    /// @param locked whether the lock-out window of this name is open
    /// @param next the second factor that pool and user ask for
    /// @param usable the factors that can be asked of the user
    /// @param device the device they say they sign in from
    record Facts(Optional<Person> person, boolean locked, SecondFactor next, List<Factor> usable, GivenDevice device) {

        /// Without a device.
        Facts(Optional<Person> person, boolean locked, SecondFactor next, List<Factor> usable) {
            this(person, locked, next, usable, new GivenDevice.None());
        }
    }

    /// A user, as far as sign-in cares.
    ///
    /// @param passwordSetAt when the present password was set
    record Person(UserStatusType status, boolean enabled, boolean temporaryPasswordExpired, Instant passwordSetAt) {}

    /// What comes next.
    sealed interface Verdict permits Onward, Refuse {}

    /// The sign-in goes on.
    sealed interface Onward extends Verdict permits Ask, Admit {}

    /// One more challenge.
    record Ask(Challenge challenge) implements Onward {}

    /// Tokens.
    record Admit() implements Onward {}

    /// No.
    record Refuse(Reason reason) implements Verdict {}

    /// The challenges a verdict may ask for.
    sealed interface Challenge
            permits NewPasswordRequired,
                    OneFactor,
                    ChooseFactor,
                    SetUpFactor,
                    CodeToNewEmail,
                    ProveDevice,
                    VerifyDevice {}

    /// NEW_PASSWORD_REQUIRED.
    record NewPasswordRequired() implements Challenge {}

    /// SMS_MFA, EMAIL_OTP or SOFTWARE_TOKEN_MFA.
    record OneFactor(Factor factor) implements Challenge {}

    /// SELECT_MFA_TYPE.
    record ChooseFactor(List<Factor> offered) implements Challenge {}

    /// MFA_SETUP.
    record SetUpFactor(List<Factor> offered) implements Challenge {}

    /// EMAIL_OTP to the address that was sent with MFA_SETUP.
    record CodeToNewEmail() implements Challenge {}

    /// DEVICE_SRP_AUTH.
    ///
    /// @param key of the device
    /// @param factorProven whether the second factor is proven already
    record ProveDevice(String key, boolean factorProven) implements Challenge {}

    /// DEVICE_PASSWORD_VERIFIER.
    ///
    /// @param clientKey the device's A
    record VerifyDevice(String key, boolean factorProven, ClientKey clientKey) implements Challenge {}

    /// The true reason of a refusal. What the client is told stands in `Refusals`.
    enum Reason {
        LOCKED_OUT,
        UNKNOWN_USER,
        WRONG_PASSWORD,
        DISABLED,
        UNCONFIRMED,
        RESET_REQUIRED,
        TEMPORARY_PASSWORD_EXPIRED,
        WRONG_CODE,
        WRONG_APP_CODE,
        WRONG_PASSKEY,
        WRONG_ANSWER,
        CUSTOM_AUTH_FAILED,
        TOO_MANY_CHALLENGES,
        UNUSABLE_DECISION,
        FACTOR_NOT_OFFERED,
        FIRST_FACTOR_NOT_OFFERED,
        NO_FACTOR_POSSIBLE,
        UNKNOWN_DEVICE,
        WRONG_DEVICE_PROOF,
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

    /// The verdict on an answer to a state: each takes the one kind of answer it waits for.
    static Verdict next(Judged state, Answer answer, Facts facts) {
        return switch (state) {
            case AwaitingSrpProof _ -> answer instanceof PasswordProof proof ? afterPassword(proof, facts) : misfit();
            case AwaitingNewPassword waiting ->
                answer instanceof NewPassword ? afterNewPassword(waiting, facts) : misfit();
            case AwaitingCode waiting ->
                answer instanceof SentCode sent ? afterSentCode(waiting, sent, facts) : misfit();
            case AwaitingTotp waiting ->
                answer instanceof AppCode(boolean holds) ? afterAppCode(waiting, holds, facts) : misfit();
            case AwaitingFactorChoice waiting ->
                answer instanceof FactorChoice(var factor) ? afterChoice(waiting, factor, facts) : misfit();
            case AwaitingFactorSetup waiting -> answer instanceof EmailToSetUp ? afterEmail(waiting, facts) : misfit();
            case AwaitingSetupEnd waiting -> answer instanceof SetupFinished ? afterSetup(waiting, facts) : misfit();
            case AwaitingDeviceStart waiting ->
                answer instanceof DeviceStart start ? afterDeviceStart(waiting, start, facts) : misfit();
            case AwaitingDeviceProof waiting ->
                answer instanceof DeviceProof(boolean holds) ? afterDeviceProof(waiting, holds, facts) : misfit();
        };
    }

    private static Refuse misfit() {
        return new Refuse(Reason.ANSWER_DOES_NOT_FIT);
    }

    /// Whether a factor may be set up in this session: the user may have got one since it began.
    static boolean maySetUp(AwaitingFactorSetup state, Factor factor, Facts facts) {
        boolean stillToDo = facts.next() instanceof SecondFactor.SetUp(List<Factor> open) && open.contains(factor);
        return goesOn(state, facts).isEmpty() && state.offered().contains(factor) && stillToDo;
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
                        : new Ask(new NewPasswordRequired());
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
        boolean replaced = !person.passwordSetAt().equals(waiting.progress().passwordSetAt());
        if (replaced || person.status() != UserStatusType.FORCE_CHANGE_PASSWORD) {
            return new Refuse(Reason.WRONG_STATE);
        }
        return person.temporaryPasswordExpired()
                ? new Refuse(Reason.TEMPORARY_PASSWORD_EXPIRED)
                : afterFirstFactor(facts);
    }

    private static Verdict afterFirstFactor(Facts facts) {
        return DeviceFlow.insteadOfFactor(facts).orElseGet(() -> askFactor(facts));
    }

    private static Verdict askFactor(Facts facts) {
        return switch (facts.next()) {
            case SecondFactor.None _ -> new Admit();
            case SecondFactor.One(Factor factor) -> new Ask(new OneFactor(factor));
            case SecondFactor.Choice(List<Factor> factors) -> new Ask(new ChooseFactor(factors));
            case SecondFactor.SetUp(List<Factor> factors) -> new Ask(new SetUpFactor(factors));
            case SecondFactor.Impossible _ -> new Refuse(Reason.NO_FACTOR_POSSIBLE);
        };
    }

    /// What stops a user between the factors: they may have been locked out, disabled, deleted or given another
    /// password meanwhile.
    private static Optional<Refuse> goesOn(UnderWay state, Facts facts) {
        if (facts.locked()) {
            return Optional.of(new Refuse(Reason.LOCKED_OUT));
        }
        if (facts.person().isEmpty()) {
            return Optional.of(new Refuse(Reason.UNKNOWN_USER));
        }
        Person person = facts.person().get();
        if (!person.enabled()) {
            return Optional.of(new Refuse(Reason.DISABLED));
        }
        boolean same = person.passwordSetAt().equals(state.progress().passwordSetAt());
        return same && person.status() == UserStatusType.CONFIRMED
                ? Optional.empty()
                : Optional.of(new Refuse(Reason.WRONG_STATE));
    }

    private static Verdict afterSentCode(AwaitingCode state, SentCode answer, Facts facts) {
        if (answer.factor() != state.factor()) {
            return misfit();
        }
        boolean usable = state.settingUp()
                ? facts.next() instanceof SecondFactor.SetUp
                : facts.usable().contains(state.factor());
        return afterCode(state, answer.holds(), usable, Reason.WRONG_CODE, facts);
    }

    private static Verdict afterAppCode(AwaitingTotp state, boolean holds, Facts facts) {
        boolean usable = facts.usable().contains(Factor.SOFTWARE_TOKEN_MFA);
        return afterCode(state, holds, usable, Reason.WRONG_APP_CODE, facts);
    }

    private static Verdict afterCode(UnderWay state, boolean holds, boolean usable, Reason wrong, Facts facts) {
        Optional<Refuse> stop = goesOn(state, facts);
        if (stop.isPresent()) {
            return stop.get();
        }
        if (!usable) {
            return new Refuse(Reason.WRONG_STATE);
        }
        return holds ? DeviceFlow.afterFactors(facts) : new Refuse(wrong);
    }

    private static Verdict afterChoice(AwaitingFactorChoice state, Optional<Factor> factor, Facts facts) {
        Optional<Refuse> stop = goesOn(state, facts);
        if (stop.isPresent()) {
            return stop.get();
        }
        if (factor.isEmpty() || !state.offered().contains(factor.get())) {
            return new Refuse(Reason.FACTOR_NOT_OFFERED);
        }
        return facts.usable().contains(factor.get())
                ? new Ask(new OneFactor(factor.get()))
                : new Refuse(Reason.WRONG_STATE);
    }

    private static Verdict afterEmail(AwaitingFactorSetup state, Facts facts) {
        Optional<Refuse> stop = goesOn(state, facts);
        if (stop.isPresent()) {
            return stop.get();
        }
        if (!state.offered().contains(Factor.EMAIL_OTP)) {
            return new Refuse(Reason.FACTOR_NOT_OFFERED);
        }
        return facts.next() instanceof SecondFactor.SetUp
                ? new Ask(new CodeToNewEmail())
                : new Refuse(Reason.WRONG_STATE);
    }

    private static Verdict afterSetup(AwaitingSetupEnd state, Facts facts) {
        Optional<Refuse> stop = goesOn(state, facts);
        if (stop.isPresent()) {
            return stop.get();
        }
        return facts.usable().contains(Factor.SOFTWARE_TOKEN_MFA)
                ? DeviceFlow.afterFactors(facts)
                : new Refuse(Reason.WRONG_STATE);
    }

    private static Verdict afterDeviceStart(AwaitingDeviceStart state, DeviceStart answer, Facts facts) {
        Optional<Refuse> stop = goesOn(state, facts);
        return stop.isPresent() ? stop.get() : DeviceFlow.afterStart(state, answer, facts);
    }

    private static Verdict afterDeviceProof(AwaitingDeviceProof state, boolean holds, Facts facts) {
        Optional<Refuse> stop = goesOn(state, facts);
        return stop.isPresent() ? stop.get() : DeviceFlow.afterProof(state, holds, facts);
    }
}
