package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.EMAIL_OTP;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.MFA_SETUP;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.NEW_PASSWORD_REQUIRED;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SELECT_MFA_TYPE;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SMS_MFA;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SOFTWARE_TOKEN_MFA;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// A session is for one user, one client, one pool and one challenge.
class FactorSessionsTest {

    /// A session that waits, and whose it is.
    private record Open(ChallengeNameType waitsFor, String session, SecondFactors.Person person) {}

    /// One open session per challenge; apps are set up before the pool offers the others.
    private static List<Open> open(SecondFactors factors) {
        SecondFactors.Person sms = factors.personWith(SMS_MFA);
        SecondFactors.Person mail = factors.personWith(EMAIL_OTP);
        SecondFactors.Person several = factors.personWith(SMS_MFA, EMAIL_OTP);
        SecondFactors.Person app = factors.person();
        factors.app(app);
        SecondFactors.Person bare = factors.person(null, null);
        String invited = Names.unique("invited");
        factors.pool().invited(invited, Map.of());
        factors.configure(UserPoolMfaType.ON, SMS_MFA, SOFTWARE_TOKEN_MFA, EMAIL_OTP);
        List<Open> open = new ArrayList<>();
        open.add(new Open(SMS_MFA, factors.session(sms), sms));
        open.add(new Open(EMAIL_OTP, factors.session(mail), mail));
        open.add(new Open(SELECT_MFA_TYPE, factors.session(several), several));
        open.add(new Open(SOFTWARE_TOKEN_MFA, factors.session(app), app));
        open.add(new Open(MFA_SETUP, factors.session(bare), bare));
        SecondFactors.Person newcomer = new SecondFactors.Person(invited, null, null);
        open.add(new Open(NEW_PASSWORD_REQUIRED, factors.session(newcomer), newcomer));
        return open;
    }

    /// An answer to each challenge that holds whatever any of them reads, so that only the session is wrong.
    private static Map<ChallengeNameType, Map<String, String>> answers() {
        Map<ChallengeNameType, Map<String, String>> answers = new LinkedHashMap<>();
        answers.put(SMS_MFA, Map.of("SMS_MFA_CODE", "123456"));
        answers.put(EMAIL_OTP, Map.of("EMAIL_OTP_CODE", "123456"));
        answers.put(SELECT_MFA_TYPE, Map.of("ANSWER", "EMAIL_OTP"));
        answers.put(SOFTWARE_TOKEN_MFA, Map.of("SOFTWARE_TOKEN_MFA_CODE", "123456"));
        answers.put(MFA_SETUP, Map.of("EMAIL", "a@example.com"));
        answers.put(NEW_PASSWORD_REQUIRED, Map.of("NEW_PASSWORD", Names.OTHER_PASSWORD));
        return answers;
    }

    private static SecondFactors pool() {
        return SecondFactors.pool(UserPoolMfaType.OPTIONAL, SMS_MFA, SOFTWARE_TOKEN_MFA, EMAIL_OTP);
    }

    /// Every session with every other challenge's answer, through both operations.
    @TestFactory
    Stream<DynamicTest> anotherChallengesAnswerIsRefused() {
        SecondFactors factors = pool();
        List<Refusal> cases = new ArrayList<>();
        for (Open open : open(factors)) {
            answers().forEach((challenge, answer) -> {
                if (challenge != open.waitsFor()) {
                    Map<String, String> responses =
                            TestClient.with(answer, "USERNAME", open.person().name());
                    String name = open.waitsFor() + " answered as " + challenge;
                    cases.add(Refusal.of(
                            name,
                            "NotAuthorizedException",
                            SecondFactors.INVALID,
                            () -> factors.client().respond(challenge, open.session(), responses)));
                    cases.add(Refusal.of(
                            name + " by an administrator",
                            "NotAuthorizedException",
                            SecondFactors.INVALID,
                            () -> factors.pool()
                                    .admin()
                                    .adminRespondToAuthChallenge(request -> request.userPoolId(
                                                    factors.pool().id())
                                            .clientId(factors.client().id())
                                            .challengeName(challenge)
                                            .session(open.session())
                                            .challengeResponses(responses))));
                }
            });
        }
        return Refusal.tests(cases.toArray(Refusal[]::new));
    }

