package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.cognitoidp.AdminAddUserToGroupRequest;
import dev.gatehouse.model.cognitoidp.AdminCreateUserRequest;
import dev.gatehouse.model.cognitoidp.AdminGetUserRequest;
import dev.gatehouse.model.cognitoidp.AdminListGroupsForUserRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserPasswordRequest;
import dev.gatehouse.model.cognitoidp.AttributeType;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.AuthenticationResultType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.CreateGroupRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.DescribeUserPoolRequest;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.GetUserRequest;
import dev.gatehouse.model.cognitoidp.GroupType;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.UserPoolClientType;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.srp.SrpClient;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.SrpTimestamp;
import dev.gatehouse.server.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pool that moves from one instance to another, each with its own master key.
class PoolFilesTest {
    private static final String PASSWORD = "Corr3ct-Horse!";

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = bytes();
    private InProcess old;
    private InProcess fresh;
    private PoolId pool;
    private UserPoolClientType client;

    @BeforeEach
    void open() throws Exception {
        old = InProcess.in(folder.resolve("old"));
        fresh = InProcess.in(folder.resolve("fresh"));
        pool = pool("shop");
        client = old.call(
                        CognitoIdp.CREATE_USER_POOL_CLIENT,
                        CreateUserPoolClientRequest.builder()
                                .userPoolId(pool.value())
                                .clientName("app")
                                .generateSecret(true)
                                .explicitAuthFlows(List.of(
                                        ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                                        ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                                        ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
                                .build())
                .userPoolClient();
        user("nora");
        old.call(
                CognitoIdp.CREATE_GROUP,
                CreateGroupRequest.builder()
                        .userPoolId(pool.value())
                        .groupName("staff")
                        .build());
        old.call(
                CognitoIdp.ADMIN_ADD_USER_TO_GROUP,
                AdminAddUserToGroupRequest.builder()
                        .userPoolId(pool.value())
                        .username("nora")
                        .groupName("staff")
                        .build());
    }

    @AfterEach
    void close() {
        old.close();
        fresh.close();
    }

    @Test
    void everythingThatLastsComesAlong() throws Exception {
        String sub = sub(old);
        assertThat(move(false)).isEqualTo(pool);
        assertThat(sub(fresh)).isEqualTo(sub);
        assertThat(password(fresh)).isNotNull();
        assertThat(srp(fresh)).isNotNull();
        assertThat(fresh.call(
                                CognitoIdp.ADMIN_LIST_GROUPS_FOR_USER,
                                AdminListGroupsForUserRequest.builder()
                                        .userPoolId(pool.value())
                                        .username("nora")
                                        .build())
                        .groups())
                .extracting(GroupType::groupName)
                .containsExactly("staff");
        assertThat(fresh.call(
                                CognitoIdp.DESCRIBE_USER_POOL,
                                DescribeUserPoolRequest.builder()
                                        .userPoolId(pool.value())
                                        .build())
                        .userPool()
                        .name())
                .isEqualTo("shop");
    }

    @Test
    void tokensIssuedBeforeVerifyWhereTheKeysCameAlong() throws Exception {
        move(true);
        assertThat(keys(fresh)).isNotEmpty().isEqualTo(keys(old));
    }

    @Test
    void aPoolWithoutItsKeysGetsNewOnes() throws Exception {
        move(false);
        assertThat(keys(fresh)).hasSize(2).doesNotContainAnyElementsOf(keys(old));
        String token = password(fresh).accessToken();
        assertThat(fresh.call(
                                CognitoIdp.GET_USER,
                                GetUserRequest.builder().accessToken(token).build())
                        .username())
                .isEqualTo("nora");
    }

    @Test
    void onlyThatPoolIsWritten() throws Exception {
        PoolId other = pool("other");
        move(false);
        assertThat(here(other)).isFalse();
        assertThat(here(pool)).isTrue();
    }

    @Test
    void nothingReadableStandsInTheFileAndNothingStaysBesideIt() throws Exception {
        Path file = write(true);
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).doesNotContain("nora", "argon2id", "shop");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        files(fresh).read(file, key, noKeys -> tx -> {});
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(file, folder.resolve("old"), folder.resolve("fresh"));
        }
    }

    @Test
    void whatDoesNotOpenImportsNothing() throws Exception {
        Path file = write(true);
        byte[] whole = Files.readAllBytes(file);
        refused(file, bytes(), "the file was sealed to another key, or was changed or cut");
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        refused(file, key, "the file was sealed to another key, or was changed or cut");
        Files.write(file, "something else".getBytes(UTF_8));
        refused(file, key, "not a sealed file of Gatehouse");
        assertThat(here(pool)).isFalse();
    }

    @Test
    void aPoolThatIsThereStays() throws Exception {
        Path file = write(true);
        files(fresh).read(file, key, noKeys -> tx -> {});
        assertThatThrownBy(() -> files(fresh).read(file, key, noKeys -> tx -> {}))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("user pool " + pool + " is there already");
        assertThat(password(fresh)).isNotNull();
    }

