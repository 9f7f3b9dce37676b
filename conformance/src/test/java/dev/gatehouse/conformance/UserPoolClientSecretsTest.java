package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ClientSecretDescriptorType;

/// AddUserPoolClientSecret, ListUserPoolClientSecrets and DeleteUserPoolClientSecret.
class UserPoolClientSecretsTest {
    private final TestPool pool = TestPool.create();
    private final TestClient client = pool.client(settings -> settings.generateSecret(true));

    private ClientSecretDescriptorType add() {
        return pool.admin()
                .addUserPoolClientSecret(
                        request -> request.userPoolId(pool.id()).clientId(client.id()))
                .clientSecretDescriptor();
    }

    private void delete(String secretId) {
        pool.admin()
                .deleteUserPoolClientSecret(request ->
                        request.userPoolId(pool.id()).clientId(client.id()).clientSecretId(secretId));
    }

    private List<ClientSecretDescriptorType> list() {
        return pool.admin()
                .listUserPoolClientSecrets(
                        request -> request.userPoolId(pool.id()).clientId(client.id()))
                .clientSecrets();
    }

    private void signIn(String user, String secret) {
        String hash = new TestClient(pool, client.id(), secret).secretHash(user);
        client.initiate(
                AuthFlowType.USER_PASSWORD_AUTH,
                Map.of("USERNAME", user, "PASSWORD", Names.PASSWORD, "SECRET_HASH", hash));
    }

    @Test
    void bothSecretsWorkUntilOneIsDeleted() {
        String user = pool.user();
        String first = list().getFirst().clientSecretId();
        ClientSecretDescriptorType second = add();
        assertThat(second.clientSecretId()).startsWith(client.id() + "--");
        assertThat(list()).hasSize(2).allMatch(secret -> secret.clientSecretValue() == null);
        signIn(user, client.secret());
        signIn(user, second.clientSecretValue());
        delete(first);
        assertThat(list())
                .extracting(ClientSecretDescriptorType::clientSecretId)
                .containsExactly(second.clientSecretId());
        signIn(user, second.clientSecretValue());
        Refusal.refused(
                "NotAuthorizedException",
                "Unable to verify secret hash for client " + client.id(),
                () -> signIn(user, client.secret()));
    }

    @Test
    void aSecretOfOnesOwnIsTakenAndNotShown() {
        String own = "a_secret_of_my_own_choice_1234567890";
        ClientSecretDescriptorType added = pool.admin()
                .addUserPoolClientSecret(request ->
                        request.userPoolId(pool.id()).clientId(client.id()).clientSecret(own))
                .clientSecretDescriptor();
        assertThat(added.clientSecretValue()).isNull();
        signIn(pool.user(), own);
    }

    @Test
    void atMostTwoAndAtLeastOne() {
        String first = list().getFirst().clientSecretId();
        Refusal.refused("InvalidParameterException", () -> delete(first));
        add();
        Refusal.refused("LimitExceededException", this::add);
        Refusal.refused("ResourceNotFoundException", () -> delete(Names.NO_CLIENT + "--1767225600"));
        assertThat(list()).hasSize(2);
    }
}
