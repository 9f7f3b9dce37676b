package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.AdminInitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.AdminInitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.NotImplementedException;
import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.pure.srp.ServerKey;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.triggers.Trigger;
import dev.gatehouse.server.users.SrpCredential;
import dev.gatehouse.server.users.User;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// InitiateAuth and AdminInitiateAuth: the first step of each flow.
final class Begin {
    private static final int SRP_PRIVATE_BYTES = 32;

    private final SignIn.Rooms rooms;
    private final Claimants claimants;
    private final OneAtATime oneAtATime;
    private final Challenges challenges;
    private final Steps steps;
    private final CustomBegin customBegin;
    private final Refreshing refreshing;
    private final Chance chance;

    Begin(
            SignIn.Rooms rooms,
            Claimants claimants,
            OneAtATime oneAtATime,
            Challenges challenges,
            Steps steps,
            CustomBegin customBegin,
            Refreshing refreshing,
            Chance chance) {
        this.rooms = rooms;
        this.claimants = claimants;
        this.oneAtATime = oneAtATime;
        this.challenges = challenges;
        this.steps = steps;
        this.customBegin = customBegin;
        this.refreshing = refreshing;
        this.chance = chance;
    }

    /// A flow to begin, through either operation.
    ///
    /// @param admin whether it came through AdminInitiateAuth
    private record Opening(
            Pool pool, Client client, AuthFlowType flow, Parameters parameters, boolean admin, Call call) {}

    InitiateAuthResponse handle(InitiateAuthRequest request, Call call) {
        Client client = rooms.directory().client(Objects.requireNonNull(request.clientId()));
        Pool pool = rooms.directory().pool(client.pool());
        return begin(new Opening(
                        pool,
                        client,
                        Objects.requireNonNull(request.authFlow()),
                        Parameters.of(request.authParameters()),
                        false,
                        call))
                .toInitiateAuth();
    }

    AdminInitiateAuthResponse handleAdmin(AdminInitiateAuthRequest request, Call call) {
        Pool pool = rooms.directory().pool(Objects.requireNonNull(request.userPoolId()), call);
        Client client = rooms.directory().client(pool, Objects.requireNonNull(request.clientId()));
        return begin(new Opening(
                        pool,
                        client,
                        Objects.requireNonNull(request.authFlow()),
                        Parameters.of(request.authParameters()),
                        true,
                        call))
                .toAdminInitiateAuth();
    }

    private Reply begin(Opening opening) {
        opening.call().trail().pool(opening.pool().id().value());
        opening.call().trail().client(opening.client().id().value());
        return switch (opening.flow()) {
            case USER_SRP_AUTH -> srp(opening);
            case USER_PASSWORD_AUTH -> publicPassword(opening);
            case ADMIN_USER_PASSWORD_AUTH, ADMIN_NO_SRP_AUTH -> adminPassword(opening);
            case REFRESH_TOKEN_AUTH, REFRESH_TOKEN -> refresh(opening);
            case CUSTOM_AUTH -> custom(opening);
            case USER_AUTH -> choice(opening);
        };
    }

    private Reply srp(Opening opening) {
        if (!opening.client().allows(ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH)) {
            throw new InvalidParameterException("USER_SRP_AUTH is not enabled for the client.");
        }
        String name = opening.parameters().requireName();
        ClientKey clientKey =
                ClientKey.parse(opening.parameters().require("SRP_A")).orElseThrow(Refusals::badClientKey);
        opening.client().requireSecretHash(name, opening.parameters().secretHash());
        Claimants.Claim claim = claim(opening, name);
        if (claim.user().isEmpty() && !opening.client().hidesUsers()) {
            throw refuse(opening, Flow.Reason.UNKNOWN_USER);
        }
        if (claimants.facts(claim).locked()) {
            throw refuse(opening, Flow.Reason.LOCKED_OUT);
        }
        SrpCredential credential = claimants.credential(claim);
        ServerKey serverKey = ServerKey.begin(credential.verifier(), chance.bytes(SRP_PRIVATE_BYTES));
        return challenges.passwordVerifier(
                attempt(opening),
                credential,
                new Flow.AwaitingSrpProof(
                        claim.claimant(),
                        new SrpExchange(clientKey, serverKey),
                        opening.parameters().deviceKey()));
    }

