package dev.gatehouse.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.store.SessionDetailsRecord;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkedTest {
    /// Two token sessions through one session of the managed login, one through another, one through none.
    private static final List<SessionDetailsRecord> ALL = List.of(
            session("sso1", "", ""),
            session("sso2", "", ""),
            session("tkn1", "a", "sso1"),
            session("tkn2", "b", "sso1"),
            session("tkn3", "c", "sso2"),
            session("tkn4", "d", ""));

    @ParameterizedTest
    @CsvSource({
        "tkn1, false, tkn1",
        "tkn1, true, sso1 tkn1",
        "sso1, false, sso1",
        "sso1, true, sso1 tkn1 tkn2",
        "tkn4, true, tkn4",
        "tkn9, true, ''",
    })
    void endTogether(String id, boolean linked, String ending) {
        assertThat(Linked.ending(ALL, id, linked))
                .extracting(SessionDetailsRecord::id)
                .isEqualTo(Arrays.stream(ending.split(" "))
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    private static SessionDetailsRecord session(String id, String sessionId, String originId) {
        return new SessionDetailsRecord(
                new PoolId("eu-west-1_aB3dE5fG7"),
                id,
                sessionId,
                new Sub("5f1c1f38-6d7b-4e0a-9c55-0d1f7f9a0001"),
                new ClientId("client"),
                originId,
                1,
                2,
                new SessionDetailsRecord.Seen(1, "unknown", "", "unknown", "unknown"));
    }
}
