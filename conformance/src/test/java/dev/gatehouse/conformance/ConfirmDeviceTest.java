package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceRememberedStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListDevicesResponse;

/// ConfirmDevice, GetDevice, ListDevices, UpdateDeviceStatus, ForgetDevice and their Admin forms.
class ConfirmDeviceTest {
    private static final String UNKNOWN = "Device does not exist.";
    private static final String BAD_KEY = "Invalid device key given.";
    private static final String STRANGER = "eu-west-1_0f7c6b1e-90c1-70a3-5b8a-2f1d6a5f9e10";

    private static TestPool pool;
    private static TestClient client;

    @BeforeAll
    static void create() {
        pool = TestPool.create(settings -> settings.deviceConfiguration(
                device -> device.challengeRequiredOnNewDevice(true).deviceOnlyRememberedOnUserPrompt(false)));
        client = pool.client();
    }

    @Test
    void aNewDeviceIsConfirmedShownAndForgotten() {
        AuthenticationResultType result = client.signIn(pool.user());
        DeviceClient device = DeviceClient.of(client, result.newDeviceMetadata());
        assertThat(device.key()).matches("[\\w-]+_[0-9a-f-]{36}");
        assertThat(device.groupKey()).hasSize(9).startsWith("-");
        assertThat(Tokens.verified(pool, result.accessToken())).containsEntry("device_key", device.key());
        assertThat(device.confirm(result.accessToken()).userConfirmationNecessary())
                .isFalse();
        DeviceType shown = get(result.accessToken(), device.key());
        assertThat(shown.deviceKey()).isEqualTo(device.key());
        assertThat(TestPool.values(shown.deviceAttributes()))
                .containsEntry("device_status", "valid")
                .containsEntry("device_name", "test")
                .containsKey("last_ip_used");
        assertThat(shown.deviceCreateDate()).isNotNull();
        assertThat(shown.deviceLastModifiedDate()).isNotNull();
        assertThat(shown.deviceLastAuthenticatedDate()).isNotNull();
        pool.anonymous()
                .forgetDevice(
                        request -> request.accessToken(result.accessToken()).deviceKey(device.key()));
        Refusal.refused("ResourceNotFoundException", UNKNOWN, () -> get(result.accessToken(), device.key()));
    }

    @Test
    void aPoolMayAskTheUserFirst() {
        TestPool asking = TestPool.create(
                settings -> settings.deviceConfiguration(device -> device.deviceOnlyRememberedOnUserPrompt(true)));
        TestClient app = asking.client();
        String user = asking.user();
        AuthenticationResultType result = app.signIn(user);
        DeviceClient device = DeviceClient.of(app, result.newDeviceMetadata());
        assertThat(device.confirm(result.accessToken()).userConfirmationNecessary())
                .isTrue();
        assertThat(remembered(asking, user, device)).isEqualTo("not_remembered");
        asking.anonymous()
                .updateDeviceStatus(request -> request.accessToken(result.accessToken())
                        .deviceKey(device.key())
                        .deviceRememberedStatus(DeviceRememberedStatusType.REMEMBERED));
        assertThat(remembered(asking, user, device)).isEqualTo("remembered");
    }

    @Test
    void devicesAreListedPageByPage() {
        String user = pool.user();
        for (int i = 0; i < 3; i++) {
            DeviceClient.confirmed(client, user);
        }
        String token = client.signIn(user).accessToken();
        ListDevicesResponse first = list(token, null);
        assertThat(first.devices()).hasSize(2);
        ListDevicesResponse second = list(token, first.paginationToken());
        assertThat(second.devices()).hasSize(1);
        assertThat(second.paginationToken()).isNull();
        assertThat(pool.admin()
                        .adminListDevices(
                                request -> request.userPoolId(pool.id()).username(user))
                        .devices())
                .extracting(DeviceType::deviceKey)
                .containsExactly(
                        first.devices().get(0).deviceKey(),
                        first.devices().get(1).deviceKey(),
                        second.devices().get(0).deviceKey());
    }

    @Test
    void administratorsManageDevices() {
        String user = pool.user();
        AuthenticationResultType result = client.signIn(user);
        DeviceClient device = DeviceClient.of(client, result.newDeviceMetadata());
        device.confirm(result.accessToken());
        pool.admin()
                .adminUpdateDeviceStatus(request -> request.userPoolId(pool.id())
                        .username(user)
                        .deviceKey(device.key())
                        .deviceRememberedStatus(DeviceRememberedStatusType.NOT_REMEMBERED));
        assertThat(remembered(pool, user, device)).isEqualTo("not_remembered");
        pool.admin()
                .adminForgetDevice(
                        request -> request.userPoolId(pool.id()).username(user).deviceKey(device.key()));
        Refusal.refused("ResourceNotFoundException", UNKNOWN, () -> remembered(pool, user, device));
        Refusal.refused(
                "NotAuthorizedException",
                "Access Token has been revoked",
                () -> get(result.accessToken(), device.key()));
        Refusal.refused("NotAuthorizedException", () -> refresh(result.refreshToken(), device.key()));
    }

