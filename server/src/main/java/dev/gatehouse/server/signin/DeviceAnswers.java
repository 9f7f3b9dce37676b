package dev.gatehouse.server.signin;

import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Opened;
import dev.gatehouse.server.devices.Devices;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.User;
import java.time.InstantSource;
import java.util.Optional;

/// The answers to DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER.
final class DeviceAnswers {
    private static final String START_STEP = "DEVICE_SRP_AUTH";

    private final SignIn.Rooms rooms;
    private final Claimants claimants;
    private final Waiting waiting;
    private final FactorAnswers factors;
    private final Guesses guesses;
    private final OneAtATime oneAtATime;
    private final Steps steps;
    private final InstantSource clock;

    DeviceAnswers(
            SignIn.Rooms rooms,
            Claimants claimants,
            Waiting waiting,
            FactorAnswers factors,
            Guesses guesses,
            OneAtATime oneAtATime,
            Steps steps,
            InstantSource clock) {
        this.rooms = rooms;
        this.claimants = claimants;
        this.waiting = waiting;
        this.factors = factors;
        this.guesses = guesses;
        this.oneAtATime = oneAtATime;
        this.steps = steps;
        this.clock = clock;
    }

    /// DEVICE_SRP_AUTH. amazon-cognito-identity-js answers it with the session of the code before it: that is as good,
    /// once the code was right.
    Reply start(Response response) {
        ClientKey clientKey = SrpStart.key(response.given());
        Optional<String> key = deviceKey(response);
        Waiting.Held held = waiting.of(response);
        Flow.Facts facts = claimants.facts(held.claim(), key);
        Flow.UnderWay state = factors.isProven(held)
                ? new Flow.AwaitingDeviceStart(held.state().progress(), key.orElseThrow(), true)
                : held.state();
        return switch (Flow.next(state, new Flow.DeviceStart(clientKey), facts)) {
            case Flow.Refuse(Flow.Reason reason) -> throw response.refusal(reason);
            case Flow.Onward onward -> steps.take(onward, afterStart(response, held));
        };
    }

    private Turn afterStart(Response response, Waiting.Held held) {
        return new Turn(
                response.pool(),
                response.client(),
                response.call(),
                held.attempt(),
                held.claim().user().orElseThrow(),
                held.state().progress(),
                Optional.empty(),
                (tx, _) -> {
                    claimants.goingOn(tx, held.claim());
                    if (!rooms.attempts().spend(tx, held.attempt(), START_STEP)) {
                        throw Refusals.spentSession();
                    }
                },
                tx -> claimants.goingOn(tx, held.claim()));
    }

    /// DEVICE_PASSWORD_VERIFIER. Its state travels in the secret block; a `Session` sent along is not looked at.
    Reply proof(Response response) {
        SrpClaim given = SrpClaim.of(response.given());
        Optional<String> key = deviceKey(response);
        Opened opened = rooms.attempts()
                .openSecretBlock(
                        given.block().toArray(),
                        response.pool().id(),
                        response.client().id());
        return switch (opened) {
            case Opened.Foreign _ -> throw Refusals.wrongPassword();
            case Opened.Late _ -> throw Refusals.lateSession();
            case Opened.Good(Attempt attempt, Bytes bytes) -> {
                if (!(States.read(bytes.toArray()) instanceof Flow.AwaitingDeviceProof state)) {
                    throw Refusals.wrongPassword();
                }
                Claimants.Claim claim = claimants.again(
                        response.pool(), new Flow.Known(state.progress().user()));
                yield oneAtATime.at(
                        response.pool().id(),
                        claimants.key(claim),
                        () -> judge(response, attempt, claim, new Proof(state, key, given)));
            }
        };
    }

    /// The parts of a device's proof.
    private record Proof(Flow.AwaitingDeviceProof state, Optional<String> key, SrpClaim given) {}

    private Reply judge(Response response, Attempt attempt, Claimants.Claim claim, Proof proof) {
        claim.user().ifPresent(user -> response.call().trail().user(user.sub().value()));
        Flow.Facts facts = claimants.facts(claim, proof.key());
        Flow.DeviceProof answer = new Flow.DeviceProof(holds(response, claim, proof));
        return switch (Flow.next(proof.state(), answer, facts)) {
            case Flow.Refuse(Flow.Reason reason) -> {
                claimants.countFailure(claim, reason);
                throw response.refusal(reason);
            }
            case Flow.Onward onward ->
                steps.take(
                        onward,
                        afterProof(response, attempt, claim, proof.state(), DeviceFlow.standsIn(proof.state(), facts)));
        };
    }

    private boolean holds(Response response, Claimants.Claim claim, Proof proof) {
        Flow.AwaitingDeviceProof state = proof.state();
        Optional<Devices.Credential> credential =
                claim.user().flatMap(user -> rooms.devices().credential(response.pool(), user, state.key()));
        boolean proven = credential
                .filter(known ->
                        proof.given().holds(state.exchange(), known.identity(), known.verifier(), clock.instant()))
                .isPresent();
        return proven
                && claimants
                        .byName(response.pool(), response.given().requireName())
                        .claimant()
                        .equals(claim.claimant());
    }

    private Turn afterProof(
            Response response,
            Attempt attempt,
            Claimants.Claim claim,
            Flow.AwaitingDeviceProof state,
            boolean standsIn) {
        return new Turn(
                response.pool(),
                response.client(),
                response.call(),
                attempt,
                claim.user().orElseThrow(),
                state.progress(),
                Optional.empty(),
                (tx, _) -> claimants.goingOn(tx, claim),
                tx -> admitted(tx, response, attempt, claim, state, standsIn),
                Optional.of(state.key()));
    }

    private User admitted(
            Tx tx,
            Response response,
            Attempt attempt,
            Claimants.Claim claim,
            Flow.AwaitingDeviceProof state,
            boolean standsIn) {
        guesses.requireOpen(tx, attempt);
        User user = claimants.admitted(tx, claim);
        String address = response.call().remoteAddress();
        if (!rooms.devices().signedIn(tx, user, state.key(), standsIn, address)) {
            throw response.refusal(Flow.Reason.UNKNOWN_DEVICE);
        }
        return user;
    }

    private static Optional<String> deviceKey(Response response) {
        Optional<String> key = response.given().deviceKey();
        if (key.isEmpty()) {
            throw Refusals.missing("DEVICE_KEY");
        }
        return key;
    }
}
