package dev.gatehouse.server.signin;

import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.attempts.Opened;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Bytes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the `Session` of an answer: which attempt, what it waits for, and whose it is.
final class Waiting {
    private final Attempts attempts;
    private final Claimants claimants;

    Waiting(Attempts attempts, Claimants claimants) {
        this.attempts = attempts;
        this.claimants = claimants;
    }

    /// What a session holds.
    record Held(Attempt attempt, Flow.State state, Claimants.Claim claim) {}

    /// The session of an answer to a challenge.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException when there is none,
    ///     NotAuthorizedException when it is not for this client or this USERNAME, or too late
    Held of(Response response) {
        String name = response.given().require("USERNAME");
        Held held = open(session(response), response.pool(), response.client());
        boolean named = claimants
                .byName(response.pool(), name)
                .claimant()
                .equals(held.claim().claimant());
        if (!named) {
            throw Refusals.invalidSession();
        }
        held.claim()
                .user()
                .ifPresent(user -> response.call().trail().user(user.sub().value()));
        return held;
    }

    /// A session for a client.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException
    Held open(String session, Pool pool, Client client) {
        return switch (attempts.openSession(session, pool.id(), client.id())) {
            case Opened.Foreign _ -> throw Refusals.invalidSession();
            case Opened.Late _ -> throw Refusals.lateSession();
            case Opened.Good(Attempt attempt, Bytes bytes) -> {
                Flow.State state = States.read(bytes.toArray());
                Sub user = user(state).orElseThrow(Refusals::invalidSession);
                yield new Held(attempt, state, claimants.again(pool, new Flow.Known(user)));
            }
        };
    }

    /// Whose first factor was proven; nobody's while SRP is under way.
    private static Optional<Sub> user(Flow.State state) {
        return switch (state) {
            case Flow.AwaitingSrpProof _ -> Optional.empty();
            case Flow.AwaitingNewPassword(Sub user, Instant _) -> Optional.of(user);
            case Flow.AwaitingCode code -> Optional.of(code.user());
            case Flow.AwaitingTotp(Sub user) -> Optional.of(user);
            case Flow.AwaitingFactorChoice choice -> Optional.of(choice.user());
            case Flow.AwaitingFactorSetup setup -> Optional.of(setup.user());
            case Flow.AwaitingSetupEnd(Sub user) -> Optional.of(user);
        };
    }

    /// The developer guide puts it among the responses, the API page beside them.
    private static String session(Response response) {
        @Nullable String session = response.session() == null ? response.given().get("SESSION") : response.session();
        if (session == null) {
            throw Refusals.missing("Session");
        }
        return session;
    }
}
