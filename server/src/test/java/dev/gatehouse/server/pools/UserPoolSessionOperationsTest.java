package dev.gatehouse.server.pools;

import static dev.gatehouse.model.cognitoidp.CognitoIdp.GET_USER_POOL_CLIENT_SESSION_CONFIGURATION;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.GET_USER_POOL_SESSION_CONFIGURATION;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.SET_USER_POOL_CLIENT_SESSION_CONFIGURATION;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.SET_USER_POOL_MFA_CONFIG;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.SET_USER_POOL_SESSION_CONFIGURATION;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.UPDATE_USER_POOL;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.UPDATE_USER_POOL_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserPoolSessionOperationsTest {
    private static final String POOL =
            "{'UserPoolId':'%s','UserSessionTracking':'%s','TokenSession':{'MaxPerUser':%s}}";
    private static final String CLIENT = "{'UserPoolId':'%s','ClientId':'%s','SSOSession':{'MaxValidityMinutes':%s}}";

    @TempDir
    Path folder;

    private Platform platform;
    private String pool;
    private String client;

    @BeforeEach
    void start() {
        platform = new Platform(folder);
        pool = platform.newPool("");
        client = platform.newClient(pool, "");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private String ofPool() {
        var answer = platform.call(GET_USER_POOL_SESSION_CONFIGURATION, "{'UserPoolId':'%s'}", pool);
        assertThat(answer.userPoolId()).isEqualTo(pool);
        return answer.userSessionTracking() + " " + answer.tokenSession().maxPerUser();
    }

    private int ofClient() {
        var answer = platform.call(
                GET_USER_POOL_CLIENT_SESSION_CONFIGURATION, "{'UserPoolId':'%s','ClientId':'%s'}", pool, client);
        assertThat(answer.userPoolId()).isEqualTo(pool);
        assertThat(answer.clientId()).isEqualTo(client);
        return answer.ssoSession().maxValidityMinutes();
    }

    private void track(String tracking, int most) {
        var answer = platform.call(SET_USER_POOL_SESSION_CONFIGURATION, POOL, pool, tracking, most);
        assertThat(answer).isEqualTo(Platform.answer(SET_USER_POOL_SESSION_CONFIGURATION, POOL, pool, tracking, most));
    }

    @Test
    void defaults() {
        assertThat(ofPool()).isEqualTo("DISABLED 20");
        assertThat(ofClient()).isEqualTo(60);
    }

    @Test
    void whatIsSetIsKeptByOtherChanges() {
        track("ENABLED", 100);
        var answer = platform.call(SET_USER_POOL_CLIENT_SESSION_CONFIGURATION, CLIENT, pool, client, 0);
        assertThat(answer)
                .isEqualTo(Platform.answer(SET_USER_POOL_CLIENT_SESSION_CONFIGURATION, CLIENT, pool, client, 0));

        platform.call(UPDATE_USER_POOL, "{'UserPoolId':'%s'}", pool);
        platform.call(
                SET_USER_POOL_MFA_CONFIG,
                "{'UserPoolId':'%s','MfaConfiguration':'ON','SoftwareTokenMfaConfiguration':{'Enabled':true}}",
                pool);
        platform.call(SET_USER_POOL_MFA_CONFIG, "{'UserPoolId':'%s','MfaConfiguration':'OFF'}", pool);
        platform.call(UPDATE_USER_POOL_CLIENT, "{'UserPoolId':'%s','ClientId':'%s','ClientName':'b'}", pool, client);

        assertThat(ofPool()).isEqualTo("ENABLED 100");
        assertThat(ofClient()).isZero();
    }

    @Test
    void clientSettingsSleepWhileTrackingIsOff() {
        track("ENABLED", 20);
        platform.call(SET_USER_POOL_CLIENT_SESSION_CONFIGURATION, CLIENT, pool, client, 129_600);
        track("DISABLED", 1);

        assertThat(platform.refusal(SET_USER_POOL_CLIENT_SESSION_CONFIGURATION, CLIENT, pool, client, 5))
                .isEqualTo("OperationNotEnabledException: User session tracking is not enabled for this user pool.");
        assertThat(ofPool()).isEqualTo("DISABLED 1");
        assertThat(ofClient()).isEqualTo(129_600);
    }

    @Test
    void theTierMustHaveIt() {
        String lite = platform.newPool("'UserPoolTier':'LITE'");
        String ofLite = platform.newClient(lite, "");
        String refusal = "FeatureUnavailableInTierException: User session management is not available in the LITE tier"
                + " of this user pool.";
        assertThat(platform.refusal(SET_USER_POOL_SESSION_CONFIGURATION, POOL, lite, "ENABLED", 20))
                .isEqualTo(refusal);
        assertThat(platform.refusal(SET_USER_POOL_SESSION_CONFIGURATION, POOL, lite, "DISABLED", 20))
                .isEqualTo(refusal);
        assertThat(platform.refusal(SET_USER_POOL_CLIENT_SESSION_CONFIGURATION, CLIENT, lite, ofLite, 5))
                .isEqualTo(refusal);

        track("ENABLED", 20);
        assertThat(platform.refusal(UPDATE_USER_POOL, "{'UserPoolId':'%s','UserPoolTier':'LITE'}", pool))
                .startsWith("TierChangeNotAllowedException");
        track("DISABLED", 20);
        platform.call(UPDATE_USER_POOL, "{'UserPoolId':'%s','UserPoolTier':'LITE'}", pool);
    }

    @Test
    void unknownPoolsAndClients() {
        String other = platform.newClient(platform.newPool(""), "");
        track("ENABLED", 20);
        assertThat(platform.refusal(SET_USER_POOL_SESSION_CONFIGURATION, POOL, "eu-west-1_none", "ENABLED", 20))
                .startsWith("ResourceNotFoundException");
        assertThat(platform.refusal(GET_USER_POOL_SESSION_CONFIGURATION, "{'UserPoolId':'eu-west-1_none'}"))
                .startsWith("ResourceNotFoundException");
        assertThat(platform.refusal(SET_USER_POOL_CLIENT_SESSION_CONFIGURATION, CLIENT, pool, other, 5))
                .startsWith("ResourceNotFoundException");
        assertThat(platform.refusal(
                        GET_USER_POOL_CLIENT_SESSION_CONFIGURATION, "{'UserPoolId':'%s','ClientId':'%s'}", pool, other))
                .startsWith("ResourceNotFoundException");
    }
}
