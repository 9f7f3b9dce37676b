package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobType;

/// CSV import as its guide has it: header, job, upload by HTTP PUT, start, wait.
class UserImportJobTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/imports";
    private static final Set<UserImportJobStatusType> OVER =
            Set.of(UserImportJobStatusType.SUCCEEDED, UserImportJobStatusType.FAILED, UserImportJobStatusType.STOPPED);

    private static TestPool pool;

    @BeforeAll
    static void create() {
        pool = TestPool.verifyingEmail();
    }

    private static List<String> header() {
        return pool.admin()
                .getCSVHeader(request -> request.userPoolId(pool.id()))
                .csvHeader();
    }

    private static UserImportJobType job() {
        return pool.admin()
                .createUserImportJob(
                        request -> request.userPoolId(pool.id()).jobName("move").cloudWatchLogsRoleArn(ROLE))
                .userImportJob();
    }

    private static String line(String name, String hash) {
        String values = header().stream()
                .map(column -> switch (column) {
                    case "email" -> name + "@example.com";
                    case "email_verified" -> "true";
                    case "cognito:mfa_enabled" -> "false";
                    case "cognito:username" -> name;
                    default -> "";
                })
                .collect(Collectors.joining(","));
        return values + "," + hash;
    }

    private static String file(String... lines) {
        return String.join(",", header()) + ",gatehouse:password_hash\n" + String.join("\n", lines);
    }

    private static HttpResponse<String> put(UserImportJobType job, String file)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(job.preSignedUrl()))
                .header("x-amz-server-side-encryption", "aws:kms")
                .expectContinue(true)
                .PUT(HttpRequest.BodyPublishers.ofString(file))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }

    private static UserImportJobType describe(UserImportJobType job) {
        return pool.admin()
                .describeUserImportJob(request -> request.userPoolId(pool.id()).jobId(job.jobId()))
                .userImportJob();
    }

    private static UserImportJobType finished(UserImportJobType job) {
        pool.admin().startUserImportJob(request -> request.userPoolId(pool.id()).jobId(job.jobId()));
        return Await.until(
                "the job ends",
                Duration.ofSeconds(60),
                () -> Optional.of(describe(job)).filter(now -> OVER.contains(now.status())));
    }

    @Test
    void importsAFileLargerThanARequest() throws Exception {
        String prefix = Names.unique("many");
        String[] lines =
                IntStream.range(0, 16_000).mapToObj(i -> line(prefix + i, "")).toArray(String[]::new);
        String file = file(lines);
        assertThat(file.length()).isGreaterThan(1 << 20);
        UserImportJobType job = job();
        assertThat(put(job, file).statusCode()).isEqualTo(200);
        UserImportJobType done = finished(job);
        assertThat(done.status()).isEqualTo(UserImportJobStatusType.SUCCEEDED);
        assertThat(done.importedUsers()).isEqualTo(16_000);
        assertThat(pool.admin()
                        .adminGetUser(request -> request.userPoolId(pool.id()).username(prefix + 15_999))
                        .userStatusAsString())
                .isEqualTo("RESET_REQUIRED");
    }

    @Test
    void aHashSignsInAndTheLogSaysWhatWasLeftOut() throws Exception {
        String name = Names.unique("nora");
        UserImportJobType job = job();
        // passlib's documentation: of "password"
        String good = line(name, "{SSHA}pKqkNr1tq3wtQqk+UcPyA3HnA2NsU5NJ");
        assertThat(put(job, file(good, line(Names.unique("otto"), "plain"), good))
                        .statusCode())
                .isEqualTo(200);
        UserImportJobType done = finished(job);
        assertThat(List.of(done.importedUsers(), done.skippedUsers(), done.failedUsers()))
                .containsExactly(1L, 1L, 1L);
        assertThat(pool.server().run("import-log", job.jobId()))
                .contains(
                        "[FAILED] Line Number 3 - The password hash cannot be read, or costs too much to verify.",
                        "[SKIPPED] Line Number 4 - The user already exists.")
                .doesNotContain("plain");
        assertThat(pool.client().password(name, "password").authenticationResult())
                .isNotNull();
    }

    @Test
    void refusals() throws Exception {
        Refusal.refused(
                "ResourceNotFoundException",
                "Import job import-none does not exist.",
                () -> pool.admin()
                        .describeUserImportJob(
                                request -> request.userPoolId(pool.id()).jobId("import-none")));
        UserImportJobType job = job();
        Refusal.refused(
                "PreconditionNotMetException",
                "The CSV file of the import job has not been uploaded.",
                () -> finished(job));
        UserImportJobType forged = job.toBuilder()
                .preSignedUrl(job.preSignedUrl().replace("?key=", "?key=A"))
                .build();
        assertThat(put(forged, file()).statusCode()).isEqualTo(403);
        assertThat(put(job, "email\nx").statusCode()).isEqualTo(200);
        UserImportJobType done = finished(job);
        assertThat(done.status()).isEqualTo(UserImportJobStatusType.FAILED);
        assertThat(done.completionMessage()).isEqualTo("The header has no column name.");
        assertThat(put(job, file()).statusCode()).isEqualTo(403);
        assertThat(pool.admin()
                        .listUserImportJobs(
                                request -> request.userPoolId(pool.id()).maxResults(60))
                        .userImportJobs())
                .extracting(UserImportJobType::jobId)
                .contains(job.jobId());
    }
}