    private Reply publicPassword(Opening opening) {
        if (opening.admin()) {
            throw Refusals.wrongOperation();
        }
        if (!opening.client().allows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH)) {
            throw new InvalidParameterException("USER_PASSWORD_AUTH flow not enabled for this client");
        }
        return password(opening);
    }

    private Reply adminPassword(Opening opening) {
        if (!opening.admin()) {
            throw Refusals.wrongOperation();
        }
        if (!opening.client().allows(ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH)) {
            throw new InvalidParameterException("Auth flow not enabled for this client");
        }
        return password(opening);
    }

    private Reply password(Opening opening) {
        String name = opening.parameters().requireName();
        String password = opening.parameters().require("PASSWORD");
        opening.client().requireSecretHash(name, opening.parameters().secretHash());
        Claimants.Claim claim = claim(opening, name);
        return oneAtATime.at(opening.pool().id(), claimants.key(claim), () -> judge(opening, claim, password));
    }

    private Reply judge(Opening opening, Claimants.Claim claim, String password) {
        Flow.Facts facts = claimants.facts(claim, opening.parameters().deviceKey());
        Optional<Flow.Refuse> early = Flow.beforePassword(facts);
        if (early.isPresent()) {
            throw refuse(opening, early.get().reason());
        }
        Flow.Verdict verdict =
                Flow.afterPassword(new Flow.PasswordProof(claimants.passwordHolds(claim, password)), facts);
        return switch (verdict) {
            case Flow.Refuse(Flow.Reason reason) -> {
                claimants.countFailure(claim, reason);
                throw refuse(opening, reason);
            }
            case Flow.Onward onward -> steps.take(onward, turn(opening, claim));
        };
    }

    private Turn turn(Opening opening, Claimants.Claim claim) {
        User user = claim.user().orElseThrow();
        return new Turn(
                opening.pool(),
                opening.client(),
                attempt(opening),
                user,
                Progress.of(user),
                Optional.empty(),
                (tx, challenge) -> claimants.asked(tx, claim, challenge),
                tx -> claimants.admitted(tx, claim));
    }

    private Reply refresh(Opening opening) {
        if (!opening.client().allows(ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH)) {
            throw new InvalidParameterException("REFRESH_TOKEN_AUTH flow not enabled for this client");
        }
        return new Reply.Admitted(refreshing.refresh(
                opening.pool(),
                opening.client(),
                opening.parameters().require("REFRESH_TOKEN"),
                opening.parameters().secretHash(),
                opening.parameters().get("DEVICE_KEY"),
                opening.call()));
    }

    private Reply custom(Opening opening) {
        return customBegin.begin(
                new Response(opening.pool(), opening.client(), opening.parameters(), null, Map.of(), opening.call()));
    }

    private Reply choice(Opening opening) {
        if (!opening.client().allows(ExplicitAuthFlowsType.ALLOW_USER_AUTH)) {
            throw new InvalidParameterException("USER_AUTH flow not enabled for this client");
        }
        throw new NotImplementedException("The USER_AUTH flow is not built yet.");
    }

    private Claimants.Claim claim(Opening opening, String name) {
        Claimants.Claim claim = claimants.byName(opening.pool(), name);
        claim.user().ifPresent(user -> opening.call().trail().user(user.sub().value()));
        if (claim.user().isEmpty()) {
            rooms.triggers().reached(opening.pool().triggers(), Trigger.USER_MIGRATION);
        }
        rooms.triggers().reached(opening.pool().triggers(), Trigger.PRE_AUTHENTICATION);
        return claim;
    }

    private Attempt attempt(Opening opening) {
        return rooms.attempts()
                .begin(
                        opening.pool().id(),
                        opening.client().id(),
                        opening.client().sessionValidity());
    }

    private static RuntimeException refuse(Opening opening, Flow.Reason reason) {
        opening.call().trail().reason(reason.name());
        return Refusals.of(reason, opening.client().hidesUsers());
    }
}
