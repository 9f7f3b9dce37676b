package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.AdminRespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.AdminRespondToAuthChallengeResponse;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.SrpTimestamp;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Opened;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.OwnPasswords;
import dev.gatehouse.server.users.SrpCredential;
import dev.gatehouse.server.users.User;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// RespondToAuthChallenge and AdminRespondToAuthChallenge: the answer to what was asked last.
final class Answering {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final String PASSWORD_STEP = "PASSWORD_VERIFIER";
    private static final String NEW_PASSWORD_STEP = "NEW_PASSWORD_REQUIRED";

    private final SignIn.Rooms rooms;
    private final Claimants claimants;
    private final OneAtATime oneAtATime;
    private final Challenges challenges;
    private final Admission admission;
    private final InstantSource clock;

    Answering(
            SignIn.Rooms rooms,
            Claimants claimants,
            OneAtATime oneAtATime,
            Challenges challenges,
            Admission admission,
            InstantSource clock) {
        this.rooms = rooms;
        this.claimants = claimants;
        this.oneAtATime = oneAtATime;
        this.challenges = challenges;
        this.admission = admission;
        this.clock = clock;
    }

    /// An answer, through either operation; a session begun with one may be answered with the other.
    private record Response(
            Pool pool,
            Client client,
            Parameters given,
            @Nullable String session,
            Call call) {}

    RespondToAuthChallengeResponse handle(RespondToAuthChallengeRequest request, Call call) {
        Client client = rooms.directory().client(Objects.requireNonNull(request.clientId()));
        Pool pool = rooms.directory().pool(client.pool());
        Parameters given = Parameters.of(request.challengeResponses());
        return answer(
                        Objects.requireNonNull(request.challengeName()),
                        new Response(pool, client, given, request.session(), call))
                .toRespond();
    }

    AdminRespondToAuthChallengeResponse handleAdmin(AdminRespondToAuthChallengeRequest request, Call call) {
        Pool pool = rooms.directory().pool(Objects.requireNonNull(request.userPoolId()), call);
        Client client = rooms.directory().client(pool, Objects.requireNonNull(request.clientId()));
        Parameters given = Parameters.of(request.challengeResponses());
        return answer(
                        Objects.requireNonNull(request.challengeName()),
                        new Response(pool, client, given, request.session(), call))
                .toAdminRespond();
    }

    private Reply answer(ChallengeNameType challenge, Response response) {
        response.call().trail().pool(response.pool().id().value());
        response.call().trail().client(response.client().id().value());
        response.client()
                .requireSecretHash(
                        response.given().requireName(), response.given().secretHash());
        return switch (challenge) {
            case PASSWORD_VERIFIER -> passwordVerifier(response);
            case NEW_PASSWORD_REQUIRED -> newPassword(response);
            case SMS_MFA,
                    EMAIL_OTP,
                    SOFTWARE_TOKEN_MFA,
                    SELECT_MFA_TYPE,
                    MFA_SETUP,
                    CUSTOM_CHALLENGE,
                    SELECT_CHALLENGE,
                    DEVICE_SRP_AUTH,
                    DEVICE_PASSWORD_VERIFIER,
                    ADMIN_NO_SRP_AUTH,
                    SMS_OTP,
                    PASSWORD,
                    WEB_AUTHN,
                    PASSWORD_SRP -> throw neverAsked();
        };
    }

    private Reply passwordVerifier(Response response) {
        byte[] block = secretBlock(response);
        SrpTimestamp timestamp = SrpTimestamp.parse(response.given().require("TIMESTAMP"))
                .orElseThrow(() -> new InvalidParameterException(
                        "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english."));
        String signature = response.given().require("PASSWORD_CLAIM_SIGNATURE");
        Opened opened = rooms.attempts()
                .openSecretBlock(block, response.pool().id(), response.client().id());
        return switch (opened) {
            case Opened.Foreign ignored -> throw Refusals.wrongPassword();
            case Opened.Late ignored -> throw Refusals.lateSession();
            case Opened.Good(Attempt attempt, Bytes bytes) -> {
                if (!(States.read(bytes.toArray()) instanceof Flow.AwaitingSrpProof state)) {
                    throw Refusals.wrongPassword();
                }
                Claimants.Claim claim = claimants.again(response.pool(), state.claimant());
                SrpCredential credential = claimants.credential(claim);
                Proof proof = new Proof(state, credential, Bytes.of(block), timestamp, signature);
                yield oneAtATime.at(
                        response.pool().id(), claimants.key(claim), () -> judge(response, attempt, claim, proof));
            }
        };
    }

    /// The parts of an SRP proof.
    private record Proof(
            Flow.AwaitingSrpProof state,
            SrpCredential credential,
            Bytes block,
            SrpTimestamp timestamp,
            String signature) {}

    private Reply judge(Response response, Attempt attempt, Claimants.Claim claim, Proof proof) {
        claim.user().ifPresent(user -> response.call().trail().user(user.sub().value()));
        Flow.Verdict verdict =
                Flow.next(proof.state(), new Flow.PasswordProof(holds(response, proof)), claimants.facts(claim));
        return switch (verdict) {
            case Flow.Refuse(Flow.Reason reason) -> {
                claimants.countFailure(claim, reason);
                throw refuse(response, reason);
            }
            case Flow.Ask(Flow.Challenge challenge) -> {
                User user = claim.user().orElseThrow();
                Attempt next = rooms.attempts().goOn(attempt, response.client().sessionValidity());
                Reply.Asked asked = challenges.next(challenge, response.pool(), response.client(), next, user);
                goOn(attempt, claim);
                yield asked;
            }
            case Flow.Admit ignored ->
                new Reply.Admitted(admission.admit(
                        response.pool(),
                        response.client(),
                        attempt,
                        claim.user().orElseThrow().sub(),
                        tx -> claimants.admitted(tx, claim)));
        };
    }

