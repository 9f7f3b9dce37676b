package dev.gatehouse.server.pools;

import static dev.gatehouse.model.cognitoidp.CognitoIdp.DELETE_USER_POOL;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.UPDATE_USER_POOL;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.UPDATE_USER_POOL_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.secrethash.SecretHash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What other rooms see of pools and clients.
class DirectoryTest {
    @TempDir
    Path folder;

    private Platform platform;

    @BeforeEach
    void start() {
        platform = new Platform(folder);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void poolSettingsAsValues() {
        String id = platform.newPool("""
                'UsernameAttributes':['email','phone_number'],'AutoVerifiedAttributes':['email'],
                'UsernameConfiguration':{'CaseSensitive':false},
                'Policies':{'PasswordPolicy':{'MinimumLength':10,'TemporaryPasswordValidityDays':2}},
                'LambdaConfig':{'PreSignUp':'arn:aws:lambda:eu-west-1:1:function:a'}
                """);

        Pool pool = platform.directory.pool(id);
        assertThat(pool.id()).isEqualTo(new PoolId(id));
        assertThat(pool.caseSensitive()).isFalse();
        assertThat(pool.usernameAttributes()).containsExactlyInAnyOrder("email", "phone_number");
        assertThat(pool.aliasAttributes()).isEmpty();
        assertThat(pool.autoVerifiedAttributes()).containsExactly("email");
        assertThat(pool.passwordPolicy().minimumLength()).isEqualTo(10);
        assertThat(pool.temporaryPasswordValidity()).isEqualTo(Duration.ofDays(2));
        assertThat(pool.triggers().preSignUp()).isEqualTo("arn:aws:lambda:eu-west-1:1:function:a");
        assertThat(platform.directory.pool(platform.newPool("")).caseSensitive())
                .isTrue();
    }

    @Test
    void clientSettingsAsValues() {
        String pool = platform.newPool("");
        Client client = platform.directory.client(platform.newClient(pool, """
                'AccessTokenValidity':10,'TokenValidityUnits':{'AccessToken':'minutes'},'AuthSessionValidity':5,
                'PreventUserExistenceErrors':'ENABLED','EnableTokenRevocation':false,
                'RefreshTokenRotation':{'Feature':'ENABLED','RetryGracePeriodSeconds':7}
                """));

        assertThat(client.pool().value()).isEqualTo(pool);
        assertThat(client.accessTokenValidity()).isEqualTo(Duration.ofMinutes(10));
        assertThat(client.idTokenValidity()).isEqualTo(Duration.ofHours(1));
        assertThat(client.refreshTokenValidity()).isEqualTo(Duration.ofDays(30));
        assertThat(client.sessionValidity()).isEqualTo(Duration.ofMinutes(5));
        assertThat(client.hidesUsers()).isTrue();
        assertThat(client.revocable()).isFalse();
        assertThat(client.rotates()).isTrue();
        assertThat(client.retryGrace()).isEqualTo(Duration.ofSeconds(7));
        assertThat(client.allows(ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH)).isTrue();
        assertThat(client.allows(ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
                .isFalse();
        assertThat(client.onlyCustomAuth()).isFalse();
    }

    @Test
    void legacyFlowNamesAskForTheFlowTheyAdd() {
        Client client = platform.directory.client(
                platform.newClient(platform.newPool(""), "'ExplicitAuthFlows':['ADMIN_NO_SRP_AUTH']"));

        assertThat(client.allows(ExplicitAuthFlowsType.ADMIN_NO_SRP_AUTH)).isTrue();
        assertThat(client.allows(ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH))
                .isTrue();
        assertThat(client.allows(ExplicitAuthFlowsType.USER_PASSWORD_AUTH)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    | email | true | true
                    | custom:plan | true | true
                    | email_verified | true | false
                    | sub | true | false
                    | identities | true | false
                    | dev:note | false | false
                    'ReadAttributes':['name'],'WriteAttributes':['name'] | name | true | true
                    'ReadAttributes':['name'],'WriteAttributes':['name'] | email | false | false
                    'ReadAttributes':['name'],'WriteAttributes':['name'] | custom:plan | false | false
                    'ReadAttributes':['name'],'WriteAttributes':['name'] | sub | true | false
                    'ReadAttributes':['custom:plan'] | custom:plan | true | true
                    """)
    void attributePermissions(String members, String attribute, boolean read, boolean write) {
        String pool = platform.newPool("'Schema':[{'Name':'plan','AttributeDataType':'String'}]");
        Client client = platform.directory.client(platform.newClient(pool, members == null ? "" : members));

        assertThat(client.mayRead(attribute)).isEqualTo(read);
        assertThat(client.mayWrite(attribute)).isEqualTo(write);
    }

    @Test
    void secretHashesAreRequiredWhereThereIsASecret() {
        String pool = platform.newPool("");
        Client secret =
                platform.directory.client(platform.newClient(pool, "'ClientSecret':'abcdefghijklmnopqrstuvwxyz'"));
        Client open = platform.directory.client(platform.newClient(pool, ""));
        String id = secret.id().value();
        String right = SecretHash.compute("abcdefghijklmnopqrstuvwxyz", "nora", id);

        secret.requireSecretHash("nora", right);
        secret.requireSecretHashOnRefresh("nora", right);
        open.requireSecretHash("nora", null);
        assertThat(refusal(() -> secret.requireSecretHash("nora", null)))
                .isEqualTo("Client " + id + " is configured with secret but SECRET_HASH was not received");
        assertThat(refusal(() -> secret.requireSecretHash("Nora", right)))
                .isEqualTo("Unable to verify secret hash for client " + id);
        assertThat(refusal(() -> secret.requireSecretHashOnRefresh("Nora", right)))
                .isEqualTo("SecretHash does not match for the client: " + id);
        assertThat(refusal(() -> open.requireSecretHash("nora", right)))
                .isEqualTo("Client " + open.id() + " is not configured with secret but secret hash was received");
    }

    @Test
    void aClientIsFoundInItsOwnPoolOnly() {
        String id = platform.newClient(platform.newPool(""), "");
        Pool other = platform.directory.pool(platform.newPool(""));

        assertThat(refusal(() -> platform.directory.client(other, id)))
                .isEqualTo("User pool client " + id + " does not exist.");
        assertThat(refusal(() -> platform.directory.client(""))).isEqualTo("User pool client  does not exist.");
        assertThat(refusal(() -> platform.directory.client("x".repeat(129)))).endsWith("does not exist.");
    }

    @Test
    void aDeletedPoolTakesItsClientsAlongAtOnce() {
        String pool = platform.newPool("");
        String client = platform.newClient(pool, "");
        platform.directory.client(client);

        platform.call(DELETE_USER_POOL, "{'UserPoolId':'%s'}", pool);

        assertThat(refusal(() -> platform.directory.pool(pool))).isEqualTo("User pool " + pool + " does not exist.");
        assertThat(refusal(() -> platform.directory.client(client)))
                .isEqualTo("User pool client " + client + " does not exist.");
    }

    @Test
    void anotherNodesChangesShowWithinTwoSeconds() {
        String pool = platform.newPool("");
        String client = platform.newClient(pool, "");
        Directory elsewhere = new Directory(platform.store, platform.sealer, platform.clock);
        var node = platform.node(elsewhere);
        assertThat(platform.directory.pool(pool).settings().name()).isEqualTo("shop");
        assertThat(platform.directory.client(client).hidesUsers()).isFalse();

        platform.call(node, UPDATE_USER_POOL, "{'UserPoolId':'%s','PoolName':'store'}", pool);
        platform.call(
                node,
                UPDATE_USER_POOL_CLIENT,
                "{'UserPoolId':'%s','ClientId':'%s','PreventUserExistenceErrors':'ENABLED'}",
                pool,
                client);
        assertThat(elsewhere.pool(pool).settings().name()).isEqualTo("store");
        assertThat(elsewhere.client(client).hidesUsers()).isTrue();

        platform.clock.pass(Duration.ofSeconds(2));
        assertThat(platform.directory.pool(pool).settings().name()).isEqualTo("store");
        assertThat(platform.directory.client(client).hidesUsers()).isTrue();

        platform.call(node, DELETE_USER_POOL, "{'UserPoolId':'%s'}", pool);
        platform.clock.pass(Duration.ofSeconds(2));
        assertThat(refusal(() -> platform.directory.pool(pool))).isEqualTo("User pool " + pool + " does not exist.");
        assertThat(refusal(() -> platform.directory.client(client)))
                .isEqualTo("User pool client " + client + " does not exist.");
    }

    @Test
    void secretsAndKeysAreNotPrinted() {
        String pool = platform.newPool("");
        Client client =
                platform.directory.client(platform.newClient(pool, "'ClientSecret':'abcdefghijklmnopqrstuvwxyz'"));

        assertThat(client.toString() + client.settings() + client.described() + platform.directory.pool(pool))
                .doesNotContain("abcdefghijklm");
    }

    private static String refusal(Runnable action) {
        return Objects.requireNonNull(catchThrowableOfType(ServiceException.class, action::run))
                .text();
    }
}
