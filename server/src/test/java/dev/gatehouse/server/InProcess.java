package dev.gatehouse.server;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Handler;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Trail;
import dev.gatehouse.server.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// All rooms wired on a store of their own, without HTTP, by a clock that tests turn.
final class InProcess implements AutoCloseable {
    private final Ground ground;
    private final Rooms rooms;
    private Instant now = Instant.parse("2026-03-03T09:05:00Z");
    private Trail trail = new Trail();

    private InProcess(Path folder) throws IOException {
        Settings settings = Settings.read(
                Optional.empty(), Map.of(), Map.of("dataFolder", folder.toString(), "region", "eu-west-1"));
        InstantSource clock = () -> now;
        SecureRandom random = new SecureRandom();
        ground = Ground.open(settings, clock, random);
        rooms = Rooms.wire(ground, settings, "https://id.example", clock, random);
    }

    static InProcess in(Path folder) throws IOException {
        return new InProcess(folder);
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Ground ground() {
        return ground;
    }

    /// What the last call told the audit.
    Trail trail() {
        return trail;
    }

    <I extends Shape, O extends Shape> O call(Operation<I, O> operation, I request) {
        trail = new Trail();
        Caller caller = operation.signed() ? new Caller.Root("000000000000", "AKIAEXAMPLE") : new Caller.Anonymous();
        Call call = new Call("request-1", caller, now, "eu-west-1", "192.0.2.1", null, false, trail);
        return handler(operation).handle(request, call);
    }

    @SuppressWarnings("unchecked") // a table's row holds the handler of its operation
    private <I extends Shape, O extends Shape> Handler<I, O> handler(Operation<I, O> operation) {
        return (Handler<I, O>)
                ((Operations.Entry<?, ?>) rooms.operations().find(operation).orElseThrow()).handler();
    }

    @Override
    public void close() {
        rooms.close();
        ground.close();
    }
}
