package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.CLOCK;
import static dev.gatehouse.server.store.Samples.NOW;
import static dev.gatehouse.server.store.Samples.OTHER;
import static dev.gatehouse.server.store.Samples.POOL;
import static dev.gatehouse.server.store.Samples.bytes;
import static dev.gatehouse.server.store.Samples.sub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class GatesTest {
    private final Store store;

    GatesTest(TestDatabase database) {
        store = database.fresh().open(CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aProofIsSpentOnceUntilItIsForgotten() {
        assertThatObject(store.write(tx -> tx.spentProofs().spend("p", NOW + 1)))
                .isEqualTo(true);
        assertThatObject(store.write(tx -> tx.spentProofs().spend("p", NOW + 2)))
                .isEqualTo(false);
        assertThatObject(store.write(tx -> tx.spentProofs().spend("q", NOW))).isEqualTo(true);
        assertThat(store.purge()).isEqualTo(1);
        assertThatObject(store.write(tx -> tx.spentProofs().spend("p", NOW + 2)))
                .isEqualTo(false);
        assertThatObject(store.write(tx -> tx.spentProofs().spend("q", NOW + 2)))
                .isEqualTo(true);
    }

    @Test
    void anAttemptAdmitsOnce() {
        SessionRecord session = Samples.session(POOL, "s1", sub(1), "attempt");
        assertThatObject(store.write(tx -> tx.sessions().insert(session))).isEqualTo(new SessionWrite.Admitted());
        assertThatObject(store.write(tx -> tx.sessions().insert(Samples.session(POOL, "s2", sub(1), "attempt"))))
                .isEqualTo(new SessionWrite.AttemptSpent());
        assertThatObject(store.write(tx -> tx.sessions().insert(Samples.session(OTHER, "s2", sub(1), "attempt"))))
                .isEqualTo(new SessionWrite.Admitted());
        assertThatObject(store.read(tx -> tx.sessions().find(POOL, "s1"))).isEqualTo(Optional.of(session));
        assertThatObject(store.read(tx -> tx.sessions().find(POOL, "s2"))).isEqualTo(Optional.empty());
    }

    @Test
    void aCodeOfAnAppIsTakenOnceAndEarlierOnesNoMore() throws Exception {
        store.write(tx -> tx.users().insert(Samples.newUser(POOL, 1)));
        store.write(tx -> {
            tx.softwareTokens().put(POOL, sub(1), SoftwareTokens.Kind.ACTIVE, bytes("sealed"), 10);
            tx.softwareTokens().put(POOL, sub(1), SoftwareTokens.Kind.PENDING, bytes("next"), 0);
            return true;
        });
        var taken = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.submit(() -> {
                    boolean mine = store.write(tx -> tx.softwareTokens().take(POOL, sub(1), 11));
                    return taken.addAndGet(mine ? 1 : 0);
                });
            }
        }
        assertThat(taken).hasValue(1);
        for (long step : new long[] {9, 10, 11}) {
            assertThatObject(store.write(tx -> tx.softwareTokens().take(POOL, sub(1), step)))
                    .isEqualTo(false);
        }
        assertThatObject(store.write(tx -> tx.softwareTokens().take(OTHER, sub(1), 12)))
                .isEqualTo(false);
        assertThatObject(store.write(tx -> tx.softwareTokens().take(POOL, sub(1), 12)))
                .isEqualTo(true);
        store.write(tx -> tx.users().delete(POOL, sub(1)));
        for (SoftwareTokens.Kind kind : SoftwareTokens.Kind.values()) {
            assertThatObject(store.read(tx -> tx.softwareTokens().find(POOL, sub(1), kind)))
                    .isEqualTo(Optional.empty());
        }
    }

    @Test
    void aRecoveryCodeIsTakenOnceAndGoesWithItsUser() {
        store.write(tx -> {
            tx.users().insert(Samples.newUser(POOL, 1));
            tx.recoveryCodes().replace(POOL, sub(1), List.of("a", "b"));
            tx.recoveryCodes().replace(POOL, sub(1), List.of("c", "d"));
            tx.recoveryCodes().replace(OTHER, sub(1), List.of("c"));
            return true;
        });
        var taken = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.submit(() -> {
                    boolean mine = store.write(tx -> tx.recoveryCodes().take(POOL, sub(1), "c"));
                    return taken.addAndGet(mine ? 1 : 0);
                });
            }
        }
        assertThat(taken).hasValue(1);
        assertThatObject(store.write(tx -> tx.recoveryCodes().take(POOL, sub(1), "a")))
                .isEqualTo(false);
        assertThatObject(store.read(tx -> tx.recoveryCodes().left(POOL, sub(1))))
                .isEqualTo(List.of("d"));
        store.write(tx -> tx.users().delete(POOL, sub(1)));
        assertThatObject(store.read(tx -> tx.recoveryCodes().left(POOL, sub(1))))
                .isEqualTo(List.of());
        assertThatObject(store.read(tx -> tx.recoveryCodes().left(OTHER, sub(1))))
                .isEqualTo(List.of("c"));
    }

    @Test
    void rotationIsByGeneration() {
        store.write(tx -> tx.sessions().insert(Samples.session(POOL, "s1", sub(1), "a1")));
        assertThatObject(store.write(tx -> tx.sessions().rotate(POOL, "s1", 1, NOW + 5)))
                .isEqualTo(true);
        assertThatObject(store.write(tx -> tx.sessions().rotate(POOL, "s1", 1, NOW + 6)))
                .isEqualTo(false);
        SessionRecord rotated = store.read(tx -> tx.sessions().find(POOL, "s1")).orElseThrow();
        assertThat(rotated.generation()).isEqualTo(2);
        assertThat(rotated.rotatedAt()).isEqualTo(NOW + 5);
    }

    @Test
    void aRevokedSessionIsToldFromAnUnknownOneUntilItExpires() {
        store.write(tx -> tx.sessions().insert(Samples.session(POOL, "s1", sub(1), "a1")));
        store.write(tx -> tx.sessions().insert(Samples.session(POOL, "s2", sub(1), "a2")));
        store.write(tx -> tx.sessions().insert(Samples.session(POOL, "s3", sub(2), "a3")));
        assertThatObject(store.write(tx -> tx.sessions().revoke(POOL, "s1", NOW)))
                .isEqualTo(true);
        assertThatObject(store.write(tx -> tx.sessions().revoke(POOL, "s1", NOW)))
                .isEqualTo(false);
        assertThat(store.read(tx -> tx.sessions().find(POOL, "s1"))
                        .orElseThrow()
                        .revoked())
                .isTrue();
        assertThatObject(store.write(tx -> tx.sessions().rotate(POOL, "s1", 1, NOW)))
                .isEqualTo(false);
        List<SessionRecord> active = store.read(tx -> tx.sessions().ofUser(POOL, sub(1), NOW));
        assertThat(active).extracting(SessionRecord::id).containsExactly("s2");
        assertThatObject(store.write(tx -> tx.sessions().revokeAll(POOL, sub(1), NOW)))
                .isEqualTo(1);
        assertThat(store.read(tx -> tx.sessions().find(POOL, "s3"))
                        .orElseThrow()
                        .revoked())
                .isFalse();
    }

    @Test
    void aStepPassesOnce() {
        assertThatObject(store.write(tx -> tx.attempts().pass(POOL, "a", "password", NOW)))
                .isEqualTo(true);
        assertThatObject(store.write(tx -> tx.attempts().pass(POOL, "a", "password", NOW)))
                .isEqualTo(false);
        assertThatObject(store.write(tx -> tx.attempts().pass(POOL, "a", "code", NOW)))
                .isEqualTo(true);
        assertThatObject(store.write(tx -> tx.attempts().pass(OTHER, "a", "password", NOW)))
                .isEqualTo(true);
    }

    @Test
    void ofManyWhoReplayAStepOnePasses() throws Exception {
        var start = new CountDownLatch(1);
        var outcomes = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                outcomes.add(threads.submit(() -> {
                    start.await();
                    return store.write(tx -> tx.attempts().pass(POOL, "a", "password", NOW));
                }));
            }
            start.countDown();
        }
        int passed = 0;
        for (Future<Boolean> outcome : outcomes) {
            passed += outcome.get() ? 1 : 0;
        }
        assertThat(passed).isEqualTo(1);
    }

    @Test
    void parkedStateIsTakenOnceAndNotAfterItsTime() {
        store.write(tx -> {
            tx.parked().put(POOL, "k", bytes("state"), NOW + 10);
            tx.parked().put(POOL, "old", bytes("state"), NOW + 10);
            return true;
        });
        assertThatObject(store.write(tx -> tx.parked().take(POOL, "k", NOW))).isEqualTo(Optional.of(bytes("state")));
        assertThatObject(store.write(tx -> tx.parked().take(POOL, "k", NOW))).isEqualTo(Optional.empty());
        assertThatObject(store.write(tx -> tx.parked().take(POOL, "old", NOW + 10)))
                .isEqualTo(Optional.empty());
    }

    @Test
    void aNewCodeReplacesTheOlderAndAUsedOneIsGone() {
        var first = new CodeRecord("sign-up", bytes("1"), "email", "n***@e***", NOW, NOW + 9, 0);
        var second = new CodeRecord("sign-up", bytes("2"), "email", "n***@e***", NOW, NOW + 9, 0);
        store.write(tx -> {
            tx.codes().put(POOL, sub(1), first);
            tx.codes().countTry(POOL, sub(1), "sign-up");
            tx.codes().put(POOL, sub(1), second);
            return true;
        });
        assertThatObject(store.read(tx -> tx.codes().find(POOL, sub(1), "sign-up")))
                .isEqualTo(Optional.of(second));
        assertThatObject(store.write(tx -> tx.codes().countTry(POOL, sub(1), "sign-up")))
                .isEqualTo(1);
        assertThatObject(store.write(tx -> tx.codes().countTry(POOL, sub(1), "sign-up")))
                .isEqualTo(2);
        assertThatObject(store.write(tx -> tx.codes().countTry(POOL, sub(2), "sign-up")))
                .isEqualTo(0);
        assertThat(store.write(tx -> tx.codes().consume(POOL, sub(1), "sign-up"))
                        .orElseThrow()
                        .tries())
                .isEqualTo(2);
        assertThatObject(store.write(tx -> tx.codes().consume(POOL, sub(1), "sign-up")))
                .isEqualTo(Optional.empty());
    }

    @Test
    void expiredRowsGo() {
        store.write(tx -> {
            tx.sessions().insert(Samples.session(POOL, "live", sub(1), "a1"));
            tx.attempts().pass(POOL, "dead", "s", NOW);
            tx.attempts().pass(POOL, "live", "s", NOW + 1);
            tx.parked().put(POOL, "dead", bytes("x"), NOW - 1);
            tx.counters().hit("dead", 0, 1, NOW);
            tx.counters().putFailures(POOL, "dead", new FailureRecord(3, NOW - 9), NOW);
            tx.codes().put(POOL, sub(1), new CodeRecord("dead", bytes("1"), "", "", NOW, NOW, 0));
            return true;
        });
        assertThat(store.purge()).isEqualTo(5);
        assertThat(store.purge()).isZero();
        assertThatObject(store.write(tx -> tx.attempts().pass(POOL, "live", "s", NOW)))
                .isEqualTo(false);
        assertThat(store.read(tx -> tx.sessions().find(POOL, "live"))
                        .orElseThrow()
                        .revoked())
                .isFalse();
    }

    @Test
    void aWindowOpensWithItsFirstTryAndRefusedTriesDoNotCount() {
        assertThat(hits("k", NOW, 3)).containsExactly(true, true, false);
        assertThat(hits("k", NOW + 999, 1)).containsExactly(false);
        assertThat(hits("k", NOW + 1_000, 3)).containsExactly(true, true, false);
        assertThat(hits("other", NOW, 1)).containsExactly(true);
    }

    private List<Boolean> hits(String scope, long now, int tries) {
        var outcomes = new ArrayList<Boolean>();
        for (int i = 0; i < tries; i++) {
            outcomes.add(store.write(tx -> tx.counters().hit(scope, 1_000, 2, now)));
        }
        return outcomes;
    }

    @Test
    void triesAtOnceAreAllCounted() throws Exception {
        var allowed = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                threads.submit(() -> {
                    if (store.write(tx -> tx.counters().hit("k", 1_000, 5, NOW))) {
                        allowed.incrementAndGet();
                    }
                });
            }
        }
        assertThat(allowed).hasValue(5);
    }

    @Test
    void messagesAndAuditRecordsAreReadNewestFirst() {
        var clock = new AtomicLong(NOW);
        var ids = new TimeIds(() -> Instant.ofEpochMilli(clock.getAndIncrement()), new Random(1));
        for (int i = 0; i < 5; i++) {
            var message = new MessageRecord(
                    ids.next(),
                    POOL,
                    NOW + i,
                    MessageRecord.Medium.EMAIL,
                    i % 2 == 0 ? "a@x" : "b@x",
                    "s" + i,
                    "b",
                    "k");
            var record = new AuditRecord(
                    ids.next(), NOW + i, "r" + i, "cognito-idp", "SignUp", "", "", "", "anonymous", "::1", "ok", "", 3);
            store.write(tx -> {
                tx.outbox().insert(message);
                tx.auditTrail().insert(List.of(record));
                tx.auditTrail().insert(List.of(record));
                return true;
            });
        }
        Page<MessageRecord> page = store.read(tx -> tx.outbox().list(Optional.of("a@x"), Optional.empty(), 2));
        assertThat(page.items()).extracting(MessageRecord::subject).containsExactly("s4", "s2");
        assertThat(store.read(tx -> tx.outbox().list(Optional.of("a@x"), page.next(), 2))
                        .items())
                .extracting(MessageRecord::subject)
                .containsExactly("s0");
        assertThat(store.read(tx -> tx.auditTrail().list(Optional.empty(), 3)).items())
                .extracting(AuditRecord::requestId)
                .containsExactly("r4", "r3", "r2");
        assertThatObject(store.write(tx -> tx.outbox().keepNewest(3))).isEqualTo(2);
        assertThat(store.read(tx -> tx.outbox().list(Optional.empty(), Optional.empty(), 9))
                        .items())
                .hasSize(3);
        assertThatObject(store.write(tx -> tx.auditTrail().deleteBefore(NOW + 4, 9)))
                .isEqualTo(2);
        assertThatObject(store.write(tx -> tx.outbox().deleteBefore(NOW + 100, 9)))
                .isEqualTo(3);
    }
}
