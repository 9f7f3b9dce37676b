package dev.gatehouse.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.mfa.SecondFactor;
import dev.gatehouse.server.signin.ChoiceFlow.Choose;
import dev.gatehouse.server.signin.ChoiceFlow.FirstCode;
import dev.gatehouse.server.signin.ChoiceFlow.Outcome;
import dev.gatehouse.server.signin.ChoiceFlow.Put;
import dev.gatehouse.server.signin.ChoiceFlow.Settled;
import dev.gatehouse.server.signin.Flow.Reason;
import dev.gatehouse.server.store.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Choice-based sign-in up to the first factor, as tables. `FlowTest` has every state with every kind of
/// answer.
class ChoiceFlowTest {
    private static final Instant SET = Instant.ofEpochMilli(1_767_225_600_123L);
    private static final Flow.Claimant KNOWN = new Flow.Known(new Sub("s"));
    private static final Bytes DIGEST = Bytes.of(new byte[] {1, 2});
    private static final FirstFactor SRP = FirstFactor.PASSWORD_SRP;
    private static final FirstFactor PASSWORD = FirstFactor.PASSWORD;
    private static final FirstFactor EMAIL = FirstFactor.EMAIL_OTP;
    private static final FirstFactor SMS = FirstFactor.SMS_OTP;
    private static final FirstFactor PASSKEY = FirstFactor.WEB_AUTHN;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # allowed                    | status                | password | verified           | second factor | passkey | counts | switched on | offered
                    PASSWORD                     | CONFIRMED             | true     | email phone_number | false         | false   | false  | false       | PASSWORD_SRP PASSWORD
                    PASSWORD EMAIL_OTP           | CONFIRMED             | true     | email phone_number | false         | false   | false  | false       | PASSWORD_SRP PASSWORD EMAIL_OTP
                    SMS_OTP EMAIL_OTP PASSWORD   | CONFIRMED             | true     | email phone_number | false         | false   | false  | false       | PASSWORD_SRP PASSWORD EMAIL_OTP SMS_OTP
                    PASSWORD EMAIL_OTP SMS_OTP   | CONFIRMED             | true     | phone_number       | false         | false   | false  | false       | PASSWORD_SRP PASSWORD SMS_OTP
                    PASSWORD EMAIL_OTP SMS_OTP   | CONFIRMED             | false    | email              | false         | false   | false  | false       | EMAIL_OTP
                    PASSWORD EMAIL_OTP SMS_OTP   | CONFIRMED             | false    |                    | false         | false   | false  | false       | PASSWORD_SRP PASSWORD
                    PASSWORD EMAIL_OTP SMS_OTP   | CONFIRMED             | true     | email              | true          | false   | false  | false       | PASSWORD_SRP PASSWORD
                    PASSWORD EMAIL_OTP SMS_OTP   | CONFIRMED             | false    | email              | true          | false   | false  | false       | PASSWORD_SRP PASSWORD
                    PASSWORD EMAIL_OTP SMS_OTP   | FORCE_CHANGE_PASSWORD | true     | email              | false         | false   | false  | false       | PASSWORD_SRP PASSWORD
                    PASSWORD EMAIL_OTP SMS_OTP   | RESET_REQUIRED        | true     | email              | false         | false   | false  | false       | PASSWORD_SRP PASSWORD
                    PASSWORD EMAIL_OTP SMS_OTP   | UNCONFIRMED           | false    | email              | false         | false   | false  | false       | PASSWORD_SRP PASSWORD
                    PASSWORD EMAIL_OTP SMS_OTP   | EXTERNAL_PROVIDER     | false    | email              | false         | false   | false  | false       | PASSWORD_SRP PASSWORD
                    EMAIL_OTP                    | CONFIRMED             | true     | email              | false         | false   | false  | false       | PASSWORD_SRP PASSWORD EMAIL_OTP
                    PASSWORD WEB_AUTHN           | CONFIRMED             | true     |                    | false         | true    | false  | false       | PASSWORD_SRP PASSWORD WEB_AUTHN
                    PASSWORD WEB_AUTHN           | CONFIRMED             | true     |                    | false         | false   | false  | false       | PASSWORD_SRP PASSWORD
                    PASSWORD EMAIL_OTP WEB_AUTHN | CONFIRMED             | false    | email              | false         | true    | false  | false       | EMAIL_OTP WEB_AUTHN
                    PASSWORD EMAIL_OTP WEB_AUTHN | CONFIRMED             | true     | email              | true          | true    | false  | false       | PASSWORD_SRP PASSWORD
                    PASSWORD EMAIL_OTP WEB_AUTHN | CONFIRMED             | true     | email              | true          | true    | true   | true        | PASSWORD_SRP PASSWORD WEB_AUTHN
                    PASSWORD EMAIL_OTP WEB_AUTHN | CONFIRMED             | true     | email              | true          | true    | true   | false       | PASSWORD_SRP PASSWORD
                    PASSWORD EMAIL_OTP WEB_AUTHN | CONFIRMED             | true     | email              | true          | true    | false  | true        | PASSWORD_SRP PASSWORD
                    PASSWORD WEB_AUTHN           | RESET_REQUIRED        | true     | email              | false         | true    | true   | true        | PASSWORD_SRP PASSWORD
                    PASSWORD                     | CONFIRMED             | true     | email              | false         | true    | true   | true        | PASSWORD_SRP PASSWORD
                    """)
    void whatIsOffered(
            String allowed,
            UserStatusType status,
            boolean password,
            String verified,
            boolean secondFactor,
            boolean passkey,
            boolean counts,
            boolean switchedOn,
            String offered) {
        FirstFactors.Holder holder = new FirstFactors.Holder(
                status, password, Set.copyOf(words(verified)), secondFactor, passkey, switchedOn);
        List<AuthFactorType> factors =
                words(allowed).stream().map(AuthFactorType::valueOf).toList();
        assertThat(FirstFactors.available(new FirstFactors.Allowed(factors, counts), holder).stream()
                        .map(FirstFactor::name)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(offered);
    }

    private static List<String> words(String text) {
        return text == null ? List.of() : Arrays.asList(text.split(" "));
    }

    static Stream<Arguments> beginnings() {
        return Stream.of(
                Arguments.of("nothing preferred", null, facts("CONFIRMED", SRP, PASSWORD), choose(SRP, PASSWORD)),
                Arguments.of("available", EMAIL, facts("CONFIRMED", SRP, PASSWORD, EMAIL), new Put(EMAIL)),
                Arguments.of("no password", PASSWORD, facts("CONFIRMED", EMAIL), new Put(PASSWORD)),
                Arguments.of("not available", SMS, facts("CONFIRMED", SRP, EMAIL), choose(SRP, EMAIL)),
                Arguments.of("locked", null, locked(SRP, EMAIL), refuse(Reason.LOCKED_OUT)),
                Arguments.of("locked, by SRP", SRP, locked(SRP, EMAIL), refuse(Reason.LOCKED_OUT)),
                Arguments.of("locked, by code", EMAIL, locked(SRP, EMAIL), refuse(Reason.LOCKED_OUT)),
                Arguments.of("unconfirmed", null, facts("UNCONFIRMED", SRP, PASSWORD), refuse(Reason.UNCONFIRMED)),
                Arguments.of("unconfirmed, SRP", SRP, facts("UNCONFIRMED", SRP, PASSWORD), new Put(SRP)),
                Arguments.of("disabled", EMAIL, disabled(SRP, EMAIL), new Put(EMAIL)),
                Arguments.of("nobody", EMAIL, nobody(SRP, EMAIL), new Put(EMAIL)),
                Arguments.of("nobody, not available", SMS, nobody(SRP, EMAIL), choose(SRP, EMAIL)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beginnings")
    void howItBegins(String what, FirstFactor preferred, ChoiceFlow.Facts facts, Outcome outcome) {
        assertThat(ChoiceFlow.begin(Optional.ofNullable(preferred), facts)).isEqualTo(outcome);
    }

    static Stream<Arguments> answers() {
        ChoiceFlow.Facts ready = facts("CONFIRMED", SRP, PASSWORD, EMAIL, SMS);
        ChoiceFlow.Choosing choice = new ChoiceFlow.AwaitingChoice(KNOWN, "nora", List.of(SRP, PASSWORD, EMAIL));
        ChoiceFlow.Choosing email = code(EMAIL, SET);
        return Stream.of(
                Arguments.of(choice, picked(EMAIL), ready, new Put(EMAIL)),
                Arguments.of(choice, picked(SMS), ready, refuse(Reason.FIRST_FACTOR_NOT_OFFERED)),
                Arguments.of(choice, picked(null), ready, refuse(Reason.FIRST_FACTOR_NOT_OFFERED)),
                Arguments.of(choice, picked(EMAIL), facts("CONFIRMED", SRP), refuse(Reason.WRONG_STATE)),
                Arguments.of(choice, picked(EMAIL), locked(SRP, EMAIL), refuse(Reason.LOCKED_OUT)),
                Arguments.of(choice, picked(EMAIL), nobody(SRP, EMAIL), new Put(EMAIL)),
                Arguments.of(new ChoiceFlow.AwaitingPassword(KNOWN), entered(PASSWORD), ready, new Put(PASSWORD)),
                Arguments.of(
                        new ChoiceFlow.AwaitingPassword(KNOWN),
                        entered(PASSWORD),
                        facts("CONFIRMED", EMAIL),
                        new Put(PASSWORD)),
                Arguments.of(new ChoiceFlow.AwaitingSrpKey(KNOWN), entered(SRP), ready, new Put(SRP)),
                Arguments.of(
                        new ChoiceFlow.AwaitingSrpKey(KNOWN), entered(SRP), locked(SRP), refuse(Reason.LOCKED_OUT)),
                Arguments.of(email, new FirstCode(EMAIL, true, true), ready, new Settled(new Flow.Admit())),
                Arguments.of(email, new FirstCode(EMAIL, false, true), ready, refuse(Reason.WRONG_CODE)),
                Arguments.of(email, new FirstCode(EMAIL, true, false), ready, refuse(Reason.WRONG_STATE)),
                Arguments.of(email, new FirstCode(SMS, true, true), ready, refuse(Reason.ANSWER_DOES_NOT_FIT)),
                Arguments.of(
                        email,
                        new FirstCode(EMAIL, true, true),
                        facts("CONFIRMED", SRP, SMS),
                        refuse(Reason.WRONG_STATE)),
                Arguments.of(
                        email,
                        new FirstCode(EMAIL, true, true),
                        facts("RESET_REQUIRED", EMAIL),
                        refuse(Reason.WRONG_STATE)),
                Arguments.of(
                        code(EMAIL, SET.minusMillis(1)),
                        new FirstCode(EMAIL, true, true),
                        ready,
                        refuse(Reason.WRONG_STATE)),
                Arguments.of(email, new FirstCode(EMAIL, true, true), locked(EMAIL), refuse(Reason.LOCKED_OUT)),
                Arguments.of(email, new FirstCode(EMAIL, true, true), disabled(EMAIL), refuse(Reason.DISABLED)),
                Arguments.of(email, new FirstCode(EMAIL, false, true), disabled(EMAIL), refuse(Reason.WRONG_CODE)),
                Arguments.of(email, new FirstCode(EMAIL, true, true), nobody(EMAIL), refuse(Reason.WRONG_CODE)),
                Arguments.of(email, new FirstCode(EMAIL, true, true), nobody(SRP), refuse(Reason.WRONG_CODE)),
                Arguments.of(passkey(SET), signed(true), facts("CONFIRMED", PASSKEY), new Settled(new Flow.Admit())),
                Arguments.of(passkey(SET), signed(false), facts("CONFIRMED", PASSKEY), refuse(Reason.WRONG_PASSKEY)),
                Arguments.of(passkey(SET), signed(true), facts("CONFIRMED", SRP), refuse(Reason.WRONG_STATE)),
                Arguments.of(passkey(SET), signed(true), disabled(PASSKEY), refuse(Reason.DISABLED)),
                Arguments.of(passkey(SET), signed(false), disabled(PASSKEY), refuse(Reason.WRONG_PASSKEY)),
                Arguments.of(passkey(SET), signed(true), locked(PASSKEY), refuse(Reason.LOCKED_OUT)),
                Arguments.of(passkey(SET), signed(true), nobody(PASSKEY), refuse(Reason.WRONG_PASSKEY)),
                Arguments.of(
                        passkey(SET.minusMillis(1)),
                        signed(true),
                        facts("CONFIRMED", PASSKEY),
                        refuse(Reason.WRONG_STATE)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whatFollowsAnAnswer(ChoiceFlow.Choosing state, Flow.Answer answer, ChoiceFlow.Facts facts, Outcome outcome) {
        assertThat(ChoiceFlow.next(state, answer, facts)).isEqualTo(outcome);
    }

    private static ChoiceFlow.Choosing code(FirstFactor factor, Instant passwordSetAt) {
        return new ChoiceFlow.AwaitingFirstCode(KNOWN, factor, DIGEST, DIGEST, passwordSetAt);
    }

    private static ChoiceFlow.Choosing passkey(Instant passwordSetAt) {
        return new ChoiceFlow.AwaitingPasskey(KNOWN, DIGEST, passwordSetAt);
    }

    private static Flow.Answer signed(boolean holds) {
        return new ChoiceFlow.PasskeyProof(holds);
    }

    private static Flow.Answer picked(FirstFactor factor) {
        return new ChoiceFlow.Picked(Optional.ofNullable(factor));
    }

    private static Flow.Answer entered(FirstFactor factor) {
        return new ChoiceFlow.Entered(factor);
    }

    private static Outcome choose(FirstFactor... offered) {
        return new Choose(List.of(offered));
    }

    private static Outcome refuse(Reason reason) {
        return new Settled(new Flow.Refuse(reason));
    }

    private static ChoiceFlow.Facts facts(String status, FirstFactor... available) {
        return facts(new Flow.Person(UserStatusType.valueOf(status), true, false, SET), false, available);
    }

    private static ChoiceFlow.Facts disabled(FirstFactor... available) {
        return facts(new Flow.Person(UserStatusType.CONFIRMED, false, false, SET), false, available);
    }

    private static ChoiceFlow.Facts locked(FirstFactor... available) {
        return facts(new Flow.Person(UserStatusType.CONFIRMED, true, false, SET), true, available);
    }

    private static ChoiceFlow.Facts nobody(FirstFactor... available) {
        return facts(null, false, available);
    }

    private static ChoiceFlow.Facts facts(Flow.Person person, boolean locked, FirstFactor... available) {
        return new ChoiceFlow.Facts(
                new Flow.Facts(Optional.ofNullable(person), locked, new SecondFactor.None(), List.of()),
                List.of(available));
    }
}
