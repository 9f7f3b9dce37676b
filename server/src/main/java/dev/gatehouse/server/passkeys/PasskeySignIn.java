package dev.gatehouse.server.passkeys;

import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.PasskeyRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.User;
import java.util.List;
import java.util.Optional;

/// Signing in with a passkey: the challenge WEB_AUTHN, without the state between its two calls, which is the
/// caller's. The caller keeps the challenge in the sign-in attempt, gives out the options, asks for a verdict on the
/// answer and takes what was proven in the write that admits.
public final class PasskeySignIn {
    private static final int CHALLENGE_BYTES = 32;

    private final Store store;
    private final Chance chance;
    private final Ceremonies ceremonies;
    private final Optional<RelyingParty> server;

    PasskeySignIn(Store store, Chance chance, Ceremonies ceremonies, Optional<RelyingParty> server) {
        this.store = store;
        this.chance = chance;
        this.ceremonies = ceremonies;
        this.server = server;
    }

    /// A fresh challenge: 32 random bytes.
    public Bytes challenge() {
        return Bytes.of(chance.bytes(CHALLENGE_BYTES));
    }

    /// Whether the user can sign in with a passkey now: the pool allows it, and the user has one for its relying
    /// party.
    public boolean available(Pool pool, User user) {
        return party(pool).filter(party -> !passkeys(user, party).isEmpty()).isPresent();
    }

    /// `CREDENTIAL_REQUEST_OPTIONS` for a user; empty when the user cannot sign in with a passkey now.
    ///
    /// @param challenge what the answer has to be about
    public Optional<String> options(Pool pool, User user, Bytes challenge) {
        return party(pool)
                .flatMap(party -> Optional.of(passkeys(user, party))
                        .filter(passkeys -> !passkeys.isEmpty())
                        .map(passkeys -> RequestOptions.of(
                                pool,
                                party,
                                challenge,
                                passkeys.stream()
                                        .map(passkey -> new RequestOptions.Allowed(
                                                passkey.credentialId(), passkey.transports()))
                                        .toList())));
    }

    /// As {@link #options}, for someone who does not exist: looks like that of a user with one passkey, the same for
    /// the same name. Empty when nobody in the pool can sign in with a passkey.
    ///
    /// @param name the user name as it was sent
    public Optional<String> optionsForNobody(Pool pool, String name, Bytes challenge) {
        return party(pool).map(party -> {
            var _ = store.read(tx -> tx.passkeys().ofUser(pool.id(), StandIns.NOBODY));
            return RequestOptions.of(pool, party, challenge, List.of(StandIns.of(pool, name)));
        });
    }

    /// The verdict on an answer.
    ///
    /// @param challenge the one that the options carried
    /// @param credential `CREDENTIAL`: an `AuthenticationResponseJSON` text, trusted in nothing
    public PasskeyVerdict verify(Pool pool, User user, Bytes challenge, String credential) {
        Optional<RelyingParty> party = party(pool);
        if (party.isEmpty()) {
            return new PasskeyVerdict.Refused(PasskeyVerdict.Reason.UNKNOWN_PASSKEY);
        }
        BrowserAnswer.Asserted answer;
        try {
            answer = BrowserAnswer.asserted(credential);
        } catch (BadAnswer e) {
            return new PasskeyVerdict.Refused(PasskeyVerdict.Reason.MALFORMED);
        }
        Optional<PasskeyRecord> passkey = passkeys(user, party.get()).stream()
                .filter(own -> own.credentialId().equals(answer.id()))
                .findFirst();
        var expected = new Ceremonies.Expected(party.get(), challenge, PasskeyRules.requiresUserVerification(pool));
        return passkey.map(own -> verdict(user, own, ceremonies.verify(expected, own, answer), answer))
                .orElseGet(() -> unknown(pool, expected, answer));
    }

    /// The verdict on an answer of someone who does not exist: the same work, and always a refusal.
    public PasskeyVerdict.Refused verifyForNobody(Pool pool, Bytes challenge, String credential) {
        Optional<RelyingParty> party = party(pool);
        if (party.isEmpty()) {
            return new PasskeyVerdict.Refused(PasskeyVerdict.Reason.UNKNOWN_PASSKEY);
        }
        try {
            BrowserAnswer.Asserted answer = BrowserAnswer.asserted(credential);
            var _ = store.read(tx -> tx.passkeys().ofUser(pool.id(), StandIns.NOBODY));
            return unknown(
                    pool,
                    new Ceremonies.Expected(party.get(), challenge, PasskeyRules.requiresUserVerification(pool)),
                    answer);
        } catch (BadAnswer e) {
            return new PasskeyVerdict.Refused(PasskeyVerdict.Reason.MALFORMED);
        }
    }

    /// Takes what was proven, inside the write that it leads to: of several who come with the same signature of a
    /// counting authenticator, one gets it.
    ///
    /// @return false when the counter does not grow any more ({@link PasskeyVerdict.Reason#CLONED}), or the passkey
    ///     is gone
    public boolean take(Tx tx, PasskeyVerdict.Proven proven) {
        return tx.passkeys()
                .take(proven.pool(), proven.sub(), proven.credentialId(), proven.signCount(), proven.backedUp());
    }

    private Optional<RelyingParty> party(Pool pool) {
        return PasskeyRules.enabled(pool) ? PasskeyRules.relyingParty(pool, server) : Optional.empty();
    }

    /// Those that browsers offer: of the relying party as it is now.
    private List<PasskeyRecord> passkeys(User user, RelyingParty party) {
        return store.read(tx -> tx.passkeys().ofUser(user.pool(), user.sub())).stream()
                .filter(passkey -> passkey.rpId().equals(party.id()))
                .toList();
    }

    private PasskeyVerdict.Refused unknown(Pool pool, Ceremonies.Expected expected, BrowserAnswer.Asserted answer) {
        PasskeyRecord standIn = StandIns.of(pool.id(), answer.id(), expected.party());
        return switch (ceremonies.verify(expected, standIn, answer)) {
            case Ceremonies.Signed _ -> new PasskeyVerdict.Refused(PasskeyVerdict.Reason.UNKNOWN_PASSKEY);
            case Ceremonies.Flawed(PasskeyVerdict.Reason reason) ->
                new PasskeyVerdict.Refused(
                        reason == PasskeyVerdict.Reason.BAD_SIGNATURE ? PasskeyVerdict.Reason.UNKNOWN_PASSKEY : reason);
        };
    }

    /// The user handle is looked at last: before, a wrong one would save the work that shows the user exists.
    private static PasskeyVerdict verdict(
            User user, PasskeyRecord passkey, Ceremonies.Assertion assertion, BrowserAnswer.Asserted answer) {
        boolean ofUser = answer.userHandle()
                .filter(handle -> !handle.equals(CreationOptions.handle(user)))
                .isEmpty();
        return switch (assertion) {
            case Ceremonies.Flawed(PasskeyVerdict.Reason reason) -> new PasskeyVerdict.Refused(reason);
            case Ceremonies.Signed _ when !ofUser -> new PasskeyVerdict.Refused(PasskeyVerdict.Reason.WRONG_USER);
            case Ceremonies.Signed signed ->
                new PasskeyVerdict.Proven(
                        passkey.pool(),
                        passkey.sub(),
                        passkey.credentialId(),
                        signed.signCount(),
                        signed.backedUp(),
                        signed.userVerified(),
                        answer.attachment().equals("cross-platform"));
        };
    }
}
