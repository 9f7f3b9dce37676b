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
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// UpdateUserAttributes, DeleteUserAttributes, GetUserAttributeVerificationCode and VerifyUserAttribute.
class UpdateUserAttributesTest {
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.create(settings -> settings.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .schema(
                        attribute -> attribute
                                .name("plan")
                                .attributeDataType(AttributeDataType.STRING)
                                .mutable(true)
                                .stringAttributeConstraints(bounds -> bounds.maxLength("5")),
                        attribute -> attribute
                                .name("fixed")
                                .attributeDataType(AttributeDataType.STRING)
                                .mutable(false)));
        client = pool.client();
    }

    private static UpdateUserAttributesResponse update(TestPool pool, String token, Map<String, String> attributes) {
        return pool.anonymous()
                .updateUserAttributes(
                        request -> request.accessToken(token).userAttributes(TestPool.attributes(attributes)));
    }

    private static void verify(TestPool pool, String token, String code) {
        pool.anonymous()
                .verifyUserAttribute(request ->
                        request.accessToken(token).attributeName("email").code(code));
    }

    private static CodeDeliveryDetailsType askCode(String token, String attribute) {
        return pool.anonymous()
                .getUserAttributeVerificationCode(
                        request -> request.accessToken(token).attributeName(attribute))
                .codeDeliveryDetails();
    }

    /// A user with a verified address.
    private static String reachable(TestPool pool) {
        return pool.user(Names.unique("user"), Map.of("email", Names.email(), "email_verified", "true"));
    }

    @Test
    void valuesChangeAndAnEmptyOneDeletes() {
        String user = pool.user();
        String token = client.signIn(user).accessToken();
        update(pool, token, Map.of("nickname", "N", "custom:plan", "gold"));
        assertThat(pool.attributesOf(user)).containsEntry("nickname", "N").containsEntry("custom:plan", "gold");
        update(pool, token, Map.of("nickname", ""));
        pool.anonymous()
                .deleteUserAttributes(request -> request.accessToken(token).userAttributeNames("custom:plan"));
        assertThat(pool.attributesOf(user)).containsOnlyKeys("sub");
    }

    @Test
    void aNewAddressIsUnverifiedUntilItsCodeComesBack() {
        String user = reachable(pool);
        String token = client.signIn(user).accessToken();
        String email = Names.email();
        assertThat(update(pool, token, Map.of("email", email)).codeDeliveryDetailsList())
                .singleElement()
                .satisfies(details -> assertThat(details.destination()).isEqualTo("m***@e***"));
        assertThat(pool.attributesOf(user)).containsEntry("email", email).containsEntry("email_verified", "false");
        verify(pool, token, pool.server().outbox().code(email));
        assertThat(pool.attributesOf(user)).containsEntry("email_verified", "true");
    }

    /// Pools may keep the old address in force until the new one is verified.
    @Test
    void theOldAddressStaysWhereThePoolSaysSo() {
        TestPool careful = TestPool.create(settings -> settings.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .userAttributeUpdateSettings(
                        updates -> updates.attributesRequireVerificationBeforeUpdate(VerifiedAttributeType.EMAIL)));
        String user = reachable(careful);
        String old = careful.attributesOf(user).get("email");
        String token = careful.client().signIn(user).accessToken();
        String email = Names.email();
        update(careful, token, Map.of("email", email));
        assertThat(careful.attributesOf(user)).containsEntry("email", old).containsEntry("email_verified", "true");
        verify(careful, token, careful.server().outbox().code(email));
        assertThat(careful.attributesOf(user)).containsEntry("email", email).containsEntry("email_verified", "true");
    }

    @Test
    void aCodeIsSentOnRequestAndIsGoodOnce() {
        String email = Names.email();
        String user = pool.user(Names.unique("user"), Map.of("email", email));
        String token = client.signIn(user).accessToken();
        assertThat(askCode(token, "email").deliveryMediumAsString()).isEqualTo("EMAIL");
        String code = pool.server().outbox().code(email);
        String wrong = code.equals("123456") ? "654321" : "123456";
        Refusal.refused(
                "CodeMismatchException",
                "Invalid verification code provided, please try again.",
                () -> verify(pool, token, wrong));
        assertThat(pool.attributesOf(user).get("email_verified")).isNotEqualTo("true");
        verify(pool, token, code);
        assertThat(pool.attributesOf(user)).containsEntry("email_verified", "true");
        Refusal.refused(
                "ExpiredCodeException",
                "Invalid code provided, please request a code again.",
                () -> verify(pool, token, code));
    }

    /// A code proves the address it was sent to, not the one that came after.
    @Test
    void aCodeDoesNotVerifyALaterAddress() {
        String user = reachable(pool);
        String token = client.signIn(user).accessToken();
        String first = Names.email();
        update(pool, token, Map.of("email", first));
        String code = pool.server().outbox().code(first);
        String second = Names.email();
        update(pool, token, Map.of("email", second));
        if (!code.equals(pool.server().outbox().code(second))) {
            Refusal.refused("CodeMismatchException", () -> verify(pool, token, code));
        }
        assertThat(pool.attributesOf(user)).containsEntry("email_verified", "false");
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String token = client.signIn(pool.user(Names.unique("user"), Map.of("custom:fixed", "x")))
                .accessToken();
        TestClient limited = pool.client(settings -> settings.writeAttributes("nickname"));
        String narrow = limited.signIn(pool.user()).accessToken();
        return Refusal.tests(
                Refusal.of(
                        "an unknown attribute",
                        "InvalidParameterException",
                        "Attributes did not conform to the"
                                + " schema: Type for attribute {custom:none} could not be determined",
                        () -> update(pool, token, Map.of("custom:none", "x"))),
                Refusal.of(
                        "an immutable attribute",
                        "InvalidParameterException",
                        "user.custom:fixed: Attribute cannot be updated.\n",
                        () -> update(pool, token, Map.of("custom:fixed", "y"))),
                Refusal.of(
                        "a mail address that is none",
                        "InvalidParameterException",
                        "Invalid email address format.",
                        () -> update(pool, token, Map.of("email", "nobody"))),
                Refusal.of(
                        "an attribute the client may not write",
                        "NotAuthorizedException",
                        "A client attempted to write unauthorized attribute",
                        () -> update(pool, narrow, Map.of("name", "N"))),
                Refusal.of(
                        "deleting an attribute the client may not write",
                        "NotAuthorizedException",
                        "A client attempted to write unauthorized attribute",
                        () -> pool.anonymous()
                                .deleteUserAttributes(
                                        request -> request.accessToken(narrow).userAttributeNames("name"))),
                Refusal.of(
                        "a bad token",
                        "NotAuthorizedException",
                        "Invalid Access Token",
                        () -> update(pool, "hello", Map.of("name", "N"))));
    }

    /// Wrong values whose text is not settled.
    @TestFactory
    Stream<DynamicTest> refusesValues() {
        String user = pool.user();
        String token = client.signIn(user).accessToken();
        return Stream.of(
                        Map.entry("custom:plan", "platinum"),
                        Map.entry("birthdate", "1 May 1970"),
                        Map.entry("updated_at", "soon"),
                        Map.entry("sub", "00000000-0000-0000-0000-000000000000"),
                        Map.entry("email_verified", "true"),
                        Map.entry("identities", "[]"))
                .map(value -> DynamicTest.dynamicTest(value.getKey(), () -> {
                    Map<String, String> before = pool.attributesOf(user);
                    assertThatThrownBy(() -> update(pool, token, Map.ofEntries(value)))
                            .isInstanceOfAny(NotAuthorizedException.class, InvalidParameterException.class);
                    assertThat(pool.attributesOf(user)).isEqualTo(before);
                }));
    }

    @Test
    void refusesACodeForNothing() {
        String token = client.signIn(pool.user()).accessToken();
        Refusal.refused("InvalidParameterException", () -> askCode(token, "email"));
        Refusal.refused("InvalidParameterException", () -> askCode(token, "nickname"));
    }
}
