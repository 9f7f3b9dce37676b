package dev.gatehouse.server.store;

import static dev.gatehouse.server.store.Samples.CLOCK;
import static dev.gatehouse.server.store.Samples.NOW;
import static dev.gatehouse.server.store.Samples.POOL;
import static dev.gatehouse.server.store.Samples.sub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.server.store.SessionDetailsRecord.Seen;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SessionDetailsTest {
    private static final Seen BEGINNING = new Seen(NOW, "Firefox on Linux", "192.0.2.1", "Aarhus", "Denmark");
    private final Store store;

    SessionDetailsTest(TestDatabase database) {
        store = database.fresh().open(CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static SessionDetailsRecord details(String id, String sessionId, int user, long createdAt) {
        return new SessionDetailsRecord(
                POOL, id, sessionId, sub(user), new ClientId("client"), "", createdAt, NOW + 1_000, BEGINNING);
    }

    private void begin(SessionDetailsRecord details) {
        store.write(tx -> {
            if (details.hasTokens()) {
                assertThat(tx.sessions()
                                .insert(Samples.session(POOL, details.sessionId(), details.sub(), details.id())))
                        .isInstanceOf(SessionWrite.Admitted.class);
            }
            tx.sessionDetails().insert(details);
            return true;
        });
    }

    private List<SessionDetailsRecord> ofUser(int user, long now) {
        return store.read(tx -> tx.sessionDetails().ofUser(POOL, sub(user), now));
    }

    @Test
    void activeOnesComeBackNewestFirst() {
        SessionDetailsRecord first = details("tkn1", "a", 1, NOW);
        SessionDetailsRecord second = details("tkn2", "b", 1, NOW + 1);
        SessionDetailsRecord browser = details("sso1", "", 1, NOW + 2);
        List.of(first, second, browser, details("tkn3", "c", 2, NOW)).forEach(this::begin);

        assertThat(ofUser(1, NOW)).containsExactly(browser, second, first);
        assertThat(ofUser(1, NOW + 999)).hasSize(3);
        assertThat(ofUser(1, NOW + 1_000)).isEmpty();

        assertThatObject(store.write(tx -> tx.sessions().revoke(POOL, "b", NOW)))
                .isEqualTo(true);
        assertThat(ofUser(1, NOW)).containsExactly(browser, first);
        store.write(tx -> {
            tx.sessionDetails().delete(POOL, "sso1");
            return true;
        });
        assertThat(ofUser(1, NOW)).containsExactly(first);
    }

    @Test
    void aSignOfLifeIsNotedForItsSessionOnly() {
        begin(details("tkn1", "a", 1, NOW));
        begin(details("tkn2", "b", 1, NOW));
        Seen later = new Seen(NOW + 5, "curl", "2001:db8::1", "unknown", "unknown");
        store.write(tx -> {
            tx.sessionDetails().seen(POOL, "a", later);
            tx.sessionDetails().seen(POOL, "none", later);
            return true;
        });
        assertThat(ofUser(1, NOW)).extracting(SessionDetailsRecord::seen).containsExactly(later, BEGINNING);
    }

    @Test
    void theyGoWithTheirUser() {
        store.write(tx -> tx.users().insert(Samples.newUser(POOL, 1)));
        begin(details("tkn1", "a", 1, NOW));
        begin(details("sso1", "", 1, NOW));
        begin(details("tkn2", "b", 2, NOW));
        assertThatObject(store.write(tx -> tx.users().delete(POOL, sub(1)))).isEqualTo(true);
        assertThat(ofUser(1, 0)).isEmpty();
        assertThat(ofUser(2, 0)).hasSize(1);
    }
}
