package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.cognitoidp.AdminGetUserRequest;
import dev.gatehouse.model.cognitoidp.AdminResetUserPasswordRequest;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.ChangePasswordRequest;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.ConfirmForgotPasswordRequest;
import dev.gatehouse.model.cognitoidp.CreateUserImportJobRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.DescribeUserImportJobRequest;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.ForgotPasswordRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.PasswordHashingAlgorithmType;
import dev.gatehouse.model.cognitoidp.PasswordPolicyType;
import dev.gatehouse.model.cognitoidp.PreventUserExistenceErrorTypes;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.StartUserImportJobRequest;
import dev.gatehouse.model.cognitoidp.UserImportJobType;
import dev.gatehouse.model.cognitoidp.UserPoolPolicyType;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.model.cognitoidp.VerifiedAttributeType;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.srp.SrpClient;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.SrpTimestamp;
import dev.gatehouse.server.imports.ImportLog;
import dev.gatehouse.server.messages.SealedBodies;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How users who came from a file sign in.
class ImportedUsersTest {
    private static final String INCORRECT = "Incorrect username or password.";
    private static final String RESET = "Password reset required for the user";
    private static final String HEADER =
            "name,given_name,family_name,middle_name,nickname,preferred_username,profile,picture,website,email,"
                    + "email_verified,gender,birthdate,zoneinfo,locale,phone_number,phone_number_verified,address,"
                    + "updated_at,cognito:mfa_enabled,cognito:username,gatehouse:password_hash";
    /// passlib's documentation: of `password`.
    private static final String SSHA = "{SSHA}pKqkNr1tq3wtQqk+UcPyA3HnA2NsU5NJ";
    /// Openwall's crypt_blowfish: of `U*U`.
    private static final String BCRYPT = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    @TempDir
    Path folder;

    private InProcess server;
    private String pool;
    private String client;

