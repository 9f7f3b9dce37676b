package dev.gatehouse.server.mfa;

import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.UserFactors;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a request about preferences makes of a user's choice (API page of SetUserMFAPreference). Pure; refusals are
/// `InvalidParameterException`s.
final class PreferenceRules {
    private PreferenceRules() {}

    /// One block of the request; what is null stays as it is.
    record Wish(
            Factor factor,
            @Nullable Boolean enabled,
            @Nullable Boolean preferred) {}

    /// Whose choice it is.
    enum By {
        USER,
        ADMINISTRATOR
    }

    /// The choice after the request.
    static UserFactors apply(PoolFactors pool, FactorRules.Holder user, List<Wish> wishes, By by) {
        if (wishes.stream()
                        .filter(wish -> Boolean.TRUE.equals(wish.preferred()))
                        .count()
                > 1) {
            throw Refusals.twoPreferred();
        }
        UserFactors before = user.chosen();
        UserFactors after = before;
        for (Wish wish : wishes) {
            after = switched(pool, user, after, wish);
        }
        for (Wish wish : wishes) {
            after = preferring(after, wish);
        }
        boolean lastGone = !before.active().isEmpty() && after.active().isEmpty();
        if (lastGone && by == By.USER && pool.mode() == UserPoolMfaType.ON) {
            throw Refusals.required();
        }
        return after;
    }

    /// Checks that a passkey may count as both factors. Another factor has to be enabled by the same request, even when
    /// it is on: seen with Cognito.
    ///
    /// @param counts whether the pool allows it
    /// @param held whether the user has a passkey
    static void requirePasskey(List<Wish> wishes, boolean counts, boolean held) {
        if (!counts) {
            throw Refusals.passkeysCountOnce();
        }
        if (wishes.stream().noneMatch(wish -> Boolean.TRUE.equals(wish.enabled()))) {
            throw Refusals.passkeyAlone();
        }
        if (!held) {
            throw Refusals.noPasskey();
        }
    }

    private static UserFactors switched(PoolFactors pool, FactorRules.Holder user, UserFactors chosen, Wish wish) {
        if (wish.enabled() == null) {
            return chosen;
        }
        if (!wish.enabled()) {
            return chosen.without(wish.factor());
        }
        if (!pool.enabled().contains(wish.factor())) {
            throw Refusals.notDeliverable(wish.factor());
        }
        if (!FactorRules.isUsable(pool, user, wish.factor())) {
            throw Refusals.notSetUp(wish.factor());
        }
        return chosen.with(wish.factor());
    }

    private static UserFactors preferring(UserFactors chosen, Wish wish) {
        if (wish.preferred() == null) {
            return chosen;
        }
        if (!wish.preferred()) {
            boolean isPreferred = chosen.preferred().equals(Optional.of(wish.factor()));
            return isPreferred ? chosen.preferring(Optional.empty()) : chosen;
        }
        if (!chosen.active().contains(wish.factor())) {
            throw Refusals.preferredButOff(wish.factor());
        }
        return chosen.preferring(Optional.of(wish.factor()));
    }
}
