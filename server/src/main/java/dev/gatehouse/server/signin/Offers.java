package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.server.mfa.PoolFactors;
import dev.gatehouse.server.mfa.SecondFactor;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.users.StandIn;
import dev.gatehouse.server.users.User;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What choice-based sign-in can offer a claimant: a user by what is stored, a stand-in by what is made up for its
/// name.
final class Offers {
    private static final List<String> ADDRESSES = List.of("email", "phone_number");

    private final Claimants claimants;

    Offers(Claimants claimants) {
        this.claimants = claimants;
    }

    ChoiceFlow.Facts facts(Claimants.Claim claim) {
        Flow.Facts general = claimants.facts(claim);
        FirstFactors.Holder holder = claim.user()
                .map(user -> holder(user, !(general.next() instanceof SecondFactor.None)))
                .orElseGet(() -> made(claim.pool(), StandIn.of(claim.pool(), claim.name())));
        return new ChoiceFlow.Facts(general, FirstFactors.available(claim.pool().firstFactors(), holder));
    }

    /// The user, or what stands for one: someone a code can be made for.
    User person(Claimants.Claim claim) {
        return claim.user()
                .orElseGet(() -> StandIn.of(claim.pool(), claim.name()).user());
    }

    private static FirstFactors.Holder made(Pool pool, StandIn standIn) {
        UserPoolMfaType mode = PoolFactors.of(pool).mode();
        boolean secondFactor =
                mode == UserPoolMfaType.ON || (mode == UserPoolMfaType.OPTIONAL && standIn.secondFactor());
        return holder(standIn.user(), secondFactor);
    }

    private static FirstFactors.Holder holder(User user, boolean secondFactor) {
        Set<String> verified = new HashSet<>();
        for (String address : ADDRESSES) {
            if (user.hasVerified(address)) {
                verified.add(address);
            }
        }
        return new FirstFactors.Holder(user.status(), user.hasPassword(), verified, secondFactor);
    }
}