    @Test
    void aRefreshTokenBelongsToItsDevice() {
        String user = pool.user();
        AuthenticationResultType result = client.signIn(user);
        DeviceClient device = DeviceClient.of(client, result.newDeviceMetadata());
        Refusal.refused(
                "NotAuthorizedException", "Invalid Refresh Token.", () -> refresh(result.refreshToken(), device.key()));
        device.confirm(result.accessToken());
        AuthenticationResultType refreshed = refresh(result.refreshToken(), device.key());
        assertThat(Tokens.verified(pool, refreshed.accessToken())).containsEntry("device_key", device.key());
        assertThat(exchange(result.refreshToken(), device.key()).accessToken()).isNotBlank();
        for (String key : new String[] {
            null, STRANGER, DeviceClient.confirmed(client, user).key()
        }) {
            Refusal.refused(
                    "NotAuthorizedException", "Invalid Refresh Token.", () -> refresh(result.refreshToken(), key));
            Refusal.refused(
                    "NotAuthorizedException", "Invalid Refresh Token.", () -> exchange(result.refreshToken(), key));
        }
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String user = pool.user();
        AuthenticationResultType result = client.signIn(user);
        String token = result.accessToken();
        DeviceClient device = DeviceClient.of(client, result.newDeviceMetadata());
        device.confirm(token);
        DeviceClient others = DeviceClient.confirmed(client, pool.user());
        return Refusal.tests(
                Refusal.of(
                        "a device confirmed twice",
                        "DeviceKeyExistsException",
                        "Device already exists.",
                        () -> device.confirm(token)),
                Refusal.of(
                        "another's device confirmed",
                        "InvalidParameterException",
                        BAD_KEY,
                        () -> others.confirm(token)),
                Refusal.of(
                        "a device without a secret",
                        "InvalidParameterException",
                        "Missing required parameter DeviceSecretVerifierConfig",
                        () -> pool.anonymous()
                                .confirmDevice(
                                        request -> request.accessToken(token).deviceKey(device.key()))),
                Refusal.of("another's device", "ResourceNotFoundException", UNKNOWN, () -> get(token, others.key())),
                Refusal.of("nobody's device", "ResourceNotFoundException", UNKNOWN, () -> get(token, STRANGER)),
                Refusal.of(
                        "another's device forgotten",
                        "ResourceNotFoundException",
                        UNKNOWN,
                        () -> pool.anonymous()
                                .forgetDevice(
                                        request -> request.accessToken(token).deviceKey(others.key()))),
                Refusal.of(
                        "another's device updated",
                        "ResourceNotFoundException",
                        UNKNOWN,
                        () -> pool.anonymous()
                                .updateDeviceStatus(request -> request.accessToken(token)
                                        .deviceKey(others.key())
                                        .deviceRememberedStatus("remembered"))),
                Refusal.of(
                        "no access token",
                        "InvalidParameterException",
                        "Missing required parameter AccessToken",
                        () -> pool.anonymous().getDevice(request -> request.deviceKey(device.key()))),
                Refusal.of(
                        "a word for an access token",
                        "NotAuthorizedException",
                        "Invalid Access Token",
                        () -> get("hello", device.key())),
                Refusal.of(
                        "a page of nothing",
                        "InvalidParameterException",
                        "Invalid PaginationToken",
                        () -> list(token, "hello")),
                Refusal.of(
                        "an unknown user's devices",
                        "ResourceNotFoundException",
                        "User does not exist.",
                        () -> pool.admin()
                                .adminListDevices(
                                        request -> request.userPoolId(pool.id()).username("nobody"))),
                Refusal.of(
                        "an unknown user's device forgotten",
                        "UserNotFoundException",
                        "User does not exist.",
                        () -> pool.admin()
                                .adminForgetDevice(request -> request.userPoolId(pool.id())
                                        .username("nobody")
                                        .deviceKey(device.key()))));
    }

    private static DeviceType get(String accessToken, String key) {
        return pool.anonymous()
                .getDevice(request -> request.accessToken(accessToken).deviceKey(key))
                .device();
    }

    private static ListDevicesResponse list(String accessToken, String after) {
        return pool.anonymous()
                .listDevices(
                        request -> request.accessToken(accessToken).limit(2).paginationToken(after));
    }

    private static String remembered(TestPool pool, String user, DeviceClient device) {
        return TestPool.values(pool.admin()
                        .adminGetDevice(request ->
                                request.userPoolId(pool.id()).username(user).deviceKey(device.key()))
                        .device()
                        .deviceAttributes())
                .get("dev:device_remembered_status");
    }

    private static AuthenticationResultType refresh(String token, String key) {
        Map<String, String> parameters = new HashMap<>(Map.of("REFRESH_TOKEN", token));
        if (key != null) {
            parameters.put("DEVICE_KEY", key);
        }
        return client.initiate(AuthFlowType.REFRESH_TOKEN_AUTH, parameters).authenticationResult();
    }

    private static AuthenticationResultType exchange(String token, String key) {
        return pool.anonymous()
                .getTokensFromRefreshToken(request ->
                        request.clientId(client.id()).refreshToken(token).deviceKey(key))
                .authenticationResult();
    }
}
