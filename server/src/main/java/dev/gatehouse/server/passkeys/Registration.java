package dev.gatehouse.server.passkeys;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.CompleteWebAuthnRegistrationRequest;
import dev.gatehouse.model.cognitoidp.CompleteWebAuthnRegistrationResponse;
import dev.gatehouse.model.cognitoidp.StartWebAuthnRegistrationRequest;
import dev.gatehouse.model.cognitoidp.StartWebAuthnRegistrationResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Document;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.PasskeyRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.User;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// StartWebAuthnRegistration and CompleteWebAuthnRegistration.
final class Registration {
    /// Quotas: passkeys of a user.
    static final int MOST = 20;

    private final Owners owners;
    private final Store store;
    private final RegistrationChallenges challenges;
    private final Ceremonies ceremonies;
    private final Optional<RelyingParty> server;
    private final InstantSource clock;

    Registration(
            Owners owners,
            Store store,
            RegistrationChallenges challenges,
            Ceremonies ceremonies,
            Optional<RelyingParty> server,
            InstantSource clock) {
        this.owners = owners;
        this.store = store;
        this.challenges = challenges;
        this.ceremonies = ceremonies;
        this.server = server;
        this.clock = clock;
    }

    StartWebAuthnRegistrationResponse start(StartWebAuthnRegistrationRequest request, Call call) {
        SignedIn.Person person = owners.require(requireNonNull(request.accessToken()), call);
        requireEnabled(person.pool());
        RelyingParty party = PasskeyRules.relyingParty(person.pool(), server).orElseThrow(Refusals::noRelyingParty);
        List<PasskeyRecord> present = store.read(
                tx -> tx.passkeys().ofUser(person.user().pool(), person.user().sub()));
        requireRoom(present);
        return StartWebAuthnRegistrationResponse.builder()
                .credentialCreationOptions(CreationOptions.of(
                        person.pool(), person.user(), party, challenges.issue(person.user(), person.client()), present))
                .build();
    }

    CompleteWebAuthnRegistrationResponse complete(CompleteWebAuthnRegistrationRequest request, Call call) {
        SignedIn.Person person = owners.require(requireNonNull(request.accessToken()), call);
        requireEnabled(person.pool());
        BrowserAnswer.Registered answer = answer(requireNonNull(request.credential()));
        RegistrationChallenges.Issued issued =
                challenges.open(person.user(), answer.clientData().challenge()).orElseThrow(Refusals::noChallenge);
        if (!issued.client().equals(person.client().id())) {
            throw Refusals.otherClient();
        }
        PasskeyRecord passkey = verified(person.pool(), person.user(), answer);
        store.write(tx -> keep(tx, person.user(), issued, passkey));
        return CompleteWebAuthnRegistrationResponse.builder().build();
    }

    private PasskeyRecord verified(Pool pool, User user, BrowserAnswer.Registered answer) {
        RelyingParty party = PasskeyRules.relyingParty(pool, server).orElseThrow(Refusals::otherRelyingParty);
        var expected = new Ceremonies.Expected(
                party, answer.clientData().challenge(), PasskeyRules.requiresUserVerification(pool));
        return switch (ceremonies.register(expected, answer)) {
            case Ceremonies.Flawed(PasskeyVerdict.Reason reason) -> throw Refusals.of(reason);
            case Ceremonies.Accepted accepted -> record(user, party, answer, accepted);
        };
    }

    private PasskeyRecord record(
            User user, RelyingParty party, BrowserAnswer.Registered answer, Ceremonies.Accepted accepted) {
        return new PasskeyRecord(
                user.pool(),
                accepted.id(),
                user.sub(),
                party.id(),
                accepted.publicKey(),
                accepted.signCount(),
                answer.transports(),
                answer.attachment(),
                accepted.aaguid(),
                accepted.backupEligible(),
                accepted.backedUp(),
                FriendlyNames.of(accepted.aaguid(), answer.attachment()),
                clock.millis());
    }

    private boolean keep(Tx tx, User user, RegistrationChallenges.Issued issued, PasskeyRecord passkey) {
        if (tx.users().find(user.pool(), user.sub()).isEmpty()) {
            throw Refusals.noUser();
        }
        if (!challenges.spend(tx, user, issued)) {
            throw Refusals.noChallenge();
        }
        requireRoom(tx.passkeys().ofUser(user.pool(), user.sub()));
        if (!tx.passkeys().insert(passkey)) {
            throw Refusals.taken();
        }
        return true;
    }

    private static void requireEnabled(Pool pool) {
        if (!PasskeyRules.enabled(pool)) {
            throw Refusals.notEnabled();
        }
    }

    private static void requireRoom(List<PasskeyRecord> present) {
        if (present.size() >= MOST) {
            throw Refusals.tooMany();
        }
    }

    private static BrowserAnswer.Registered answer(Document credential) {
        try {
            return BrowserAnswer.registered(credential);
        } catch (BadAnswer e) {
            throw Refusals.of(PasskeyVerdict.Reason.MALFORMED);
        }
    }
}
