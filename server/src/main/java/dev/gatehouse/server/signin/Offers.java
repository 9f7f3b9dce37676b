package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.server.mfa.PoolFactors;
import dev.gatehouse.server.mfa.SecondFactor;
import dev.gatehouse.server.passkeys.PasskeySignIn;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.users.StandIn;
import dev.gatehouse.server.users.User;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What choice-based sign-in can offer a claimant: a user by what is stored, a stand-in by what is made up for its
/// name.
final class Offers {
    private static final List<String> ADDRESSES = List.of("email", "phone_number");

    private static final Bytes NO_CHALLENGE = Bytes.of(new byte[1]);

    private final Claimants claimants;
    private final PasskeySignIn passkeys;

    Offers(Claimants claimants, PasskeySignIn passkeys) {
        this.claimants = claimants;
        this.passkeys = passkeys;
    }

    /// @param deviceKey the device the claimant says they sign in from
    ChoiceFlow.Facts facts(Claimants.Claim claim, Optional<String> deviceKey) {
        Flow.Facts general = claimants.facts(claim, deviceKey);
        FirstFactors.Holder holder =
                claim.user().map(user -> holder(claim.pool(), user, general)).orElseGet(() -> made(claim));
        return new ChoiceFlow.Facts(general, FirstFactors.available(FirstFactors.Allowed.of(claim.pool()), holder));
    }

    /// The user, or what stands for one: someone a code can be made for.
    User person(Claimants.Claim claim) {
        return claim.user()
                .orElseGet(() -> StandIn.of(claim.pool(), claim.name()).user());
    }

    private FirstFactors.Holder holder(Pool pool, User user, Flow.Facts general) {
        return holder(
                user,
                !(general.next() instanceof SecondFactor.None),
                passkeys.available(pool, user),
                user.factors().passkey());
    }

    private FirstFactors.Holder made(Claimants.Claim claim) {
        Pool pool = claim.pool();
        StandIn standIn = StandIn.of(pool, claim.name());
        UserPoolMfaType mode = PoolFactors.of(pool).mode();
        boolean secondFactor =
                mode == UserPoolMfaType.ON || (mode == UserPoolMfaType.OPTIONAL && standIn.secondFactor());
        boolean passkey = passkeys.optionsForNobody(pool, standIn.user().sub().value(), NO_CHALLENGE)
                .isPresent();
        return holder(standIn.user(), secondFactor, passkey && standIn.passkey(), standIn.passkey());
    }

    private static FirstFactors.Holder holder(User user, boolean secondFactor, boolean passkey, boolean counts) {
        Set<String> verified = new HashSet<>();
        for (String address : ADDRESSES) {
            if (user.hasVerified(address)) {
                verified.add(address);
            }
        }
        return new FirstFactors.Holder(user.status(), user.hasPassword(), verified, secondFactor, passkey, counts);
    }
}
