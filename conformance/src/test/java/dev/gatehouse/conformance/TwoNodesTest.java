package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Two processes on one PostgreSQL are one server.
class TwoNodesTest {
    /// The promise is two seconds; the rest is for a busy machine.
    private static final Duration SOON = Duration.ofSeconds(5);

    private static Gatehouse first;
    private static Gatehouse second;
    private static TestPool here;
    private static TestPool there;
    private static TestClient client;
    private static TestClient otherSide;

    @BeforeAll
    static void start() {
        String settings = Postgres.settings() + "publicUrl: http://gatehouse.example.com\n";
        first = Gatehouse.start(settings);
        second = Gatehouse.start(settings + "masterKeyFile: "
                + first.data().resolve("master.key").toAbsolutePath() + "\n");
        here = TestPool.create(first, pool -> {});
        there = new TestPool(second, here.id());
        client = here.client();
        otherSide = new TestClient(there, client.id(), null);
    }

    @AfterAll
    static void stop() {
        if (second != null) {
            second.close();
        }
        if (first != null) {
            first.close();
        }
    }

    private static boolean refused(Callable<?> call, String code) {
        try {
            call.call();
            return false;
        } catch (CognitoIdentityProviderException refusal) {
            return refusal.awsErrorDetails().errorCode().equals(code);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void aSessionOfOneNodeWorksOnTheOther() {
        String user = here.user();
        AuthenticationResultType tokens = client.signIn(user);
        assertThat(second.anonymous()
                        .getUser(request -> request.accessToken(tokens.accessToken()))
                        .username())
                .isEqualTo(user);
        assertThat(otherSide.refresh(tokens.refreshToken()).accessToken()).isNotBlank();
        assertThat(Tokens.verified(there, tokens.accessToken())).containsEntry("username", user);
    }

    @Test
    void aChallengeIsAnsweredOnTheOtherNodeAndOnce() {
        String user = here.user();
        SrpClient srp = new SrpClient(here.id());
        Map<String, String> answer = srp.answer(client.srp(user, srp).challengeParameters(), Names.PASSWORD);
        assertThat(otherSide
                        .respond(ChallengeNameType.PASSWORD_VERIFIER, null, answer)
                        .authenticationResult())
                .isNotNull();
        Refusal.refused(
                "NotAuthorizedException", () -> client.respond(ChallengeNameType.PASSWORD_VERIFIER, null, answer));
        String invited = Names.unique("invited");
        here.invited(invited, Map.of());
        String session = client.password(invited, Names.PASSWORD).session();
        Map<String, String> password = Map.of("USERNAME", invited, "NEW_PASSWORD", Names.OTHER_PASSWORD);
        assertThat(otherSide
                        .respond(ChallengeNameType.NEW_PASSWORD_REQUIRED, session, password)
                        .authenticationResult())
                .isNotNull();
        Refusal.refused(
                "NotAuthorizedException",
                () -> client.respond(ChallengeNameType.NEW_PASSWORD_REQUIRED, session, password));
    }

    /// Of eight at once, four to each node.
    @Test
    void aPasskeysAnswerSentToBothNodesAtOnceAdmitsOnce() throws Exception {
        TestPool pool = TestPool.create(
                first,
                settings -> settings.policies(policies -> policies.signInPolicy(
                        policy -> policy.allowedFirstAuthFactors(AuthFactorType.PASSWORD, AuthFactorType.WEB_AUTHN))));
        pool.admin()
                .setUserPoolMfaConfig(request -> request.userPoolId(pool.id())
                        .webAuthnConfiguration(passkeys -> passkeys.relyingPartyId(PasskeyHolder.RP)));
        TestClient app = pool.client(settings -> settings.explicitAuthFlows(
                ExplicitAuthFlowsType.ALLOW_USER_AUTH, ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH));
        TestClient same = new TestClient(new TestPool(second, pool.id()), app.id(), null);
        String user = pool.user();
        PasskeyHolder passkey = PasskeyHolder.registered(pool, app.signIn(user).accessToken());
        InitiateAuthResponse asked =
                app.initiate(AuthFlowType.USER_AUTH, Map.of("USERNAME", user, "PREFERRED_CHALLENGE", "WEB_AUTHN"));
        Map<String, String> answer = Map.of("USERNAME", user, "CREDENTIAL", passkey.sign(asked.challengeParameters()));
        List<Callable<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            TestClient node = i % 2 == 0 ? app : same;
            answers.add(() -> !refused(
                    () -> node.respond(ChallengeNameType.WEB_AUTHN, asked.session(), answer),
                    "NotAuthorizedException"));
        }
        int admitted = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(answers)) {
                admitted += one.get() ? 1 : 0;
            }
        }
        assertThat(admitted).isEqualTo(1);
    }

    @Test
    void aChangedClientIsSeen() {
        TestClient changing = here.client();
        TestClient same = new TestClient(there, changing.id(), null);
        String user = here.user();
        assertThat(same.signIn(user)).isNotNull();
        first.admin()
                .updateUserPoolClient(request -> request.userPoolId(here.id())
                        .clientId(changing.id())
                        .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH));
        Refusal.refused("InvalidParameterException", () -> changing.signIn(user));
        Await.untilTrue(
                "the other node refuses the flow",
                SOON,
                () -> refused(() -> same.signIn(user), "InvalidParameterException"));
        first.admin()
                .deleteUserPoolClient(request -> request.userPoolId(here.id()).clientId(changing.id()));
        Await.untilTrue(
                "the other node misses the client",
                SOON,
                () -> refused(() -> same.signIn(user), "ResourceNotFoundException"));
    }

    @Test
    void aChangedPoolIsSeen() {
        TestPool changing = TestPool.create(first, pool -> {});
        TestPool same = new TestPool(second, changing.id());
        TestClient app = new TestClient(same, changing.client().id(), null);
        app.signUp(Names.unique("user"), Map.of());
        first.admin()
                .updateUserPool(request -> request.userPoolId(changing.id())
                        .adminCreateUserConfig(config -> config.allowAdminCreateUserOnly(true)));
        Await.untilTrue(
                "the other node refuses sign-ups",
                SOON,
                () -> refused(() -> app.signUp(Names.unique("user"), Map.of()), "NotAuthorizedException"));
        assertThat(second.admin()
                        .getUserPoolMfaConfig(request -> request.userPoolId(changing.id()))
                        .mfaConfiguration())
                .isEqualTo(UserPoolMfaType.OFF);
    }

    @Test
    void aDisabledUserIsSeen() {
        String user = here.user();
        AuthenticationResultType tokens = otherSide.signIn(user);
        first.admin().adminDisableUser(request -> request.userPoolId(here.id()).username(user));
        Await.untilTrue(
                "the other node refuses sign-in",
                SOON,
                () -> refused(() -> otherSide.signIn(user), "NotAuthorizedException"));
        Await.untilTrue(
                "the other node refuses the refresh",
                SOON,
                () -> refused(() -> otherSide.refresh(tokens.refreshToken()), "NotAuthorizedException"));
    }

    @Test
    void aRevokedSessionIsSeen() {
        String user = here.user();
        AuthenticationResultType tokens = otherSide.signIn(user);
        second.anonymous().getUser(request -> request.accessToken(tokens.accessToken()));
        first.anonymous().revokeToken(request -> request.clientId(client.id()).token(tokens.refreshToken()));
        Await.untilTrue(
                "the other node refuses the access token",
                SOON,
                () -> refused(
                        () -> second.anonymous().getUser(request -> request.accessToken(tokens.accessToken())),
                        "NotAuthorizedException"));
        Refusal.refused("NotAuthorizedException", () -> otherSide.refresh(tokens.refreshToken()));
    }

    /// Five failures on one node; the other would need five of its own if it did not count along.
    @Test
    void failuresAreCountedTogether() {
        String user = here.user();
        for (int attempt = 0; attempt < 5; attempt++) {
            Refusal.refused(
                    "NotAuthorizedException",
                    "Incorrect username or password.",
                    () -> client.password(user, Names.OTHER_PASSWORD));
        }
        List<String> answers = new ArrayList<>();
        while (answers.size() < 4 && !answers.contains("Password attempts exceeded")) {
            try {
                otherSide.password(user, Names.OTHER_PASSWORD);
            } catch (CognitoIdentityProviderException refusal) {
                answers.add(refusal.awsErrorDetails().errorMessage());
            }
        }
        assertThat(answers).last().isEqualTo("Password attempts exceeded");
    }

    /// A second node gives a guesser hardly more than one.
    @Test
    void passwordsGuessedThroughBothNodesAtOnceAreCounted() {
        List<String> messages = ConcurrencyTest.guessAtOnce(List.of(client, otherSide), here.user());
        assertThat(messages).contains("Password attempts exceeded");
        assertThat(messages)
                .filteredOn("Incorrect username or password."::equals)
                .hasSizeBetween(5, 9);
    }

    @Test
    void oneSignUpForANameThroughBothNodes() {
        for (int round = 0; round < 5; round++) {
            String name = Names.unique("nora");
            Callable<?> one = () -> client.signUp(name, Map.of());
            Callable<?> other = () -> otherSide.signUp(name, Map.of());
            ConcurrencyTest.assertOneWins(
                    ConcurrencyTest.race(List.of(one, other, one, other)), "UsernameExistsException");
        }
    }

    /// A pool with every second factor, through the first node and through the second.
    private record Nodes(SecondFactors one, SecondFactors other) {
        static Nodes make() {
            SecondFactors one = SecondFactors.pool(
                    first,
                    settings -> {},
                    UserPoolMfaType.OPTIONAL,
                    ChallengeNameType.SMS_MFA,
                    ChallengeNameType.SOFTWARE_TOKEN_MFA,
                    ChallengeNameType.EMAIL_OTP);
            TestPool same = new TestPool(second, one.pool().id());
            return new Nodes(
                    one,
                    new SecondFactors(same, new TestClient(same, one.client().id(), null)));
        }
    }

    /// Each step of a sign-in at the other node than the step before it, and each good once wherever it comes again.
    @Test
    void aSessionOfOneNodeIsAnsweredOnTheOther() {
        Nodes nodes = Nodes.make();
        SecondFactors.Person person = nodes.one().personWith(ChallengeNameType.SMS_MFA, ChallengeNameType.EMAIL_OTP);
        String asked = nodes.one().session(person);
        String chosen = nodes.other()
                .answer(ChallengeNameType.SELECT_MFA_TYPE, asked, person, "ANSWER", "EMAIL_OTP")
                .session();
        Refusal.refused(
                "NotAuthorizedException",
                SecondFactors.ONCE,
                () -> nodes.one().answer(ChallengeNameType.SELECT_MFA_TYPE, asked, person, "ANSWER", "SMS_MFA"));
        String code = nodes.other().sent(ChallengeNameType.EMAIL_OTP, person);
        assertThat(nodes.one()
                        .code(ChallengeNameType.EMAIL_OTP, chosen, person, code)
                        .authenticationResult())
                .isNotNull();
        Refusal.refused(
                "NotAuthorizedException",
                SecondFactors.ONCE,
                () -> nodes.other().code(ChallengeNameType.EMAIL_OTP, chosen, person, code));
    }

    /// AssociateSoftwareToken, VerifySoftwareToken and MFA_SETUP at either node, by session; then the app signs in.
    @Test
    void anAppIsSetUpOverBothNodes() {
        Nodes nodes = Nodes.make();
        SecondFactors.Person person = nodes.one().person(null, null);
        nodes.one().configure(UserPoolMfaType.ON, ChallengeNameType.SOFTWARE_TOKEN_MFA);
        var associated = nodes.other().associateIn(nodes.one().session(person));
        Totp app = new Totp(associated.secretCode());
        String verified =
                nodes.one().verifyIn(associated.session(), app.first()).session();
        assertThat(nodes.other().setUp(verified, person).authenticationResult()).isNotNull();
        Refusal.refused(
                "NotAuthorizedException", SecondFactors.ONCE, () -> nodes.one().setUp(verified, person));
    }

    /// A code taken by one node is taken for the other.
    @Test
    void aCodeOfAnAppIsGoodOnceOverBothNodes() {
        Nodes nodes = Nodes.make();
        for (int round = 0; round < 3; round++) {
            SecondFactors.Person person = nodes.one().person();
            Totp app = nodes.one().app(person);
            String begunHere = nodes.one().session(person);
            String begunThere = nodes.other().session(person);
            ChallengeNameType totp = ChallengeNameType.SOFTWARE_TOKEN_MFA;
            Refusal.refused(
                    "ExpiredCodeException",
                    SecondFactors.USED_CODE,
                    () -> nodes.other().code(totp, begunThere, person, app.first()));
            Callable<?> one = () -> nodes.one().code(totp, begunHere, person, app.second());
            Callable<?> other = () -> nodes.other().code(totp, begunThere, person, app.second());
            ConcurrencyTest.assertOneWins(ConcurrencyTest.race(List.of(one, other)), "ExpiredCodeException");
        }
    }

    @Test
    void wrongCodesAreCountedOverBothNodes() {
        Nodes nodes = Nodes.make();
        SecondFactors.Person person = nodes.one().personWith(ChallengeNameType.SMS_MFA);
        String waiting = nodes.one().session(person);
        String wrong = SecondFactors.other(nodes.one().sent(ChallengeNameType.SMS_MFA, person));
        for (int guess = 0; guess < 4; guess++) {
            SecondFactors node = guess % 2 == 0 ? nodes.one() : nodes.other();
            Refusal.refused(
                    "CodeMismatchException",
                    SecondFactors.WRONG_CODE,
                    () -> node.code(ChallengeNameType.SMS_MFA, waiting, person, wrong));
        }
        Refusal.refused(
                "NotAuthorizedException",
                SecondFactors.INVALID,
                () -> nodes.other().code(ChallengeNameType.SMS_MFA, waiting, person, wrong));
        Refusal.refused(
                "NotAuthorizedException",
                SecondFactors.LOCKED,
                () -> nodes.one().session(person));
    }

    /// A second node gives a guesser hardly more than one.
    @Test
    void codesGuessedThroughBothNodesAtOnceAreCounted() {
        Nodes nodes = Nodes.make();
        SecondFactors.Person person = nodes.one().person();
        Totp app = nodes.one().app(person);
        List<String> messages = FactorGuessingTest.guessAtOnce(List.of(nodes.one(), nodes.other()), person, app);
        assertThat(messages).contains(SecondFactors.LOCKED);
        assertThat(messages).filteredOn(SecondFactors.WRONG_APP_CODE::equals).hasSizeBetween(5, 9);
    }
}
