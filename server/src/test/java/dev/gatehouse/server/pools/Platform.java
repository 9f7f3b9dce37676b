package dev.gatehouse.server.pools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Handler;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Trail;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// The operations of this room over a database in a folder, with a pinned clock and seeded randomness. Requests
/// and expected answers are written as JSON.
final class Platform implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String REGION = "eu-west-1";

    final PinnedClock clock = new PinnedClock();
    final Store store;
    final Sealer sealer;
    final Directory directory;
    final List<PoolId> keysMadeFor = new ArrayList<>();
    private final Operations.Table table;
    private String region = REGION;

    Platform(Path folder) {
        store = Store.sqlite(folder.resolve("gatehouse.db"), clock);
        sealer = new Sealer(masterKey(folder), new SecureRandom());
        directory = new Directory(store, sealer, clock);
        table = table(directory, new Random(7));
    }

    /// Another node on the same database: its own cache and table.
    Operations.Table node(Directory other) {
        return table(other, new Random(11));
    }

    private Operations.Table table(Directory cache, Random random) {
        return PoolOperations.table(
                store, sealer, new Chance(random), clock, cache, pool -> tx -> keysMadeFor.add(pool), ACCOUNT);
    }

    private static MasterKey masterKey(Path folder) {
        try {
            return MasterKey.open(folder, Optional.empty(), Optional.empty(), new SecureRandom());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Later calls are signed for another region.
    void signFor(String newRegion) {
        region = newRegion;
    }

    /// Calls an operation with a JSON request; single quotes stand for double ones.
    <I extends Shape, O extends Shape> O call(Operation<I, O> operation, String request, Object... values) {
        return call(table, operation, request, values);
    }

    /// Calls an operation of some node.
    <I extends Shape, O extends Shape> O call(
            Operations.Table node, Operation<I, O> operation, String request, Object... values) {
        Handler<I, O> handler = handler(node, operation);
        Call call = new Call(
                "request-1",
                new Caller.Root(ACCOUNT, "AKIAEXAMPLE"),
                clock.instant(),
                region,
                "192.0.2.1",
                "test",
                false,
                new Trail());
        return handler.handle(ShapeJson.read(operation.input(), bytes(request, values)), call);
    }

    /// The refusal of a call, as `Code: message`. It must be one the operation's model declares.
    <I extends Shape, O extends Shape> String refusal(Operation<I, O> operation, String request, Object... values) {
        try {
            O answer = call(operation, request, values);
            return fail("not refused: " + answer);
        } catch (ServiceException e) {
            assertThat(operation.errors()).as(operation.name()).contains(e.code());
            return e.code() + ": " + e.text();
        }
    }

    /// An answer from JSON, to compare with.
    static <O extends Shape> O answer(Operation<?, O> operation, String json, Object... values) {
        return ShapeJson.read(operation.output(), bytes(json, values));
    }

    /// A new pool with settings given as the members of a JSON object.
    String newPool(String members) {
        String rest = members.isBlank() ? "" : "," + members;
        var answer = call(CognitoIdp.CREATE_USER_POOL, "{'PoolName':'shop'%s}", rest);
        return answer.userPool().id();
    }

    /// A new client of a pool with settings given as the members of a JSON object.
    String newClient(String pool, String members) {
        String rest = members.isBlank() ? "" : "," + members;
        var answer = call(CognitoIdp.CREATE_USER_POOL_CLIENT, "{'UserPoolId':'%s','ClientName':'web'%s}", pool, rest);
        return answer.userPoolClient().clientId();
    }

    static byte[] bytes(String json, Object... values) {
        String text = values.length == 0 ? json : json.formatted(values);
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static <I extends Shape, O extends Shape> Handler<I, O> handler(
            Operations.Table node, Operation<I, O> operation) {
        return (Handler<I, O>) node.find(operation).orElseThrow().handler();
    }

    @Override
    public void close() {
        store.close();
    }
}
