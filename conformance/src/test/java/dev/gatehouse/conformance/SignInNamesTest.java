package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Aliases, username attributes and case.
class SignInNamesTest {
    private static TestPool aliasPool() {
        return TestPool.create(settings -> settings.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .aliasAttributes(AliasAttributeType.EMAIL, AliasAttributeType.PREFERRED_USERNAME));
    }

    private static TestPool emailPool() {
        return TestPool.create(settings -> settings.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .usernameAttributes(UsernameAttributeType.EMAIL));
    }

    @Test
    void anAliasSignsInOnceVerified() {
        TestPool pool = aliasPool();
        TestClient client = pool.client();
        String email = Names.email();
        client.signUp("nora", Map.of("email", email));
        Refusal.refused("UserNotFoundException", "User does not exist.", () -> client.signIn(email));
        client.confirm("nora", pool.server().outbox().code(email));
        assertThat(Tokens.verified(pool, client.signIn(email).accessToken())).containsEntry("username", "nora");
        assertThat(client.signInBySrp(email, Names.PASSWORD).authenticationResult())
                .isNotNull();
        SrpClient srp = new SrpClient(pool.id());
        assertThat(client.srp(email, srp).challengeParameters())
                .containsEntry("USERNAME", "nora")
                .containsEntry("USER_ID_FOR_SRP", "nora");
        assertThat(pool.statusOf(email)).isEqualTo("CONFIRMED");
    }

    @Test
    void anAliasBelongsToOneUser() {
        TestPool pool = aliasPool();
        TestClient client = pool.client();
        String email = Names.email();
        client.signUp("first", Map.of("email", email));
        client.confirm("first", pool.server().outbox().code(email));
        client.signUp("second", Map.of("email", email));
        String code = pool.server().outbox().code(email);
        Refusal.refused(
                "AliasExistsException",
                "An account with the email already exists.",
                () -> client.confirm("second", code));
        assertThat(pool.statusOf("second")).isEqualTo("UNCONFIRMED");
        client.anonymous()
                .confirmSignUp(request -> request.clientId(client.id())
                        .username("second")
                        .confirmationCode(code)
                        .forceAliasCreation(true));
        assertThat(pool.attributesOf("first")).containsEntry("email_verified", "false");
        assertThat(Tokens.verified(pool, client.signIn(email).accessToken())).containsEntry("username", "second");
    }

    @Test
    void aPreferredUsernameWorksAtOnce() {
        TestPool pool = aliasPool();
        TestClient client = pool.client();
        String user = pool.user();
        String token = client.signIn(user).accessToken();
        pool.anonymous()
                .updateUserAttributes(request -> request.accessToken(token)
                        .userAttributes(TestPool.attributes(Map.of("preferred_username", "nono"))));
        assertThat(client.signIn("nono")).isNotNull();
        String other = client.signIn(pool.user()).accessToken();
        Refusal.refused(
                "AliasExistsException",
                () -> pool.anonymous()
                        .updateUserAttributes(request -> request.accessToken(other)
                                .userAttributes(TestPool.attributes(Map.of("preferred_username", "nono")))));
    }

    @Test
    void aUsernameAttributeIsTheNameAndTheSubTheUsername() {
        TestPool pool = emailPool();
        TestClient client = pool.client();
        String email = Names.email();
        SignUpResponse made = client.signUp(email, Map.of());
        assertThat(pool.attributesOf(email)).containsEntry("email", email).containsEntry("sub", made.userSub());
        client.confirm(email, pool.server().outbox().code(email));
        Map<String, Object> claims = Tokens.verified(pool, client.signIn(email).idToken());
        assertThat(claims).containsEntry("cognito:username", made.userSub()).containsEntry("email", email);
        assertThat(client.signInBySrp(email, Names.PASSWORD).authenticationResult())
                .isNotNull();
        assertThat(client.signInBySrp(made.userSub(), Names.PASSWORD).authenticationResult())
                .isNotNull();
        assertThat(pool.admin()
                        .adminGetUser(request -> request.userPoolId(pool.id()).username(email))
                        .username())
                .isEqualTo(made.userSub());
    }

