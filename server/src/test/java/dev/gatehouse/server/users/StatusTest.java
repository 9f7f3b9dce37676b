package dev.gatehouse.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.server.store.SessionRecord;
import dev.gatehouse.server.store.SessionWrite;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From which status which event leads where, and that disabling and deleting end sessions.
class StatusTest {
    private static final String ADMIN = "{'UserPoolId':'%s','Username':'nora'}";
    private static final String SET = "{'UserPoolId':'%s','Username':'nora','Password':'N3w-Horse!','Permanent':%s}";

    @TempDir
    private Path folder;

    private World world;
    private String pool;
    private String client;

    @BeforeEach
    void open() {
        world = new World(folder);
        pool = world.newPool("'AutoVerifiedAttributes':['email']");
        client = world.newClient(pool, "");
        world.call(
                CognitoIdp.SIGN_UP,
                "{'ClientId':'%s','Username':'nora','Password':'Corr3ct-Horse!',"
                        + "'UserAttributes':[{'Name':'email','Value':'nora@example.com'}]}",
                client);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "UNCONFIRMED, ConfirmSignUp, CONFIRMED",
        "UNCONFIRMED, AdminConfirmSignUp, CONFIRMED",
        "UNCONFIRMED, AdminSetPermanent, CONFIRMED",
        "UNCONFIRMED, AdminSetTemporary, FORCE_CHANGE_PASSWORD",
        "UNCONFIRMED, AdminReset, NotAuthorizedException",
        "UNCONFIRMED, ConfirmForgot, CONFIRMED",
        "UNCONFIRMED, RESEND, UnsupportedUserStateException",
        "CONFIRMED, ConfirmSignUp, NotAuthorizedException",
        "CONFIRMED, AdminConfirmSignUp, NotAuthorizedException",
        "CONFIRMED, AdminSetPermanent, CONFIRMED",
        "CONFIRMED, AdminSetTemporary, FORCE_CHANGE_PASSWORD",
        "CONFIRMED, AdminReset, RESET_REQUIRED",
        "CONFIRMED, ConfirmForgot, CONFIRMED",
        "FORCE_CHANGE_PASSWORD, AdminConfirmSignUp, NotAuthorizedException",
        "FORCE_CHANGE_PASSWORD, AdminSetPermanent, CONFIRMED",
        "FORCE_CHANGE_PASSWORD, AdminSetTemporary, FORCE_CHANGE_PASSWORD",
        "FORCE_CHANGE_PASSWORD, AdminReset, NotAuthorizedException",
        "FORCE_CHANGE_PASSWORD, ConfirmForgot, NotAuthorizedException",
        "FORCE_CHANGE_PASSWORD, RESEND, FORCE_CHANGE_PASSWORD",
        "RESET_REQUIRED, AdminConfirmSignUp, NotAuthorizedException",
        "RESET_REQUIRED, AdminSetPermanent, CONFIRMED",
        "RESET_REQUIRED, AdminReset, RESET_REQUIRED",
        "RESET_REQUIRED, ConfirmForgot, CONFIRMED",
        "EXTERNAL_PROVIDER, AdminSetPermanent, CONFIRMED",
        "EXTERNAL_PROVIDER, ConfirmForgot, NotAuthorizedException",
        "EXTERNAL_PROVIDER, AdminReset, NotAuthorizedException",
    })
    void transitions(UserStatusType from, String event, String outcome) {
        String code = world.code();
        world.call(
                CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES,
                "{'UserPoolId':'%s','Username':'nora','UserAttributes':[{'Name':'email_verified','Value':'true'}]}",
                pool);
        User user = world.user(pool, "nora");
        world.users.update(world.pool(pool), user.sub(), current -> current.with(from, world.clock.instant()));
        String result;
        try {
            happen(event, code);
            result = world.user(pool, "nora").status().value();
        } catch (ServiceException e) {
            result = e.code();
            assertThat(world.user(pool, "nora").status()).isEqualTo(from);
        }
        assertThat(result).isEqualTo(outcome);
    }

    private void happen(String event, String code) {
        switch (event) {
            case "ConfirmSignUp" ->
                world.call(
                        CognitoIdp.CONFIRM_SIGN_UP,
                        "{'ClientId':'%s','Username':'nora','ConfirmationCode':'%s'}",
                        client,
                        code);
            case "AdminConfirmSignUp" -> world.call(CognitoIdp.ADMIN_CONFIRM_SIGN_UP, ADMIN, pool);
            case "AdminSetPermanent" -> world.call(CognitoIdp.ADMIN_SET_USER_PASSWORD, SET, pool, true);
            case "AdminSetTemporary" -> world.call(CognitoIdp.ADMIN_SET_USER_PASSWORD, SET, pool, false);
            case "AdminReset" -> world.call(CognitoIdp.ADMIN_RESET_USER_PASSWORD, ADMIN, pool);
            case "RESEND" ->
                world.call(
                        CognitoIdp.ADMIN_CREATE_USER,
                        "{'UserPoolId':'%s','Username':'nora','MessageAction':'RESEND'}",
                        pool);
            case "ConfirmForgot" -> {
                world.call(CognitoIdp.FORGOT_PASSWORD, "{'ClientId':'%s','Username':'nora'}", client);
                world.call(
                        CognitoIdp.CONFIRM_FORGOT_PASSWORD,
                        "{'ClientId':'%s','Username':'nora','ConfirmationCode':'%s','Password':'N3w-Horse!'}",
                        client,
                        world.code());
            }
            default -> throw new IllegalArgumentException(event);
        }
    }

    @Test
    void disablingAndDeletingEndSessions() {
        User user = world.user(pool, "nora");
        long now = world.clock.millis();
        var session = new SessionRecord(
                user.pool(),
                "session-1",
                user.sub(),
                new ClientId(client),
                "attempt-1",
                "event-1",
                "",
                now,
                now,
                now + 1000,
                0,
                0,
                now,
                0,
                "{}");
        SessionWrite inserted = world.store.write(tx -> tx.sessions().insert(session));
        assertThat(inserted).isInstanceOf(SessionWrite.Admitted.class);
        world.call(CognitoIdp.ADMIN_DISABLE_USER, ADMIN, pool);
        List<SessionRecord> live = world.store.read(tx -> tx.sessions().ofUser(user.pool(), user.sub(), now));
        assertThat(live).isEmpty();
        assertThat(world.user(pool, "nora").enabled()).isFalse();
        world.call(CognitoIdp.ADMIN_ENABLE_USER, ADMIN, pool);
        assertThat(world.user(pool, "nora").enabled()).isTrue();
        world.call(CognitoIdp.ADMIN_DELETE_USER, ADMIN, pool);
        Optional<SessionRecord> left = world.store.read(tx -> tx.sessions().find(user.pool(), "session-1"));
        assertThat(left).isEmpty();
        assertThat(world.refusal(CognitoIdp.ADMIN_DELETE_USER, ADMIN, pool))
                .isEqualTo("UserNotFoundException: User does not exist.");
        assertThat(world.refusal(CognitoIdp.ADMIN_ENABLE_USER, ADMIN, pool)).startsWith("UserNotFoundException");
        assertThat(world.refusal(CognitoIdp.ADMIN_DISABLE_USER, ADMIN, pool)).startsWith("UserNotFoundException");
        assertThat(world.refusal(CognitoIdp.ADMIN_GET_USER, ADMIN, pool)).startsWith("UserNotFoundException");
        assertThat(world.refusal(CognitoIdp.ADMIN_SET_USER_PASSWORD, SET, pool, true))
                .startsWith("UserNotFoundException");
    }

    @Test
    void usersDeleteThemselves() {
        world.call(CognitoIdp.ADMIN_CONFIRM_SIGN_UP, ADMIN, pool);
        String token = world.token(pool, client, "nora");
        world.call(CognitoIdp.DELETE_USER, "{'AccessToken':'%s'}", token);
        assertThat(world.users.find(world.pool(pool), "nora")).isEmpty();
        assertThat(world.refusal(CognitoIdp.DELETE_USER, "{'AccessToken':'%s'}", token))
                .isEqualTo("UserNotFoundException: User does not exist.");
    }
}
