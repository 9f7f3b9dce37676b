package dev.gatehouse.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.pure.srp.ServerKey;
import dev.gatehouse.server.mfa.SecondFactor;
import dev.gatehouse.server.signin.CustomRules.Finish;
import dev.gatehouse.server.signin.CustomRules.Put;
import dev.gatehouse.server.signin.CustomRules.Refuse;
import dev.gatehouse.server.signin.CustomRules.Verdict;
import dev.gatehouse.server.signin.Flow.Facts;
import dev.gatehouse.server.signin.Flow.Person;
import dev.gatehouse.server.signin.Flow.Reason;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.triggers.ChallengeResult;
import dev.gatehouse.server.triggers.DefineAuthChallenge.Decision;
import dev.gatehouse.server.users.Factor;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What follows a decision of DefineAuthChallenge, as a table.
class CustomRulesTest {
    private static final Instant SET = Instant.ofEpochMilli(1_767_225_600_123L);
    private static final Decision TOKENS = new Decision.IssueTokens();
    private static final Decision FAIL = new Decision.Fail();
    private static final Decision CUSTOM = new Decision.Ask("CUSTOM_CHALLENGE");
    private static final ClientKey KEY = ClientKey.parse("9fab01").orElseThrow();

    static Stream<Arguments> decisions() {
        return Stream.of(
                row(TOKENS, loop("CONFIRMED"), facts("CONFIRMED"), new Finish(new Flow.Admit())),
                row(
                        TOKENS,
                        loop("FORCE_CHANGE_PASSWORD"),
                        facts("FORCE_CHANGE_PASSWORD"),
                        new Finish(new Flow.Ask(new Flow.NewPasswordRequired()))),
                row(TOKENS, loop("FORCE_CHANGE_PASSWORD"), expired(), refuse(Reason.TEMPORARY_PASSWORD_EXPIRED)),
                row(TOKENS, loop("UNCONFIRMED"), facts("UNCONFIRMED"), refuse(Reason.UNCONFIRMED)),
                row(TOKENS, loop("RESET_REQUIRED"), facts("RESET_REQUIRED"), refuse(Reason.RESET_REQUIRED)),
                row(TOKENS, loop("EXTERNAL_PROVIDER"), facts("EXTERNAL_PROVIDER"), refuse(Reason.CUSTOM_AUTH_FAILED)),
                row(TOKENS, ghost(), nobody(), refuse(Reason.UNKNOWN_USER)),
                row(TOKENS, loop("CONFIRMED"), nobody(), refuse(Reason.UNKNOWN_USER)),
                row(TOKENS, loop("CONFIRMED"), facts("RESET_REQUIRED"), refuse(Reason.WRONG_STATE)),
                row(TOKENS, loop("CONFIRMED"), at(SET.plusMillis(1)), refuse(Reason.WRONG_STATE)),
                row(TOKENS, loop("CONFIRMED"), disabled(), refuse(Reason.DISABLED)),
                row(TOKENS, loop("CONFIRMED"), locked(), refuse(Reason.LOCKED_OUT)),
                row(TOKENS, ghost(), locked(), refuse(Reason.LOCKED_OUT)),
                row(FAIL, loop("CONFIRMED"), facts("CONFIRMED"), refuse(Reason.CUSTOM_AUTH_FAILED)),
                row(FAIL, ghost(), nobody(), refuse(Reason.CUSTOM_AUTH_FAILED)),
                row(CUSTOM, loop("CONFIRMED"), facts("CONFIRMED"), Put.of(CustomStep.CUSTOM_CHALLENGE)),
                row(CUSTOM, ghost(), nobody(), Put.of(CustomStep.CUSTOM_CHALLENGE)),
                row(CUSTOM, loop("CONFIRMED"), disabled(), refuse(Reason.DISABLED)),
                row(CUSTOM, steps(19), facts("CONFIRMED"), Put.of(CustomStep.CUSTOM_CHALLENGE)),
                row(CUSTOM, steps(20), facts("CONFIRMED"), refuse(Reason.TOO_MANY_CHALLENGES)),
                row(TOKENS, steps(20), facts("CONFIRMED"), new Finish(new Flow.Admit())),
                row(ask("PASSWORD_VERIFIER"), srp(), facts("CONFIRMED"), Put.of(CustomStep.PASSWORD_VERIFIER)),
                row(ask("PASSWORD_VERIFIER"), loop("CONFIRMED"), facts("CONFIRMED"), refuse(Reason.UNUSABLE_DECISION)),
                row(ask("SMS_MFA"), loop("CONFIRMED"), usable(Factor.SMS_MFA), Put.of(CustomStep.SMS_MFA)),
                row(ask("EMAIL_OTP"), loop("CONFIRMED"), usable(Factor.EMAIL_OTP), Put.of(CustomStep.EMAIL_OTP)),
                row(
                        ask("SOFTWARE_TOKEN_MFA"),
                        loop("CONFIRMED"),
                        usable(Factor.SOFTWARE_TOKEN_MFA),
                        Put.of(CustomStep.SOFTWARE_TOKEN_MFA)),
                row(ask("SMS_MFA"), loop("CONFIRMED"), usable(Factor.EMAIL_OTP), refuse(Reason.UNUSABLE_DECISION)),
                row(ask("SMS_MFA"), ghost(), nobody(), refuse(Reason.UNUSABLE_DECISION)),
                row(ask("SELECT_MFA_TYPE"), loop("CONFIRMED"), facts("CONFIRMED"), refuse(Reason.UNUSABLE_DECISION)),
                row(ask("custom_challenge"), loop("CONFIRMED"), facts("CONFIRMED"), refuse(Reason.UNUSABLE_DECISION)));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void afterDecision(Decision decision, Loop loop, Facts facts, Verdict verdict) {
        assertThat(CustomRules.afterDecision(decision, loop, facts)).isEqualTo(verdict);
    }

    @Test
    void theSecondFactorFollowsThePassword() {
        assertThat(CustomRules.afterPassword(next(new SecondFactor.One(Factor.SMS_MFA))))
                .contains(Put.of(CustomStep.SMS_MFA));
        List<Factor> both = List.of(Factor.SMS_MFA, Factor.EMAIL_OTP);
        assertThat(CustomRules.afterPassword(next(new SecondFactor.Choice(both))))
                .contains(new Put(CustomStep.SELECT_MFA_TYPE, both));
        assertThat(CustomRules.afterPassword(next(new SecondFactor.None()))).isEmpty();
        assertThat(CustomRules.afterPassword(next(new SecondFactor.SetUp(both))))
                .isEmpty();
        assertThat(CustomRules.afterPassword(next(new SecondFactor.Impossible())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(CustomStep.class)
    void everyPendingSurvivesItsStay(CustomStep step) {
        Loop loop = new Loop(
                "nöra",
                Optional.of(new Loop.Standing(SET, UserStatusType.CONFIRMED)),
                Optional.of(KEY),
                List.of(new ChallengeResult("CUSTOM_CHALLENGE", false, Optional.of("x".repeat(70_000)))));
        LoopBytes.Waiting waiting = new LoopBytes.Waiting(loop, pending(step));
        byte[] bytes = LoopBytes.write(waiting);
        LoopBytes.Waiting read = LoopBytes.read(bytes);
        assertThat(LoopBytes.write(read)).isEqualTo(bytes);
        assertThat(read.pending()).hasSameClassAs(waiting.pending());
        assertThat(read.loop().history()).isEqualTo(loop.history());
        assertThat(read.loop().standing()).isEqualTo(loop.standing());
    }

    private static Loop.Pending pending(CustomStep step) {
        return switch (step) {
            case CUSTOM_CHALLENGE -> new Loop.Pending.Challenge(Map.of("answer", "42"), Optional.of("CAPTCHA"));
            case PASSWORD_VERIFIER ->
                new Loop.Pending.Proof(new SrpExchange(KEY, ServerKey.restore(new byte[] {7}, new byte[] {0, 1})));
            case SMS_MFA -> new Loop.Pending.Code(Factor.SMS_MFA, Bytes.of(new byte[] {1}), "+49151");
            case EMAIL_OTP -> new Loop.Pending.Code(Factor.EMAIL_OTP, Bytes.of(new byte[] {2}), "a@b.c");
            case SOFTWARE_TOKEN_MFA -> new Loop.Pending.AppCode();
            case SELECT_MFA_TYPE -> new Loop.Pending.FactorChoice(List.of(Factor.SMS_MFA, Factor.EMAIL_OTP));
        };
    }

    private static Arguments row(Decision decision, Loop loop, Facts facts, Verdict verdict) {
        return Arguments.of(decision, loop, facts, verdict);
    }

    private static Decision ask(String name) {
        return new Decision.Ask(name);
    }

    private static Verdict refuse(Reason reason) {
        return new Refuse(reason);
    }

    private static Loop loop(String status) {
        return new Loop(
                "nora",
                Optional.of(new Loop.Standing(SET, UserStatusType.valueOf(status))),
                Optional.empty(),
                List.of());
    }

    private static Loop srp() {
        return new Loop("nora", loop("CONFIRMED").standing(), Optional.of(KEY), List.of());
    }

    private static Loop ghost() {
        return new Loop("nobody", Optional.empty(), Optional.empty(), List.of());
    }

    private static Loop steps(int count) {
        ChallengeResult one = new ChallengeResult("CUSTOM_CHALLENGE", false, Optional.empty());
        return new Loop("nora", loop("CONFIRMED").standing(), Optional.empty(), Collections.nCopies(count, one));
    }

    private static Facts facts(String status) {
        return facts(new Person(UserStatusType.valueOf(status), true, false, SET), false);
    }

    private static Facts facts(Person person, boolean locked) {
        return new Facts(Optional.of(person), locked, new SecondFactor.None(), List.of());
    }

    private static Facts at(Instant passwordSetAt) {
        return facts(new Person(UserStatusType.CONFIRMED, true, false, passwordSetAt), false);
    }

    private static Facts expired() {
        return facts(new Person(UserStatusType.FORCE_CHANGE_PASSWORD, true, true, SET), false);
    }

    private static Facts disabled() {
        return facts(new Person(UserStatusType.CONFIRMED, false, false, SET), false);
    }

    private static Facts locked() {
        return facts(new Person(UserStatusType.CONFIRMED, true, false, SET), true);
    }

    private static Facts usable(Factor factor) {
        return new Facts(facts("CONFIRMED").person(), false, new SecondFactor.None(), List.of(factor));
    }

    private static Facts next(SecondFactor next) {
        return new Facts(facts("CONFIRMED").person(), false, next, List.of());
    }

    private static Facts nobody() {
        return new Facts(Optional.empty(), false, new SecondFactor.None(), List.of());
    }
}
