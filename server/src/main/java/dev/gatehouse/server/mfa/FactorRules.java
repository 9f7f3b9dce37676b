package dev.gatehouse.server.mfa;

import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.server.users.Factor;
import dev.gatehouse.server.users.User;
import dev.gatehouse.server.users.UserFactors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which second factor follows the first ("MFA user sign-in flow" in the developer guide, user-pool-settings-mfa).
/// Pure.
public final class FactorRules {
    private FactorRules() {}

    /// A user, as far as these rules care.
    ///
    /// @param chosen what the user chose
    /// @param addresses the attributes codes can go to that the user has, verified or not
    public record Holder(UserFactors chosen, Set<String> addresses) {
        /// That of a user.
        public static Holder of(User user) {
            Set<String> addresses = List.of(Factor.values()).stream()
                    .flatMap(factor -> factor.address().stream())
                    .filter(address -> user.attribute(address)
                            .filter(value -> !value.isEmpty())
                            .isPresent())
                    .collect(Collectors.toUnmodifiableSet());
            return new Holder(user.factors(), addresses);
        }
    }

    /// What follows the first factor.
    public static SecondFactor next(PoolFactors pool, Holder user) {
        if (pool.mode() == UserPoolMfaType.OFF) {
            return new SecondFactor.None();
        }
        List<Factor> active = user.chosen().active().stream()
                .filter(factor -> isUsable(pool, user, factor))
                .toList();
        if (!active.isEmpty()) {
            return user.chosen()
                    .preferred()
                    .filter(active::contains)
                    .<SecondFactor>map(SecondFactor.One::new)
                    .orElseGet(() -> oneOrChoice(active));
        }
        return pool.mode() == UserPoolMfaType.OPTIONAL ? new SecondFactor.None() : required(pool, user);
    }

    /// The factors that can be asked of a user now.
    public static List<Factor> usable(PoolFactors pool, Holder user) {
        return pool.enabled().stream()
                .filter(factor -> isUsable(pool, user, factor))
                .toList();
    }

    /// Whether a factor can be asked of a user now: the pool has it, and there is an address or a secret for it.
    static boolean isUsable(PoolFactors pool, Holder user, Factor factor) {
        return pool.enabled().contains(factor)
                && factor.address()
                        .map(user.addresses()::contains)
                        .orElse(user.chosen().softwareToken());
    }

    /// The pool requires a factor and the user switched none on: an address serves unasked, unless it alone recovers
    /// the password; else something is to be set up.
    private static SecondFactor required(PoolFactors pool, Holder user) {
        List<Factor> implied = pool.enabled().stream()
                .filter(factor -> factor.address()
                        .filter(user.addresses()::contains)
                        .filter(address -> !pool.onlyRecovery().equals(Optional.of(address)))
                        .isPresent())
                .toList();
        if (!implied.isEmpty()) {
            return oneOrChoice(implied);
        }
        List<Factor> open = pool.enabled().stream()
                .filter(factor ->
                        factor.address().filter(user.addresses()::contains).isEmpty())
                .toList();
        return open.isEmpty() ? new SecondFactor.Impossible() : new SecondFactor.SetUp(open);
    }

    private static SecondFactor oneOrChoice(List<Factor> factors) {
        return factors.size() == 1 ? new SecondFactor.One(factors.getFirst()) : new SecondFactor.Choice(factors);
    }
}
