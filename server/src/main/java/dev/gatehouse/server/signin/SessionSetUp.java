package dev.gatehouse.server.signin;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.AssociateSoftwareTokenRequest;
import dev.gatehouse.model.cognitoidp.AssociateSoftwareTokenResponse;
import dev.gatehouse.model.cognitoidp.ResourceNotFoundException;
import dev.gatehouse.model.cognitoidp.VerifySoftwareTokenRequest;
import dev.gatehouse.model.cognitoidp.VerifySoftwareTokenResponse;
import dev.gatehouse.model.cognitoidp.VerifySoftwareTokenResponseType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.mfa.SetUp;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.User;
import java.util.Optional;

/// AssociateSoftwareToken and VerifySoftwareToken with the `Session` of MFA_SETUP. Those with an access token
/// are handed on to the room `mfa`.
final class SessionSetUp {
    private final SignIn.Rooms rooms;
    private final Claimants claimants;
    private final Waiting waiting;

    SessionSetUp(SignIn.Rooms rooms, Claimants claimants, Waiting waiting) {
        this.rooms = rooms;
        this.claimants = claimants;
        this.waiting = waiting;
    }

    /// A session of MFA_SETUP in which an authenticator app may be set up.
    private record Open(
            Pool pool, Client client, Attempt attempt, Flow.AwaitingFactorSetup state, Claimants.Claim claim) {}

    AssociateSoftwareTokenResponse associate(AssociateSoftwareTokenRequest request, Call call) {
        requireOne(request.accessToken() == null, request.session() == null);
        if (request.accessToken() != null) {
            return rooms.mfa().setUp().associate(request.accessToken(), call);
        }
        Open open = open(requireNonNull(request.session()), call);
        Bytes secret = rooms.mfa().authenticators().fresh();
        Flow.AwaitingFactorSetup state = open.state();
        Flow.State next =
                new Flow.AwaitingFactorSetup(state.progress(), state.offered(), state.round() + 1, Optional.of(secret));
        rooms.store().write(tx -> {
            goOn(tx, open);
            return true;
        });
        return AssociateSoftwareTokenResponse.builder()
                .secretCode(SetUp.text(secret))
                .session(session(open, next))
                .build();
    }

    VerifySoftwareTokenResponse verify(VerifySoftwareTokenRequest request, Call call) {
        requireOne(request.accessToken() == null, request.session() == null);
        if (request.accessToken() != null) {
            return rooms.mfa().setUp().verify(request.accessToken(), request, call);
        }
        Open open = open(requireNonNull(request.session()), call);
        Bytes secret = open.state().secret().orElseThrow(Refusals::invalidSession);
        long step = SetUp.requireMatch(rooms.mfa().authenticators().match(secret, requireNonNull(request.userCode())));
        Optional<String> deviceName = Optional.ofNullable(request.friendlyDeviceName());
        rooms.store().write(tx -> {
            goOn(tx, open);
            return rooms.users()
                    .update(
                            tx,
                            open.pool(),
                            open.state().progress().user(),
                            user -> proven(tx, user, secret, step, deviceName));
        });
        return VerifySoftwareTokenResponse.builder()
                .status(VerifySoftwareTokenResponseType.SUCCESS)
                .session(session(open, new Flow.AwaitingSetupEnd(open.state().progress())))
                .build();
    }

    /// Switches the factor on. Another sign-in may have done so since this session was looked at; the first one
    /// stays.
    private User proven(Tx tx, User user, Bytes secret, long step, Optional<String> deviceName) {
        if (!user.factors().active().isEmpty()) {
            throw Refusals.invalidSession();
        }
        User proven = rooms.mfa().authenticators().proven(tx, user, secret, step, deviceName);
        return rooms.mfa().authenticators().activated(proven, Factor.SOFTWARE_TOKEN_MFA);
    }

    private void goOn(Tx tx, Open open) {
        claimants.goingOn(tx, open.claim());
        if (!rooms.attempts().spend(tx, open.attempt(), FactorAnswers.setupStep(open.state()))) {
            throw Refusals.spentSession();
        }
    }

    private Open open(String session, Call call) {
        Client client = client(session);
        Pool pool = rooms.directory().pool(client.pool());
        call.trail().pool(pool.id().value());
        call.trail().client(client.id().value());
        Waiting.Held held = waiting.open(session, pool, client);
        held.claim().user().ifPresent(user -> call.trail().user(user.sub().value()));
        if (!(held.state() instanceof Flow.AwaitingFactorSetup state)) {
            throw Refusals.invalidSession();
        }
        if (!Flow.maySetUp(state, Factor.SOFTWARE_TOKEN_MFA, claimants.facts(held.claim()))) {
            call.trail().reason(Flow.Reason.WRONG_STATE.name());
            throw Refusals.invalidSession();
        }
        return new Open(pool, client, held.attempt(), state, held.claim());
    }

    private Client client(String session) {
        String id = Attempts.clientOf(session).orElseThrow(Refusals::invalidSession);
        try {
            return rooms.directory().client(id);
        } catch (ResourceNotFoundException e) {
            throw Refusals.invalidSession();
        }
    }

    private String session(Open open, Flow.State next) {
        Attempt attempt = rooms.attempts().goOn(open.attempt(), open.client().sessionValidity());
        return rooms.attempts().session(attempt, States.write(next));
    }

    private static void requireOne(boolean noToken, boolean noSession) {
        if (noToken == noSession) {
            throw Refusals.oneOfTokenAndSession();
        }
    }
}