    /// The right answer by the wrong user, to the wrong client, or to the wrong pool's client.
    @TestFactory
    Stream<DynamicTest> anotherUsersClientsOrPoolsSessionIsRefused() {
        SecondFactors factors = pool();
        SecondFactors elsewhere = pool();
        List<Refusal> cases = new ArrayList<>();
        SecondFactors.Person stranger = factors.personWith(SMS_MFA, EMAIL_OTP);
        TestClient otherClient = factors.pool().client();
        for (Open open : open(factors)) {
            Map<String, String> answer = new LinkedHashMap<>(answers().get(open.waitsFor()));
            String parameter = SecondFactors.PARAMETER.get(open.waitsFor());
            if (parameter != null && open.waitsFor() != SOFTWARE_TOKEN_MFA) {
                answer.put(parameter, factors.sent(open.waitsFor(), open.person()));
            }
            Map<String, String> own =
                    TestClient.with(answer, "USERNAME", open.person().name());
            Map<String, String> strangers = TestClient.with(answer, "USERNAME", stranger.name());
            cases.add(refusal(open + " of another user", factors.client(), open, strangers));
            cases.add(refusal(open + " of nobody", factors.client(), open, TestClient.with(own, "USERNAME", "nobody")));
            cases.add(refusal(open + " at another client", otherClient, open, own));
            cases.add(refusal(open + " at another pool's client", elsewhere.client(), open, own));
        }
        return Refusal.tests(cases.toArray(Refusal[]::new));
    }

    private static Refusal refusal(String name, TestClient client, Open open, Map<String, String> answer) {
        return Refusal.of(
                name.replace(open.toString(), open.waitsFor().toString()),
                "NotAuthorizedException",
                SecondFactors.INVALID,
                () -> client.respond(open.waitsFor(), open.session(), answer));
    }

    /// One character of a session changed: at the front, where the client is named, in the middle and at the end. The
    /// front was not looked at: any text before the sealed part was taken.
    @Test
    void aChangedSessionIsRefused() {
        SecondFactors factors = pool();
        SecondFactors.Person person = factors.personWith(SMS_MFA);
        String session = factors.session(person);
        String code = factors.sent(SMS_MFA, person);
        for (int at : new int[] {0, session.length() / 2, session.length() - 2}) {
            char other = session.charAt(at) == 'A' ? 'B' : 'A';
            String changed = session.substring(0, at) + other + session.substring(at + 1);
            Refusal.refused(
                    "NotAuthorizedException",
                    SecondFactors.INVALID,
                    () -> factors.code(SMS_MFA, changed, person, code));
        }
        assertThat(factors.code(SMS_MFA, session, person, code).authenticationResult())
                .isNotNull();
    }

    /// A secret block is no session, and a session no secret block.
    @Test
    void aSecretBlockIsNoSession() {
        SecondFactors factors = pool();
        SecondFactors.Person person = factors.personWith(SMS_MFA);
        SrpClient srp = new SrpClient(factors.pool().id());
        Map<String, String> challenge = factors.client().srp(person.name(), srp).challengeParameters();
        Refusal.refused(
                "NotAuthorizedException",
                SecondFactors.INVALID,
                () -> factors.code(SMS_MFA, challenge.get("SECRET_BLOCK"), person, "123456"));
    }

    /// The password changed between the factors: what was proven no longer holds when the code is right.
    @Test
    void aPasswordResetByAnAdministratorEndsTheSession() {
        SecondFactors factors = pool();
        SecondFactors.Person person = factors.personWith(SMS_MFA);
        String session = factors.session(person);
        String code = factors.sent(SMS_MFA, person);
        factors.pool()
                .admin()
                .adminSetUserPassword(
                        request -> request.userPoolId(factors.pool().id())
                                .username(person.name())
                                .password(Names.OTHER_PASSWORD)
                                .permanent(false));
        Refusal.refused(
                "NotAuthorizedException", SecondFactors.INVALID, () -> factors.code(SMS_MFA, session, person, code));
    }
}