    @Test
    void refusalsOfExport() throws Exception {
        Path file = write(false);
        assertThatThrownBy(() -> files(old).write(pool, file, key, false))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("the file exists: " + file);
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> files(old).write(new PoolId("eu-west-1_nosuch"), none, key, false))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("User pool eu-west-1_nosuch does not exist.");
        assertThat(none).doesNotExist();
    }

    private boolean here(PoolId id) {
        return fresh.ground().store().read(tx -> tx.pools().find(id).isPresent());
    }

    private void refused(Path file, byte[] other, String text) {
        assertThatThrownBy(() -> files(fresh).read(file, other, noKeys -> tx -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage(text);
    }

    private PoolId move(boolean signingKeys) throws IOException {
        return files(fresh).read(write(signingKeys), key, fresh::signingKeys);
    }

    private Path write(boolean signingKeys) throws IOException {
        Path file = folder.resolve("pool.sealed");
        files(old).write(pool, file, key, signingKeys);
        return file;
    }

    private PoolFiles files(InProcess instance) {
        return new PoolFiles(instance.ground(), random);
    }

    private List<String> keys(InProcess instance) {
        return instance.ground().store().read(tx -> tx.signingKeys().list(pool)).stream()
                .map(record -> record.kid())
                .sorted()
                .toList();
    }

    private PoolId pool(String name) {
        return new PoolId(old.call(
                        CognitoIdp.CREATE_USER_POOL,
                        CreateUserPoolRequest.builder().poolName(name).build())
                .userPool()
                .id());
    }

    private void user(String name) {
        old.call(
                CognitoIdp.ADMIN_CREATE_USER,
                AdminCreateUserRequest.builder()
                        .userPoolId(pool.value())
                        .username(name)
                        .userAttributes(List.of(new AttributeType("email", name + "@example.com")))
                        .build());
        old.call(
                CognitoIdp.ADMIN_SET_USER_PASSWORD,
                AdminSetUserPasswordRequest.builder()
                        .userPoolId(pool.value())
                        .username(name)
                        .password(PASSWORD)
                        .permanent(true)
                        .build());
    }

    private String sub(InProcess instance) {
        return instance
                .call(
                        CognitoIdp.ADMIN_GET_USER,
                        AdminGetUserRequest.builder()
                                .userPoolId(pool.value())
                                .username("nora")
                                .build())
                .userAttributes()
                .stream()
                .filter(attribute -> attribute.name().equals("sub"))
                .map(AttributeType::value)
                .findFirst()
                .orElseThrow();
    }

    private AuthenticationResultType password(InProcess instance) throws GeneralSecurityException {
        return instance.call(
                        CognitoIdp.INITIATE_AUTH,
                        InitiateAuthRequest.builder()
                                .clientId(client.clientId())
                                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                                .authParameters(named("nora", Map.of("PASSWORD", PASSWORD)))
                                .build())
                .authenticationResult();
    }

    private AuthenticationResultType srp(InProcess instance) throws GeneralSecurityException {
        SrpClient srp = new SrpClient(bytes());
        Map<String, String> asked = instance.call(
                        CognitoIdp.INITIATE_AUTH,
                        InitiateAuthRequest.builder()
                                .clientId(client.clientId())
                                .authFlow(AuthFlowType.USER_SRP_AUTH)
                                .authParameters(named("nora", Map.of("SRP_A", srp.hex())))
                                .build())
                .challengeParameters();
        String id = asked.get("USER_ID_FOR_SRP");
        String timestamp = SrpTimestamp.of(instance.now()).canonical();
        String block = asked.get("SECRET_BLOCK");
        String signature = srp.sign(
                new SrpIdentity(pool.name(), id), PASSWORD, asked.get("SALT"), asked.get("SRP_B"), block, timestamp);
        return instance.call(
                        CognitoIdp.RESPOND_TO_AUTH_CHALLENGE,
                        RespondToAuthChallengeRequest.builder()
                                .clientId(client.clientId())
                                .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                                .challengeResponses(named(
                                        id,
                                        Map.of(
                                                "PASSWORD_CLAIM_SECRET_BLOCK",
                                                block,
                                                "PASSWORD_CLAIM_SIGNATURE",
                                                signature,
                                                "TIMESTAMP",
                                                timestamp)))
                                .build())
                .authenticationResult();
    }

    private Map<String, String> named(String name, Map<String, String> parameters) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(client.clientSecret().getBytes(UTF_8), "HmacSHA256"));
        Map<String, String> all = new HashMap<>(parameters);
        all.put("USERNAME", name);
        all.put(
                "SECRET_HASH",
                Base64.getEncoder().encodeToString(mac.doFinal((name + client.clientId()).getBytes(UTF_8))));
        return all;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
