package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// ForgotPassword, ConfirmForgotPassword and AdminResetUserPassword.
class ForgotPasswordTest {
    private static final String WRONG = "Invalid verification code provided, please try again.";
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.verifyingEmail();
        client = pool.client();
    }

    private static CodeDeliveryDetailsType forgot(String user) {
        return client.anonymous()
                .forgotPassword(request -> request.clientId(client.id()).username(user))
                .codeDeliveryDetails();
    }

    private static void confirm(String user, String code, String password) {
        client.anonymous()
                .confirmForgotPassword(request -> request.clientId(client.id())
                        .username(user)
                        .confirmationCode(code)
                        .password(password));
    }

    private static String reachable(String email) {
        return pool.user(Names.unique("user"), Map.of("email", email, "email_verified", "true"));
    }

    @Test
    void theCodeSetsANewPassword() {
        String email = Names.email();
        String user = reachable(email);
        CodeDeliveryDetailsType details = forgot(user);
        assertThat(details.attributeName()).isEqualTo("email");
        assertThat(details.destination()).isEqualTo("m***@e***");
        confirm(user, pool.server().outbox().code(email), Names.OTHER_PASSWORD);
        assertThat(client.password(user, Names.OTHER_PASSWORD).authenticationResult())
                .isNotNull();
        assertThat(client.signInBySrp(user, Names.OTHER_PASSWORD).authenticationResult())
                .isNotNull();
        Refusal.refused("NotAuthorizedException", "Incorrect username or password.", () -> client.signIn(user));
    }

    @Test
    void aCodeIsGoodOnce() {
        String email = Names.email();
        String user = reachable(email);
        forgot(user);
        String code = pool.server().outbox().code(email);
        confirm(user, code, Names.OTHER_PASSWORD);
        Refusal.refused(
                "ExpiredCodeException",
                "Invalid code provided, please request a code again.",
                () -> confirm(user, code, "Th1rd-Password!"));
        assertThat(client.password(user, Names.OTHER_PASSWORD).authenticationResult())
                .isNotNull();
    }

    @Test
    void aWrongCodeOrAWeakPasswordChangesNothing() {
        String email = Names.email();
        String user = reachable(email);
        forgot(user);
        String code = pool.server().outbox().code(email);
        String wrong = code.equals("123456") ? "654321" : "123456";
        Refusal.refused("CodeMismatchException", WRONG, () -> confirm(user, wrong, Names.OTHER_PASSWORD));
        Refusal.refused(
                "InvalidPasswordException",
                "Password did not conform with policy: Password not long enough",
                () -> confirm(user, code, "Short1!"));
        assertThat(client.signIn(user)).isNotNull();
        confirm(user, code, Names.OTHER_PASSWORD);
    }

    /// Without a setting the phone comes first; with one, what it ranks first.
    @Test
    void theDestinationFollowsThePoolsRanking() {
        TestPool mailFirst =
                TestPool.create(settings -> settings.accountRecoverySetting(recovery -> recovery.recoveryMechanisms(
                        way -> way.name("verified_phone_number").priority(2),
                        way -> way.name("verified_email").priority(1))));
        for (TestPool ranked : new TestPool[] {pool, mailFirst}) {
            String user = ranked.user(
                    Names.unique("user"),
                    Map.of(
                            "email",
                            Names.email(),
                            "email_verified",
                            "true",
                            "phone_number",
                            Names.phone(),
                            "phone_number_verified",
                            "true"));
            TestClient app = ranked.client();
            assertThat(app.anonymous()
                            .forgotPassword(
                                    request -> request.clientId(app.id()).username(user))
                            .codeDeliveryDetails()
                            .deliveryMediumAsString())
                    .isEqualTo(ranked == mailFirst ? "EMAIL" : "SMS");
        }
    }

    /// The code of a forgotten password went to the phone also where text messages were the preferred second factor, so
    /// that the phone alone was enough to sign in.
    @Test
    void theChannelOfThePreferredFactorRecoversNothing() {
        SecondFactors factors =
                SecondFactors.pool(UserPoolMfaType.OPTIONAL, ChallengeNameType.SMS_MFA, ChallengeNameType.EMAIL_OTP);
        TestClient app = factors.client();
        Map<String, String> both = Map.of(
                "email",
                Names.email(),
                "email_verified",
                "true",
                "phone_number",
                Names.phone(),
                "phone_number_verified",
                "true");
        SecondFactors.Person person =
                new SecondFactors.Person(factors.pool().user(Names.unique("user"), both), null, null);
        assertThat(medium(app, person)).isEqualTo("SMS");
        factors.prefer(person, wishes -> wishes.smsMfaSettings(sms -> sms.enabled(true)));
        assertThat(medium(app, person)).isEqualTo("SMS");
        factors.prefer(
                person, wishes -> wishes.smsMfaSettings(sms -> sms.enabled(true).preferredMfa(true)));
        assertThat(medium(app, person)).isEqualTo("EMAIL");
        factors.pool()
                .admin()
                .adminDeleteUserAttributes(
                        request -> request.userPoolId(factors.pool().id())
                                .username(person.name())
                                .userAttributeNames("email"));
        Refusal.refused(
                "InvalidParameterException",
                "Cannot reset password for the user as there is no registered/verified email or phone_number",
                () -> medium(app, person));
        factors.configure(UserPoolMfaType.OFF);
        assertThat(medium(app, person)).isEqualTo("SMS");
    }

    private static String medium(TestClient app, SecondFactors.Person person) {
        return app.anonymous()
                .forgotPassword(request -> request.clientId(app.id()).username(person.name()))
                .codeDeliveryDetails()
                .deliveryMediumAsString();
    }

    /// A code is for what it was sent for.
    @Test
    void theCodeOfASignUpSetsNoPassword() {
        String email = Names.email();
        String name = Names.unique("new");
        client.signUp(name, Map.of("email", email));
        String code = pool.server().outbox().code(email);
        Refusal.refused("ExpiredCodeException", () -> confirm(name, code, Names.OTHER_PASSWORD));
        client.confirm(name, code);
        assertThat(client.signIn(name)).isNotNull();
    }

    @Test
    void askingIsLimited() {
        String user = reachable(Names.email());
        int allowed = 0;
        try {
            while (allowed < 21) {
                forgot(user);
                allowed++;
            }
        } catch (LimitExceededException limit) {
            assertThat(limit.awsErrorDetails().errorMessage())
                    .isEqualTo("Attempt limit exceeded, please try after some time.");
        }
        assertThat(allowed).isBetween(5, 20);
    }

    @Test
    void anAdministratorsResetSendsACodeAndStopsSignIn() {
        String email = Names.email();
        String user = reachable(email);
        pool.admin()
                .adminResetUserPassword(request -> request.userPoolId(pool.id()).username(user));
        assertThat(pool.statusOf(user)).isEqualTo("RESET_REQUIRED");
        Refusal.refused(
                "PasswordResetRequiredException", "Password reset required for the user", () -> client.signIn(user));
        Refusal.refused(
                "PasswordResetRequiredException",
                "Password reset required for the user",
                () -> client.signInBySrp(user, Names.PASSWORD));
        confirm(user, pool.server().outbox().code(email), Names.OTHER_PASSWORD);
        assertThat(pool.statusOf(user)).isEqualTo("CONFIRMED");
        assertThat(client.password(user, Names.OTHER_PASSWORD).authenticationResult())
                .isNotNull();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String unknown = "Username/client id combination not found.";
        String unreachable = pool.user(Names.unique("user"), Map.of("email", Names.email()));
        String invited = Names.unique("invited");
        pool.invited(invited, Map.of("email", Names.email(), "email_verified", "true"));
        String waiting = reachable(Names.email());
        TestPool adminOnly = TestPool.create(settings -> settings.accountRecoverySetting(recovery ->
                recovery.recoveryMechanisms(way -> way.name("admin_only").priority(1))));
        TestClient app = adminOnly.client();
        String theirs = adminOnly.user(Names.unique("user"), Map.of("email", Names.email(), "email_verified", "true"));
        return Refusal.tests(
                Refusal.of("ForgotPassword of nobody", "UserNotFoundException", unknown, () -> forgot("nobody")),
                Refusal.of(
                        "ConfirmForgotPassword of nobody",
                        "UserNotFoundException",
                        unknown,
                        () -> confirm("nobody", "123456", Names.OTHER_PASSWORD)),
                Refusal.of(
                        "no verified address",
                        "InvalidParameterException",
                        "Cannot reset password for the user as"
                                + " there is no registered/verified email or phone_number",
                        () -> forgot(unreachable)),
                Refusal.of(
                        "a temporary password",
                        "NotAuthorizedException",
                        "User password cannot be reset in the current state.",
                        () -> forgot(invited)),
                Refusal.of(
                        "recovery by administrators only",
                        "NotAuthorizedException",
                        "Contact administrator to reset password.",
                        () -> app.anonymous()
                                .forgotPassword(
                                        request -> request.clientId(app.id()).username(theirs))),
                Refusal.of(
                        "no code asked for",
                        "ExpiredCodeException",
                        "Invalid code provided, please request a code again.",
                        () -> confirm(waiting, "123456", Names.OTHER_PASSWORD)),
                Refusal.of(
                        "AdminResetUserPassword of nobody",
                        "UserNotFoundException",
                        "User does not exist.",
                        () -> pool.admin()
                                .adminResetUserPassword(
                                        request -> request.userPoolId(pool.id()).username("nobody"))),
                Refusal.of(
                        "an unknown client",
                        "ResourceNotFoundException",
                        "User pool client " + Names.NO_CLIENT + " does not exist.",
                        () -> client.anonymous()
                                .forgotPassword(request ->
                                        request.clientId(Names.NO_CLIENT).username("nora"))));
    }
}
