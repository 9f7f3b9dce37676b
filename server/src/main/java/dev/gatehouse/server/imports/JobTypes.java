package dev.gatehouse.server.imports;

import dev.gatehouse.model.cognitoidp.PasswordHashingAlgorithmType;
import dev.gatehouse.model.cognitoidp.UserImportJobStatusType;
import dev.gatehouse.model.cognitoidp.UserImportJobType;
import dev.gatehouse.server.store.ImportJobRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Jobs as the API shows them.
final class JobTypes {
    /// How long a job waits to be started.
    static final Duration WAITS = Duration.ofHours(24);

    private final UploadUrl url;
    private final InstantSource clock;

    JobTypes(UploadUrl url, InstantSource clock) {
        this.url = url;
        this.clock = clock;
    }

    /// Where a job stands: one that was never started expires by itself.
    UserImportJobStatusType status(ImportJobRecord job) {
        UserImportJobStatusType status =
                UserImportJobStatusType.from(job.status()).orElseThrow();
        boolean late = job.dates().created() + WAITS.toMillis() <= clock.millis();
        return status == UserImportJobStatusType.CREATED && late ? UserImportJobStatusType.EXPIRED : status;
    }

    UserImportJobType of(ImportJobRecord job) {
        UserImportJobType.Builder type = UserImportJobType.builder()
                .jobName(job.name())
                .jobId(job.id())
                .userPoolId(job.pool().value())
                .preSignedUrl(url.of(job))
                .creationDate(Instant.ofEpochMilli(job.dates().created()))
                .status(status(job))
                .cloudWatchLogsRoleArn(job.roleArn())
                .importedUsers(job.progress().imported())
                .skippedUsers(job.progress().skipped())
                .failedUsers(job.progress().failed());
        if (job.dates().started() > 0) {
            type.startDate(Instant.ofEpochMilli(job.dates().started()));
        }
        if (job.dates().completed() > 0) {
            type.completionDate(Instant.ofEpochMilli(job.dates().completed()));
        }
        if (!job.message().isEmpty()) {
            type.completionMessage(job.message());
        }
        PasswordHashingAlgorithmType.from(job.hashing()).ifPresent(type::passwordHashingAlgorithm);
        return type.build();
    }
}
