package dev.gatehouse.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.pure.srp.ServerKey;
import dev.gatehouse.server.mfa.SecondFactor;
import dev.gatehouse.server.signin.Flow.Admit;
import dev.gatehouse.server.signin.Flow.Answer;
import dev.gatehouse.server.signin.Flow.Ask;
import dev.gatehouse.server.signin.Flow.Facts;
import dev.gatehouse.server.signin.Flow.Person;
import dev.gatehouse.server.signin.Flow.Reason;
import dev.gatehouse.server.signin.Flow.Refuse;
import dev.gatehouse.server.signin.Flow.State;
import dev.gatehouse.server.signin.Flow.Verdict;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.users.Factor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The state machine as a table: every state with every answer.
class FlowTest {
    private static final Instant SET = Instant.ofEpochMilli(1_767_225_600_123L);
    private static final Answer RIGHT = new Flow.PasswordProof(true);
    private static final Answer WRONG = new Flow.PasswordProof(false);
    private static final Answer NEW_PASSWORD = new Flow.NewPassword();
    private static final Factor SMS = Factor.SMS_MFA;
    private static final Factor TOTP = Factor.SOFTWARE_TOKEN_MFA;
    private static final Factor EMAIL = Factor.EMAIL_OTP;
    private static final SecondFactor NONE = new SecondFactor.None();
    private static final SecondFactor SET_UP = new SecondFactor.SetUp(List.of(TOTP, EMAIL));
    private static final Sub SUB = new Sub("s");
    private static final Flow.Claimant KNOWN = new Flow.Known(SUB);
    private static final Progress PROGRESS = new Progress(SUB, SET);
    private static final ClientKey CLIENT_KEY = ClientKey.parse("02").orElseThrow();
    private static final SrpExchange EXCHANGE =
            new SrpExchange(CLIENT_KEY, ServerKey.restore(new byte[] {1}, new byte[] {2}));
    private static final String DEVICE = "eu-west-1_0f7c";
    private static final GivenDevice NO_DEVICE = new GivenDevice.None();
    private static final GivenDevice STRANGE = new GivenDevice.Unknown();
    private static final GivenDevice TRACKED = new GivenDevice.Known(DEVICE, false);
    private static final GivenDevice TRUSTED = new GivenDevice.Known(DEVICE, true);
    private static final Bytes DIGEST = Bytes.of(new byte[] {1, 2});

