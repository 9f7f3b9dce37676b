package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

class UpdateUserPoolClientTest {
    private static TestPool pool;

    @BeforeAll
    static void create() {
        pool = TestPool.create(settings -> settings.schema(attribute -> attribute
                .name("email")
                .attributeDataType(AttributeDataType.STRING)
                .required(true)
                .mutable(true)));
    }

    /// An update replaces everything: what is not sent is as if it had never been set.
    @Test
    void replacesEverySetting() {
        TestClient client = pool.client(settings -> settings.generateSecret(true)
                .accessTokenValidity(2)
                .readAttributes("email")
                .preventUserExistenceErrors("ENABLED"));
        UserPoolClientType updated = pool.admin()
                .updateUserPoolClient(request -> request.userPoolId(pool.id())
                        .clientId(client.id())
                        .clientName("renamed")
                        .enableTokenRevocation(false)
                        .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH))
                .userPoolClient();
        assertThat(updated.clientName()).isEqualTo("renamed");
        assertThat(updated.clientSecret()).isEqualTo(client.secret());
        assertThat(updated.accessTokenValidity()).isNull();
        assertThat(updated.hasReadAttributes()).isFalse();
        assertThat(updated.enableTokenRevocation()).isFalse();
        assertThat(updated.explicitAuthFlowsAsStrings()).containsExactly("ALLOW_USER_PASSWORD_AUTH");
        assertThat(pool.admin()
                        .describeUserPoolClient(
                                request -> request.userPoolId(pool.id()).clientId(client.id()))
                        .userPoolClient())
                .isEqualTo(updated);
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        TestClient client = pool.client();
        return Refusal.tests(
                Refusal.of(
                        "required attributes that cannot be written",
                        "InvalidParameterException",
                        "Invalid write attributes specified while updating a client",
                        () -> pool.admin()
                                .updateUserPoolClient(request -> request.userPoolId(pool.id())
                                        .clientId(client.id())
                                        .writeAttributes("name"))),
                Refusal.of(
                        "the same at creation",
                        "InvalidParameterException",
                        "Invalid write attributes specified while creating a client",
                        () -> pool.client(settings -> settings.writeAttributes("name"))),
                Refusal.of(
                        "an unknown client",
                        "ResourceNotFoundException",
                        "User pool client " + Names.NO_CLIENT + " does not exist.",
                        () -> pool.admin()
                                .updateUserPoolClient(
                                        request -> request.userPoolId(pool.id()).clientId(Names.NO_CLIENT))));
    }
}