    /// Spends the password step; its proof never leads on again.
    private void goOn(Attempt attempt, Claimants.Claim claim) {
        rooms.store().write(tx -> {
            claimants.admitted(tx, claim);
            if (!rooms.attempts().spend(tx, attempt, PASSWORD_STEP)) {
                throw Refusals.wrongPassword();
            }
            return true;
        });
    }

    /// The proof holds when the name answered is the one asked, the clock is near ours, and the signature is right.
    private boolean holds(Response response, Proof proof) {
        SrpExchange exchange = proof.state().exchange();
        SrpCredential credential = proof.credential();
        boolean proven = exchange.serverKey()
                .verify(
                        new SrpIdentity(response.pool().id().name(), credential.userIdForSrp()),
                        credential.verifier(),
                        exchange.clientKey(),
                        proof.block().toArray(),
                        proof.timestamp(),
                        proof.signature());
        boolean near = Duration.between(proof.timestamp().instant(), clock.instant())
                        .abs()
                        .compareTo(CLOCK_SKEW)
                <= 0;
        boolean named = names(response, proof);
        return proven && near && named;
    }

    private boolean names(Response response, Proof proof) {
        String name = response.given().requireName();
        if (name.equals(proof.credential().userIdForSrp())) {
            return true;
        }
        return claimants
                .byName(response.pool(), name)
                .claimant()
                .equals(proof.state().claimant());
    }

    private Reply newPassword(Response response) {
        NewPasswordAnswer answer = NewPasswordAnswer.of(response.given());
        if (response.session() == null) {
            throw Refusals.missing("Session");
        }
        Opened opened = rooms.attempts()
                .openSession(
                        response.session(),
                        response.pool().id(),
                        response.client().id());
        return switch (opened) {
            case Opened.Foreign ignored -> throw Refusals.invalidSession();
            case Opened.Late ignored -> throw Refusals.lateSession();
            case Opened.Good(Attempt attempt, Bytes bytes) -> {
                if (!(States.read(bytes.toArray()) instanceof Flow.AwaitingNewPassword state)) {
                    throw Refusals.invalidSession();
                }
                yield newPassword(response, attempt, state, answer);
            }
        };
    }

    private Reply newPassword(
            Response response, Attempt attempt, Flow.AwaitingNewPassword state, NewPasswordAnswer answer) {
        Claimants.Claim claim = claimants.again(response.pool(), new Flow.Known(state.user()));
        Claimants.Claim named =
                claimants.byName(response.pool(), response.given().requireName());
        if (!named.claimant().equals(claim.claimant())) {
            throw Refusals.invalidSession();
        }
        response.call().trail().user(state.user().value());
        Flow.Verdict verdict = Flow.next(state, new Flow.NewPassword(), claimants.facts(claim));
        return switch (verdict) {
            case Flow.Refuse(Flow.Reason reason) -> {
                refuseSpent(attempt, reason);
                throw refuse(response, reason);
            }
            case Flow.Ask(Flow.Challenge challenge) ->
                challenges.next(
                        challenge,
                        response.pool(),
                        response.client(),
                        attempt,
                        claim.user().orElseThrow());
            case Flow.Admit ignored -> {
                OwnPasswords.Prepared change = rooms.ownPasswords()
                        .prepare(
                                response.pool(),
                                response.client(),
                                claim.user().orElseThrow(),
                                answer.password(),
                                answer.attributes());
                yield new Reply.Admitted(admission.admit(
                        response.pool(),
                        response.client(),
                        attempt,
                        state.user(),
                        tx -> setPassword(tx, response.pool(), attempt, change)));
            }
        };
    }

    private User setPassword(Tx tx, Pool pool, Attempt attempt, OwnPasswords.Prepared change) {
        if (!rooms.attempts().spend(tx, attempt, NEW_PASSWORD_STEP)) {
            throw Refusals.spentSession();
        }
        return rooms.ownPasswords().write(tx, pool, change).orElseThrow(Refusals::invalidSession);
    }

    /// An answer that comes too late for the user's state may be one that was given before.
    private void refuseSpent(Attempt attempt, Flow.Reason reason) {
        boolean spent = reason == Flow.Reason.WRONG_STATE
                && !rooms.store().write(tx -> rooms.attempts().spend(tx, attempt, NEW_PASSWORD_STEP));
        if (spent) {
            throw Refusals.spentSession();
        }
    }

    private static byte[] secretBlock(Response response) {
        try {
            return Base64.getDecoder().decode(response.given().require("PASSWORD_CLAIM_SECRET_BLOCK"));
        } catch (IllegalArgumentException notBase64) {
            throw Refusals.wrongPassword();
        }
    }

    /// No flow of ours has asked this challenge, so no session can belong to it.
    private static RuntimeException neverAsked() {
        return Refusals.invalidSession();
    }

    private static RuntimeException refuse(Response response, Flow.Reason reason) {
        response.call().trail().reason(reason.name());
        return Refusals.of(reason, response.client().hidesUsers());
    }
}
