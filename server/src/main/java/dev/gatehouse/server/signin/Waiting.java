package dev.gatehouse.server.signin;

import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.attempts.Opened;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Bytes;
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
    record Held(Attempt attempt, Flow.UnderWay state, Claimants.Claim claim) {}

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
                if (!(States.read(bytes.toArray()) instanceof Flow.UnderWay state)) {
                    throw Refusals.invalidSession();
                }
                yield new Held(
                        attempt,
                        state,
                        claimants.again(pool, new Flow.Known(state.progress().user())));
            }
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
