package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// AdminLinkProviderForUser and AdminDisableProviderForUser.
class AdminLinkProviderForUserTest {
    private static final String SUBJECT = "Cognito_Subject";
    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.create();
        client = pool.client();
    }

    private static void link(String user, String provider, String attribute, String value) {
        pool.admin()
                .adminLinkProviderForUser(request -> request.userPoolId(pool.id())
                        .destinationUser(destination ->
                                destination.providerName("Cognito").providerAttributeValue(user))
                        .sourceUser(source -> source.providerName(provider)
                                .providerAttributeName(attribute)
                                .providerAttributeValue(value)));
    }

    private static void disable(String provider, String attribute, String value) {
        pool.admin()
                .adminDisableProviderForUser(request -> request.userPoolId(pool.id())
                        .user(user -> user.providerName(provider)
                                .providerAttributeName(attribute)
                                .providerAttributeValue(value)));
    }

    private static Map<String, Object> identity(String user) throws ParseException {
        String text = pool.attributesOf(user).get("identities");
        List<Map<String, Object>> identities = Json.objects(Json.object("{\"list\":" + text + "}"), "list");
        assertThat(identities).hasSize(1);
        return identities.getFirst();
    }

    @Test
    void aLinkShowsInProfileAndTokensUntilItIsRemoved() throws ParseException {
        String user = pool.user();
        String id = Names.unique("1083");
        link(user, "Google", SUBJECT, id);
        assertThat(identity(user))
                .containsEntry("userId", id)
                .containsEntry("providerName", "Google")
                .containsEntry("providerType", "Google")
                .containsEntry("issuer", null)
                .containsEntry("primary", false)
                .containsKey("dateCreated");

        AuthenticationResultType tokens = client.signIn(user);
        Object claim = Tokens.verified(pool, tokens.idToken()).get("identities");
        assertThat(claim).isInstanceOf(List.class);
        assertThat((List<?>) claim)
                .singleElement()
                .hasToString("{userId=%s, providerName=Google, providerType=Google, issuer=null, primary=false,"
                                .formatted(id)
                        + " dateCreated=" + identity(user).get("dateCreated") + "}");

        disable("Google", SUBJECT, id);
        assertThat(pool.attributesOf(user)).doesNotContainKey("identities");
        assertThat(Tokens.verified(pool, client.signIn(user).idToken()).get("identities"))
                .isNull();
    }

    @Test
    void aLocalUserLosesPasswordSignInUntilAnAdministratorGivesItBack() {
        String user = pool.user();
        disable("Cognito", SUBJECT, user);
        assertThat(pool.statusOf(user)).isEqualTo("EXTERNAL_PROVIDER");
        Refusal.refused("NotAuthorizedException", "Incorrect username or password.", () -> client.signIn(user));
        Refusal.refused(
                "NotAuthorizedException",
                "Incorrect username or password.",
                () -> client.signInBySrp(user, Names.PASSWORD));

        pool.admin()
                .adminSetUserPassword(request -> request.userPoolId(pool.id())
                        .username(user)
                        .password(Names.PASSWORD)
                        .permanent(true));
        assertThat(client.signIn(user)).isNotNull();
    }

    @Test
    void fiveAtMost() {
        String user = pool.user();
        for (int i = 0; i < 5; i++) {
            link(user, "Corp", SUBJECT, Names.unique("corp"));
        }
        Refusal.refused(
                "LimitExceededException",
                "A user can have at most 5 linked identities.",
                () -> link(user, "Corp", SUBJECT, Names.unique("corp")));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String user = pool.user();
        String other = pool.user();
        String id = Names.unique("1083");
        link(user, "Google", SUBJECT, id);
        return Refusal.tests(
                Refusal.of(
                        "linked already",
                        "InvalidParameterException",
                        "SourceUser is already linked to DestinationUser",
                        () -> link(user, "Google", SUBJECT, id)),
                Refusal.of(
                        "linked to somebody else",
                        "AliasExistsException",
                        "SourceUser is already linked to another user.",
                        () -> link(other, "Google", SUBJECT, id)),
                Refusal.of(
                        "nobody to link to",
                        "UserNotFoundException",
                        "User does not exist.",
                        () -> link("nobody", "Google", SUBJECT, "1")),
                Refusal.of(
                        "a local source",
                        "InvalidParameterException",
                        "Invalid SourceUser: Cognito users with a username/password may not be passed in as a"
                                + " SourceUser, only as a DestinationUser",
                        () -> link(user, "Cognito", SUBJECT, other)),
                Refusal.of(
                        "a link that is not there",
                        "UserNotFoundException",
                        "User does not exist.",
                        () -> disable("Google", SUBJECT, "none")),
                Refusal.of(
                        "an unknown pool",
                        "ResourceNotFoundException",
                        "User pool us-east-1_none does not exist.",
                        () -> pool.admin()
                                .adminDisableProviderForUser(request -> request.userPoolId("us-east-1_none")
                                        .user(gone -> gone.providerName("Google")
                                                .providerAttributeName(SUBJECT)
                                                .providerAttributeValue("1")))));
    }
}
