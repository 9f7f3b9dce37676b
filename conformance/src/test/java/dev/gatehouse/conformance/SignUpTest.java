package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

class SignUpTest {
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.create(settings -> settings.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .schema(
                        attribute -> attribute
                                .name("email")
                                .attributeDataType(AttributeDataType.STRING)
                                .required(true)
                                .mutable(true),
                        attribute -> attribute
                                .name("plan")
                                .attributeDataType(AttributeDataType.STRING)
                                .mutable(true)));
        client = pool.client();
    }

    @Test
    void registersAnUnconfirmedUserAndSendsACode() {
        String name = Names.unique("nora");
        String email = Names.email();
        SignUpResponse answer = client.signUp(name, Map.of("email", email, "custom:plan", "gold"));
        assertThat(answer.userConfirmed()).isFalse();
        assertThat(answer.userSub()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(answer.session()).isNull();
        assertThat(answer.codeDeliveryDetails().attributeName()).isEqualTo("email");
        assertThat(answer.codeDeliveryDetails().deliveryMediumAsString()).isEqualTo("EMAIL");
        assertThat(answer.codeDeliveryDetails().destination()).isEqualTo("m***@e***");
        assertThat(pool.statusOf(name)).isEqualTo("UNCONFIRMED");
        assertThat(pool.attributesOf(name))
                .containsEntry("sub", answer.userSub())
                .containsEntry("email", email)
                .containsEntry("email_verified", "false")
                .containsEntry("custom:plan", "gold");
        assertThat(pool.server().outbox().to(email)).hasSize(1);
    }

    @Test
    void withoutAutoVerificationNothingIsSent() {
        TestPool silent = TestPool.create();
        String email = Names.email();
        SignUpResponse answer = silent.client().signUp("nora", Map.of("email", email));
        assertThat(answer.codeDeliveryDetails()).isNull();
        assertThat(silent.server().outbox().to(email)).isEmpty();
    }

    /// If both are verified automatically, SMS wins and only one message goes out.
    @Test
    void thePhoneComesBeforeTheMail() {
        TestPool both = TestPool.create(settings ->
                settings.autoVerifiedAttributes(VerifiedAttributeType.EMAIL, VerifiedAttributeType.PHONE_NUMBER));
        String phone = Names.phone();
        String email = Names.email();
        SignUpResponse answer = both.client().signUp("nora", Map.of("email", email, "phone_number", phone));
        assertThat(answer.codeDeliveryDetails().deliveryMediumAsString()).isEqualTo("SMS");
        assertThat(answer.codeDeliveryDetails().destination())
                .isEqualTo("+" + "*".repeat(phone.length() - 5) + phone.substring(phone.length() - 4));
        assertThat(both.server().outbox().to(phone)).hasSize(1);
        assertThat(both.server().outbox().to(email)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String taken = Names.unique("taken");
        client.signUp(taken, Map.of("email", Names.email()));
        return Refusal.tests(
                Refusal.of(
                        "a name in use",
                        "UsernameExistsException",
                        "User already exists",
                        () -> client.signUp(taken, Map.of("email", Names.email()))),
                Refusal.of(
                        "a missing required attribute",
                        "InvalidParameterException",
                        "Attributes did not conform to the schema: email: The attribute is required\n",
                        () -> client.signUp(Names.unique("new"), Map.of())),
                Refusal.of(
                        "an unknown custom attribute",
                        "InvalidParameterException",
                        "Attributes did not conform to"
                                + " the schema: Type for attribute {custom:none} could not be determined",
                        () -> client.signUp(Names.unique("new"), Map.of("email", Names.email(), "custom:none", "x"))),
                Refusal.of(
                        "a mail address that is none",
                        "InvalidParameterException",
                        "Invalid email address format.",
                        () -> client.signUp(Names.unique("new"), Map.of("email", "nobody"))),
                Refusal.of(
                        "a phone number that is none",
                        "InvalidParameterException",
                        "Invalid phone number format.",
                        () -> client.signUp(
                                Names.unique("new"), Map.of("email", Names.email(), "phone_number", "555-1234"))),
                Refusal.of(
                        "a name with white space",
                        "InvalidParameterException",
                        "1 validation error detected: Value"
                                + " at 'username' failed to satisfy constraint: Member must satisfy regular expression"
                                + " pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
                        () -> client.signUp("no ra", Map.of("email", Names.email()))),
                Refusal.of(
                        "an unknown client",
                        "ResourceNotFoundException",
                        "User pool client " + Names.NO_CLIENT + " does not exist.",
                        () -> new TestClient(pool, Names.NO_CLIENT, null).signUp("nora", Map.of())));
    }

    /// Self-service never decides what is verified or who somebody is.
    @TestFactory
    Stream<DynamicTest> refusesAttributesOfTheSystem() {
        return Stream.of("email_verified", "phone_number_verified", "sub", "identities")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String user = Names.unique("new");
                    Map<String, String> attributes = Map.of("email", Names.email(), name, "true");
                    assertThatThrownBy(() -> client.signUp(user, attributes))
                            .isInstanceOfAny(NotAuthorizedException.class, InvalidParameterException.class);
                    Refusal.refused("UserNotFoundException", () -> pool.statusOf(user));
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesWeakPasswords() {
        String policy = "Password did not conform with policy: ";
        return Refusal.tests(
                weak("Short1!", policy + "Password not long enough"),
                weak("lower-case-1", policy + "Password must have uppercase characters"),
                weak("UPPER-CASE-1", policy + "Password must have lowercase characters"),
                weak("No-Number!", policy + "Password must have numeric characters"),
                weak("NoSymbol1", policy + "Password must have symbol characters"));
    }

    private static Refusal weak(String password, String text) {
        return Refusal.of(password, "InvalidPasswordException", text, () -> signUpWith(password));
    }

    private static void signUpWith(String password) {
        client.anonymous()
                .signUp(request -> request.clientId(client.id())
                        .username(Names.unique("weak"))
                        .password(password)
                        .userAttributes(TestPool.attributes(Map.of("email", Names.email()))));
    }

    /// The model's own bounds come before the pool's policy.
    @Test
    void refusesPasswordsBelowTheModelsMinimum() {
        Refusal.refused(
                "InvalidParameterException",
                "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must have length"
                        + " greater than or equal to 6",
                () -> signUpWith("Ab1!"));
    }

    @Test
    void innerSpacesArePartOfAPassword() {
        signUpWith("Corr3ct horse battery");
    }

    @Test
    void onlyAdministratorsRegisterWhereThePoolSaysSo() {
        TestPool closed = TestPool.create(
                settings -> settings.adminCreateUserConfig(config -> config.allowAdminCreateUserOnly(true)));
        TestClient app = closed.client();
        Refusal.refused(
                "NotAuthorizedException",
                "SignUp is not permitted for this user pool",
                () -> app.signUp("nora", Map.of()));
    }

    @Test
    void aClientWritesOnlyWhatItMay() {
        TestClient limited = pool.client(settings -> settings.writeAttributes("email"));
        Refusal.refused(
                "NotAuthorizedException",
                "A client attempted to write unauthorized attribute",
                () -> limited.signUp(Names.unique("new"), Map.of("email", Names.email(), "nickname", "N")));
    }
}
