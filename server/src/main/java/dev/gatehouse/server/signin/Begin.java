package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.AdminInitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.AdminInitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.triggers.Trigger;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// InitiateAuth and AdminInitiateAuth: the first step of each flow.
final class Begin {
    private final SignIn.Rooms rooms;
    private final Claimants claimants;
    private final PasswordCheck passwords;
    private final SrpStart srp;
    private final ChoiceAnswers choices;
    private final CustomBegin customBegin;
    private final Refreshing refreshing;

    Begin(
            SignIn.Rooms rooms,
            Claimants claimants,
            PasswordCheck passwords,
            SrpStart srp,
            ChoiceAnswers choices,
            CustomBegin customBegin,
            Refreshing refreshing) {
        this.rooms = rooms;
        this.claimants = claimants;
        this.passwords = passwords;
        this.srp = srp;
        this.choices = choices;
        this.customBegin = customBegin;
        this.refreshing = refreshing;
    }

    /// A flow to begin, through either operation.
    ///
    /// @param admin whether it came through AdminInitiateAuth
    private record Opening(
            Pool pool,
            Client client,
            AuthFlowType flow,
            Parameters parameters,
            @Nullable String session,
            boolean admin,
            Call call) {

        Response response() {
            return new Response(pool, client, parameters, session, Map.of(), call);
        }
    }

    InitiateAuthResponse handle(InitiateAuthRequest request, Call call) {
        Client client = rooms.directory().client(Objects.requireNonNull(request.clientId()));
        Pool pool = rooms.directory().pool(client.pool());
        return begin(new Opening(
                        pool,
                        client,
                        Objects.requireNonNull(request.authFlow()),
                        Parameters.of(request.authParameters()),
                        request.session(),
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
                        request.session(),
                        true,
                        BehindServer.of(request.contextData(), call)))
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
        ClientKey clientKey = SrpStart.key(opening.parameters());
        opening.client().requireSecretHash(name, opening.parameters().secretHash());
        Claimants.Claim claim = claim(opening, name);
        if (claim.user().isEmpty() && !opening.client().hidesUsers()) {
            throw opening.response().refusal(Flow.Reason.UNKNOWN_USER);
        }
        if (claimants.facts(claim).locked()) {
            throw opening.response().refusal(Flow.Reason.LOCKED_OUT);
        }
        return srp.ask(attempt(opening), claim, clientKey, opening.parameters().deviceKey());
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
        return passwords.judge(opening.response(), attempt(opening), claim, password, _ -> {});
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
        return customBegin.begin(opening.response());
    }

    private Reply choice(Opening opening) {
        if (!opening.client().allows(ExplicitAuthFlowsType.ALLOW_USER_AUTH)) {
            throw new InvalidParameterException("USER_AUTH flow not enabled for this client");
        }
        String name = opening.parameters().requireName();
        opening.client().requireSecretHash(name, opening.parameters().secretHash());
        return choices.begin(opening.response(), claim(opening, name));
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
}
