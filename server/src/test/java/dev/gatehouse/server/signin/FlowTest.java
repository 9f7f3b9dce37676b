package dev.gatehouse.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.pure.srp.ServerKey;
import dev.gatehouse.server.signin.Flow.Admit;
import dev.gatehouse.server.signin.Flow.Answer;
import dev.gatehouse.server.signin.Flow.Ask;
import dev.gatehouse.server.signin.Flow.Challenge;
import dev.gatehouse.server.signin.Flow.Facts;
import dev.gatehouse.server.signin.Flow.Person;
import dev.gatehouse.server.signin.Flow.Reason;
import dev.gatehouse.server.signin.Flow.Refuse;
import dev.gatehouse.server.signin.Flow.State;
import dev.gatehouse.server.signin.Flow.Verdict;
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
                        new Ask(Challenge.NEW_PASSWORD_REQUIRED)),
                row("temporary, wrong", WRONG, person("FORCE_CHANGE_PASSWORD"), refuse(Reason.WRONG_PASSWORD)),
                row("temporary, expired", RIGHT, expired(), refuse(Reason.TEMPORARY_PASSWORD_EXPIRED)),
                row("federated", RIGHT, person("EXTERNAL_PROVIDER"), refuse(Reason.WRONG_PASSWORD)),
                row("second factor wanted", RIGHT, mfa("CONFIRMED"), new Ask(Challenge.SECOND_FACTOR)),
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
                        new Ask(Challenge.SECOND_FACTOR)),
                row("proof misplaced", RIGHT, person("FORCE_CHANGE_PASSWORD"), refuse(Reason.ANSWER_DOES_NOT_FIT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("afterNewPassword")
    void answersToNewPasswordRequired(String what, Answer answer, Facts facts, Verdict verdict) {
        assertThat(Flow.next(new Flow.AwaitingNewPassword(new Sub("s"), SET), answer, facts))
                .isEqualTo(verdict);
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
                new Flow.AwaitingNewPassword(new Sub("0f7c"), SET)));
        for (State state : states) {
            State read = States.read(States.write(state));
            assertThat(States.write(read)).isEqualTo(States.write(state));
            assertThat(read).hasSameClassAs(state);
        }
    }

    private static State awaitingProof() {
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
        return new Facts(Optional.of(new Person(UserStatusType.valueOf(status), true, false, SET)), false, false);
    }

    private static Facts disabled(String status) {
        return new Facts(Optional.of(new Person(UserStatusType.valueOf(status), false, false, SET)), false, false);
    }

    private static Facts locked(String status) {
        return new Facts(Optional.of(new Person(UserStatusType.valueOf(status), true, false, SET)), true, false);
    }

    private static Facts mfa(String status) {
        return new Facts(Optional.of(new Person(UserStatusType.valueOf(status), true, false, SET)), false, true);
    }

    private static Facts expired() {
        return new Facts(Optional.of(new Person(UserStatusType.FORCE_CHANGE_PASSWORD, true, true, SET)), false, false);
    }

    private static Facts nobody() {
        return new Facts(Optional.empty(), false, false);
    }

    @Test
    void aPasswordThatIsNoLongerTheProvenOneLeadsNowhere() {
        State waiting = new Flow.AwaitingNewPassword(new Sub("s"), SET.minusMillis(1));
        Person person = new Person(UserStatusType.FORCE_CHANGE_PASSWORD, true, false, SET);
        assertThat(Flow.next(waiting, new Flow.NewPassword(), new Facts(Optional.of(person), false, false)))
                .isEqualTo(new Refuse(Reason.WRONG_STATE));
    }
}
