package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

class AdminCreateUserTest {
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.create(settings -> settings.adminCreateUserConfig(config ->
                config.inviteMessageTemplate(message -> message.emailMessage("Hi {username}, use [{####}] once.")
                        .emailSubject("Welcome"))));
        client = pool.client();
    }

    private static UserType create(Consumer<AdminCreateUserRequest.Builder> settings) {
        return pool.admin()
                .adminCreateUser(request -> settings.accept(request.userPoolId(pool.id())))
                .user();
    }

    @Test
    void invitesWithATemporaryPassword() {
        String name = Names.unique("nora");
        String email = Names.email();
        UserType user = create(request -> request.username(name)
                .userAttributes(TestPool.attributes(Map.of("email", email, "email_verified", "true"))));
        assertThat(user.username()).isEqualTo(name);
        assertThat(user.enabled()).isTrue();
        assertThat(user.userStatusAsString()).isEqualTo("FORCE_CHANGE_PASSWORD");
        assertThat(TestPool.values(user.attributes()))
                .containsEntry("email", email)
                .containsEntry("email_verified", "true")
                .containsKey("sub");
        Outbox.Message invitation = pool.server().outbox().newest(email);
        assertThat(invitation.subject()).isEqualTo("Welcome");
        assertThat(invitation.text()).startsWith("Hi " + name + ", use [");
        String temporary = temporary(invitation);
        assertThat(client.password(name, temporary).challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
    }

    private static String temporary(Outbox.Message invitation) {
        String body = invitation.text();
        return body.substring(body.indexOf('[') + 1, body.lastIndexOf(']'));
    }

    @Test
    void resendGivesANewTemporaryPassword() {
        String name = Names.unique("nora");
        String email = Names.email();
        create(request -> request.username(name).userAttributes(TestPool.attributes(Map.of("email", email))));
        String first = temporary(pool.server().outbox().newest(email));
        create(request -> request.username(name).messageAction(MessageActionType.RESEND));
        assertThat(pool.server().outbox().to(email)).hasSize(2);
        String second = temporary(pool.server().outbox().newest(email));
        assertThat(client.password(name, second).challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
        if (!first.equals(second)) {
            Refusal.refused(
                    "NotAuthorizedException", "Incorrect username or password.", () -> client.password(name, first));
        }
    }

    @Test
    void suppressSendsNothing() {
        String email = Names.email();
        pool.invited(Names.unique("quiet"), Map.of("email", email));
        assertThat(pool.server().outbox().to(email)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String taken = pool.user();
        return Refusal.tests(
                Refusal.of(
                        "a name in use",
                        "UsernameExistsException",
                        "User account already exists",
                        () -> create(request -> request.username(taken))),
                Refusal.of(
                        "resending to a confirmed user",
                        "UnsupportedUserStateException",
                        "Resend not possible. " + taken + " status is not FORCE_CHANGE_PASSWORD",
                        () -> create(request -> request.username(taken).messageAction(MessageActionType.RESEND))),
                Refusal.of(
                        "resending to nobody",
                        "UserNotFoundException",
                        "User does not exist.",
                        () -> create(request -> request.username("nobody").messageAction(MessageActionType.RESEND))),
                Refusal.of(
                        "a weak temporary password",
                        "InvalidPasswordException",
                        "Password did not conform with policy: Password must have numeric characters",
                        () -> create(
                                request -> request.username(Names.unique("new")).temporaryPassword("No-Number!"))),
                Refusal.of(
                        "mail without an address",
                        "InvalidParameterException",
                        "No email provided but desired delivery medium was Email",
                        () -> create(request -> request.username(Names.unique("new"))
                                .desiredDeliveryMediums(DeliveryMediumType.EMAIL))),
                Refusal.of(
                        "an unknown attribute",
                        "InvalidParameterException",
                        "Attributes did not conform to the"
                                + " schema: Type for attribute {custom:none} could not be determined",
                        () -> create(request -> request.username(Names.unique("new"))
                                .userAttributes(TestPool.attributes(Map.of("custom:none", "x"))))),
                Refusal.of(
                        "an unknown pool",
                        "ResourceNotFoundException",
                        "User pool " + Names.NO_POOL + " does not exist.",
                        () -> create(
                                request -> request.userPoolId(Names.NO_POOL).username("nora"))));
    }
}
