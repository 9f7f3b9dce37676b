package dev.gatehouse.server.pools;

import static dev.gatehouse.model.cognitoidp.CognitoIdp.ADD_USER_POOL_CLIENT_SECRET;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.DELETE_USER_POOL_CLIENT_SECRET;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.DESCRIBE_USER_POOL_CLIENT;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.LIST_USER_POOL_CLIENT_SECRETS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.ClientSecretDescriptorType;
import dev.gatehouse.model.service.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientSecretOperationsTest {
    private static final String CLIENT = "{'UserPoolId':'%s','ClientId':'%s'}";
    private static final String OWN = "zyxwvutsrqponmlkjihgfedcba";

    @TempDir
    Path folder;

    private Platform platform;
    private String pool;
    private String client;

    @BeforeEach
    void start() {
        platform = new Platform(folder);
        pool = platform.newPool("");
        client = platform.newClient(pool, "'GenerateSecret':true");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void aGeneratedSecretIsShownOnce() {
        ClientSecretDescriptorType added = add();

        assertThat(added.clientSecretValue()).matches("[0-9a-z]{52}");
        assertThat(added.clientSecretId()).startsWith(client + "--");
        assertThat(added.clientSecretCreateDate())
                .isEqualTo(platform.clock.instant().plusMillis(1));
        assertThat(list())
                .hasSize(2)
                .allSatisfy(secret -> assertThat(secret.clientSecretValue()).isNull());
    }

    @Test
    void aSecretBroughtAlongIsNotShown() {
        ClientSecretDescriptorType added = platform.call(
                        ADD_USER_POOL_CLIENT_SECRET,
                        "{'UserPoolId':'%s','ClientId':'%s','ClientSecret':'%s'}",
                        pool,
                        client,
                        OWN)
                .clientSecretDescriptor();

        assertThat(added.clientSecretValue()).isNull();
        assertThat(platform.directory.client(client).secretMatches(OWN)).isTrue();
    }

    @Test
    void bothSecretsWorkUntilOneIsDeleted() {
        String first = described();
        platform.clock.pass(Duration.ofSeconds(1));
        ClientSecretDescriptorType second = add();

        assertThat(matches(first)).isTrue();
        assertThat(matches(second.clientSecretValue())).isTrue();
        assertThat(described()).isEqualTo(first);

        delete(list().getFirst().clientSecretId());
        assertThat(matches(first)).isFalse();
        assertThat(matches(second.clientSecretValue())).isTrue();
        assertThat(described()).isEqualTo(second.clientSecretValue());
    }

    @Test
    void thereAreAtMostTwo() {
        add();

        assertThat(platform.refusal(ADD_USER_POOL_CLIENT_SECRET, CLIENT, pool, client))
                .isEqualTo("LimitExceededException: A client can have at most 2 secrets.");
    }

    @Test
    void theLastOneStays() {
        assertThat(platform.refusal(
                        DELETE_USER_POOL_CLIENT_SECRET,
                        "{'UserPoolId':'%s','ClientId':'%s','ClientSecretId':'%s'}",
                        pool,
                        client,
                        list().getFirst().clientSecretId()))
                .isEqualTo("InvalidParameterException: The last secret of a client cannot be deleted.");
    }

    @Test
    void anUnknownSecretIsNotFound() {
        add();

        assertThat(platform.refusal(
                        DELETE_USER_POOL_CLIENT_SECRET,
                        "{'UserPoolId':'%s','ClientId':'%s','ClientSecretId':'x'}",
                        pool,
                        client))
                .isEqualTo("ResourceNotFoundException: Client secret x does not exist.");
    }

    @Test
    void aPublicClientStaysPublic() {
        String open = platform.newClient(pool, "");

        assertThat(platform.refusal(ADD_USER_POOL_CLIENT_SECRET, CLIENT, pool, open))
                .isEqualTo("InvalidParameterException: The client is not configured with a secret.");
        assertThat(platform.call(LIST_USER_POOL_CLIENT_SECRETS, CLIENT, pool, open)
                        .clientSecrets())
                .isEmpty();
    }

    @Test
    void unknownClientsPoolsAndTokensAreRefused() {
        for (Operation<?, ?> operation :
                List.of(ADD_USER_POOL_CLIENT_SECRET, LIST_USER_POOL_CLIENT_SECRETS, DELETE_USER_POOL_CLIENT_SECRET)) {
            assertThat(platform.refusal(
                            operation, "{'UserPoolId':'%s','ClientId':'nobody','ClientSecretId':'x'}", pool))
                    .isEqualTo("ResourceNotFoundException: User pool client nobody does not exist.");
            assertThat(platform.refusal(
                            operation, "{'UserPoolId':'eu-west-1_0','ClientId':'%s','ClientSecretId':'x'}", client))
                    .isEqualTo("ResourceNotFoundException: User pool eu-west-1_0 does not exist.");
        }
        assertThat(platform.refusal(
                        LIST_USER_POOL_CLIENT_SECRETS,
                        "{'UserPoolId':'%s','ClientId':'%s','NextToken':'x'}",
                        pool,
                        client))
                .isEqualTo("InvalidParameterException: Invalid pagination token.");
    }

    private ClientSecretDescriptorType add() {
        return platform.call(ADD_USER_POOL_CLIENT_SECRET, CLIENT, pool, client).clientSecretDescriptor();
    }

    private List<ClientSecretDescriptorType> list() {
        return platform.call(LIST_USER_POOL_CLIENT_SECRETS, CLIENT, pool, client)
                .clientSecrets();
    }

    private void delete(String secretId) {
        platform.call(
                DELETE_USER_POOL_CLIENT_SECRET,
                "{'UserPoolId':'%s','ClientId':'%s','ClientSecretId':'%s'}",
                pool,
                client,
                secretId);
    }

    private String described() {
        return platform.call(DESCRIBE_USER_POOL_CLIENT, CLIENT, pool, client)
                .userPoolClient()
                .clientSecret();
    }

    private boolean matches(String secret) {
        return platform.directory.client(client).secretMatches(secret);
    }
}
