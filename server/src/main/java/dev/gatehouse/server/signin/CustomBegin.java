package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.triggers.ChallengeResult;
import dev.gatehouse.server.triggers.Trigger;
import dev.gatehouse.server.users.User;
import java.util.List;
import java.util.Optional;

/// CUSTOM_AUTH: the first call, with or without SRP.
final class CustomBegin {
    private static final String SRP_A = "SRP_A";

    private final SignIn.Rooms rooms;
    private final Claimants claimants;
    private final CustomLoop loop;

    CustomBegin(SignIn.Rooms rooms, Claimants claimants, CustomLoop loop) {
        this.rooms = rooms;
        this.claimants = claimants;
        this.loop = loop;
    }

    /// @param opening the call, its `ClientMetadata` left out: it does not reach these functions
    Reply begin(Response opening) {
        if (!opening.client().allows(ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH)) {
            throw new InvalidParameterException("CUSTOM_AUTH flow not enabled for this client");
        }
        rooms.triggers().customAuth().require(opening.pool().triggers());
        String name = opening.given().requireName();
        Optional<ClientKey> clientKey = clientKey(opening.given());
        opening.client().requireSecretHash(name, opening.given().secretHash());
        Claimants.Claim claim = claim(opening, name);
        Attempt attempt = rooms.attempts()
                .begin(
                        opening.pool().id(),
                        opening.client().id(),
                        opening.client().sessionValidity());
        return loop.goOn(new CustomLoop.Round(opening, attempt, claim, begun(claim, clientKey)));
    }

    private static Loop begun(Claimants.Claim claim, Optional<ClientKey> clientKey) {
        List<ChallengeResult> history = clientKey.isPresent() ? List.of(ChallengeResult.passed(SRP_A)) : List.of();
        return new Loop(
                claim.user().map(User::username).orElse(claim.name()),
                claim.user().map(Loop.Standing::of),
                clientKey,
                history);
    }

    private static Optional<ClientKey> clientKey(Parameters given) {
        String first = given.get("CHALLENGE_NAME");
        if (first == null) {
            return Optional.empty();
        }
        if (!first.equals(SRP_A)) {
            throw Refusals.noSuchBeginning();
        }
        return Optional.of(SrpStart.key(given));
    }

    /// Who claims to sign in. Where existence must not show, a disabled user is asked like nobody.
    private Claimants.Claim claim(Response opening, String name) {
        Claimants.Claim claim = claimants.byName(opening.pool(), name);
        claim.user().ifPresent(user -> opening.call().trail().user(user.sub().value()));
        boolean hides = opening.client().hidesUsers();
        if (claim.user().isEmpty() && !hides) {
            throw opening.refusal(Flow.Reason.UNKNOWN_USER);
        }
        rooms.triggers().reached(opening.pool().triggers(), Trigger.PRE_AUTHENTICATION);
        Flow.beforePassword(claimants.facts(claim)).ifPresent(refuse -> {
            throw opening.refusal(refuse.reason());
        });
        if (claim.user().filter(user -> !user.enabled()).isEmpty()) {
            return claim;
        }
        if (!hides) {
            throw opening.refusal(Flow.Reason.DISABLED);
        }
        return claimants.asNobody(claim);
    }
}
