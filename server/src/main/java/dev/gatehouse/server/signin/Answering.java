package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.AdminRespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.AdminRespondToAuthChallengeResponse;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Opened;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.OwnPasswords;
import dev.gatehouse.server.users.SrpCredential;
import dev.gatehouse.server.users.User;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// RespondToAuthChallenge and AdminRespondToAuthChallenge: the answer to what was asked last.
final class Answering {
    private static final Set<ChallengeNameType> OF_CUSTOM_AUTH = Set.of(
            ChallengeNameType.CUSTOM_CHALLENGE,
            ChallengeNameType.DEVICE_SRP_AUTH,
            ChallengeNameType.DEVICE_PASSWORD_VERIFIER);
    private static final String PASSWORD_STEP = "PASSWORD_VERIFIER";
    private static final String NEW_PASSWORD_STEP = "NEW_PASSWORD_REQUIRED";

    private final SignIn.Rooms rooms;
    private final Claimants claimants;
    private final Waiting waiting;
    private final FactorAnswers factors;
    private final DeviceAnswers devices;
    private final CustomAnswers customAnswers;
    private final ChoiceAnswers choices;
    private final PasskeyAnswers passkeys;
    private final OneAtATime oneAtATime;
    private final Steps steps;
    private final InstantSource clock;

    Answering(
            SignIn.Rooms rooms,
            Claimants claimants,
            Waiting waiting,
            FactorAnswers factors,
            DeviceAnswers devices,
            CustomAnswers customAnswers,
            ChoiceAnswers choices,
            PasskeyAnswers passkeys,
            OneAtATime oneAtATime,
            Steps steps,
            InstantSource clock) {
        this.rooms = rooms;
        this.claimants = claimants;
        this.waiting = waiting;
        this.factors = factors;
        this.devices = devices;
        this.customAnswers = customAnswers;
        this.choices = choices;
        this.passkeys = passkeys;
        this.oneAtATime = oneAtATime;
        this.steps = steps;
        this.clock = clock;
    }

    RespondToAuthChallengeResponse handle(RespondToAuthChallengeRequest request, Call call) {
        Client client = rooms.directory().client(Objects.requireNonNull(request.clientId()));
        Pool pool = rooms.directory().pool(client.pool());
        Parameters given = Parameters.of(request.challengeResponses());
        return answer(
                        Objects.requireNonNull(request.challengeName()),
                        new Response(pool, client, given, request.session(), metadata(request.clientMetadata()), call))
                .toRespond();
    }

    AdminRespondToAuthChallengeResponse handleAdmin(AdminRespondToAuthChallengeRequest request, Call call) {
        Pool pool = rooms.directory().pool(Objects.requireNonNull(request.userPoolId()), call);
        Client client = rooms.directory().client(pool, Objects.requireNonNull(request.clientId()));
        Parameters given = Parameters.of(request.challengeResponses());
        return answer(
                        Objects.requireNonNull(request.challengeName()),
                        new Response(
                                pool,
                                client,
                                given,
                                request.session(),
                                metadata(request.clientMetadata()),
                                BehindServer.of(request.contextData(), call)))
                .toAdminRespond();
    }

    private Reply answer(ChallengeNameType challenge, Response response) {
        response.call().trail().pool(response.pool().id().value());
        response.call().trail().client(response.client().id().value());
        response.client()
                .requireSecretHash(
                        response.given().requireName(), response.given().secretHash());
        if (response.client().onlyCustomAuth() && !OF_CUSTOM_AUTH.contains(challenge)) {
            throw Refusals.onlyCustomAuth();
        }
        return customAnswers.answer(challenge, response).orElseGet(() -> answerToStep(challenge, response));
    }

    private Reply answerToStep(ChallengeNameType challenge, Response response) {
        return switch (challenge) {
            case PASSWORD_VERIFIER -> passwordVerifier(response);
            case NEW_PASSWORD_REQUIRED -> newPassword(response);
            case SMS_MFA -> factors.sentCode(response, Factor.SMS_MFA, "SMS_MFA_CODE");
            case EMAIL_OTP -> emailCode(response);
            case SELECT_CHALLENGE -> choices.pick(response);
            case PASSWORD -> choices.password(response);
            case PASSWORD_SRP -> choices.srpKey(response);
            case WEB_AUTHN -> passkeys.answer(response);
            case SMS_OTP -> choices.code(response, FirstFactor.SMS_OTP, "SMS_OTP_CODE");
            case SOFTWARE_TOKEN_MFA -> factors.appCode(response);
            case SELECT_MFA_TYPE -> factors.choice(response);
            case MFA_SETUP -> factors.setUp(response);
            case DEVICE_SRP_AUTH -> devices.start(response);
            case DEVICE_PASSWORD_VERIFIER -> devices.proof(response);
            case CUSTOM_CHALLENGE -> customChallenge(response);
            case ADMIN_NO_SRP_AUTH -> throw neverAsked();
        };
    }

    /// The same name for the first factor and the second.
    private Reply emailCode(Response response) {
        String parameter = "EMAIL_OTP_CODE";
        return choices.isFirst(response)
                ? choices.code(response, FirstFactor.EMAIL_OTP, parameter)
                : factors.sentCode(response, Factor.EMAIL_OTP, parameter);
    }

