package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.cognitoidp.AddCustomAttributesRequest;
import dev.gatehouse.model.cognitoidp.AdminGetUserRequest;
import dev.gatehouse.model.cognitoidp.AdminGetUserResponse;
import dev.gatehouse.model.cognitoidp.AttributeDataType;
import dev.gatehouse.model.cognitoidp.AttributeType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.CreateUserImportJobRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.DeleteUserPoolRequest;
import dev.gatehouse.model.cognitoidp.DescribeUserImportJobRequest;
import dev.gatehouse.model.cognitoidp.GetCSVHeaderRequest;
import dev.gatehouse.model.cognitoidp.ListUserImportJobsRequest;
import dev.gatehouse.model.cognitoidp.ListUserImportJobsResponse;
import dev.gatehouse.model.cognitoidp.SchemaAttributeType;
import dev.gatehouse.model.cognitoidp.StartUserImportJobRequest;
import dev.gatehouse.model.cognitoidp.StopUserImportJobRequest;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.UserImportJobStatusType;
import dev.gatehouse.model.cognitoidp.UserImportJobType;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.model.cognitoidp.VerifiedAttributeType;
import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.imports.ImportLog;
import dev.gatehouse.server.imports.Imports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Import jobs through the operations, their work step by step, by a clock that is turned.
class ImportJobsTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/imports";
    private static final String HEADER =
            "name,given_name,family_name,middle_name,nickname,preferred_username,profile,picture,website,email,"
                    + "email_verified,gender,birthdate,zoneinfo,locale,phone_number,phone_number_verified,address,"
                    + "updated_at,cognito:mfa_enabled,cognito:username";

    @TempDir
    Path folder;

    private InProcess server;
    private String pool;

    @BeforeEach
    void open() throws Exception {
        server = InProcess.in(folder);
        pool = server.call(
                        CognitoIdp.CREATE_USER_POOL,
                        CreateUserPoolRequest.builder()
                                .poolName("shop")
                                .autoVerifiedAttributes(List.of(VerifiedAttributeType.EMAIL))
                                .build())
                .userPool()
                .id();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theHeaderHasEveryAttributeOfThePool() {
        addAttribute("plan");
        List<String> header = server.call(
                        CognitoIdp.GET_CSV_HEADER,
                        GetCSVHeaderRequest.builder().userPoolId(pool).build())
                .csvHeader();
        assertThat(header)
                .containsExactly(
                        HEADER.replace("updated_at,", "updated_at,custom:plan,").split(","));
    }

    @Test
    void imports() throws Exception {
        UserImportJobType created = create();
        assertThat(created.status()).isEqualTo(UserImportJobStatusType.CREATED);
        assertThat(created.jobId()).matches("import-[0-9A-Za-z]{10}");
        assertThat(created.preSignedUrl()).startsWith("https://id.example/_gatehouse/imports/" + pool);
        assertThat(created.importedUsers()).isZero();
        assertThat(upload(created, HEADER + "\n" + line("nora", Map.of("name", "=cmd()", "birthdate", "03/31/1990")))
                        .status())
                .isEqualTo(200);
        UserImportJobType started = start(created);
        assertThat(started.status()).isEqualTo(UserImportJobStatusType.PENDING);
        assertThat(started.startDate()).isNotNull();
        work();
        UserImportJobType done = describe(created);
        assertThat(done.status()).isEqualTo(UserImportJobStatusType.SUCCEEDED);
        assertThat(done.importedUsers()).isEqualTo(1);
        assertThat(done.completionMessage()).isEqualTo("Import Job Completed Successfully.");
        assertThat(done.completionDate()).isNotNull();
        AdminGetUserResponse user = user("nora");
        assertThat(user.userStatus()).isEqualTo(UserStatusType.RESET_REQUIRED);
        assertThat(attributes(user))
                .containsEntry("email", "nora@example.com")
                .containsEntry("email_verified", "true")
                .containsEntry("birthdate", "1990-03-31")
                .containsEntry("name", "=cmd()");
    }

    @Test
    void columnsInAnyOrderAMarkAndQuotesAreFine() throws Exception {
        String reversed = String.join(",", List.of(HEADER.split(",")).reversed());
        String row = String.join(
                ",",
                List.of(line("nora", Map.of("address", "\"Main St 1, 2nd \"\"floor\"\"\nHere\""))
                                .split(",(?! 2nd)", -1))
                        .reversed());
        UserImportJobType done = run("\ufeff" + reversed + "\r\n\r\n" + row + "\r\n");
        assertThat(log(done)).isEmpty();
        assertThat(done.importedUsers()).isEqualTo(1);
        assertThat(attributes(user("nora"))).containsEntry("address", "Main St 1, 2nd \"floor\"\nHere");
    }

    static Stream<Arguments> badLines() {
        String unverified = "The User Record does not set any of the auto verified attributes to true."
                + " (Example: email_verified to true).";
        return Stream.of(
                Arguments.of(line("nora", Map.of("email_verified", "false")), unverified),
                Arguments.of(line("nora", Map.of("email_verified", "")), unverified),
                Arguments.of(line("nora", Map.of("email", "")), unverified),
                Arguments.of(
                        line("nora", Map.of("email_verified", "yes")),
                        "Attributes did not conform to the schema: email_verified: Value must be true or false"),
                Arguments.of(line("nora", Map.of("email", "nora")), "Invalid email address format."),
                Arguments.of(line("nora", Map.of("phone_number", "0151")), "Invalid phone number format."),
                Arguments.of(line("", Map.of()), "The line has no value for cognito:username."),
                Arguments.of(
                        line("no ra", Map.of()),
                        "The username is too long or contains characters that are not allowed."),
                Arguments.of(
                        line("n".repeat(129), Map.of()),
                        "The username is too long or contains characters that are not allowed."),
                Arguments.of(
                        line("nora", Map.of("cognito:mfa_enabled", "")),
                        "The value of cognito:mfa_enabled must be true or false."),
                Arguments.of(
                        line("nora", Map.of("cognito:mfa_enabled", "true")),
                        "MFA cannot be enabled for the user because it is off for the user pool."),
                Arguments.of(
                        line("nora", Map.of("birthdate", "31.3.1990")),
                        "Attributes did not conform to the schema: birthdate: String length must not be less than 10"),
                Arguments.of(
                        line("nora", Map.of("updated_at", "=1+1")),
                        "Attributes did not conform to the schema: updated_at: Value must be a number"),
                Arguments.of("nora,too,few", "The line has 3 values, the header 21 columns."),
                Arguments.of(line("nora", Map.of("name", "a\"b")), "A value without quotes contains a quote."),
                Arguments.of(line("nora", Map.of("name", "a\0b")), "The line contains a control character."),
                Arguments.of(
                        line("nora", Map.of("name", "x".repeat(3000))),
                        "Attributes did not conform to the schema: name: Value must not be longer than 2048 bytes"));
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void aBadLineIsLoggedAndTheOthersGoOn(String bad, String why) throws Exception {
        UserImportJobType done = run(HEADER + "\n" + bad + "\n" + line("otto", Map.of()));
        assertThat(log(done)).containsExactly("[FAILED] Line Number 2 - " + why);
        assertThat(done.status()).isEqualTo(UserImportJobStatusType.SUCCEEDED);
        assertThat(List.of(done.importedUsers(), done.failedUsers(), done.skippedUsers()))
                .containsExactly(1L, 1L, 0L);
        assertThat(user("otto").enabled()).isTrue();
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                Arguments.of(new byte[0], "The file is empty."),
                Arguments.of("\n\n".getBytes(UTF_8), "The file is empty."),
                Arguments.of("email\nx".getBytes(UTF_8), "The header has no column name."),
                Arguments.of(
                        (HEADER + ",sub\nx").getBytes(UTF_8),
                        "Column 22 of the header is not a column of the user pool."),
                Arguments.of((HEADER + ",email\nx").getBytes(UTF_8), "Column 22 of the header is there twice."),
                Arguments.of(
                        (HEADER.replace("email_verified,", "") + "\nx").getBytes(UTF_8),
                        "The header has no column email_verified."),
                Arguments.of(("\"" + HEADER + "\nx").getBytes(UTF_8), "The header: A quote is not closed."),
                Arguments.of(("\ufeff" + HEADER).getBytes(UTF_16LE), "The header: The line is not UTF-8."),
                Arguments.of(
                        "x".repeat(100_000).getBytes(UTF_8), "The header: The line is longer than 16000 characters."));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void aBadHeaderFailsTheJobAndImportsNobody(byte[] file, String why) throws Exception {
        UserImportJobType job = create();
        assertThat(server.put(job.preSignedUrl(), new ByteArrayInputStream(file), Map.of())
                        .status())
                .isEqualTo(200);
        start(job);
        work();
        UserImportJobType done = describe(job);
        assertThat(done.status()).isEqualTo(UserImportJobStatusType.FAILED);
        assertThat(done.completionMessage()).isEqualTo(why);
        assertThat(users()).isZero();
    }

    @Test
    void whoExistsIsSkipped() throws Exception {
        run(HEADER + "\n" + line("nora", Map.of()));
        UserImportJobType done = run(HEADER + "\n" + line("nora", Map.of("name", "Other")) + "\n"
                + line("otto", Map.of()) + "\n" + line("otto", Map.of()));
        assertThat(log(done))
                .containsExactly(
                        "[SKIPPED] Line Number 2 - The user already exists.",
                        "[SKIPPED] Line Number 4 - The user already exists.");
        assertThat(List.of(done.importedUsers(), done.failedUsers(), done.skippedUsers()))
                .containsExactly(1L, 0L, 2L);
        assertThat(attributes(user("nora"))).doesNotContainKey("name");
    }

    @Test
    void aJobThatImportsNobodyHasFailed() throws Exception {
        run(HEADER + "\n" + line("nora", Map.of()));
        UserImportJobType done = run(HEADER + "\n" + line("nora", Map.of()));
        assertThat(done.status()).isEqualTo(UserImportJobStatusType.FAILED);
        assertThat(done.completionMessage()).isEqualTo("Too many users have failed or been skipped during the import.");
    }

    /// A step is one write with its position: whoever goes on, no line is done twice and none is left out.
    @Test
    void aNodeThatDiesIsSucceededWhereItStopped() throws Exception {
        UserImportJobType job = prepared(175);
        for (int steps = 0; steps < 3; steps++) {
            server.imports().step();
        }
        assertThat(describe(job).status()).isEqualTo(UserImportJobStatusType.IN_PROGRESS);
        assertThat(users()).isBetween(1L, 174L);
        Imports heir = server.otherNode();
        assertThat(heir.step()).isFalse();
        server.pass(Duration.ofSeconds(61));
        while (heir.step()) {
            // to the end
        }
        assertDone(job, 175);
        while (server.imports().step()) {
            // the one thought dead finds nothing left
        }
        assertDone(job, 175);
    }

    @Test
    void aRestartGoesOnWhereItStopped() throws Exception {
        UserImportJobType job = prepared(175);
        server.imports().step();
        server.imports().step();
        server.close();
        server = InProcess.in(folder);
        server.pass(Duration.ofSeconds(61));
        work();
        assertDone(job, 175);
    }

    /// Both believe the job to be theirs, in turns.
    @Test
    void twoNodesThatRaceDoEachLineOnce() throws Exception {
        UserImportJobType job = prepared(1_000);
        Imports other = server.otherNode();
        boolean more = true;
        for (int turn = 0; more; turn++) {
            boolean first = server.imports().step();
            if (turn % 3 == 0) {
                server.pass(Duration.ofSeconds(61));
            }
            more = other.step() | first;
        }
        assertDone(job, 1_000);
    }

    @Test
    void aJobIsStoppedBetweenTwoSteps() throws Exception {
        UserImportJobType job = prepared(500);
        server.imports().step();
        server.imports().step();
        assertThat(stop(job).status()).isEqualTo(UserImportJobStatusType.STOPPING);
        refused(
                () -> stop(job),
                "PreconditionNotMetException",
                "The import job cannot be stopped. Its status is Stopping.");
        work();
        UserImportJobType done = describe(job);
        assertThat(done.status()).isEqualTo(UserImportJobStatusType.STOPPED);
        assertThat(done.completionMessage()).isEqualTo("The Import Job was stopped by the developer.");
        assertThat(done.importedUsers()).isEqualTo(users()).isBetween(1L, 499L);
        refused(
                () -> start(job),
                "PreconditionNotMetException",
                "The import job cannot be started. Its status is Stopped.");
    }

    @Test
    void aJobWithoutAFileDoesNotStart() {
        UserImportJobType job = create();
        refused(
                () -> start(job),
                "PreconditionNotMetException",
                "The CSV file of the import job has not been uploaded.");
        refused(
                () -> stop(job),
                "PreconditionNotMetException",
                "The import job cannot be stopped. Its status is Created.");
    }

    @Test
    void aJobNobodyStartsExpires() throws Exception {
        UserImportJobType job = create();
        upload(job, HEADER);
        server.pass(Duration.ofHours(24));
        assertThat(describe(job).status()).isEqualTo(UserImportJobStatusType.EXPIRED);
        refused(
                () -> start(job),
                "PreconditionNotMetException",
                "The import job cannot be started. Its status is Expired.");
        work();
        assertThat(describe(job).status()).isEqualTo(UserImportJobStatusType.EXPIRED);
        assertThat(chunks()).isZero();
    }

    @Test
    void theFileGoesWithTheJobsEnd() throws Exception {
        prepared(10);
        assertThat(chunks()).isPositive();
        work();
        assertThat(chunks()).isZero();
    }

    @Test
    void theAddressIsGoodForOneJobAndFifteenMinutes() throws Exception {
        UserImportJobType job = create();
        UserImportJobType other = create();
        String key = job.preSignedUrl().substring(job.preSignedUrl().indexOf('?'));
        String mixed = other.preSignedUrl().substring(0, other.preSignedUrl().indexOf('?')) + key;
        assertThat(put(mixed, HEADER)).isEqualTo(403);
        assertThat(put(job.preSignedUrl() + "x", HEADER)).isEqualTo(403);
        assertThat(put(job.preSignedUrl().replace("?key=", "?nokey="), HEADER)).isEqualTo(403);
        assertThat(put(job.preSignedUrl(), HEADER)).isEqualTo(200);
        assertThat(put(job.preSignedUrl(), HEADER + "\n")).isEqualTo(200);
        server.pass(Duration.ofMinutes(15));
        assertThat(put(job.preSignedUrl(), HEADER)).isEqualTo(403);
        start(job);
        assertThat(put(describe(job).preSignedUrl(), HEADER)).isEqualTo(403);
    }

    @Test
    void aStartedJobTakesNoFile() throws Exception {
        UserImportJobType job = prepared(1);
        assertThat(put(job.preSignedUrl(), HEADER)).isEqualTo(403);
        assertThat(put(describe(job).preSignedUrl(), HEADER)).isEqualTo(403);
    }

    @Test
    void aFileThatClaimsToBeTooLongIsRefusedUnread() throws Exception {
        UserImportJobType job = create();
        InputStream unread = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("the body was read");
            }
        };
        WireAnswer answer = server.put(job.preSignedUrl(), unread, Map.of("content-length", List.of("99999999999999")));
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void nothingStaysOfAFileThatBreaksOff() {
        UserImportJobType job = create();
        InputStream whole = new ByteArrayInputStream(new byte[1_000_000]);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> server.put(job.preSignedUrl(), new SequenceInputStream(whole, broken), Map.of()))
                .hasMessage("connection reset");
        assertThat(chunks()).isZero();
        refused(
                () -> start(job),
                "PreconditionNotMetException",
                "The CSV file of the import job has not been uploaded.");
    }

    @Test
    void thePoolHoldsStillWhileAJobRuns() throws Exception {
        prepared(10);
        String busy = "UserImportInProgressException";
        refused(() -> addAttribute("plan"), busy, "A user import is in progress for the user pool.");
        refused(
                () -> server.call(
                        CognitoIdp.UPDATE_USER_POOL,
                        UpdateUserPoolRequest.builder().userPoolId(pool).build()),
                busy,
                "A user import is in progress for the user pool.");
        refused(
                () -> server.call(
                        CognitoIdp.DELETE_USER_POOL,
                        DeleteUserPoolRequest.builder().userPoolId(pool).build()),
                busy,
                "A user import is in progress for the user pool.");
        work();
        addAttribute("plan");
    }

    @Test
    void jobsAreListedNewestFirst() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            server.pass(Duration.ofSeconds(i % 2));
            ids.addFirst(create().jobId());
        }
        List<String> listed = new ArrayList<>();
        String token = null;
        do {
            ListUserImportJobsResponse page = list(token);
            assertThat(page.userImportJobs()).hasSizeLessThanOrEqualTo(3);
            page.userImportJobs().forEach(job -> listed.add(job.jobId()));
            token = page.paginationToken();
        } while (token != null);
        assertThat(listed).hasSize(7).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(listed.getLast()).isIn(ids.subList(5, 7));
        refused(() -> list("nonsense"), "InvalidParameterException", "Invalid pagination token.");
    }

    @Test
    void jobsOfOtherPoolsAreNotFound() {
        UserImportJobType job = create();
        pool = server.call(
                        CognitoIdp.CREATE_USER_POOL,
                        CreateUserPoolRequest.builder().poolName("other").build())
                .userPool()
                .id();
        refused(() -> describe(job), "ResourceNotFoundException", "Import job " + job.jobId() + " does not exist.");
    }

    /// Neither the database nor its log shows a value of the file.
    @Test
    void theStoreShowsNothingOfTheFile() throws Exception {
        UserImportJobType job = create();
        upload(job, HEADER + "\n" + line("nora", Map.of("name", "Unmistakable", "email_verified", "no")));
        server.ground().store().backup(folder.resolve("uploaded"));
        start(job);
        work();
        server.ground().store().backup(folder.resolve("done"));
        for (String backup : List.of("uploaded", "done")) {
            assertThat(new String(Files.readAllBytes(folder.resolve(backup)), UTF_8))
                    .doesNotContain("Unmistakable");
        }
    }

    private void assertDone(UserImportJobType job, long users) {
        UserImportJobType done = describe(job);
        assertThat(done.status()).isEqualTo(UserImportJobStatusType.SUCCEEDED);
        assertThat(List.of(done.importedUsers(), done.failedUsers(), done.skippedUsers()))
                .containsExactly(users, 0L, 0L);
        assertThat(users()).isEqualTo(users);
    }

    private UserImportJobType prepared(int users) throws Exception {
        UserImportJobType job = create();
        String lines = String.join(
                "\n",
                IntStream.range(0, users)
                        .mapToObj(i -> line("user" + i, Map.of()))
                        .toList());
        assertThat(upload(job, HEADER + "\n" + lines).status()).isEqualTo(200);
        start(job);
        return job;
    }

    private UserImportJobType run(String file) throws Exception {
        UserImportJobType job = create();
        assertThat(upload(job, file).status()).isEqualTo(200);
        start(job);
        work();
        return describe(job);
    }

    private void work() {
        while (server.imports().step()) {
            // to the end
        }
    }

    private static String line(String name, Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String column : HEADER.split(",")) {
            all.put(column, "");
        }
        all.put("email", name.isEmpty() || name.contains(" ") ? "x@example.com" : name + "@example.com");
        all.put("email_verified", "true");
        all.put("cognito:mfa_enabled", "false");
        all.put("cognito:username", name);
        all.putAll(values);
        return String.join(",", all.values());
    }

    private List<String> log(UserImportJobType job) {
        List<String> lines = new ArrayList<>();
        assertThat(ImportLog.print(server.ground().store(), job.jobId(), lines::add))
                .isTrue();
        return lines.subList(0, lines.size() - 1);
    }

    private UserImportJobType create() {
        return server.call(
                        CognitoIdp.CREATE_USER_IMPORT_JOB,
                        CreateUserImportJobRequest.builder()
                                .userPoolId(pool)
                                .jobName("move")
                                .cloudWatchLogsRoleArn(ROLE)
                                .build())
                .userImportJob();
    }

    private WireAnswer upload(UserImportJobType job, String file) throws IOException {
        return server.put(job.preSignedUrl(), new ByteArrayInputStream(file.getBytes(UTF_8)), Map.of());
    }

    private int put(String url, String file) throws IOException {
        return server.put(url, new ByteArrayInputStream(file.getBytes(UTF_8)), Map.of())
                .status();
    }

    private UserImportJobType start(UserImportJobType job) {
        return server.call(
                        CognitoIdp.START_USER_IMPORT_JOB,
                        StartUserImportJobRequest.builder()
                                .userPoolId(pool)
                                .jobId(job.jobId())
                                .build())
                .userImportJob();
    }

    private UserImportJobType stop(UserImportJobType job) {
        return server.call(
                        CognitoIdp.STOP_USER_IMPORT_JOB,
                        StopUserImportJobRequest.builder()
                                .userPoolId(pool)
                                .jobId(job.jobId())
                                .build())
                .userImportJob();
    }

    private UserImportJobType describe(UserImportJobType job) {
        return server.call(
                        CognitoIdp.DESCRIBE_USER_IMPORT_JOB,
                        DescribeUserImportJobRequest.builder()
                                .userPoolId(pool)
                                .jobId(job.jobId())
                                .build())
                .userImportJob();
    }

    private ListUserImportJobsResponse list(String token) {
        return server.call(
                CognitoIdp.LIST_USER_IMPORT_JOBS,
                ListUserImportJobsRequest.builder()
                        .userPoolId(pool)
                        .maxResults(3)
                        .paginationToken(token)
                        .build());
    }

    private void addAttribute(String name) {
        server.call(
                CognitoIdp.ADD_CUSTOM_ATTRIBUTES,
                AddCustomAttributesRequest.builder()
                        .userPoolId(pool)
                        .customAttributes(List.of(SchemaAttributeType.builder()
                                .name(name)
                                .attributeDataType(AttributeDataType.STRING)
                                .mutable(true)
                                .build()))
                        .build());
    }

    private AdminGetUserResponse user(String name) {
        return server.call(
                CognitoIdp.ADMIN_GET_USER,
                AdminGetUserRequest.builder().userPoolId(pool).username(name).build());
    }

    private static Map<String, String> attributes(AdminGetUserResponse user) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (AttributeType attribute : user.userAttributes()) {
            attributes.put(attribute.name(), attribute.value());
        }
        return attributes;
    }

    private long users() {
        return server.ground().store().read(tx -> tx.users().estimatedCount(new PoolId(pool)));
    }

    private long chunks() {
        return server.ground().store().read(tx -> tx.importChunks().count());
    }

    private static void refused(ThrowingCallable call, String code, String text) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ServiceException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.text()).isEqualTo(text);
        });
    }
}