    static Stream<Arguments> afterSrpProof() {
        return Stream.of(
                row("confirmed, right", RIGHT, person("CONFIRMED"), new Admit()),
                row("confirmed, wrong", WRONG, person("CONFIRMED"), refuse(Reason.WRONG_PASSWORD)),
                row("locked, right", RIGHT, locked("CONFIRMED"), refuse(Reason.LOCKED_OUT)),
                row("locked, wrong", WRONG, locked("CONFIRMED"), refuse(Reason.LOCKED_OUT)),
                row("nobody", WRONG, nobody(), refuse(Reason.UNKNOWN_USER)),
                row("nobody, however right", RIGHT, nobody(), refuse(Reason.UNKNOWN_USER)),
                row("disabled, right", RIGHT, disabled("CONFIRMED"), refuse(Reason.DISABLED)),
                row("disabled, wrong", WRONG, disabled("CONFIRMED"), refuse(Reason.WRONG_PASSWORD)),
                row("unconfirmed, right", RIGHT, person("UNCONFIRMED"), refuse(Reason.UNCONFIRMED)),
                row("unconfirmed, wrong", WRONG, person("UNCONFIRMED"), refuse(Reason.WRONG_PASSWORD)),
                row("reset, right", RIGHT, person("RESET_REQUIRED"), refuse(Reason.RESET_REQUIRED)),
                row("reset, wrong", WRONG, person("RESET_REQUIRED"), refuse(Reason.WRONG_PASSWORD)),
                row(
                        "temporary, right",
                        RIGHT,
                        person("FORCE_CHANGE_PASSWORD"),
                        new Ask(new Flow.NewPasswordRequired())),
                row("temporary, wrong", WRONG, person("FORCE_CHANGE_PASSWORD"), refuse(Reason.WRONG_PASSWORD)),
                row("temporary, expired", RIGHT, expired(), refuse(Reason.TEMPORARY_PASSWORD_EXPIRED)),
                row("federated", RIGHT, person("EXTERNAL_PROVIDER"), refuse(Reason.WRONG_PASSWORD)),
                row("second factor wanted", RIGHT, mfa("CONFIRMED"), new Ask(new Flow.OneFactor(TOTP))),
                row("new password misplaced", NEW_PASSWORD, person("CONFIRMED"), refuse(Reason.ANSWER_DOES_NOT_FIT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("afterSrpProof")
    void answersToPasswordVerifier(String what, Answer answer, Facts facts, Verdict verdict) {
        assertThat(Flow.next(awaitingProof(), answer, facts)).isEqualTo(verdict);
    }

    static Stream<Arguments> afterNewPassword() {
        return Stream.of(
                row("temporary", NEW_PASSWORD, person("FORCE_CHANGE_PASSWORD"), new Admit()),
                row("temporary, expired", NEW_PASSWORD, expired(), refuse(Reason.TEMPORARY_PASSWORD_EXPIRED)),
                row("disabled", NEW_PASSWORD, disabled("FORCE_CHANGE_PASSWORD"), refuse(Reason.DISABLED)),
                row("changed meanwhile", NEW_PASSWORD, person("CONFIRMED"), refuse(Reason.WRONG_STATE)),
                row("deleted meanwhile", NEW_PASSWORD, nobody(), refuse(Reason.UNKNOWN_USER)),
                row(
                        "second factor wanted",
                        NEW_PASSWORD,
                        mfa("FORCE_CHANGE_PASSWORD"),
                        new Ask(new Flow.OneFactor(TOTP))),
                row("proof misplaced", RIGHT, person("FORCE_CHANGE_PASSWORD"), refuse(Reason.ANSWER_DOES_NOT_FIT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("afterNewPassword")
    void answersToNewPasswordRequired(String what, Answer answer, Facts facts, Verdict verdict) {
        assertThat(Flow.next(new Flow.AwaitingNewPassword(PROGRESS), answer, facts))
                .isEqualTo(verdict);
    }

    /// One answer of each kind, in the order of the columns below.
    private static final List<Answer> ANSWERS = List.of(
            RIGHT,
            NEW_PASSWORD,
            new Flow.SentCode(SMS, true),
            new Flow.AppCode(true),
            new Flow.FactorChoice(Optional.of(TOTP)),
            new Flow.EmailToSetUp(),
            new Flow.SetupFinished(),
            new Flow.DeviceStart(CLIENT_KEY),
            new Flow.DeviceProof(true),
            new ChoiceFlow.Picked(Optional.of(FirstFactor.PASSWORD)),
            new ChoiceFlow.Entered(FirstFactor.PASSWORD),
            new ChoiceFlow.Entered(FirstFactor.PASSWORD_SRP),
            new ChoiceFlow.FirstCode(FirstFactor.SMS_OTP, true, true),
            new ChoiceFlow.PasskeyProof(true));

    /// Every state takes the one kind of answer it waits for, and no other.
    @Test
    void everyStateWithEveryKindOfAnswer() {
        Facts all = new Facts(person("CONFIRMED").person(), false, SET_UP, List.of(SMS, TOTP, EMAIL));
        Facts device = new Facts(all.person(), false, NONE, List.of(), TRUSTED);
        Facts invited = new Facts(person("FORCE_CHANGE_PASSWORD").person(), false, NONE, List.of());
        List<State> states = List.of(
                awaitingProof(),
                new Flow.AwaitingNewPassword(PROGRESS),
                sms(),
                new Flow.AwaitingTotp(PROGRESS),
                new Flow.AwaitingFactorChoice(PROGRESS, List.of(SMS, TOTP)),
                new Flow.AwaitingFactorSetup(PROGRESS, List.of(TOTP, EMAIL), 0, Optional.empty()),
                new Flow.AwaitingSetupEnd(PROGRESS),
                new Flow.AwaitingDeviceStart(PROGRESS, DEVICE, false),
                new Flow.AwaitingDeviceProof(PROGRESS, DEVICE, false, EXCHANGE),
                new ChoiceFlow.AwaitingChoice(KNOWN, "nora", List.of(FirstFactor.values())),
                new ChoiceFlow.AwaitingPassword(KNOWN),
                new ChoiceFlow.AwaitingSrpKey(KNOWN),
                new ChoiceFlow.AwaitingFirstCode(KNOWN, FirstFactor.SMS_OTP, DIGEST, DIGEST, SET),
                new ChoiceFlow.AwaitingPasskey(KNOWN, DIGEST, SET));
        assertThat(states)
                .hasSize(1
                        + Flow.UnderWay.class.getPermittedSubclasses().length
                        + ChoiceFlow.Choosing.class.getPermittedSubclasses().length);
        assertThat(ANSWERS.stream().map(Object::getClass).distinct())
                .hasSize(Answer.class.getPermittedSubclasses().length);
        for (int state = 0; state < states.size(); state++) {
            for (int answer = 0; answer < ANSWERS.size(); answer++) {
                Facts facts = state == 1 ? invited : state == 7 || state == 8 ? device : all;
                Object outcome = outcome(states.get(state), ANSWERS.get(answer), facts);
                assertThat(outcome instanceof Refuse)
                        .as("%s with %s: %s", states.get(state), ANSWERS.get(answer), outcome)
                        .isEqualTo(state != answer);
                if (state != answer) {
                    assertThat(outcome).isEqualTo(refuse(Reason.ANSWER_DOES_NOT_FIT));
                }
            }
        }
    }

    private static Object outcome(State state, Answer answer, Facts facts) {
        return switch (state) {
            case Flow.Judged judged -> Flow.next(judged, answer, facts);
            case ChoiceFlow.Choosing choosing -> {
                ChoiceFlow.Facts first = new ChoiceFlow.Facts(facts, List.of(FirstFactor.values()));
                ChoiceFlow.Outcome outcome = ChoiceFlow.next(choosing, answer, first);
                yield outcome instanceof ChoiceFlow.Settled(Verdict verdict) ? verdict : outcome;
            }
            case Flow.AwaitingCustom _ ->
                throw new IllegalArgumentException("custom sign-ins have a table of their own");
        };
    }

    static Stream<Arguments> factors() {
        State totp = new Flow.AwaitingTotp(PROGRESS);
        State elsewhen = new Flow.AwaitingTotp(new Progress(SUB, SET.minusMillis(1)));
        State choice = new Flow.AwaitingFactorChoice(PROGRESS, List.of(SMS, TOTP));
        State setUp = new Flow.AwaitingFactorSetup(PROGRESS, List.of(TOTP, EMAIL), 0, Optional.empty());
        State totpOnly = new Flow.AwaitingFactorSetup(PROGRESS, List.of(TOTP), 0, Optional.empty());
        State emailCode = new Flow.AwaitingCode(PROGRESS, EMAIL, DIGEST, "a@b.c", true);
        State end = new Flow.AwaitingSetupEnd(PROGRESS);
        Facts ready = usable(NONE, SMS, TOTP);
        return Stream.of(
                Arguments.of(sms(), new Flow.SentCode(SMS, true), ready, new Admit()),
                Arguments.of(sms(), new Flow.SentCode(SMS, false), ready, refuse(Reason.WRONG_CODE)),
                Arguments.of(sms(), new Flow.SentCode(EMAIL, true), ready, refuse(Reason.ANSWER_DOES_NOT_FIT)),
                Arguments.of(sms(), new Flow.SentCode(SMS, true), usable(NONE, TOTP), refuse(Reason.WRONG_STATE)),
                Arguments.of(sms(), new Flow.SentCode(SMS, true), locked("CONFIRMED"), refuse(Reason.LOCKED_OUT)),
                Arguments.of(sms(), new Flow.SentCode(SMS, true), disabled("CONFIRMED"), refuse(Reason.DISABLED)),
                Arguments.of(sms(), new Flow.SentCode(SMS, true), nobody(), refuse(Reason.UNKNOWN_USER)),
                Arguments.of(sms(), new Flow.SentCode(SMS, true), person("RESET_REQUIRED"), refuse(Reason.WRONG_STATE)),
                Arguments.of(elsewhen, new Flow.AppCode(true), ready, refuse(Reason.WRONG_STATE)),
                Arguments.of(totp, new Flow.AppCode(true), ready, new Admit()),
                Arguments.of(totp, new Flow.AppCode(false), ready, refuse(Reason.WRONG_APP_CODE)),
                Arguments.of(totp, new Flow.AppCode(true), usable(NONE, SMS), refuse(Reason.WRONG_STATE)),
                Arguments.of(choice, chosen(SMS), ready, new Ask(new Flow.OneFactor(SMS))),
                Arguments.of(choice, chosen(EMAIL), ready, refuse(Reason.FACTOR_NOT_OFFERED)),
                Arguments.of(choice, new Flow.FactorChoice(Optional.empty()), ready, refuse(Reason.FACTOR_NOT_OFFERED)),
                Arguments.of(choice, chosen(SMS), usable(NONE, TOTP), refuse(Reason.WRONG_STATE)),
                Arguments.of(setUp, new Flow.EmailToSetUp(), usable(SET_UP), new Ask(new Flow.CodeToNewEmail())),
                Arguments.of(setUp, new Flow.EmailToSetUp(), ready, refuse(Reason.WRONG_STATE)),
                Arguments.of(totpOnly, new Flow.EmailToSetUp(), usable(SET_UP), refuse(Reason.FACTOR_NOT_OFFERED)),
                Arguments.of(emailCode, new Flow.SentCode(EMAIL, true), usable(SET_UP), new Admit()),
                Arguments.of(emailCode, new Flow.SentCode(EMAIL, true), ready, refuse(Reason.WRONG_STATE)),
                Arguments.of(end, new Flow.SetupFinished(), ready, new Admit()),
                Arguments.of(end, new Flow.SetupFinished(), usable(SET_UP), refuse(Reason.WRONG_STATE)));
    }

    @ParameterizedTest
    @MethodSource("factors")
    void answersToFactors(Flow.Judged state, Answer answer, Facts facts, Verdict verdict) {
        assertThat(Flow.next(state, answer, facts)).isEqualTo(verdict);
    }

    /// What a device key sent along leads to once the password is proven.
    static Stream<Arguments> devicesAfterThePassword() {
        Verdict prove = new Ask(new Flow.ProveDevice(DEVICE, false));
        Verdict code = new Ask(new Flow.OneFactor(TOTP));
        SecondFactor one = new SecondFactor.One(TOTP);
        SecondFactor choice = new SecondFactor.Choice(List.of(SMS, TOTP));
        return Stream.of(
                Arguments.of(NONE, NO_DEVICE, new Admit()),
                Arguments.of(NONE, STRANGE, refuse(Reason.UNKNOWN_DEVICE)),
                Arguments.of(NONE, TRACKED, prove),
                Arguments.of(NONE, TRUSTED, prove),
                Arguments.of(one, NO_DEVICE, code),
                Arguments.of(one, STRANGE, refuse(Reason.UNKNOWN_DEVICE)),
                Arguments.of(one, TRACKED, code),
                Arguments.of(one, TRUSTED, prove),
                Arguments.of(choice, TRACKED, new Ask(new Flow.ChooseFactor(List.of(SMS, TOTP)))),
                Arguments.of(choice, TRUSTED, prove),
                Arguments.of(SET_UP, TRUSTED, new Ask(new Flow.SetUpFactor(List.of(TOTP, EMAIL)))),
                Arguments.of(new SecondFactor.Impossible(), TRUSTED, refuse(Reason.NO_FACTOR_POSSIBLE)));
    }

    @ParameterizedTest
    @MethodSource("devicesAfterThePassword")
    void devicesFollowThePassword(SecondFactor next, GivenDevice device, Verdict verdict) {
        Facts facts = new Facts(person("CONFIRMED").person(), false, next, List.of(SMS, TOTP), device);
        assertThat(Flow.next(awaitingProof(), RIGHT, facts)).isEqualTo(verdict);
        assertThat(Flow.next(awaitingProof(), WRONG, facts)).isEqualTo(refuse(Reason.WRONG_PASSWORD));
        Facts invited = new Facts(person("FORCE_CHANGE_PASSWORD").person(), false, next, List.of(SMS, TOTP), device);
        assertThat(Flow.next(new Flow.AwaitingNewPassword(PROGRESS), NEW_PASSWORD, invited))
                .isEqualTo(verdict);
    }

    @Test
    void devicesFollowTheSecondFactor() {
        Flow.Judged totp = new Flow.AwaitingTotp(PROGRESS);
        Flow.Judged end = new Flow.AwaitingSetupEnd(PROGRESS);
        for (GivenDevice device : List.of(TRACKED, TRUSTED)) {
            Verdict prove = new Ask(new Flow.ProveDevice(DEVICE, true));
            assertThat(Flow.next(totp, new Flow.AppCode(true), from(device))).isEqualTo(prove);
            assertThat(Flow.next(sms(), new Flow.SentCode(SMS, true), from(device)))
                    .isEqualTo(prove);
            assertThat(Flow.next(end, new Flow.SetupFinished(), from(device))).isEqualTo(prove);
            assertThat(Flow.next(totp, new Flow.AppCode(false), from(device))).isEqualTo(refuse(Reason.WRONG_APP_CODE));
        }
        assertThat(Flow.next(totp, new Flow.AppCode(true), from(STRANGE))).isEqualTo(refuse(Reason.UNKNOWN_DEVICE));
    }

    static Stream<Arguments> deviceProofs() {
        SecondFactor one = new SecondFactor.One(TOTP);
        GivenDevice other = new GivenDevice.Known("eu-west-1_5a0b", true);
        return Stream.of(
                Arguments.of(false, NONE, TRACKED, Optional.empty()),
                Arguments.of(false, one, TRUSTED, Optional.empty()),
                Arguments.of(true, one, TRACKED, Optional.empty()),
                Arguments.of(true, SET_UP, TRACKED, Optional.empty()),
                Arguments.of(false, one, TRACKED, Optional.of(Reason.WRONG_STATE)),
                Arguments.of(false, SET_UP, TRUSTED, Optional.of(Reason.WRONG_STATE)),
                Arguments.of(true, NONE, other, Optional.of(Reason.WRONG_STATE)),
                Arguments.of(true, NONE, STRANGE, Optional.of(Reason.UNKNOWN_DEVICE)),
                Arguments.of(true, NONE, NO_DEVICE, Optional.of(Reason.UNKNOWN_DEVICE)));
    }

    @ParameterizedTest
    @MethodSource("deviceProofs")
    void answersToDevices(boolean proven, SecondFactor next, GivenDevice device, Optional<Reason> refused) {
        Facts facts = new Facts(person("CONFIRMED").person(), false, next, List.of(), device);
        Flow.Judged start = new Flow.AwaitingDeviceStart(PROGRESS, DEVICE, proven);
        Flow.Judged proof = new Flow.AwaitingDeviceProof(PROGRESS, DEVICE, proven, EXCHANGE);
        assertThat(Flow.next(start, new Flow.DeviceStart(CLIENT_KEY), facts))
                .isEqualTo(refused.<Verdict>map(Refuse::new)
                        .orElseGet(() -> new Ask(new Flow.VerifyDevice(DEVICE, proven, CLIENT_KEY))));
        assertThat(Flow.next(proof, new Flow.DeviceProof(true), facts))
                .isEqualTo(refused.<Verdict>map(Refuse::new).orElseGet(Admit::new));
        assertThat(Flow.next(proof, new Flow.DeviceProof(false), facts))
                .isEqualTo(refuse(refused.orElse(Reason.WRONG_DEVICE_PROOF)));
    }

    @Test
    void devicesOfUsersWhoMayNotGoOnAreNotLookedAt() {
        for (Flow.Judged state : List.<Flow.Judged>of(
                new Flow.AwaitingDeviceStart(PROGRESS, DEVICE, true),
                new Flow.AwaitingDeviceProof(PROGRESS, DEVICE, true, EXCHANGE))) {
            Answer answer = state instanceof Flow.AwaitingDeviceStart
                    ? new Flow.DeviceStart(CLIENT_KEY)
                    : new Flow.DeviceProof(true);
            assertThat(Flow.next(state, answer, locked("CONFIRMED"))).isEqualTo(refuse(Reason.LOCKED_OUT));
            assertThat(Flow.next(state, answer, disabled("CONFIRMED"))).isEqualTo(refuse(Reason.DISABLED));
            assertThat(Flow.next(state, answer, nobody())).isEqualTo(refuse(Reason.UNKNOWN_USER));
            assertThat(Flow.next(state, answer, person("RESET_REQUIRED"))).isEqualTo(refuse(Reason.WRONG_STATE));
        }
    }

    private static Facts from(GivenDevice device) {
        return new Facts(person("CONFIRMED").person(), false, NONE, List.of(SMS, TOTP), device);
    }

    @Test
    void whatFollowsThePasswordIsAskedFor() {
        assertThat(afterPassword(new SecondFactor.Choice(List.of(SMS, TOTP))))
                .isEqualTo(new Ask(new Flow.ChooseFactor(List.of(SMS, TOTP))));
        assertThat(afterPassword(SET_UP)).isEqualTo(new Ask(new Flow.SetUpFactor(List.of(TOTP, EMAIL))));
        assertThat(afterPassword(new SecondFactor.Impossible())).isEqualTo(refuse(Reason.NO_FACTOR_POSSIBLE));
    }

    private static Verdict afterPassword(SecondFactor next) {
        return Flow.next(awaitingProof(), RIGHT, usable(next));
    }

    private static Answer chosen(Factor factor) {
        return new Flow.FactorChoice(Optional.of(factor));
    }

    private static Flow.Judged sms() {
        return new Flow.AwaitingCode(PROGRESS, SMS, DIGEST, "+4915112345678", false);
    }

    private static Facts usable(SecondFactor next, Factor... usable) {
        return new Facts(person("CONFIRMED").person(), false, next, List.of(usable));
    }

    @Test
    void beforeAPasswordOnlyLockAndUnconfirmedShow() {
        assertThat(Flow.beforePassword(locked("CONFIRMED"))).contains(new Refuse(Reason.LOCKED_OUT));
        assertThat(Flow.beforePassword(locked("UNCONFIRMED"))).contains(new Refuse(Reason.LOCKED_OUT));
        assertThat(Flow.beforePassword(person("UNCONFIRMED"))).contains(new Refuse(Reason.UNCONFIRMED));
        for (Facts silent : List.of(person("CONFIRMED"), person("RESET_REQUIRED"), disabled("CONFIRMED"), nobody())) {
            assertThat(Flow.beforePassword(silent)).isEmpty();
        }
    }

    @Test
    void everyStateSurvivesItsJourney() {
        ServerKey serverKey = ServerKey.restore(new byte[] {7}, new byte[] {0, (byte) 0x9f, 1});
        SrpExchange exchange = new SrpExchange(ClientKey.parse("9fab01").orElseThrow(), serverKey);
        List<State> states = new ArrayList<>(List.of(
                new Flow.AwaitingSrpProof(new Flow.Known(new Sub("0f7c")), exchange),
                new Flow.AwaitingSrpProof(new Flow.Ghost(new Sub("5a0b")), exchange),
                new Flow.AwaitingNewPassword(PROGRESS),
                sms(),
                new Flow.AwaitingCode(PROGRESS, EMAIL, DIGEST, "nöra@example.com", true),
                new Flow.AwaitingTotp(PROGRESS),
                new Flow.AwaitingFactorChoice(PROGRESS, List.of(SMS, EMAIL)),
                new Flow.AwaitingFactorSetup(PROGRESS, List.of(TOTP), 3, Optional.of(DIGEST)),
                new Flow.AwaitingFactorSetup(PROGRESS, List.of(), 0, Optional.empty()),
                new Flow.AwaitingSetupEnd(PROGRESS),
                new Flow.AwaitingSrpProof(new Flow.Known(new Sub("0f7c")), exchange, Optional.of(DEVICE)),
                new Flow.AwaitingSrpProof(new Flow.Ghost(new Sub("5a0b")), exchange, Optional.of(DEVICE)),
                new Flow.AwaitingDeviceStart(PROGRESS, DEVICE, true),
                new Flow.AwaitingDeviceProof(PROGRESS, DEVICE, false, exchange),
                new Flow.AwaitingCustom(new Flow.Known(SUB), CustomStep.SOFTWARE_TOKEN_MFA, "key"),
                new Flow.AwaitingCustom(new Flow.Ghost(SUB), CustomStep.PASSWORD_VERIFIER, "key"),
                new ChoiceFlow.AwaitingChoice(KNOWN, "nöra", List.of(FirstFactor.EMAIL_OTP, FirstFactor.PASSWORD_SRP)),
                new ChoiceFlow.AwaitingPassword(new Flow.Ghost(SUB)),
                new ChoiceFlow.AwaitingSrpKey(KNOWN),
                new ChoiceFlow.AwaitingFirstCode(KNOWN, FirstFactor.SMS_OTP, DIGEST, Bytes.of(new byte[] {3}), SET),
                new ChoiceFlow.AwaitingPasskey(new Flow.Ghost(SUB), DIGEST, SET)));
        for (State state : states) {
            State read = States.read(States.write(state));
            assertThat(States.write(read)).isEqualTo(States.write(state));
            assertThat(read).hasSameClassAs(state);
        }
    }

    private static Flow.Judged awaitingProof() {
        return new Flow.AwaitingSrpProof(
                new Flow.Known(new Sub("s")),
                new SrpExchange(
                        ClientKey.parse("02").orElseThrow(), ServerKey.restore(new byte[] {1}, new byte[] {2})));
    }

    private static Arguments row(String what, Answer answer, Facts facts, Verdict verdict) {
        return Arguments.of(what, answer, facts, verdict);
    }

    private static Refuse refuse(Reason reason) {
        return new Refuse(reason);
    }

    private static Facts person(String status) {
        return new Facts(
                Optional.of(new Person(UserStatusType.valueOf(status), true, false, SET)), false, NONE, List.of());
    }

    private static Facts disabled(String status) {
        return new Facts(
                Optional.of(new Person(UserStatusType.valueOf(status), false, false, SET)), false, NONE, List.of());
    }

    private static Facts locked(String status) {
        return new Facts(
                Optional.of(new Person(UserStatusType.valueOf(status), true, false, SET)), true, NONE, List.of());
    }

    private static Facts mfa(String status) {
        return new Facts(
                Optional.of(new Person(UserStatusType.valueOf(status), true, false, SET)),
                false,
                new SecondFactor.One(TOTP),
                List.of(TOTP));
    }

    private static Facts expired() {
        return new Facts(
                Optional.of(new Person(UserStatusType.FORCE_CHANGE_PASSWORD, true, true, SET)), false, NONE, List.of());
    }

    private static Facts nobody() {
        return new Facts(Optional.empty(), false, NONE, List.of());
    }

    @Test
    void aPasswordThatIsNoLongerTheProvenOneLeadsNowhere() {
        Flow.Judged waiting = new Flow.AwaitingNewPassword(new Progress(SUB, SET.minusMillis(1)));
        Person person = new Person(UserStatusType.FORCE_CHANGE_PASSWORD, true, false, SET);
        assertThat(Flow.next(waiting, new Flow.NewPassword(), new Facts(Optional.of(person), false, NONE, List.of())))
                .isEqualTo(new Refuse(Reason.WRONG_STATE));
    }
}
