package dev.gatehouse.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.store.AuditRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.TestDatabase;
import dev.gatehouse.server.store.TimeIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_767_225_600_123L);
    private final InstantSource clock = InstantSource.fixed(NOW);
    private final Store store = TestDatabase.SQLITE.fresh().open(clock);

    @AfterEach
    void close() {
        store.close();
    }

    private Audit audit(Audit.Options options) {
        return new Audit(store, clock, new TimeIds(clock, new Random(1)), options);
    }

    private static AuditEvent event(int number) {
        return AuditEvent.of("request" + number, "cognito-idp", "InitiateAuth", "anonymous", "::1")
                .about("eu-west-1_aB3dE5fG7", "client", "sub")
                .ended("NotAuthorizedException", "wrong password", 12);
    }

    private List<AuditRecord> written(int limit) {
        return store.read(tx -> tx.auditTrail().list(Optional.empty(), limit)).items();
    }

    @Test
    void closingWritesWhatWaits() {
        try (Audit audit = audit(Audit.Options.defaults())) {
            for (int i = 0; i < 1_300; i++) {
                audit.record(event(i));
            }
        }
        List<AuditRecord> records = written(2_000);
        assertThat(records).hasSize(1_300);
        AuditRecord newest = records.getFirst();
        assertThat(newest.requestId()).isEqualTo("request1299");
        assertThat(newest.reason()).isEqualTo("wrong password");
        assertThat(newest.at()).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void withoutADatabaseEventsAreDroppedAndCounted() {
        var options = new Audit.Options(4, Duration.ZERO, Duration.ofMillis(1), Duration.ofDays(1));
        Audit audit = audit(options);
        store.close();
        for (int i = 0; i < 20; i++) {
            audit.record(event(i));
        }
        audit.close();
        assertThat(audit.dropped()).isEqualTo(20);
    }

    @Test
    void recordsPastTheirTimeGo() {
        var old = new TimeIds(InstantSource.fixed(NOW.minus(Duration.ofDays(91))), new Random(2));
        store.write(tx -> {
            tx.auditTrail()
                    .insert(List.of(new AuditRecord(
                            old.next(), 0, "old", "sts", "GetCallerIdentity", "", "", "", "", "", "ok", "", 1)));
            return true;
        });
        try (Audit audit = audit(Audit.Options.defaults())) {
            audit.record(event(1));
        }
        assertThat(written(9)).extracting(AuditRecord::requestId).containsExactly("request1");
    }
}
