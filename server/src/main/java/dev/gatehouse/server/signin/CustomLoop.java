package dev.gatehouse.server.signin;

import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.pure.srp.ServerKey;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.messages.Medium;
import dev.gatehouse.server.mfa.FactorCodes;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.triggers.CreateAuthChallenge;
import dev.gatehouse.server.triggers.CustomAuth;
import dev.gatehouse.server.triggers.DefineAuthChallenge.Decision;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.SrpCredential;
import dev.gatehouse.server.users.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The loop of a custom sign-in ("Custom authentication challenge Lambda triggers" in the developer guide): asks
/// DefineAuthChallenge what comes next and puts the challenge it names. For users and ghosts alike.
final class CustomLoop {
    private static final int SRP_PRIVATE_BYTES = 32;

    private final Claimants claimants;
    private final Challenges challenges;
    private final CodeLimit limit;
    private final Steps steps;
    private final Attempts attempts;
    private final FactorCodes codes;
    private final CustomAuth functions;
    private final Store store;
    private final Chance chance;

    CustomLoop(
            SignIn.Rooms rooms,
            Claimants claimants,
            Challenges challenges,
            CodeLimit limit,
            Steps steps,
            Chance chance) {
        this.claimants = claimants;
        this.challenges = challenges;
        this.limit = limit;
        this.steps = steps;
        this.attempts = rooms.attempts();
        this.codes = rooms.mfa().codes();
        this.functions = rooms.triggers().customAuth();
        this.store = rooms.store();
        this.chance = chance;
    }

    /// One round of the loop.
    ///
    /// @param response the call it answers
    record Round(Response response, Attempt attempt, Claimants.Claim claim, Loop loop) {
        CustomAuth.Scene scene() {
            return new CustomAuth.Scene(
                    response.pool().triggers(),
                    response.pool().id(),
                    response.client().id(),
                    loop.userName());
        }

        Round with(Loop next) {
            return new Round(response, attempt, claim, next);
        }

        /// The user; only where the rules have made sure that there is one.
        User user() {
            return claim.user().orElseThrow();
        }
    }

    /// A challenge, what is kept for its answer, and the code that goes with it.
    private record Put(
            CustomStep step,
            Map<String, String> parameters,
            Loop.Pending pending,
            Optional<FactorCodes.Prepared> code) {
        static Put silent(CustomStep step, Map<String, String> parameters, Loop.Pending pending) {
            return new Put(step, parameters, pending, Optional.empty());
        }
    }

    /// Asks DefineAuthChallenge what comes next, and does so.
    Reply goOn(Round round) {
        Decision decision = functions.define(
                round.scene(),
                CustomAudience.of(round.claim(), round.response().clientMetadata()),
                round.loop().history());
        Claimants.Claim now = claimants.again(round.claim());
        Round next = new Round(round.response(), round.attempt(), now, round.loop());
        Optional<String> deviceKey = round.response().given().deviceKey();
        return switch (CustomRules.afterDecision(decision, round.loop(), claimants.facts(now, deviceKey))) {
            case CustomRules.Refuse(Flow.Reason reason) ->
                throw round.response().refusal(reason);
            case CustomRules.Put put -> put(put, next);
            case CustomRules.Finish(Flow.Onward onward) -> steps.take(onward, turn(next));
        };
    }

    /// Puts a challenge: one write, in which the loop is parked and a code goes into the outbox, then the code is
    /// sent.
    Reply put(CustomRules.Put wanted, Round round) {
        Attempt next = attempts.goOn(round.attempt(), round.response().client().sessionValidity());
        Round later = new Round(round.response(), next, round.claim(), round.loop());
        return switch (wanted.step()) {
            case CUSTOM_CHALLENGE -> park(custom(later), later);
            case PASSWORD_VERIFIER -> passwordVerifier(later);
            case SMS_MFA -> park(code(later, Factor.SMS_MFA, Medium.SMS, "phone_number"), later);
            case EMAIL_OTP -> park(code(later, Factor.EMAIL_OTP, Medium.EMAIL, "email"), later);
            case SOFTWARE_TOKEN_MFA ->
                park(
                        Put.silent(
                                wanted.step(),
                                Challenges.softwareTokenParameters(later.user()),
                                new Loop.Pending.AppCode()),
                        later);
            case SELECT_MFA_TYPE ->
                park(
                        Put.silent(
                                wanted.step(),
                                Challenges.choiceParameters(later.user(), wanted.offered()),
                                new Loop.Pending.FactorChoice(wanted.offered())),
                        later);
        };
    }

