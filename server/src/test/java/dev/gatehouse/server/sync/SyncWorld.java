package dev.gatehouse.server.sync;

import dev.gatehouse.model.cognitosync.CognitoSync;
import dev.gatehouse.model.cognitosync.ListRecordsRequest;
import dev.gatehouse.model.cognitosync.ListRecordsResponse;
import dev.gatehouse.model.cognitosync.RecordPatch;
import dev.gatehouse.model.cognitosync.UpdateRecordsRequest;
import dev.gatehouse.model.cognitosync.UpdateRecordsResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Handler;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.model.service.Session;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Trail;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.TestDatabase;
import dev.gatehouse.server.store.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// The room on a store of its own, two identities and a developer to ask it, and a clock that tests turn.
final class SyncWorld implements AutoCloseable {
    static final String POOL = "eu-west-1:11111111-2222-3333-4444-555555555555";
    static final String ANNE = "eu-west-1:aaaaaaaa-0000-0000-0000-000000000001";
    static final String BERT = "eu-west-1:bbbbbbbb-0000-0000-0000-000000000002";
    static final Caller DEVELOPER = new Caller.Root("123456789012", "AKIAEXAMPLE");

    final Store store;
    private final Operations.Table table;
    private int asked = Integer.MAX_VALUE;
    private Instant now = Instant.parse("2026-03-03T09:05:00Z");

    SyncWorld(TestDatabase database) {
        store = database.fresh().open(() -> now);
        Sealer sealer = new Sealer(masterKey(), new SecureRandom());
        table = SyncOperations.table(store, sealer, new Chance(new Random(7)), () -> now, new Known());
    }

    /// One pool and its identities.
    private final class Known implements IdentityDirectory {
        @Override
        public boolean hasPool(Tx tx, String pool) {
            return pool.equals(POOL);
        }

        @Override
        public boolean hasIdentity(Tx tx, String pool, String identity) {
            return hasPool(tx, pool) && Set.of(ANNE, BERT).contains(identity) && asked-- > 0;
        }
    }

    /// The identities are found that often, then they are deleted.
    void deleteAfterAsking(int times) {
        asked = times;
    }

    private static MasterKey masterKey() {
        try {
            return MasterKey.open(
                    Files.createTempDirectory("sync"), Optional.empty(), Optional.empty(), new SecureRandom());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /// Somebody with credentials of an identity pool.
    static Caller identity(String id, String pool) {
        Instant issued = Instant.parse("2026-03-03T09:00:00Z");
        Map<String, List<String>> keys = Map.of(
                "cognito-identity.amazonaws.com:sub", List.of(id), "cognito-identity.amazonaws.com:aud", List.of(pool));
        Session session = new Session(
                issued,
                issued.plusSeconds(3600),
                List.of(),
                List.of(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                keys,
                Set.of(),
                false);
        return new Caller.Role(
                "123456789012",
                "ASIAEXAMPLE",
                "AROAEXAMPLE",
                "arn:aws:iam::123456789012:role/users",
                "CognitoIdentityCredentials",
                session);
    }

    @SuppressWarnings("unchecked") // a table's row holds the handler of its operation
    <I extends Shape, O extends Shape> O call(Caller caller, Operation<I, O> operation, I request) {
        Call call = new Call("request-1", caller, now, "eu-west-1", "192.0.2.1", null, true, new Trail());
        Handler<I, O> handler =
                (Handler<I, O>) ((Operations.Entry<?, ?>) table.find(operation).orElseThrow()).handler();
        return handler.handle(request, call);
    }

    ListRecordsResponse list(Caller caller, String dataset, long since) {
        return call(
                caller,
                CognitoSync.LIST_RECORDS,
                ListRecordsRequest.builder()
                        .identityPoolId(POOL)
                        .identityId(ANNE)
                        .datasetName(dataset)
                        .lastSyncCount(since)
                        .build());
    }

    UpdateRecordsResponse update(Caller caller, String dataset, RecordPatch... patches) {
        return update(caller, dataset, list(caller, dataset, 0).syncSessionToken(), patches);
    }

    UpdateRecordsResponse update(Caller caller, String dataset, String token, RecordPatch... patches) {
        return call(
                caller,
                CognitoSync.UPDATE_RECORDS,
                UpdateRecordsRequest.builder()
                        .identityPoolId(POOL)
                        .identityId(ANNE)
                        .datasetName(dataset)
                        .syncSessionToken(token)
                        .recordPatches(List.of(patches))
                        .build());
    }

    static RecordPatch replace(String key, String value, long count) {
        return patch("replace", key, count).value(value).build();
    }

    static RecordPatch remove(String key, long count) {
        return patch("remove", key, count).build();
    }

    private static RecordPatch.Builder patch(String op, String key, long count) {
        return RecordPatch.builder()
                .op(dev.gatehouse.model.cognitosync.Operation.from(op).orElseThrow())
                .key(key)
                .syncCount(count);
    }

    @Override
    public void close() {
        store.close();
    }
}