    @BeforeEach
    void open() throws Exception {
        server = InProcess.in(folder);
        pool = server.call(
                        CognitoIdp.CREATE_USER_POOL,
                        CreateUserPoolRequest.builder()
                                .poolName("shop")
                                .policies(UserPoolPolicyType.builder()
                                        .passwordPolicy(PasswordPolicyType.builder()
                                                .minimumLength(8)
                                                .passwordHistorySize(3)
                                                .build())
                                        .build())
                                .autoVerifiedAttributes(List.of(VerifiedAttributeType.EMAIL))
                                .build())
                .userPool()
                .id();
        client = client(PreventUserExistenceErrorTypes.LEGACY);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aHashIsGoodForTheFirstPasswordSignInAndThenReplaced() throws Exception {
        load(Optional.empty(), "nora," + SSHA);
        assertThat(status()).isEqualTo(UserStatusType.CONFIRMED);
        refused(() -> srp("password"), "NotAuthorizedException", INCORRECT);
        refused(() -> password("Password"), "NotAuthorizedException", INCORRECT);
        assertThat(password("password").authenticationResult()).isNotNull();
        assertThat(srp("password")).isNotNull();
        assertThat(password("password").authenticationResult()).isNotNull();
        assertThat(status()).isEqualTo(UserStatusType.CONFIRMED);
        refused(() -> password("Password"), "NotAuthorizedException", INCORRECT);
    }

    /// A wrong password must not become the user's.
    @Test
    void onlyTheRightPasswordReplacesAHash() throws Exception {
        load(Optional.empty(), "nora," + BCRYPT);
        refused(() -> password("U*U*"), "NotAuthorizedException", INCORRECT);
        refused(() -> srp("U*U*"), "NotAuthorizedException", INCORRECT);
        assertThat(password("U*U").authenticationResult()).isNotNull();
        assertThat(srp("U*U")).isNotNull();
    }

    @Test
    void anAdministratorsResetEndsAHash() throws Exception {
        load(Optional.empty(), "nora," + SSHA);
        server.call(
                CognitoIdp.ADMIN_RESET_USER_PASSWORD,
                AdminResetUserPasswordRequest.builder()
                        .userPoolId(pool)
                        .username("nora")
                        .build());
        refused(() -> password("password"), "PasswordResetRequiredException", RESET);
        refused(() -> srp("password"), "NotAuthorizedException", INCORRECT);
    }

    @Test
    void anAdoptedPasswordCountsInTheHistory() throws Exception {
        load(Optional.empty(), "nora," + SSHA);
        String token = password("password").authenticationResult().accessToken();
        refused(
                () -> change(token, "password", "password"),
                "PasswordHistoryPolicyViolationException",
                "Password has previously been used");
        change(token, "password", "Corr3ct-Horse!");
        assertThat(srp("Corr3ct-Horse!")).isNotNull();
    }

    @Test
    void theNamedAlgorithmIsTheOnlyOneTaken() throws Exception {
        UserImportJobType job =
                load(Optional.of(PasswordHashingAlgorithmType.BCRYPT), "nora," + BCRYPT, "otto," + SSHA, "eve,plain");
        assertThat(job.passwordHashingAlgorithm()).isEqualTo(PasswordHashingAlgorithmType.BCRYPT);
        assertThat(job.importedUsers()).isEqualTo(1);
        List<String> log = new ArrayList<>();
        ImportLog.print(server.ground().store(), job.jobId(), log::add);
        assertThat(log)
                .startsWith(
                        "[FAILED] Line Number 3 - The password hash is not of the algorithm BCRYPT.",
                        "[FAILED] Line Number 4 - The password hash cannot be read, or costs too much to verify.");
        assertThat(String.join("\n", log)).doesNotContain(SSHA, "plain,");
    }

    /// Spec of managing errors: only clients that hide users keep it from the user that the password must be reset.
    @Test
    void withoutAHashSignInAsksForAResetWhereUsersShow() throws Exception {
        load(Optional.empty(), "nora,");
        assertThat(status()).isEqualTo(UserStatusType.RESET_REQUIRED);
        for (int i = 0; i < 7; i++) {
            refused(() -> password("whatever"), "PasswordResetRequiredException", RESET);
            refused(() -> srp("whatever"), "PasswordResetRequiredException", RESET);
        }
        client = client(PreventUserExistenceErrorTypes.ENABLED);
        refused(() -> password("whatever"), "NotAuthorizedException", INCORRECT);
        refused(() -> srp("whatever"), "NotAuthorizedException", INCORRECT);
    }

    @Test
    void forgotPasswordLetsAnImportedUserIn() throws Exception {
        load(Optional.empty(), "nora,");
        for (PreventUserExistenceErrorTypes shown : PreventUserExistenceErrorTypes.values()) {
            client = client(shown);
            assertThat(forgot("nora")).isEqualTo("EMAIL");
        }
        server.call(
                CognitoIdp.CONFIRM_FORGOT_PASSWORD,
                ConfirmForgotPasswordRequest.builder()
                        .clientId(client)
                        .username("nora")
                        .confirmationCode(code())
                        .password("Corr3ct-Horse!")
                        .build());
        assertThat(status()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(srp("Corr3ct-Horse!")).isNotNull();
    }

    /// Hashes of other systems are sealed with the row, and move with a new master key.
    @Test
    void noHashStandsReadableInTheStore() throws Exception {
        load(Optional.empty(), "nora," + SSHA);
        Path backup = folder.resolve("backup");
        server.ground().store().backup(backup);
        assertThat(new String(Files.readAllBytes(backup), UTF_8)).doesNotContain("{SSHA}");
    }

    private UserImportJobType load(Optional<PasswordHashingAlgorithmType> hashing, String... users) throws Exception {
        StringBuilder file = new StringBuilder(HEADER);
        for (String user : users) {
            String name = user.substring(0, user.indexOf(','));
            file.append("\n,,,,,,,,,")
                    .append(name)
                    .append("@example.com,true,,,,,,,,,false,")
                    .append(user);
        }
        UserImportJobType job = server.call(
                        CognitoIdp.CREATE_USER_IMPORT_JOB,
                        CreateUserImportJobRequest.builder()
                                .userPoolId(pool)
                                .jobName("move")
                                .cloudWatchLogsRoleArn("arn:aws:iam::000000000000:role/imports")
                                .passwordHashingAlgorithm(hashing.orElse(null))
                                .build())
                .userImportJob();
        server.put(job.preSignedUrl(), new ByteArrayInputStream(file.toString().getBytes(UTF_8)), Map.of());
        server.call(
                CognitoIdp.START_USER_IMPORT_JOB,
                StartUserImportJobRequest.builder()
                        .userPoolId(pool)
                        .jobId(job.jobId())
                        .build());
        while (server.imports().step()) {
            // to the end
        }
        return server.call(
                        CognitoIdp.DESCRIBE_USER_IMPORT_JOB,
                        DescribeUserImportJobRequest.builder()
                                .userPoolId(pool)
                                .jobId(job.jobId())
                                .build())
                .userImportJob();
    }

    private String client(PreventUserExistenceErrorTypes existence) {
        return server.call(
                        CognitoIdp.CREATE_USER_POOL_CLIENT,
                        CreateUserPoolClientRequest.builder()
                                .userPoolId(pool)
                                .clientName("app")
                                .explicitAuthFlows(List.of(
                                        ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                                        ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                                        ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
                                .preventUserExistenceErrors(existence)
                                .build())
                .userPoolClient()
                .clientId();
    }

    private UserStatusType status() {
        return server.call(
                        CognitoIdp.ADMIN_GET_USER,
                        AdminGetUserRequest.builder()
                                .userPoolId(pool)
                                .username("nora")
                                .build())
                .userStatus();
    }

    private InitiateAuthResponse password(String password) {
        return initiate(AuthFlowType.USER_PASSWORD_AUTH, Map.of("USERNAME", "nora", "PASSWORD", password));
    }

    private InitiateAuthResponse initiate(AuthFlowType flow, Map<String, String> parameters) {
        return server.call(
                CognitoIdp.INITIATE_AUTH,
                InitiateAuthRequest.builder()
                        .clientId(client)
                        .authFlow(flow)
                        .authParameters(parameters)
                        .build());
    }

    private Object srp(String password) {
        SrpClient srp = new SrpClient(random());
        Map<String, String> asked = initiate(AuthFlowType.USER_SRP_AUTH, Map.of("USERNAME", "nora", "SRP_A", srp.hex()))
                .challengeParameters();
        String timestamp = SrpTimestamp.of(server.now()).canonical();
        String signature = srp.sign(
                new SrpIdentity(pool.substring(pool.indexOf('_') + 1), asked.get("USER_ID_FOR_SRP")),
                password,
                asked.get("SALT"),
                asked.get("SRP_B"),
                asked.get("SECRET_BLOCK"),
                timestamp);
        return server.call(
                        CognitoIdp.RESPOND_TO_AUTH_CHALLENGE,
                        RespondToAuthChallengeRequest.builder()
                                .clientId(client)
                                .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                                .challengeResponses(Map.of(
                                        "USERNAME",
                                        asked.get("USER_ID_FOR_SRP"),
                                        "PASSWORD_CLAIM_SECRET_BLOCK",
                                        asked.get("SECRET_BLOCK"),
                                        "PASSWORD_CLAIM_SIGNATURE",
                                        signature,
                                        "TIMESTAMP",
                                        timestamp))
                                .build())
                .authenticationResult();
    }

    private void change(String token, String previous, String proposed) {
        server.call(
                CognitoIdp.CHANGE_PASSWORD,
                ChangePasswordRequest.builder()
                        .accessToken(token)
                        .previousPassword(previous)
                        .proposedPassword(proposed)
                        .build());
    }

    private String forgot(String name) {
        return server.call(
                        CognitoIdp.FORGOT_PASSWORD,
                        ForgotPasswordRequest.builder()
                                .clientId(client)
                                .username(name)
                                .build())
                .codeDeliveryDetails()
                .deliveryMedium()
                .value();
    }

    private String code() {
        SealedBodies bodies = new SealedBodies(server.ground().sealer());
        String text =
                server
                        .ground()
                        .store()
                        .read(tx -> tx.outbox().list(Optional.empty(), Optional.empty(), 1))
                        .items()
                        .stream()
                        .map(bodies::open)
                        .findFirst()
                        .orElseThrow()
                        .body();
        Matcher code = Pattern.compile("\\b(\\d{6})\\b").matcher(text);
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static void refused(ThrowingCallable call, String code, String text) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ServiceException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.text()).isEqualTo(text);
        });
    }
}
