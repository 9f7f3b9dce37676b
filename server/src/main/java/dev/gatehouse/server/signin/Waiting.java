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

    /// What a session of choice-based sign-in holds.
    record Choosing(Attempt attempt, ChoiceFlow.Choosing state, Claimants.Claim claim) {}

    /// What was sealed, whatever it waits for.
    private record Sealed(Attempt attempt, Flow.State state) {}

    /// The session of an answer to a challenge.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException when there is none,
    ///     NotAuthorizedException when it is not for this client or this USERNAME, or too late
    Held of(Response response) {
        Held held = open(session(response), response.pool(), response.client());
        requireNamed(response, held.claim());
        return held;
    }

    /// The session of an answer to a challenge of choice-based sign-in.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException as {@link #of}
    Choosing choosing(Response response) {
        Sealed sealed = unseal(session(response), response.pool(), response.client());
        if (!(sealed.state() instanceof ChoiceFlow.Choosing state)) {
            throw Refusals.invalidSession();
        }
        Claimants.Claim claim = claimants.again(response.pool(), state.claimant());
        requireNamed(response, claim);
        return new Choosing(sealed.attempt(), state, claim.named(typed(response, state)));
    }

    /// What a stand-in is like follows from the name that was sent first.
    private static String typed(Response response, ChoiceFlow.Choosing state) {
        return state instanceof ChoiceFlow.AwaitingChoice choice
                        && !choice.typed().isEmpty()
                ? choice.typed()
                : response.given().requireName();
    }

    /// Whether the session of an answer lies before the first factor: two challenges have the same name on either
    /// side of it.
    boolean isChoosing(Response response) {
        return unseal(session(response), response.pool(), response.client()).state() instanceof ChoiceFlow.Choosing;
    }

    private void requireNamed(Response response, Claimants.Claim claim) {
        if (!claimants.isNamed(claim, response.given().require("USERNAME"))) {
            throw Refusals.invalidSession();
        }
        claim.user().ifPresent(user -> response.call().trail().user(user.sub().value()));
    }

    /// A session for a client.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException
    Held open(String session, Pool pool, Client client) {
        Sealed sealed = unseal(session, pool, client);
        if (!(sealed.state() instanceof Flow.UnderWay state)) {
            throw Refusals.invalidSession();
        }
        return new Held(
                sealed.attempt(),
                state,
                claimants.again(pool, new Flow.Known(state.progress().user())));
    }

    private Sealed unseal(String session, Pool pool, Client client) {
        return switch (attempts.openSession(session, pool.id(), client.id())) {
            case Opened.Foreign _ -> throw Refusals.invalidSession();
            case Opened.Late _ -> throw Refusals.lateSession();
            case Opened.Good(Attempt attempt, Bytes bytes) -> new Sealed(attempt, States.read(bytes.toArray()));
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
