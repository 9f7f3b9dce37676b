package dev.gatehouse.server;

import static dev.gatehouse.server.DeviceWorld.BAD_REFRESH;
import static dev.gatehouse.server.DeviceWorld.UNKNOWN;
import static dev.gatehouse.server.DeviceWorld.claims;
import static dev.gatehouse.server.DeviceWorld.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.AdminDeleteUserRequest;
import dev.gatehouse.model.cognitoidp.AdminForgetDeviceRequest;
import dev.gatehouse.model.cognitoidp.AdminGetDeviceRequest;
import dev.gatehouse.model.cognitoidp.AdminListDevicesRequest;
import dev.gatehouse.model.cognitoidp.AdminUpdateDeviceStatusRequest;
import dev.gatehouse.model.cognitoidp.AttributeType;
import dev.gatehouse.model.cognitoidp.AuthenticationResultType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.ConfirmDeviceRequest;
import dev.gatehouse.model.cognitoidp.DeviceRememberedStatusType;
import dev.gatehouse.model.cognitoidp.DeviceSecretVerifierConfigType;
import dev.gatehouse.model.cognitoidp.DeviceType;
import dev.gatehouse.model.cognitoidp.ForgetDeviceRequest;
import dev.gatehouse.model.cognitoidp.GetDeviceRequest;
import dev.gatehouse.model.cognitoidp.GetTokensFromRefreshTokenRequest;
import dev.gatehouse.model.cognitoidp.ListDevicesRequest;
import dev.gatehouse.model.cognitoidp.ListDevicesResponse;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.DeviceRecord;
import dev.gatehouse.server.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The nine operations on devices, and what they do to sessions.
class DevicesTest {
    private static final String BAD_KEY = "Invalid device key given.";

    @TempDir
    Path folder;

    private DeviceWorld world;