    private Reply passwordVerifier(Response response) {
        SrpClaim given = SrpClaim.of(response.given());
        Opened opened = rooms.attempts()
                .openSecretBlock(
                        given.block().toArray(),
                        response.pool().id(),
                        response.client().id());
        return switch (opened) {
            case Opened.Foreign ignored -> throw Refusals.wrongPassword();
            case Opened.Late ignored -> throw Refusals.lateSession();
            case Opened.Good(Attempt attempt, Bytes bytes) -> {
                Flow.State waited = States.read(bytes.toArray());
                if (waited instanceof Flow.AwaitingCustom custom) {
                    yield customAnswers.proof(response, attempt, custom, (exchange, claim) -> {
                        Flow.AwaitingSrpProof state = new Flow.AwaitingSrpProof(claim.claimant(), exchange);
                        SrpCredential credential = claimants.credential(claim);
                        return holds(response, new Proof(state, credential, given));
                    });
                }
                if (!(waited instanceof Flow.AwaitingSrpProof state)) {
                    throw Refusals.wrongPassword();
                }
                Claimants.Claim claim = claimants.again(response.pool(), state.claimant());
                SrpCredential credential = claimants.credential(claim);
                Proof proof = new Proof(state, credential, given);
                yield oneAtATime.at(
                        response.pool().id(), claimants.key(claim), () -> judge(response, attempt, claim, proof));
            }
        };
    }

    /// The parts of an SRP proof.
    private record Proof(Flow.AwaitingSrpProof state, SrpCredential credential, SrpClaim given) {}

    private Reply judge(Response response, Attempt attempt, Claimants.Claim claim, Proof proof) {
        claim.user().ifPresent(user -> response.call().trail().user(user.sub().value()));
        Optional<String> device =
                response.given().deviceKey().or(() -> proof.state().deviceKey());
        Flow.Verdict verdict = Flow.next(
                proof.state(), new Flow.PasswordProof(holds(response, proof)), claimants.facts(claim, device));
        return switch (verdict) {
            case Flow.Refuse(Flow.Reason reason) -> {
                Flow.Reason told = Claimants.told(claim, reason, response.client());
                claimants.countFailure(claim, told);
                throw response.refusal(told);
            }
            case Flow.Onward onward -> steps.take(onward, afterProof(response, attempt, claim));
        };
    }

    private Turn afterProof(Response response, Attempt attempt, Claimants.Claim claim) {
        User user = claim.user().orElseThrow();
        return new Turn(
                response.pool(),
                response.client(),
                response.call(),
                attempt,
                user,
                Progress.of(user),
                Optional.empty(),
                (tx, challenge) -> {
                    claimants.asked(tx, claim, challenge);
                    if (!rooms.attempts().spend(tx, attempt, PASSWORD_STEP)) {
                        throw Refusals.wrongPassword();
                    }
                },
                tx -> claimants.admitted(tx, claim));
    }

    /// The proof holds when the name answered is the one asked, the clock is near ours, and the signature is
    /// right.
    private boolean holds(Response response, Proof proof) {
        SrpCredential credential = proof.credential();
        boolean proven = proof.given()
                .holds(
                        proof.state().exchange(),
                        new SrpIdentity(response.pool().id().name(), credential.userIdForSrp()),
                        credential.verifier(),
                        clock.instant());
        boolean named = names(response, proof);
        return proven && named;
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
        Waiting.Held held = waiting.of(response);
        Claimants.Claim claim = held.claim();
        Optional<User> changed =
                claim.user().map(user -> OwnPasswords.preview(user, answer.attributes(), clock.instant()));
        Flow.Verdict verdict = Flow.next(
                held.state(),
                new Flow.NewPassword(),
                claimants.facts(claim, changed, response.given().deviceKey()));
        return switch (verdict) {
            case Flow.Refuse(Flow.Reason reason) -> {
                refuseSpent(held.attempt(), reason);
                throw response.refusal(reason);
            }
            case Flow.Onward onward ->
                steps.take(
                        onward,
                        afterNewPassword(response, held, changed.orElseThrow(), prepare(response, claim, answer)));
        };
    }

    private Turn afterNewPassword(Response response, Waiting.Held held, User changed, OwnPasswords.Prepared change) {
        return new Turn(
                response.pool(),
                response.client(),
                response.call(),
                held.attempt(),
                changed,
                new Progress(changed.sub(), change.at()),
                Optional.empty(),
                (tx, _) -> setPassword(tx, response.pool(), held.attempt(), change),
                tx -> setPassword(tx, response.pool(), held.attempt(), change));
    }

    private OwnPasswords.Prepared prepare(Response response, Claimants.Claim claim, NewPasswordAnswer answer) {
        return rooms.ownPasswords()
                .prepare(
                        response.pool(),
                        response.client(),
                        claim.user().orElseThrow(),
                        answer.password(),
                        answer.attributes());
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

    /// A custom challenge without a session that asked it: says what is wrong with the one given.
    private Reply customChallenge(Response response) {
        waiting.of(response);
        throw neverAsked();
    }

    private static Map<String, String> metadata(@Nullable Map<String, String> given) {
        return given == null ? Map.of() : given;
    }

    /// No flow of ours has asked this challenge, so no session can belong to it.
    private static RuntimeException neverAsked() {
        return Refusals.invalidSession();
    }
}
