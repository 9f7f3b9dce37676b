package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// USER_SRP_AUTH against a client implementation that shares nothing with the server.
class InitiateAuthSrpTest {
    private static final String WRONG = "Incorrect username or password.";
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.verifyingEmail();
        client = pool.client();
    }

    private static RespondToAuthChallengeResponse respond(TestClient client, Map<String, String> responses) {
        return client.respond(ChallengeNameType.PASSWORD_VERIFIER, null, responses);
    }

    @Test
    void theChallengeHasItsFiveParametersAndNoSession() {
        String user = pool.user();
        InitiateAuthResponse answer = client.srp(user, new SrpClient(pool.id()));
        assertThat(answer.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
        assertThat(answer.session()).isNull();
        assertThat(answer.authenticationResult()).isNull();
        assertThat(answer.challengeParameters())
                .containsOnlyKeys("SALT", "SRP_B", "SECRET_BLOCK", "USERNAME", "USER_ID_FOR_SRP")
                .containsEntry("USERNAME", user)
                .containsEntry("USER_ID_FOR_SRP", user);
        assertThat(answer.challengeParameters().get("SALT")).matches("[1-9a-f][0-9a-f]{0,31}");
        assertThat(answer.challengeParameters().get("SRP_B")).matches("[1-9a-f][0-9a-f]{700,767}");
    }

    /// Several times, so that values with leading zeros and high bits come along.
    @Test
    void theRightPasswordIsIn() {
        for (int run = 0; run < 8; run++) {
            String user = pool.user();
            RespondToAuthChallengeResponse answer = client.signInBySrp(user, Names.PASSWORD);
            assertThat(answer.challengeName()).isNull();
            assertThat(Tokens.verified(pool, answer.authenticationResult().accessToken()))
                    .containsEntry("username", user);
        }
    }

    @Test
    void aPasswordBeyondAsciiIsIn() {
        String user = pool.user();
        String password = "Pässwörd-1-\u5bc6\u7801 \ud83d\udd11!";
        pool.admin()
                .adminSetUserPassword(request -> request.userPoolId(pool.id())
                        .username(user)
                        .password(password)
                        .permanent(true));
        assertThat(client.signInBySrp(user, password).authenticationResult()).isNotNull();
        assertThat(client.password(user, password).authenticationResult()).isNotNull();
    }

    /// The server signs the canonical form of the date: a padded day or a wrong weekday never matches.
    @TestFactory
    Stream<DynamicTest> timestamps() {
        String user = pool.user();
        Instant ninth = Instant.now();
        String padded = "EEE MMM dd HH:mm:ss 'UTC' yyyy";
        String text = DateTimeFormatter.ofPattern(padded, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(ninth);
        String weekday =
                (text.startsWith("Mon") ? "Tue" : "Mon") + text.substring(3).replace(" 0", " ");
        return Refusal.tests(
                timestamp(user, "a wrong weekday", "NotAuthorizedException", WRONG, weekday),
                timestamp(
                        user,
                        "another format",
                        "InvalidParameterException",
                        "TIMESTAMP format should be EEE MMM d" + " HH:mm:ss z yyyy in english.",
                        ninth.toString()));
    }

    private static Refusal timestamp(String user, String name, String code, String text, String timestamp) {
        return Refusal.of(name, code, text, () -> {
            SrpClient srp = new SrpClient(pool.id());
            Map<String, String> challenge = client.srp(user, srp).challengeParameters();
            respond(client, srp.answer(challenge, Names.PASSWORD, timestamp));
        });
    }

    @Test
    void aClockFarOffIsRefused() {
        String user = pool.user();
        SrpClient srp = new SrpClient(pool.id());
        Map<String, String> challenge = client.srp(user, srp).challengeParameters();
        Refusal.refused(
                "NotAuthorizedException",
                () -> respond(client, srp.answer(challenge, Names.PASSWORD, "Tue Mar 3 09:05:00 UTC 2020")));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String unconfirmed = Names.unique("new");
        client.signUp(unconfirmed, Map.of("email", Names.email()));
        String user = pool.user();
        return Refusal.tests(
                Refusal.of(
                        "a wrong password",
                        "NotAuthorizedException",
                        WRONG,
                        () -> client.signInBySrp(user, Names.OTHER_PASSWORD)),
                Refusal.of(
                        "nobody",
                        "UserNotFoundException",
                        "User does not exist.",
                        () -> client.signInBySrp("nobody", Names.PASSWORD)),
                Refusal.of(
                        "an unconfirmed user with the right proof",
                        "UserNotConfirmedException",
                        "User is not confirmed.",
                        () -> client.signInBySrp(unconfirmed, Names.PASSWORD)),
                Refusal.of(
                        "an unconfirmed user with a wrong proof",
                        "NotAuthorizedException",
                        WRONG,
                        () -> client.signInBySrp(unconfirmed, Names.OTHER_PASSWORD)),
                tampered(
                        "another signature",
                        user,
                        "PASSWORD_CLAIM_SIGNATURE",
                        "Q3UnCK3cFxin2XBrjhioDF7QayTBuldVN5DdHa8UDNM="),
                tampered(
                        "another secret block",
                        user,
                        "PASSWORD_CLAIM_SECRET_BLOCK",
                        "SJShlnqjR2V6mcS7pKIV0JB/2zTpNm0FdlbobP0MOX4="));
    }

    private static Refusal tampered(String name, String user, String key, String value) {
        return Refusal.of(name, "NotAuthorizedException", WRONG, () -> {
            SrpClient srp = new SrpClient(pool.id());
            Map<String, String> challenge = client.srp(user, srp).challengeParameters();
            respond(client, TestClient.with(srp.answer(challenge, Names.PASSWORD), key, value));
        });
    }

    @Test
    void aSecretBlockIsGoodOnceForOneUserAndOneClient() {
        String user = pool.user();
        String other = pool.user();
        SrpClient srp = new SrpClient(pool.id());
        Map<String, String> challenge = client.srp(user, srp).challengeParameters();
        Map<String, String> answer = srp.answer(challenge, Names.PASSWORD);
        Refusal.refused("NotAuthorizedException", () -> respond(pool.client(), answer));
        Refusal.refused("NotAuthorizedException", () -> respond(client, TestClient.with(answer, "USERNAME", other)));
        Map<String, String> fresh = client.srp(user, srp).challengeParameters();
        Map<String, String> again = srp.answer(fresh, Names.PASSWORD);
        assertThat(respond(client, again).authenticationResult()).isNotNull();
        Refusal.refused("NotAuthorizedException", () -> respond(client, again));
    }

    /// Values that would make the shared secret known to everyone.
    @TestFactory
    Stream<DynamicTest> refusesBadPublicValues() {
        String user = pool.user();
        return Stream.of(
                        Map.entry("zero", "0"),
                        Map.entry("the prime", SrpClient.N.toString(16)),
                        Map.entry("twice the prime", SrpClient.N.shiftLeft(1).toString(16)),
                        Map.entry("no number", "xyz"),
                        Map.entry("negative", "-1"),
                        Map.entry("too long", BigInteger.ONE.shiftLeft(4 * 800).toString(16)))
                .map(value -> DynamicTest.dynamicTest(
                        value.getKey(),
                        () -> Refusal.refused(
                                "InvalidParameterException",
                                () -> client.initiate(
                                        AuthFlowType.USER_SRP_AUTH,
                                        Map.of("USERNAME", user, "SRP_A", value.getValue())))));
    }

    @TestFactory
    Stream<DynamicTest> refusesMissingResponses() {
        String user = pool.user();
        return Stream.of("USERNAME", "TIMESTAMP", "PASSWORD_CLAIM_SECRET_BLOCK", "PASSWORD_CLAIM_SIGNATURE")
                .map(key -> DynamicTest.dynamicTest(key, () -> {
                    SrpClient srp = new SrpClient(pool.id());
                    Map<String, String> challenge = client.srp(user, srp).challengeParameters();
                    Map<String, String> answer = srp.answer(challenge, Names.PASSWORD);
                    answer.remove(key);
                    Refusal.refused("InvalidParameterException", () -> respond(client, answer));
                }));
    }
}
