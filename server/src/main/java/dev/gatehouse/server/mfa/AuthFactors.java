package dev.gatehouse.server.mfa;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.AdminGetUserAuthFactorsRequest;
import dev.gatehouse.model.cognitoidp.AdminGetUserAuthFactorsResponse;
import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.GetUserAuthFactorsRequest;
import dev.gatehouse.model.cognitoidp.GetUserAuthFactorsResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.users.FactorTypes;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.User;
import java.util.ArrayList;
import java.util.List;

/// GetUserAuthFactors and AdminGetUserAuthFactors: the first factors a user can sign in with, and the second.
final class AuthFactors {
    private final Administered administered;
    private final SignedIn signedIn;
    private final PasskeyHolders passkeys;

    AuthFactors(Administered administered, SignedIn signedIn, PasskeyHolders passkeys) {
        this.administered = administered;
        this.signedIn = signedIn;
        this.passkeys = passkeys;
    }

    GetUserAuthFactorsResponse get(GetUserAuthFactorsRequest request, Call call) {
        SignedIn.Person person = signedIn.require(requireNonNull(request.accessToken()), call);
        return GetUserAuthFactorsResponse.builder()
                .username(person.user().username())
                .preferredMfaSetting(FactorTypes.preferred(person.user()))
                .userMFASettingList(FactorTypes.list(person.user()))
                .configuredUserAuthFactors(first(person.pool(), person.user()))
                .build();
    }

    AdminGetUserAuthFactorsResponse adminGet(AdminGetUserAuthFactorsRequest request, Call call) {
        Pool pool = administered.pool(request.userPoolId(), call);
        User user = administered.user(pool, request.username(), call);
        return AdminGetUserAuthFactorsResponse.builder()
                .username(user.username())
                .preferredMfaSetting(FactorTypes.preferred(user))
                .userMFASettingList(FactorTypes.list(user))
                .configuredUserAuthFactors(first(pool, user))
                .build();
    }

    private List<AuthFactorType> first(Pool pool, User user) {
        List<AuthFactorType> allowed = pool.firstFactors();
        List<AuthFactorType> factors = new ArrayList<>();
        if (user.hasPassword()) {
            factors.add(AuthFactorType.PASSWORD);
        }
        if (allowed.contains(AuthFactorType.EMAIL_OTP) && user.hasVerified("email")) {
            factors.add(AuthFactorType.EMAIL_OTP);
        }
        if (allowed.contains(AuthFactorType.SMS_OTP) && user.hasVerified("phone_number")) {
            factors.add(AuthFactorType.SMS_OTP);
        }
        if (allowed.contains(AuthFactorType.WEB_AUTHN) && passkeys.canSignIn(pool, user)) {
            factors.add(AuthFactorType.WEB_AUTHN);
        }
        return factors;
    }
}