    private Put custom(Round round) {
        CreateAuthChallenge.Response made = functions.create(
                round.scene(),
                CustomAudience.of(round.claim(), round.response().clientMetadata()),
                CustomStep.CUSTOM_CHALLENGE.name(),
                round.loop().history());
        Map<String, String> parameters = new LinkedHashMap<>(made.publicChallengeParameters());
        parameters.put("USERNAME", shownName(round));
        return Put.silent(
                CustomStep.CUSTOM_CHALLENGE,
                parameters,
                new Loop.Pending.Challenge(made.privateChallengeParameters(), made.challengeMetadata()));
    }

    private Put code(Round round, Factor factor, Medium medium, String attribute) {
        String destination = round.user().attribute(attribute).orElseThrow(Refusals::invalidSession);
        FactorCodes.Prepared code = codes.prepare(
                round.response().pool(),
                round.response().client().id(),
                round.user(),
                round.attempt().id(),
                medium,
                destination);
        return new Put(
                CustomStep.of(factor),
                Challenges.codeParameters(round.user(), code),
                new Loop.Pending.Code(factor, code.digest(), destination),
                Optional.of(code));
    }

    /// The state travels in the secret block, as everywhere; there is no session.
    private Reply passwordVerifier(Round round) {
        ClientKey clientKey = round.loop().clientKey().orElseThrow();
        SrpCredential credential = claimants.credential(round.claim());
        ServerKey serverKey = ServerKey.begin(credential.verifier(), chance.bytes(SRP_PRIVATE_BYTES));
        Flow.AwaitingCustom state = keep(
                CustomStep.PASSWORD_VERIFIER,
                new Loop.Pending.Proof(new SrpExchange(clientKey, serverKey)),
                Optional.empty(),
                round);
        return challenges.passwordVerifier(round.attempt(), credential, serverKey, state);
    }

    private Reply park(Put put, Round round) {
        Flow.AwaitingCustom state = keep(put.step(), put.pending(), put.code(), round);
        put.code().ifPresent(codes::send);
        String session = attempts.session(round.attempt(), States.write(state));
        return new Reply.Asked(put.step().challenge(), put.parameters(), session);
    }

    private Flow.AwaitingCustom keep(
            CustomStep step, Loop.Pending pending, Optional<FactorCodes.Prepared> code, Round round) {
        String key = attempts.parkingKey();
        byte[] waiting = LoopBytes.write(new LoopBytes.Waiting(round.loop(), pending));
        store.write(tx -> {
            claimants.stillThere(tx, round.claim());
            attempts.park(tx, round.attempt(), key, waiting);
            code.ifPresent(sent -> {
                limit.second(tx, round.user());
                codes.keep(tx, round.response().pool(), sent);
            });
            return true;
        });
        return new Flow.AwaitingCustom(round.claim().claimant(), step, key);
    }

    /// Out of the loop, into what every sign-in has in common.
    private Turn turn(Round round) {
        User user = round.user();
        return new Turn(
                round.response().pool(),
                round.response().client(),
                round.response().call(),
                round.attempt(),
                user,
                Progress.of(user),
                Optional.empty(),
                (tx, challenge) -> claimants.asked(tx, round.claim(), challenge),
                tx -> claimants.admitted(tx, round.claim()));
    }

    /// The user name as a user of that name would be shown it.
    private String shownName(Round round) {
        return round.claim()
                .user()
                .map(User::username)
                .orElseGet(() -> claimants.credential(round.claim()).userIdForSrp());
    }
}
