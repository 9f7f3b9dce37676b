package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.AccountRecoverySettingType;
import dev.gatehouse.model.cognitoidp.RecoveryOptionNameType;
import dev.gatehouse.model.cognitoidp.RecoveryOptionType;
import dev.gatehouse.model.cognitoidp.UserPoolMfaType;
import dev.gatehouse.server.pools.Pool;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Where a password reset code goes (AccountRecoverySettingType of the API). Pure.
public final class RecoveryAddress {
    /// The order of pools without a setting: verified phone before verified e-mail.
    private static final List<String> LEGACY = List.of(Attributes.PHONE, Attributes.EMAIL);

    private RecoveryAddress() {}

    /// Whether only administrators reset passwords.
    static boolean isAdminOnly(Pool pool) {
        return options(pool).stream().anyMatch(option -> option.name() == RecoveryOptionNameType.ADMIN_ONLY);
    }

    /// The addresses of the pool's setting in order; the older order where there is none or it names no
    /// address.
    public static List<String> order(Pool pool) {
        List<String> order = options(pool).stream()
                .sorted(Comparator.comparing(option -> Given.of(option.priority())))
                .flatMap(option -> address(Given.of(option.name())).stream())
                .toList();
        return order.isEmpty() ? LEGACY : order;
    }

    /// The first verified address a user has. The channel of the preferred second factor does not recover the password
    /// (developer guide, user-pool-settings-mfa): else one channel would be both factors.
    static Optional<String> of(Pool pool, User user) {
        Map<String, String> attributes = user.attributes();
        UserPoolMfaType mode = Objects.requireNonNullElse(pool.mfa().mfaConfiguration(), UserPoolMfaType.OFF);
        Optional<String> secondFactor = mode == UserPoolMfaType.OFF
                ? Optional.empty()
                : user.factors().preferred().flatMap(Factor::address);
        return order(pool).stream()
                .filter(address -> !secondFactor.equals(Optional.of(address)))
                .filter(address -> !attributes.getOrDefault(address, "").isEmpty())
                .filter(address -> Attributes.isVerified(attributes, address))
                .findFirst();
    }

    private static List<RecoveryOptionType> options(Pool pool) {
        AccountRecoverySettingType setting = pool.settings().accountRecoverySetting();
        List<RecoveryOptionType> options = setting == null ? null : setting.recoveryMechanisms();
        return options == null ? List.of() : options;
    }

    private static Optional<String> address(RecoveryOptionNameType name) {
        return switch (name) {
            case VERIFIED_EMAIL -> Optional.of(Attributes.EMAIL);
            case VERIFIED_PHONE_NUMBER -> Optional.of(Attributes.PHONE);
            case ADMIN_ONLY -> Optional.empty();
        };
    }
}