    @BeforeEach
    void open() throws Exception {
        world = DeviceWorld.in(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aNewDeviceIsOfferedConfirmedAndShown() {
        AuthenticationResultType result = world.password("nora").authenticationResult();
        Device device = Device.of(result.newDeviceMetadata());
        assertThat(device.key()).matches("eu-west-1_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(device.groupKey()).matches("-[0-9A-Za-z]{8}");
        assertThat(claims(result.accessToken())).contains("\"device_key\":\"" + device.key() + "\"");
        assertThat(claims(result.idToken())).doesNotContain("device_key");
        refused(() -> get(result.accessToken(), device), "ResourceNotFoundException", UNKNOWN);
        refused(
                () -> world.remember(result.accessToken(), device, DeviceRememberedStatusType.REMEMBERED),
                "ResourceNotFoundException",
                UNKNOWN);

        assertThat(world.confirm(result.accessToken(), device).userConfirmationNecessary())
                .isFalse();
        DeviceType shown = get(result.accessToken(), device);
        assertThat(shown.deviceKey()).isEqualTo(device.key());
        assertThat(shown.deviceAttributes())
                .containsExactly(
                        new AttributeType("device_status", "valid"),
                        new AttributeType("device_name", "phone"),
                        new AttributeType("last_ip_used", "192.0.2.1"));
        assertThat(shown.deviceCreateDate()).isEqualTo(world.server.now());
        assertThat(shown.deviceLastAuthenticatedDate()).isEqualTo(world.server.now());
        assertThat(adminGet("nora", device).deviceAttributes())
                .contains(new AttributeType("dev:device_remembered_status", "remembered"));
        refused(
                () -> world.confirm(result.accessToken(), device),
                "DeviceKeyExistsException",
                "Device already exists.");
    }

    @Test
    void everyUserHasAGroupOfDevicesOfTheirOwn() {
        world.user("max");
        Device first = world.confirmed("nora");
        Device second = world.confirmed("nora");
        assertThat(second.groupKey()).isEqualTo(first.groupKey());
        assertThat(second.key()).isNotEqualTo(first.key());
        assertThat(world.confirmed("max").groupKey()).isNotEqualTo(first.groupKey());
    }

    @Test
    void onlyTheKeyOfTheSignInIsConfirmed() {
        AuthenticationResultType one = world.password("nora").authenticationResult();
        AuthenticationResultType other = world.password("nora").authenticationResult();
        Device device = Device.of(one.newDeviceMetadata());
        refused(() -> world.confirm(other.accessToken(), device), "InvalidParameterException", BAD_KEY);
        Device invented = new Device("eu-west-1_0f7c6b1e-90c1-70a3-5b8a-2f1d6a5f9e10", device.groupKey(), "s");
        refused(() -> world.confirm(one.accessToken(), invented), "InvalidParameterException", BAD_KEY);
        world.stopTracking();
        refused(
                () -> world.confirm(one.accessToken(), device),
                "InvalidUserPoolConfigurationException",
                "Device tracking is not enabled for the user pool.");
        AuthenticationResultType untracked = world.password("nora").authenticationResult();
        assertThat(untracked.newDeviceMetadata()).isNull();
        assertThat(claims(untracked.accessToken())).doesNotContain("device_key");
        refused(() -> world.confirm(untracked.accessToken(), device), "InvalidParameterException", BAD_KEY);
    }

    static Stream<Arguments> badVerifiers() {
        String good = base64(new byte[] {0, (byte) 0x9f, 1});
        String missing = "Missing required parameter DeviceSecretVerifierConfig";
        String invalid = "Invalid device secret verifier given.";
        return Stream.of(
                Arguments.of(null, missing),
                Arguments.of(new DeviceSecretVerifierConfigType(good, null), missing),
                Arguments.of(new DeviceSecretVerifierConfigType(null, good), missing),
                Arguments.of(new DeviceSecretVerifierConfigType("", good), invalid),
                Arguments.of(new DeviceSecretVerifierConfigType(good, ""), invalid),
                Arguments.of(new DeviceSecretVerifierConfigType("no base64!", good), invalid),
                Arguments.of(new DeviceSecretVerifierConfigType(base64(new byte[] {0}), good), invalid),
                Arguments.of(new DeviceSecretVerifierConfigType(base64(filled(385)), good), invalid),
                Arguments.of(new DeviceSecretVerifierConfigType(base64(filled(384)), good), invalid),
                Arguments.of(new DeviceSecretVerifierConfigType(good, base64(filled(200))), invalid));
    }

    @ParameterizedTest
    @MethodSource("badVerifiers")
    void aSecretNobodyCouldProveIsRefused(DeviceSecretVerifierConfigType config, String text) {
        AuthenticationResultType result = world.password("nora").authenticationResult();
        refused(
                () -> world.server.call(
                        CognitoIdp.CONFIRM_DEVICE,
                        ConfirmDeviceRequest.builder()
                                .accessToken(result.accessToken())
                                .deviceKey(result.newDeviceMetadata().deviceKey())
                                .deviceSecretVerifierConfig(config)
                                .build()),
                "InvalidParameterException",
                text);
    }

    @Test
    void confirmedAtOnceByManyItIsConfirmedOnce() throws Exception {
        AuthenticationResultType result = world.password("nora").authenticationResult();
        Device device = Device.of(result.newDeviceMetadata());
        Callable<Boolean> confirmation = () -> {
            try {
                return world.confirm(result.accessToken(), device).userConfirmationNecessary() != null;
            } catch (RuntimeException refused) {
                assertThat(refused).hasMessage("Device already exists.");
                return false;
            }
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> outcomes = threads.invokeAll(Collections.nCopies(8, confirmation));
            assertThat(outcomes.stream().filter(Future::resultNow)).hasSize(1);
        }
    }

    @Test
    void devicesAreListedPageByPage() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            keys.add(world.confirmed("nora").key());
        }
        Collections.sort(keys);
        String token = world.password("nora").authenticationResult().accessToken();
        ListDevicesResponse first = list(token, 2, null);
        ListDevicesResponse second = list(token, 2, first.paginationToken());
        ListDevicesResponse third = list(token, 2, second.paginationToken());
        assertThat(third.paginationToken()).isNull();
        assertThat(Stream.of(first, second, third)
                        .flatMap(page -> page.devices().stream())
                        .map(DeviceType::deviceKey))
                .containsExactlyElementsOf(keys);
        assertThat(list(token, null, null).devices()).hasSize(5);
        assertThat(list(token, 0, null).devices()).hasSize(5);
        world.user("max");
        String max = world.password("max").authenticationResult().accessToken();
        refused(() -> list(max, 2, first.paginationToken()), "InvalidParameterException", "Invalid PaginationToken");
        assertThat(list(max, null, null).devices()).isEmpty();
        assertThat(world.server
                        .call(
                                CognitoIdp.ADMIN_LIST_DEVICES,
                                AdminListDevicesRequest.builder()
                                        .userPoolId(world.pool)
                                        .username("nora")
                                        .limit(4)
                                        .build())
                        .devices())
                .hasSize(4);
    }

    @Test
    void theIdlestDeviceMakesRoom() {
        Device idlest = world.confirmed("nora");
        AuthenticationResultType kept = null;
        for (int i = 0; i < 100; i++) {
            world.server.pass(Duration.ofMillis(10));
            kept = world.password("nora").authenticationResult();
            world.confirm(kept.accessToken(), Device.of(kept.newDeviceMetadata()));
        }
        String token = kept.accessToken();
        refused(() -> get(token, idlest), "ResourceNotFoundException", UNKNOWN);
        assertThat(get(token, Device.of(kept.newDeviceMetadata()))).isNotNull();
        assertThat(list(token, 60, list(token, 60, null).paginationToken()).devices())
                .hasSize(40);
    }

    @Test
    void aRefreshTokenWorksFromItsDeviceOnly() {
        AuthenticationResultType result = world.password("nora").authenticationResult();
        Device device = Device.of(result.newDeviceMetadata());
        Device other = world.confirmed("nora");
        String token = result.refreshToken();
        refused(() -> world.refresh(token, device.key()), "NotAuthorizedException", BAD_REFRESH);
        world.confirm(result.accessToken(), device);
        AuthenticationResultType refreshed = world.refresh(token, device.key());
        assertThat(claims(refreshed.accessToken())).contains("\"device_key\":\"" + device.key() + "\"");
        assertThat(refreshed.newDeviceMetadata()).isNull();
        for (String wrong : new String[] {null, other.key(), "", "no key"}) {
            refused(() -> world.refresh(token, wrong), "NotAuthorizedException", BAD_REFRESH);
            refused(() -> tokens(token, wrong), "NotAuthorizedException", BAD_REFRESH);
        }
        assertThat(tokens(token, device.key()).accessToken()).isNotNull();
        world.stopTracking();
        assertThat(world.refresh(token, null).accessToken()).isNotNull();
    }

    @Test
    void aForgottenDeviceEndsItsSessions() {
        AuthenticationResultType stolen = world.password("nora").authenticationResult();
        Device device = Device.of(stolen.newDeviceMetadata());
        world.confirm(stolen.accessToken(), device);
        AuthenticationResultType mine = world.password("nora").authenticationResult();
        world.confirm(mine.accessToken(), Device.of(mine.newDeviceMetadata()));
        forget(mine.accessToken(), device.key());
        assertThat(world.works(stolen.accessToken())).isFalse();
        refused(
                () -> world.refresh(stolen.refreshToken(), device.key()),
                "NotAuthorizedException",
                "Refresh Token has been revoked");
        assertThat(world.works(mine.accessToken())).isTrue();
        assertThat(world.refresh(mine.refreshToken(), mine.newDeviceMetadata().deviceKey()))
                .isNotNull();
        refused(() -> forget(mine.accessToken(), device.key()), "ResourceNotFoundException", UNKNOWN);
        refused(() -> get(mine.accessToken(), device), "ResourceNotFoundException", UNKNOWN);
    }

    @Test
    void whoForgetsTheirOwnDeviceMayStillSignOutButNotRefresh() {
        AuthenticationResultType mine = world.password("nora").authenticationResult();
        Device device = Device.of(mine.newDeviceMetadata());
        world.confirm(mine.accessToken(), device);
        forget(mine.accessToken(), device.key());
        assertThat(world.works(mine.accessToken())).isTrue();
        refused(() -> world.refresh(mine.refreshToken(), device.key()), "NotAuthorizedException", BAD_REFRESH);
        refused(() -> tokens(mine.refreshToken(), device.key()), "NotAuthorizedException", BAD_REFRESH);
        world.stopTracking();
        refused(() -> world.refresh(mine.refreshToken(), device.key()), "NotAuthorizedException", BAD_REFRESH);
    }

    @Test
    void administratorsForgetAndRememberDevices() {
        AuthenticationResultType result = world.password("nora").authenticationResult();
        Device device = Device.of(result.newDeviceMetadata());
        world.confirm(result.accessToken(), device);
        adminRemember("nora", device, DeviceRememberedStatusType.NOT_REMEMBERED);
        assertThat(adminGet("nora", device).deviceAttributes())
                .contains(new AttributeType("dev:device_remembered_status", "not_remembered"));
        adminRemember("nora", device, null);
        adminForget("nora", device);
        assertThat(world.works(result.accessToken())).isFalse();
        refused(() -> adminForget("nora", device), "ResourceNotFoundException", UNKNOWN);
        refused(() -> adminRemember("nora", device, null), "ResourceNotFoundException", UNKNOWN);
        refused(() -> adminGet("nobody", device), "ResourceNotFoundException", "User does not exist.");
        refused(
                () -> adminRemember("nobody", device, DeviceRememberedStatusType.REMEMBERED),
                "UserNotFoundException",
                "User does not exist.");
        refused(() -> adminForget("nobody", device), "UserNotFoundException", "User does not exist.");
    }

    @Test
    void nobodyReachesTheDevicesOfAnother() {
        Device device = world.confirmed("nora");
        world.user("max");
        String max = world.password("max").authenticationResult().accessToken();
        refused(() -> get(max, device), "ResourceNotFoundException", UNKNOWN);
        refused(() -> forget(max, device.key()), "ResourceNotFoundException", UNKNOWN);
        refused(
                () -> world.remember(max, device, DeviceRememberedStatusType.NOT_REMEMBERED),
                "ResourceNotFoundException",
                UNKNOWN);
        refused(() -> adminGet("max", device), "ResourceNotFoundException", UNKNOWN);
        refused(
                () -> forget(null, device.key()),
                "InvalidParameterException",
                "Missing required parameter AccessToken");
        assertThat(adminGet("nora", device)).isNotNull();
    }

    @Test
    void devicesGoWithTheirUser() {
        AuthenticationResultType result = world.password("nora").authenticationResult();
        Device device = Device.of(result.newDeviceMetadata());
        world.confirm(result.accessToken(), device);
        Sub sub = sub(result.accessToken());
        assertThat(stored(sub, device)).isPresent();
        world.server.call(
                CognitoIdp.ADMIN_DELETE_USER,
                AdminDeleteUserRequest.builder()
                        .userPoolId(world.pool)
                        .username("nora")
                        .build());
        assertThat(stored(sub, device)).isEmpty();
    }

    @Test
    void rotatingTheMasterKeySealsTheVerifierAnew() throws Exception {
        AuthenticationResultType result = world.password("nora").authenticationResult();
        Device device = Device.of(result.newDeviceMetadata());
        world.confirm(result.accessToken(), device);
        Sub sub = sub(result.accessToken());
        SecureRandom random = new SecureRandom();
        MasterKey both = MasterKey.parse(Files.readString(folder.resolve(MasterKey.FILE_NAME)))
                .rotated(random);
        Store store = world.server.ground().store();
        store.reseal(new Resealing(new Sealer(both, random)));
        byte[] opened = new Sealer(both.newestOnly(), random)
                .openStored(
                        Purpose.DEVICE_SECRET,
                        stored(sub, device).orElseThrow().sealedVerifier().toArray(),
                        world.pool + "/" + sub + "/" + device.key());
        assertThat(base64(opened)).isEqualTo(device.verifier().passwordVerifier());
    }

    private Optional<DeviceRecord> stored(Sub sub, Device device) {
        return world.server.ground().store().read(tx -> tx.devices().find(new PoolId(world.pool), sub, device.key()));
    }

    private static Sub sub(String accessToken) {
        Matcher sub = Pattern.compile("\"sub\":\"([^\"]+)\"").matcher(claims(accessToken));
        assertThat(sub.find()).isTrue();
        return new Sub(sub.group(1));
    }

    private DeviceType get(String accessToken, Device device) {
        return world.server
                .call(
                        CognitoIdp.GET_DEVICE,
                        GetDeviceRequest.builder()
                                .accessToken(accessToken)
                                .deviceKey(device.key())
                                .build())
                .device();
    }

    private ListDevicesResponse list(String accessToken, Integer limit, String token) {
        return world.server.call(
                CognitoIdp.LIST_DEVICES,
                ListDevicesRequest.builder()
                        .accessToken(accessToken)
                        .limit(limit)
                        .paginationToken(token)
                        .build());
    }

    private void forget(String accessToken, String key) {
        world.server.call(
                CognitoIdp.FORGET_DEVICE,
                ForgetDeviceRequest.builder()
                        .accessToken(accessToken)
                        .deviceKey(key)
                        .build());
    }

    private AuthenticationResultType tokens(String refreshToken, String deviceKey) {
        return world.server
                .call(
                        CognitoIdp.GET_TOKENS_FROM_REFRESH_TOKEN,
                        GetTokensFromRefreshTokenRequest.builder()
                                .clientId(world.client)
                                .refreshToken(refreshToken)
                                .deviceKey(deviceKey)
                                .build())
                .authenticationResult();
    }

    private DeviceType adminGet(String name, Device device) {
        return world.server
                .call(
                        CognitoIdp.ADMIN_GET_DEVICE,
                        AdminGetDeviceRequest.builder()
                                .userPoolId(world.pool)
                                .username(name)
                                .deviceKey(device.key())
                                .build())
                .device();
    }

    private void adminRemember(String name, Device device, DeviceRememberedStatusType status) {
        world.server.call(
                CognitoIdp.ADMIN_UPDATE_DEVICE_STATUS,
                AdminUpdateDeviceStatusRequest.builder()
                        .userPoolId(world.pool)
                        .username(name)
                        .deviceKey(device.key())
                        .deviceRememberedStatus(status)
                        .build());
    }

    private void adminForget(String name, Device device) {
        world.server.call(
                CognitoIdp.ADMIN_FORGET_DEVICE,
                AdminForgetDeviceRequest.builder()
                        .userPoolId(world.pool)
                        .username(name)
                        .deviceKey(device.key())
                        .build());
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) 0xff);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
