package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// AdminDeleteSoftwareToken.
class AdminDeleteSoftwareTokenTest {
    private static SecondFactors factors;

    @BeforeAll
    static void create() {
        factors = SecondFactors.pool(UserPoolMfaType.OPTIONAL, ChallengeNameType.SOFTWARE_TOKEN_MFA);
    }

    private static void delete(String name) {
        factors.pool()
                .admin()
                .adminDeleteSoftwareToken(
                        request -> request.userPoolId(factors.pool().id()).username(name));
    }

    /// A lost phone: the app neither is asked for nor signs in, also not in a session begun before.
    @Test
    void theAppIsForgotten() {
        SecondFactors.Person person = factors.person();
        Totp app = factors.app(person);
        String waiting = factors.session(person);
        delete(person.name());
        assertThat(factors.active(person)).isEmpty();
        Refusal.refused(
                "NotAuthorizedException",
                SecondFactors.INVALID,
                () -> factors.code(ChallengeNameType.SOFTWARE_TOKEN_MFA, waiting, person, app.second()));
        String token = factors.accessToken(person);
        Refusal.refused(
                "InvalidParameterException",
                "User has not verified software token mfa",
                () -> factors.prefer(person, wishes -> wishes.softwareTokenMfaSettings(on -> on.enabled(true))));
        assertThat(factors.verify(token, new Totp(factors.associate(token).secretCode()).first())
                        .statusAsString())
                .isEqualTo("SUCCESS");
    }

    @Test
    void aSecretThatWaitsForItsFirstCodeIsForgottenToo() {
        SecondFactors.Person person = factors.person();
        String token = factors.accessToken(person);
        Totp app = new Totp(factors.associate(token).secretCode());
        delete(person.name());
        Refusal.refused("InvalidParameterException", () -> factors.verify(token, app.first()));
    }

    @Test
    void aUserWithoutAnAppIsNoFailure() {
        SecondFactors.Person person = factors.person();
        delete(person.name());
        assertThat(factors.client().signIn(person.name())).isNotNull();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return Refusal.tests(
                Refusal.of("nobody", "UserNotFoundException", "User does not exist.", () -> delete("nobody")),
                Refusal.of(
                        "an unknown pool",
                        "ResourceNotFoundException",
                        "User pool " + Names.NO_POOL + " does not exist.",
                        () -> factors.pool()
                                .admin()
                                .adminDeleteSoftwareToken(request ->
                                        request.userPoolId(Names.NO_POOL).username("nobody"))));
    }
}
