package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.pools.Pool;
import java.time.temporal.ChronoUnit;

/// From an access token to the person it speaks for, as they are now.
public final class SignedIn {
    private final AccessTokenProof proof;
    private final Directory directory;
    private final Users users;

    /// @param proof proves the token itself
    /// @param directory pools and clients
    /// @param users the users
    public SignedIn(AccessTokenProof proof, Directory directory, Users users) {
        this.proof = proof;
        this.directory = directory;
        this.users = users;
    }

    /// A person who proved to be signed in.
    ///
    /// @param bearer what the token says
    /// @param pool the user's pool
    /// @param client the client the token was issued to
    /// @param user the user
    public record Person(AccessTokenProof.Bearer bearer, Pool pool, Client client, User user) {}

    /// The person a token speaks for.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException for a bad or revoked token
    ///     and a disabled user, UserNotFoundException for a deleted one, UserNotConfirmedException and
    ///     PasswordResetRequiredException for one who has to do that first
    public Person require(String accessToken, Call call) {
        Person person = present(accessToken, call);
        if (person.user().status() == UserStatusType.UNCONFIRMED) {
            throw Refusals.notConfirmed();
        }
        if (person.user().status() == UserStatusType.RESET_REQUIRED) {
            throw Refusals.resetRequired();
        }
        return person;
    }

    private Person present(String accessToken, Call call) {
        AccessTokenProof.Bearer bearer = proof.prove(accessToken);
        call.trail().pool(bearer.pool().value());
        call.trail().client(bearer.client().value());
        call.trail().user(bearer.sub().value());
        Pool pool = directory.pool(bearer.pool());
        User user = users.bySub(bearer.pool(), bearer.sub()).orElseThrow(Refusals::noSuchUser);
        if (!user.enabled()) {
            throw Refusals.disabled();
        }
        // Tokens carry whole seconds: one issued in the second of the sign-out counts as issued after it.
        if (bearer.issuedAt().isBefore(user.signedOutAt().truncatedTo(ChronoUnit.SECONDS))) {
            throw new NotAuthorizedException("Access Token has been revoked");
        }
        return new Person(bearer, pool, directory.client(pool, bearer.client().value()), user);
    }
}
