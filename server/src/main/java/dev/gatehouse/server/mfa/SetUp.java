package dev.gatehouse.server.mfa;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.AdminDeleteSoftwareTokenRequest;
import dev.gatehouse.model.cognitoidp.AdminDeleteSoftwareTokenResponse;
import dev.gatehouse.model.cognitoidp.AssociateSoftwareTokenResponse;
import dev.gatehouse.model.cognitoidp.PasswordResetRequiredException;
import dev.gatehouse.model.cognitoidp.UserNotConfirmedException;
import dev.gatehouse.model.cognitoidp.UserNotFoundException;
import dev.gatehouse.model.cognitoidp.VerifySoftwareTokenRequest;
import dev.gatehouse.model.cognitoidp.VerifySoftwareTokenResponse;
import dev.gatehouse.model.cognitoidp.VerifySoftwareTokenResponseType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.totp.Base32;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.User;
import dev.gatehouse.server.users.Users;
import java.util.Optional;
import java.util.OptionalLong;

/// Setting up an authenticator app with an access token, and taking it away. With a `Session` it is a step of
/// sign-in and stands in that room.
public final class SetUp {
    private final Administered administered;
    private final SignedIn signedIn;
    private final Store store;
    private final Users users;
    private final Authenticators authenticators;

    SetUp(Administered administered, SignedIn signedIn, Store store, Users users, Authenticators authenticators) {
        this.administered = administered;
        this.signedIn = signedIn;
        this.store = store;
        this.users = users;
        this.authenticators = authenticators;
    }

    /// AssociateSoftwareToken by access token. The secret in use stays until the new one is verified.
    public AssociateSoftwareTokenResponse associate(String accessToken, Call call) {
        SignedIn.Person person = person(accessToken, call);
        requireInPool(person.pool());
        Bytes secret = authenticators.fresh();
        store.write(tx -> {
            authenticators.keepPending(tx, person.user(), secret);
            return true;
        });
        return AssociateSoftwareTokenResponse.builder().secretCode(text(secret)).build();
    }

    /// VerifySoftwareToken by access token. The factor can be switched on from then on.
    public VerifySoftwareTokenResponse verify(String accessToken, VerifySoftwareTokenRequest request, Call call) {
        SignedIn.Person person = signedIn.require(accessToken, call);
        requireInPool(person.pool());
        String code = requireNonNull(request.userCode());
        store.write(tx -> {
            Bytes secret = authenticators.pending(tx, person.user()).orElseThrow(Refusals::nothingPending);
            long step = requireMatch(authenticators.match(secret, code));
            return users.update(
                    tx,
                    person.pool(),
                    person.user().sub(),
                    current -> authenticators.proven(
                            tx, current, secret, step, Optional.ofNullable(request.friendlyDeviceName())));
        });
        return VerifySoftwareTokenResponse.builder()
                .status(VerifySoftwareTokenResponseType.SUCCESS)
                .build();
    }

    AdminDeleteSoftwareTokenResponse adminDelete(AdminDeleteSoftwareTokenRequest request, Call call) {
        Pool pool = administered.pool(request.userPoolId(), call);
        User user = administered.user(pool, request.username(), call);
        store.write(tx -> users.update(tx, pool, user.sub(), current -> authenticators.forget(tx, current)));
        return AdminDeleteSoftwareTokenResponse.builder().build();
    }

    /// `SecretCode`: what goes into the app.
    public static String text(Bytes secret) {
        return Base32.encode(secret.toArray());
    }

    /// The step of a first code.
    ///
    /// @throws ServiceException EnableSoftwareTokenMFAException when the code is wrong
    public static long requireMatch(OptionalLong step) {
        return step.orElseThrow(Refusals::wrongFirstCode);
    }

    private static void requireInPool(Pool pool) {
        if (!PoolFactors.of(pool).enabled().contains(Factor.SOFTWARE_TOKEN_MFA)) {
            throw Refusals.notInPool();
        }
    }

    /// AssociateSoftwareToken declares none of the errors that say why a user cannot be served.
    private SignedIn.Person person(String accessToken, Call call) {
        try {
            return signedIn.require(accessToken, call);
        } catch (UserNotFoundException | UserNotConfirmedException | PasswordResetRequiredException e) {
            throw Refusals.notAuthorized(e.text());
        }
    }
}
