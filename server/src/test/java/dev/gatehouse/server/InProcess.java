package dev.gatehouse.server;

import dev.gatehouse.model.protocol.Page;
import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.protocol.WireRequest;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Handler;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Trail;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.access.KeyRing;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.imports.Imports;
import dev.gatehouse.server.mfa.Mfa;
import dev.gatehouse.server.seal.KeyPairs;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.tokens.PoolKeys;
import dev.gatehouse.server.triggers.Functions;
import dev.gatehouse.server.trust.KeyFinder;
import dev.gatehouse.server.wire.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All rooms wired on a store of their own, without HTTP, by a clock that tests turn.
final class InProcess implements AutoCloseable {
    private final Settings settings;
    private final Ground ground;
    private final Rooms rooms;
    private final AccountRooms account;
    private final Operations.Table operations;
    private final List<Rooms> others = new ArrayList<>();
    private final Map<String, KeyFinder> issuers = new HashMap<>();
    private Instant now = Instant.parse("2026-03-03T09:05:00Z");
    private Trail trail = new Trail();

    private String address = "192.0.2.1";
    private @Nullable String userAgent;

    private InProcess(Path folder, Map<String, String> options, Functions functions) throws IOException {
        Map<String, String> all = new HashMap<>(options);
        all.put("dataFolder", folder.toString());
        all.put("region", "eu-west-1");
        settings = Settings.read(Optional.empty(), Map.of(), all);
        InstantSource clock = this::now;
        SecureRandom random = new SecureRandom();
        ground = Ground.open(settings, clock, random);
        rooms = Rooms.wire(ground, settings, "https://id.example", functions, clock, random);
        KeyRing.RootKey root = new KeyRing.RootKey(settings.accountId(), "AKIAEXAMPLE", Secret.of("example"));
        account = AccountRooms.wire(
                ground,
                root,
                Optional.empty(),
                arn -> Map.of(),
                AccountRooms.Beside.of(rooms, settings, "https://id.example", this::outside),
                clock);
        operations = Operations.table().with(rooms.operations()).with(account.operations());
    }

    static InProcess in(Path folder) throws IOException {
        return in(folder, Map.of());
    }

    /// With functions of the test's own.
    static InProcess in(Path folder, Functions functions) throws IOException {
        return new InProcess(folder, Map.of(), functions);
    }

    /// With settings beside those of the harness.
    static InProcess in(Path folder, Map<String, String> options) throws IOException {
        return new InProcess(folder, options, Functions.notInvoked());
    }

    /// Later calls come from there.
    void from(String newAddress, String newUserAgent) {
        address = newAddress;
        userAgent = newUserAgent;
    }

    /// An issuer elsewhere, whose only key that is.
    void issuer(String name, PublicKey key) {
        issuers.put(name, token -> Optional.of(key));
    }

    private KeyFinder outside(String issuer) {
        return issuers.getOrDefault(issuer, token -> {
            throw new KeyFinder.Unreachable("it is not there");
        });
    }

    /// Whose temporary credentials these are.
    Caller.Known owner(String accessKeyId, String sessionToken) {
        return switch (account.credentials().find(accessKeyId, Optional.of(sessionToken))) {
            case Credentials.Lookup.Known(var secret, Caller.Known caller) -> caller;
            case Credentials.Lookup lookup -> throw new AssertionError("not ours: " + lookup);
        };
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /// The background work of this node's import jobs.
    Imports imports() {
        return rooms.imports();
    }

    /// The same of another node on the same store.
    Imports otherNode() {
        Rooms other = Rooms.wire(
                ground, settings, "https://id.example", Functions.notInvoked(), this::now, new SecureRandom());
        others.add(other);
        return other.imports();
    }

    /// Sends a body to an address of ours that takes uploads.
    WireAnswer put(String url, InputStream body, Map<String, List<String>> headers) throws IOException {
        URI address = URI.create(url);
        String[] path = address.getPath().split("/");
        Page.Visit visit = new Page.Visit(
                new WireRequest("PUT", address.getPath(), address.getQuery(), headers, new byte[0]),
                Map.of("poolId", path[3], "jobId", path[4]),
                "request-1",
                "192.0.2.1",
                true,
                now);
        return rooms.pages().uploads().getFirst().upload().answer(visit, body);
    }

    /// Makes signing keys for a pool that has none.
    Consumer<Tx> signingKeys(PoolId pool) {
        KeyPairs pairs = new KeyPairs(1);
        try (pairs) {
            return new PoolKeys(ground.store(), ground.sealer(), pairs, ground.chance(), this::now).create(pool);
        }
    }

    Ground ground() {
        return ground;
    }

    /// The room of second factors, for its own pages.
    Mfa mfa() {
        return rooms.mfa();
    }

    /// The time, as the rooms see it.
    InstantSource clock() {
        return () -> now;
    }

    /// What the last call told the audit.
    Trail trail() {
        return trail;
    }

    <I extends Shape, O extends Shape> O call(Operation<I, O> operation, I request) {
        trail = new Trail();
        Caller caller = operation.signed() ? new Caller.Root("000000000000", "AKIAEXAMPLE") : new Caller.Anonymous();
        Call call = new Call("request-1", caller, now, "eu-west-1", address, userAgent, false, trail);
        return handler(operation).handle(request, call);
    }

    @SuppressWarnings("unchecked") // a table's row holds the handler of its operation
    private <I extends Shape, O extends Shape> Handler<I, O> handler(Operation<I, O> operation) {
        return (Handler<I, O>)
                ((Operations.Entry<?, ?>) operations.find(operation).orElseThrow()).handler();
    }

    @Override
    public void close() {
        others.forEach(Rooms::close);
        rooms.close();
        ground.close();
    }
}
