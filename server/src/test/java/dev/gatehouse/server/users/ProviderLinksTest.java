package dev.gatehouse.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.AttributeType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.server.store.LinkedIdentityRecord;
import dev.gatehouse.server.store.UserWrite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// AdminLinkProviderForUser, AdminDisableProviderForUser.
class ProviderLinksTest {
    private static final String LINK = "{'UserPoolId':'%s','DestinationUser':{'ProviderName':'Cognito',"
            + "'ProviderAttributeValue':'%s'},'SourceUser':{'ProviderName':'%s','ProviderAttributeName':'%s',"
            + "'ProviderAttributeValue':'%s'}}";
    private static final String DISABLE = "{'UserPoolId':'%s','User':{'ProviderName':'%s','ProviderAttributeName':'%s',"
            + "'ProviderAttributeValue':'%s'}}";
    private static final String SUBJECT = "Cognito_Subject";

    @TempDir
    Path folder;

    private World world;
    private String pool;
    private String client;

    @BeforeEach
    void open() {
        world = new World(folder);
        pool = world.newPool("'UsernameConfiguration':{'CaseSensitive':false},"
                + "'Schema':[{'Name':'badge','AttributeDataType':'String','Mutable':false}]");
        client = world.newClient(pool, "");
        world.confirmed(pool, client, "nora", "");
        world.confirmed(pool, client, "otto", "");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void link(String user, String provider, String attribute, String value) {
        world.call(CognitoIdp.ADMIN_LINK_PROVIDER_FOR_USER, LINK, pool, user, provider, attribute, value);
    }

    private String linkRefusal(String user, String provider, String attribute, String value) {
        return world.refusal(CognitoIdp.ADMIN_LINK_PROVIDER_FOR_USER, LINK, pool, user, provider, attribute, value);
    }

    private void disable(String provider, String attribute, String value) {
        world.call(CognitoIdp.ADMIN_DISABLE_PROVIDER_FOR_USER, DISABLE, pool, provider, attribute, value);
    }

    private String disableRefusal(String provider, String attribute, String value) {
        return world.refusal(CognitoIdp.ADMIN_DISABLE_PROVIDER_FOR_USER, DISABLE, pool, provider, attribute, value);
    }

    private Optional<String> identities(String name) {
        return world
                .call(CognitoIdp.ADMIN_GET_USER, "{'UserPoolId':'%s','Username':'%s'}", pool, name)
                .userAttributes()
                .stream()
                .filter(attribute -> "identities".equals(attribute.name()))
                .map(AttributeType::value)
                .findFirst();
    }

    @Test
    void linksShowInTheProfileUntilTheyAreRemoved() {
        long first = world.clock.millis();
        link("nora", "Google", SUBJECT, "108\\u0022347");
        world.clock.pass(Duration.ofSeconds(5));
        link("nora", "Corp", "email", "nora@corp.example");
        String google = "{\"userId\":\"108\\\"347\",\"providerName\":\"Google\",\"providerType\":\"Google\","
                + "\"issuer\":null,\"primary\":false,\"dateCreated\":" + first + "}";
        String corp = "{\"userId\":\"nora@corp.example\",\"providerName\":\"Corp\",\"providerType\":null,"
                + "\"issuer\":null,\"primary\":false,\"dateCreated\":" + (first + 5_000) + "}";
        assertThat(identities("nora")).contains("[" + google + "," + corp + "]");

        disable("Google", SUBJECT, "108\\u0022347");
        assertThat(identities("nora")).contains("[" + corp + "]");
        disable("Corp", "email", "nora@corp.example");
        assertThat(identities("nora")).isEmpty();

        link("otto", "Corp", "email", "nora@corp.example");
        assertThat(identities("otto")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nobody | Google   | Cognito_Subject | 1 | UserNotFoundException: User does not exist.
            nora   | Cognito  | Cognito_Subject | otto | InvalidParameterException: Invalid SourceUser: Cognito users with a username/password may not be passed in as a SourceUser, only as a DestinationUser
            nora   | COGNITO  | Cognito_Subject | otto | InvalidParameterException: Invalid SourceUser: Cognito users with a username/password may not be passed in as a SourceUser, only as a DestinationUser
            nora   | Google   | email           | 1 | InvalidParameterException: Invalid SourceUser: ProviderAttributeName must be Cognito_Subject for social identity providers.
            nora   | Corp     | custom:none     | 1 | InvalidParameterException: Invalid SourceUser: ProviderAttributeName must be Cognito_Subject or an attribute of the user pool.
            nora   | Corp     | ''              | 1 | InvalidParameterException: Invalid SourceUser: ProviderAttributeName is missing.
            nora   | Corp     | Cognito_Subject | '' | InvalidParameterException: Invalid SourceUser: ProviderAttributeValue is missing.
            ''     | Corp     | Cognito_Subject | 1 | InvalidParameterException: Invalid DestinationUser: ProviderAttributeValue is missing.
            """)
    void whatCannotBeLinked(String user, String provider, String attribute, String value, String refusal) {
        assertThat(linkRefusal(user, provider, attribute, value)).isEqualTo(refusal);
        assertThat(identities("nora")).isEmpty();
    }

    @Test
    void membersLeftOutAndValuesTooLong() {
        assertThat(world.refusal(
                        CognitoIdp.ADMIN_LINK_PROVIDER_FOR_USER,
                        "{'UserPoolId':'%s','DestinationUser':{},'SourceUser':{}}",
                        pool))
                .isEqualTo("InvalidParameterException: Invalid SourceUser: ProviderName is missing.");
        assertThat(linkRefusal("nora", "Corp", SUBJECT, "1".repeat(513)))
                .isEqualTo("InvalidParameterException: Invalid SourceUser: ProviderAttributeValue can have at most 512"
                        + " characters.");
        link("nora", "Corp", SUBJECT, "1".repeat(512));
    }

    @Test
    void anIdentityHasOneUser() {
        link("nora", "Google", SUBJECT, "1");
        assertThat(linkRefusal("nora", "Google", SUBJECT, "1"))
                .isEqualTo("InvalidParameterException: SourceUser is already linked to DestinationUser");
        assertThat(linkRefusal("otto", "Google", SUBJECT, "1"))
                .isEqualTo("AliasExistsException: SourceUser is already linked to another user.");
        link("otto", "Google", SUBJECT, "2");
    }

    @Test
    void aUserHasFiveAtMost() {
        for (int i = 0; i < 5; i++) {
            link("nora", "Corp", SUBJECT, "n" + i);
        }
        assertThat(linkRefusal("nora", "Corp", SUBJECT, "n5"))
                .isEqualTo("LimitExceededException: A user can have at most 5 linked identities.");
        disable("Corp", SUBJECT, "n0");
        link("nora", "Corp", SUBJECT, "n5");
    }

    @Test
    void whoHasSignedUpAlreadyIsNotMerged() {
        federated("google_7", "7");
        String refusal = "InvalidParameterException: Merging is not currently supported, provide a SourceUser that has"
                + " not been signed up in order to link";
        assertThat(linkRefusal("nora", "Google", SUBJECT, "7")).isEqualTo(refusal);
        world.call(
                CognitoIdp.ADMIN_LINK_PROVIDER_FOR_USER,
                LINK.replace("'Cognito','ProviderAttributeValue':'%s'", "'Google','ProviderAttributeValue':'%s'"),
                pool,
                "7",
                "Corp",
                SUBJECT,
                "c7");
        assertThat(identities("google_7").orElseThrow())
                .contains("\"userId\":\"7\"", "\"primary\":true", "\"userId\":\"c7\"", "\"primary\":false");
        assertThat(disableRefusal("Google", SUBJECT, "7"))
                .as("a user's own identity is not a link")
                .isEqualTo("UserNotFoundException: User does not exist.");
    }

    /// A user as the first sign-in through Google makes one.
    private void federated(String username, String id) {
        world.call(
                CognitoIdp.ADMIN_CREATE_USER,
                "{'UserPoolId':'%s','Username':'%s','MessageAction':'SUPPRESS'}",
                pool,
                username);
        User user = world.user(pool, username);
        world.store.write(tx -> {
            tx.linkedIdentities()
                    .insert(new LinkedIdentityRecord(
                            user.pool(), new LinkedIdentityRecord.Key("Google", SUBJECT, id), user.sub(), true, 1));
            assertThat(tx.users()
                            .update(user.with(UserStatusType.EXTERNAL_PROVIDER, world.clock.instant())
                                    .record()))
                    .isInstanceOf(UserWrite.Written.class);
            return true;
        });
    }

    @Test
    void aDestinationWithImmutableAttributesIsRefused() {
        world.call(
                CognitoIdp.ADMIN_CREATE_USER,
                "{'UserPoolId':'%s','Username':'ida','MessageAction':'SUPPRESS',"
                        + "'UserAttributes':[{'Name':'custom:badge','Value':'7'}]}",
                pool);
        assertThat(linkRefusal("ida", "Google", SUBJECT, "1"))
                .isEqualTo("InvalidParameterException: Invalid DestinationUser: the attribute custom:badge of the user"
                        + " is immutable.");
        link("nora", "Google", SUBJECT, "1");
    }

    @Test
    void onlyLinksCanBeRemoved() {
        link("nora", "Corp", "email", "nora@corp.example");
        assertThat(disableRefusal("Corp", SUBJECT, "nora@corp.example"))
                .isEqualTo("UserNotFoundException: User does not exist.");
        assertThat(disableRefusal("Google", "email", "x"))
                .isEqualTo("InvalidParameterException: Invalid User: ProviderAttributeName must be Cognito_Subject for"
                        + " social identity providers.");
        assertThat(disableRefusal("Cognito", "email", "nora"))
                .isEqualTo("InvalidParameterException: Invalid User: ProviderAttributeName must be Cognito_Subject.");
        assertThat(disableRefusal("Cognito", SUBJECT, "nobody"))
                .isEqualTo("UserNotFoundException: User does not exist.");
        assertThat(identities("nora")).isPresent();
    }

    @Test
    void aLocalUserWithoutPasswordSignInHasNoneToRecover() {
        world.call(
                CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES,
                "{'UserPoolId':'%s','Username':'nora','UserAttributes':[{'Name':'email','Value':'nora@example.com'},"
                        + "{'Name':'email_verified','Value':'true'}]}",
                pool);
        String forgot = "{'ClientId':'%s','Username':'nora'}";
        world.call(CognitoIdp.FORGOT_PASSWORD, forgot, client);
        String code = world.code();

        disable("Cognito", SUBJECT, "nora");

        assertThat(world.user(pool, "nora").status()).isEqualTo(UserStatusType.EXTERNAL_PROVIDER);
        assertThat(world.refusal(CognitoIdp.FORGOT_PASSWORD, forgot, client))
                .isEqualTo("NotAuthorizedException: User password cannot be reset in the current state.");
        assertThat(world.refusal(
                        CognitoIdp.CONFIRM_FORGOT_PASSWORD,
                        "{'ClientId':'%s','Username':'nora','ConfirmationCode':'%s','Password':'N3w-Horse!'}",
                        client,
                        code))
                .startsWith("ExpiredCodeException");
    }

    @Test
    void linksGoWithTheirUser() {
        link("nora", "Google", SUBJECT, "1");
        world.call(CognitoIdp.ADMIN_DELETE_USER, "{'UserPoolId':'%s','Username':'nora'}", pool);
        link("otto", "Google", SUBJECT, "1");
    }

    @Test
    void administratorsAndUsersCannotWriteTheAttribute() {
        link("nora", "Google", SUBJECT, "1");
        assertThat(world.refusal(
                        CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES,
                        "{'UserPoolId':'%s','Username':'nora','UserAttributes':[{'Name':'identities','Value':'[]'}]}",
                        pool))
                .startsWith("InvalidParameterException");
        assertThat(world.refusal(
                        CognitoIdp.ADMIN_DELETE_USER_ATTRIBUTES,
                        "{'UserPoolId':'%s','Username':'nora','UserAttributeNames':['identities']}",
                        pool))
                .startsWith("InvalidParameterException");
    }
}
