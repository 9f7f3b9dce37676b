package dev.gatehouse.server.pools;

import static dev.gatehouse.model.cognitoidp.CognitoIdp.CREATE_USER_POOL_CLIENT;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.DELETE_USER_POOL;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.DELETE_USER_POOL_CLIENT;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.DESCRIBE_USER_POOL_CLIENT;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.LIST_USER_POOL_CLIENTS;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.UPDATE_USER_POOL_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.UserPoolClientDescription;
import dev.gatehouse.model.cognitoidp.UserPoolClientType;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.ClientRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserPoolClientOperationsTest {
    @TempDir
    Path folder;

    private Platform platform;
    private String pool;

    @BeforeEach
    void start() {
        platform = new Platform(folder);
        pool = platform.newPool(
                "'Schema':[{'Name':'email','Required':true},{'Name':'plan','AttributeDataType':'String'},"
                        + "{'Name':'note','AttributeDataType':'String','DeveloperOnlyAttribute':true}]");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void createAnswersDefaultsIdsAndDates() {
        UserPoolClientType client = platform.call(
                        CREATE_USER_POOL_CLIENT, "{'UserPoolId':'%s','ClientName':'web'}", pool)
                .userPoolClient();

        assertThat(client.clientId()).matches("[0-9a-z]{26}");
        assertThat(client)
                .isEqualTo(Platform.answer(CREATE_USER_POOL_CLIENT, """
                                {'UserPoolClient':{'UserPoolId':'%s','ClientId':'%s','ClientName':'web',
                                 'CreationDate':1767225600.123,'LastModifiedDate':1767225600.123,
                                 'RefreshTokenValidity':30,'TokenValidityUnits':{},
                                 'AllowedOAuthFlowsUserPoolClient':false,'EnableTokenRevocation':true,
                                 'EnablePropagateAdditionalUserContextData':false,'AuthSessionValidity':3}}
                                """, pool, client.clientId())
                        .userPoolClient());
        assertThat(describe(client.clientId())).isEqualTo(client);
    }

    @Test
    void aGeneratedSecretIsShownByEveryAnswerButTheList() {
        UserPoolClientType client = platform.call(
                        CREATE_USER_POOL_CLIENT, "{'UserPoolId':'%s','ClientName':'web','GenerateSecret':true}", pool)
                .userPoolClient();

        assertThat(client.clientSecret()).matches("[0-9a-z]{52}");
        assertThat(describe(client.clientId()).clientSecret()).isEqualTo(client.clientSecret());
        assertThat(update(client.clientId(), "'ClientName':'app'").clientSecret())
                .isEqualTo(client.clientSecret());
        assertThat(platform.call(LIST_USER_POOL_CLIENTS, "{'UserPoolId':'%s'}", pool))
                .isEqualTo(Platform.answer(
                        LIST_USER_POOL_CLIENTS,
                        "{'UserPoolClients':[{'ClientId':'%s','UserPoolId':'%s','ClientName':'app'}]}",
                        client.clientId(),
                        pool));
    }

    @Test
    void aSecretMayBeBroughtAlong() {
        String id = platform.newClient(pool, "'ClientSecret':'abcdefghijklmnopqrstuvwxyz'");

        assertThat(describe(id).clientSecret()).isEqualTo("abcdefghijklmnopqrstuvwxyz");
    }

    @Test
    void updateReplacesEverythingButNameAndSecret() {
        String id = platform.newClient(
                pool, "'GenerateSecret':true,'RefreshTokenValidity':5,'PreventUserExistenceErrors':'ENABLED'");
        String secret = describe(id).clientSecret();
        platform.clock.pass(Duration.ofSeconds(9));

        UserPoolClientType updated = update(id, "'AccessTokenValidity':2");

        assertThat(updated.clientName()).isEqualTo("web");
        assertThat(updated.clientSecret()).isEqualTo(secret);
        assertThat(updated.refreshTokenValidity()).isEqualTo(30);
        assertThat(updated.accessTokenValidity()).isEqualTo(2);
        assertThat(updated.preventUserExistenceErrors()).isNull();
        assertThat(Duration.between(updated.creationDate(), updated.lastModifiedDate()))
                .isEqualTo(Duration.ofSeconds(9));
        assertThat(describe(id)).isEqualTo(updated);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'ReadAttributes':['email','email_verified','identities','sub','custom:plan']
                    'WriteAttributes':['email','custom:plan']
                    'WriteAttributes':[]
                    'SupportedIdentityProviders':['COGNITO']
                    'AllowedOAuthFlows':['code','implicit'],'AllowedOAuthScopes':['openid']
                    'AllowedOAuthFlowsUserPoolClient':true,'AllowedOAuthFlows':['code'],'AllowedOAuthScopes':['phone','email','openid','profile','aws.cognito.signin.user.admin'],'CallbackURLs':['https://a.example/cb','http://localhost:3000','http://127.0.0.1:1/x','http://[::1]:2','myapp://cb','com.example.app:/cb'],'DefaultRedirectURI':'myapp://cb','LogoutURLs':['https://a.example']
                    'GenerateSecret':true,'AllowedOAuthFlowsUserPoolClient':true,'AllowedOAuthFlows':['client_credentials'],'AllowedOAuthScopes':['openid']
                    'GenerateSecret':true,'EnablePropagateAdditionalUserContextData':true
                    'ExplicitAuthFlows':['ALLOW_USER_SRP_AUTH','ALLOW_REFRESH_TOKEN_AUTH']
                    'ExplicitAuthFlows':['USER_PASSWORD_AUTH']
                    'RefreshTokenRotation':{'Feature':'ENABLED','RetryGracePeriodSeconds':10}
                    'RefreshTokenRotation':{'Feature':'DISABLED'},'ExplicitAuthFlows':['ALLOW_REFRESH_TOKEN_AUTH']
                    'AnalyticsConfiguration':{'ApplicationId':'ab','UserDataShared':true}
                    """)
    void acceptedAndEchoed(String members) {
        String id = platform.newClient(pool, members);

        UserPoolClientType described = describe(id);
        UserPoolClientType sent = Platform.answer(CREATE_USER_POOL_CLIENT, "{'UserPoolClient':{" + members + "}}")
                .userPoolClient();
        for (int i = 0; i < UserPoolClientType.CODEC.members().size(); i++) {
            if (sent.member(i) != null) {
                assertThat(described.member(i)).isEqualTo(sent.member(i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'WriteAttributes':['name'] | InvalidParameterException: Invalid write attributes specified while creating a client
                    'WriteAttributes':['email','email_verified'] | InvalidParameterException: Invalid write attributes specified while creating a client
                    'WriteAttributes':['email','sub'] | InvalidParameterException: Invalid write attributes specified while creating a client
                    'WriteAttributes':['email','identities'] | InvalidParameterException: Invalid write attributes specified while creating a client
                    'WriteAttributes':['email','custom:x'] | InvalidParameterException: Invalid write attributes specified while creating a client
                    'WriteAttributes':['email','dev:note'] | InvalidParameterException: Invalid write attributes specified while creating a client
                    'ReadAttributes':['custom:x'] | InvalidParameterException: Invalid read attributes specified while creating a client
                    'ReadAttributes':['dev:note'] | InvalidParameterException: Invalid read attributes specified while creating a client
                    'SupportedIdentityProviders':['COGNITO','Google'] | InvalidParameterException: The provider Google does not exist for User Pool POOL.
                    'AllowedOAuthScopes':['openid','shop/read'] | ScopeDoesNotExistException: Invalid scope requested: shop/read
                    'AllowedOAuthFlows':['client_credentials'] | InvalidOAuthFlowException: client_credentials flow can not be selected if client does not have a client secret.
                    'GenerateSecret':true,'AllowedOAuthFlows':['client_credentials','code'] | InvalidOAuthFlowException: client_credentials flow can not be selected along with code flow or implicit flow.
                    'AllowedOAuthFlowsUserPoolClient':true | InvalidOAuthFlowException: AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.
                    'AllowedOAuthFlowsUserPoolClient':true,'AllowedOAuthFlows':['code'],'AllowedOAuthScopes':['openid'] | InvalidOAuthFlowException: CallbackUrls can not be empty when code flow or implicit flow is selected
                    'CallbackURLs':['http://a.example'] | InvalidParameterException: http://a.example cannot use the HTTP protocol.
                    'CallbackURLs':['http://localhost.example'] | InvalidParameterException: http://localhost.example cannot use the HTTP protocol.
                    'CallbackURLs':['https://a.example/#x'] | InvalidParameterException: https://a.example/#x cannot contain a fragment.
                    'CallbackURLs':['javascript:alert(1)'] | InvalidParameterException: javascript:alert(1) is not a valid URL.
                    'CallbackURLs':['JavaScript://x/y'] | InvalidParameterException: JavaScript://x/y is not a valid URL.
                    'CallbackURLs':['/cb'] | InvalidParameterException: /cb is not an absolute URL.
                    'CallbackURLs':['https:///cb'] | InvalidParameterException: https:///cb is not a valid URL.
                    'CallbackURLs':['https://a.example/{x}'] | InvalidParameterException: https://a.example/{x} is not a valid URL.
                    'LogoutURLs':['http://a.example'] | InvalidParameterException: http://a.example cannot use the HTTP protocol.
                    'CallbackURLs':['https://a.example'],'DefaultRedirectURI':'https://b.example' | InvalidParameterException: Default redirect uri https://b.example is not in the list of callback urls.
                    'EnablePropagateAdditionalUserContextData':true | InvalidParameterException: EnablePropagateAdditionalUserContextData can only be enabled for a client with a client secret.
                    'GenerateSecret':true,'ClientSecret':'abcdefghijklmnopqrstuvwxyz' | InvalidParameterException: GenerateSecret and ClientSecret cannot be used together.
                    'RefreshTokenValidity':9999 | InvalidParameterException: Invalid range for token validity.
                    'ExplicitAuthFlows':['ALLOW_REFRESH_TOKEN_AUTH'],'RefreshTokenRotation':{'Feature':'ENABLED'} | InvalidParameterException: ALLOW_REFRESH_TOKEN_AUTH cannot be enabled in ExplicitAuthFlows with RefreshTokenRotation.
                    """)
    void refused(String members, String refusal) {
        assertThat(platform.refusal(
                        CREATE_USER_POOL_CLIENT, "{'UserPoolId':'%s','ClientName':'web',%s}", pool, members))
                .isEqualTo(refusal.replace("POOL", pool));
        assertThat(platform.call(LIST_USER_POOL_CLIENTS, "{'UserPoolId':'%s'}", pool)
                        .userPoolClients())
                .isEmpty();
    }

    @Test
    void aRefusedUpdateNamesItsMomentAndChangesNothing() {
        String id = platform.newClient(pool, "");

        assertThat(platform.refusal(
                        UPDATE_USER_POOL_CLIENT,
                        "{'UserPoolId':'%s','ClientId':'%s','WriteAttributes':['name']}",
                        pool,
                        id))
                .isEqualTo("InvalidParameterException: Invalid write attributes specified while updating a client");
        assertThat(describe(id).writeAttributes()).isNull();
    }

    @Test
    void unknownAndForeignClientsAreAlike() {
        String other = platform.newClient(platform.newPool(""), "");
        List<Operation<?, ?>> operations =
                List.of(DESCRIBE_USER_POOL_CLIENT, UPDATE_USER_POOL_CLIENT, DELETE_USER_POOL_CLIENT);

        for (Operation<?, ?> operation : operations) {
            for (String id : List.of("unknown", other)) {
                assertThat(platform.refusal(operation, "{'UserPoolId':'%s','ClientId':'%s'}", pool, id))
                        .isEqualTo("ResourceNotFoundException: User pool client " + id + " does not exist.");
            }
            assertThat(platform.refusal(operation, "{'UserPoolId':'eu-west-1_0','ClientId':'%s'}", other))
                    .isEqualTo("ResourceNotFoundException: User pool eu-west-1_0 does not exist.");
        }
    }

    @Test
    void deletedClientsAreGoneAlsoWithTheirPool() {
        String one = platform.newClient(pool, "'GenerateSecret':true");
        String two = platform.newClient(pool, "");
        platform.call(DELETE_USER_POOL_CLIENT, "{'UserPoolId':'%s','ClientId':'%s'}", pool, one);

        assertThat(platform.refusal(DELETE_USER_POOL_CLIENT, "{'UserPoolId':'%s','ClientId':'%s'}", pool, one))
                .startsWith("ResourceNotFoundException: User pool client ");
        platform.call(DELETE_USER_POOL, "{'UserPoolId':'%s'}", pool);
        assertThat(platform.refusal(DESCRIBE_USER_POOL_CLIENT, "{'UserPoolId':'%s','ClientId':'%s'}", pool, two))
                .isEqualTo("ResourceNotFoundException: User pool " + pool + " does not exist.");
    }

    @Test
    void listGoesThroughTheClientsPageByPage() {
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> platform.newClient(pool, ""))
                .sorted()
                .toList();

        List<String> found = new ArrayList<>();
        var page = platform.call(LIST_USER_POOL_CLIENTS, "{'UserPoolId':'%s','MaxResults':2}", pool);
        found.addAll(ids(page.userPoolClients()));
        while (page.nextToken() != null) {
            page = platform.call(
                    LIST_USER_POOL_CLIENTS,
                    "{'UserPoolId':'%s','MaxResults':2,'NextToken':'%s'}",
                    pool,
                    page.nextToken());
            found.addAll(ids(page.userPoolClients()));
        }
        assertThat(found).isEqualTo(ids);
    }

    @Test
    void aPoolHasAtMostAThousandClients() {
        PoolId id = new PoolId(pool);
        platform.store.write(tx -> {
            for (int i = 0; i < 999; i++) {
                tx.clients().insert(new ClientRecord(id, new ClientId("client" + i), "web", "{}", 0, 0, 0));
            }
            return true;
        });

        platform.newClient(pool, "");
        assertThat(platform.refusal(CREATE_USER_POOL_CLIENT, "{'UserPoolId':'%s','ClientName':'web'}", pool))
                .isEqualTo("LimitExceededException: A user pool can have at most 1000 app clients.");
    }

    @Test
    void aTokenOfAnotherPoolIsRefused() {
        platform.newClient(pool, "");
        platform.newClient(pool, "");
        String token = platform.call(LIST_USER_POOL_CLIENTS, "{'UserPoolId':'%s','MaxResults':1}", pool)
                .nextToken();

        assertThat(platform.refusal(
                        LIST_USER_POOL_CLIENTS,
                        "{'UserPoolId':'%s','MaxResults':1,'NextToken':'%s'}",
                        platform.newPool(""),
                        token))
                .isEqualTo("InvalidParameterException: Invalid pagination token.");
    }

    private UserPoolClientType describe(String id) {
        return platform.call(DESCRIBE_USER_POOL_CLIENT, "{'UserPoolId':'%s','ClientId':'%s'}", pool, id)
                .userPoolClient();
    }

    private UserPoolClientType update(String id, String members) {
        return platform.call(UPDATE_USER_POOL_CLIENT, "{'UserPoolId':'%s','ClientId':'%s',%s}", pool, id, members)
                .userPoolClient();
    }

    private static List<String> ids(List<UserPoolClientDescription> clients) {
        return clients.stream().map(UserPoolClientDescription::clientId).toList();
    }
}
