package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// SetUserPoolSessionConfiguration, SetUserPoolClientSessionConfiguration and their Get forms, ListUserSessions,
/// RevokeUserSession and their Admin forms. The SDK in use does not know them yet.
class UserSessionsTest {
    private TestPool pool;
    private TestClient client;

    @BeforeEach
    void create() {
        pool = TestPool.create();
        client = pool.client();
    }

    private RawCall call(String operation, String body, Object... values) {
        return RawCall.of(pool, operation, body, values);
    }

    private RawCall track(String tracking, int most) {
        return call(
                "SetUserPoolSessionConfiguration",
                "{'UserPoolId':'%s','UserSessionTracking':'%s','TokenSession':{'MaxPerUser':%d}}",
                pool.id(),
                tracking,
                most);
    }

    private List<Map<String, Object>> sessions(AuthenticationResultType tokens) throws ParseException {
        return Json.objects(
                call("ListUserSessions", "{'AccessToken':'%s'}", tokens.accessToken())
                        .unsigned(),
                "Sessions");
    }

    private String currentId(AuthenticationResultType tokens) throws ParseException {
        return sessions(tokens).stream()
                .filter(session -> Boolean.TRUE.equals(session.get("IsCurrentSession")))
                .map(session -> Json.text(session, "SessionId"))
                .findFirst()
                .orElseThrow();
    }

    private RawCall revoke(AuthenticationResultType tokens, String id) {
        return call("RevokeUserSession", "{'AccessToken':'%s','SessionId':'%s'}", tokens.accessToken(), id);
    }

    private void assertEnded(AuthenticationResultType tokens) {
        Refusal.refused(
                "NotAuthorizedException",
                "Refresh Token has been revoked",
                () -> client.refresh(tokens.refreshToken()));
        Refusal.refused(
                "NotAuthorizedException",
                "Access Token has been revoked",
                () -> pool.anonymous().getUser(request -> request.accessToken(tokens.accessToken())));
    }

    @Test
    void configurationOfPoolsAndClients() {
        String get = "{'UserPoolId':'%s'}";
        assertThat(call("GetUserPoolSessionConfiguration", get, pool.id()).signed())
                .containsEntry("UserPoolId", pool.id())
                .containsEntry("UserSessionTracking", "DISABLED")
                .hasEntrySatisfying("TokenSession", most -> assertThat(most).hasToString("{MaxPerUser=20}"));
        track("ENABLED", 5).signed();
        assertThat(call("GetUserPoolSessionConfiguration", get, pool.id()).signed())
                .containsEntry("UserSessionTracking", "ENABLED")
                .hasEntrySatisfying("TokenSession", most -> assertThat(most).hasToString("{MaxPerUser=5}"));
        call(
                        "SetUserPoolClientSessionConfiguration",
                        "{'UserPoolId':'%s','ClientId':'%s','SSOSession':{'MaxValidityMinutes':0}}",
                        pool.id(),
                        client.id())
                .signed();
        assertThat(call(
                                "GetUserPoolClientSessionConfiguration",
                                "{'UserPoolId':'%s','ClientId':'%s'}",
                                pool.id(),
                                client.id())
                        .signed())
                .containsEntry("ClientId", client.id())
                .hasEntrySatisfying("SSOSession", sso -> assertThat(sso).hasToString("{MaxValidityMinutes=0}"));
    }

    @Test
    void configurationOutOfBounds() {
        assertThat(track("ENABLED", 0).signedRefusal()).startsWith("InvalidParameterException: 1 validation error");
        assertThat(track("ENABLED", 101).signedRefusal()).startsWith("InvalidParameterException: 1 validation error");
        assertThat(track("MAYBE", 5).signedRefusal()).startsWith("InvalidParameterException: 1 validation error");
        assertThat(call("SetUserPoolSessionConfiguration", "{'UserPoolId':'%s'}", pool.id())
                        .signedRefusal())
                .startsWith("InvalidParameterException: 2 validation errors");
        assertThat(track("ENABLED", 5).unsignedRefusal()).startsWith("MissingAuthenticationTokenException");
    }

    @Test
    void listedAndRevokedByTheUser() throws ParseException {
        track("ENABLED", 20).signed();
        String user = pool.user();
        AuthenticationResultType here = client.signIn(user);
        AuthenticationResultType there = client.signIn(user);
        assertThat(sessions(here))
                .hasSize(2)
                .allSatisfy(session -> assertThat(session)
                        .containsEntry("SessionType", "TOKEN")
                        .containsEntry("ClientId", client.id())
                        .containsEntry("LastIPAddress", "127.0.0.1")
                        .hasEntrySatisfying(
                                "DeviceType",
                                device -> assertThat(device.toString()).startsWith("aws-sdk-java"))
                        .hasEntrySatisfying(
                                "LastLocation",
                                place -> assertThat(place.toString()).contains("unknown"))
                        .containsKeys("SessionId", "CreateDate", "LastActiveDate")
                        .doesNotContainKey("OriginSessionId"));

        assertThat(revoke(here, currentId(here)).unsignedRefusal())
                .isEqualTo("InvalidParameterException: The current session cannot be revoked.");
        String other = currentId(there);
        revoke(here, other).unsigned();

        assertEnded(there);
        assertThat(sessions(here)).hasSize(1);
        assertThat(revoke(here, other).unsignedRefusal())
                .isEqualTo("ResourceNotFoundException: Session does not exist.");
        assertThat(revoke(here, "tkn1").unsignedRefusal()).startsWith("InvalidParameterException");
        assertThat(call("ListUserSessions", "{'AccessToken':'hello'}").unsignedRefusal())
                .isEqualTo("NotAuthorizedException: Invalid Access Token");
    }

    @Test
    void listedAndRevokedByAnAdministrator() throws ParseException {
        track("ENABLED", 20).signed();
        String user = pool.user();
        AuthenticationResultType tokens = client.signIn(user);
        String id = currentId(tokens);
        String revoke = "{'UserPoolId':'%s','Username':'%s','SessionId':'%s'}";

        assertThat(Json.objects(
                        call("AdminListUserSessions", "{'UserPoolId':'%s','Username':'%s'}", pool.id(), user)
                                .signed(),
                        "Sessions"))
                .singleElement()
                .satisfies(session ->
                        assertThat(session).containsEntry("SessionId", id).containsEntry("IsCurrentSession", false));
        assertThat(call("AdminRevokeUserSession", revoke, pool.id(), pool.user(), id)
                        .signedRefusal())
                .isEqualTo("ResourceNotFoundException: Session does not exist.");
        call("AdminRevokeUserSession", revoke, pool.id(), user, id).signed();
        assertEnded(tokens);
    }

    @Test
    void theLimitEndsTheLeastRecentlyUsed() throws ParseException {
        track("ENABLED", 1).signed();
        String user = pool.user();
        AuthenticationResultType first = client.signIn(user);
        AuthenticationResultType second = client.signIn(user);
        assertEnded(first);
        assertThat(sessions(second)).hasSize(1);
    }

    @Test
    void withoutTracking() {
        AuthenticationResultType tokens = client.signIn(pool.user());
        assertThat(call("ListUserSessions", "{'AccessToken':'%s'}", tokens.accessToken())
                        .unsignedRefusal())
                .startsWith("OperationNotEnabledException: ");
        assertThat(revoke(tokens, "tkn" + "a".repeat(25)).unsignedRefusal())
                .startsWith("OperationNotEnabledException: ");
    }
}