    /// The new address is the new sign-in name.
    @Test
    void aUsernameAttributeMayChange() {
        TestPool pool = emailPool();
        TestClient client = pool.client();
        String email = Names.email();
        String next = Names.email();
        pool.user(email, Map.of("email", email, "email_verified", "true"));
        pool.admin()
                .adminUpdateUserAttributes(request -> request.userPoolId(pool.id())
                        .username(email)
                        .userAttributes(TestPool.attributes(Map.of("email", next, "email_verified", "true"))));
        assertThat(client.signIn(next)).isNotNull();
        Refusal.refused("UserNotFoundException", "User does not exist.", () -> client.signIn(email));
    }

    @Test
    void caseIsFoldedOnlyWhereThePoolSaysSo() {
        TestPool folding =
                TestPool.create(settings -> settings.usernameConfiguration(names -> names.caseSensitive(false)));
        TestClient client = folding.client();
        folding.user("nora", Map.of());
        assertThat(client.signIn("NORA")).isNotNull();
        assertThat(client.signInBySrp("Nora", Names.PASSWORD).authenticationResult())
                .isNotNull();
        Refusal.refused("UsernameExistsException", "User already exists", () -> client.signUp("NoRa", Map.of()));
        TestPool exact = TestPool.create();
        exact.user("nora", Map.of());
        Refusal.refused(
                "UserNotFoundException",
                "User does not exist.",
                () -> exact.client().signIn("NORA"));
        exact.client().signUp("NORA", Map.of());
    }

    /// Where the username is free text, the sub is no sign-in name.
    @Test
    void theSubSignsNobodyIn() {
        TestPool pool = TestPool.create();
        String sub = pool.subOf(pool.user());
        Refusal.refused(
                "UserNotFoundException",
                "User does not exist.",
                () -> pool.client().signIn(sub));
        Refusal.refused(
                "UserNotFoundException",
                "User does not exist.",
                () -> pool.client().srp(sub, new SrpClient(pool.id())));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        TestPool aliases = TestPool.create(
                settings -> settings.aliasAttributes(AliasAttributeType.EMAIL, AliasAttributeType.PHONE_NUMBER));
        TestPool emails = emailPool();
        TestPool phones = TestPool.create(settings -> settings.usernameAttributes(UsernameAttributeType.PHONE_NUMBER));
        TestPool either = TestPool.create(settings ->
                settings.usernameAttributes(UsernameAttributeType.PHONE_NUMBER, UsernameAttributeType.EMAIL));
        String taken = Names.email();
        emails.client().signUp(taken, Map.of());
        phones.client().signUp("+14255550177", Map.of());
        return Refusal.tests(
                refusal(
                        "a name like a mail address",
                        aliases,
                        "a@example.com",
                        "Username cannot be of email format, since user pool is configured for email alias."),
                refusal(
                        "a name like a phone number",
                        aliases,
                        "+14255550100",
                        "Username cannot be of phone number"
                                + " format, since user pool is configured for phone number alias."),
                refusal("no mail address", emails, "nora", "Username should be an email."),
                refusal("no phone number", phones, "nora", "Username should be a phone number."),
                refusal("neither", either, "nora", "Username should be either an email or a phone number."),
                Refusal.of(
                        "an address in use",
                        "UsernameExistsException",
                        "An account with the given email already exists.",
                        () -> emails.client().signUp(taken, Map.of())),
                Refusal.of(
                        "a phone number in use",
                        "UsernameExistsException",
                        "An account with the given phone_number already exists.",
                        () -> phones.client().signUp("+14255550177", Map.of())),
                Refusal.of(
                        "an address in use, by an administrator",
                        "UsernameExistsException",
                        "An account with the given email already exists.",
                        () -> emails.invited(taken, Map.of())));
    }

    private static Refusal refusal(String name, TestPool pool, String username, String text) {
        return Refusal.of(
                name, "InvalidParameterException", text, () -> pool.client().signUp(username, Map.of()));
    }
}
