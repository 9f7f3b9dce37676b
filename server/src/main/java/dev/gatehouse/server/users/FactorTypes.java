package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.DeliveryMediumType;
import dev.gatehouse.model.cognitoidp.MFAOptionType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user's factors as the API lists them; what is not set is left out of answers.
public final class FactorTypes {
    private static final String PASSKEY = "WEB_AUTHN_MFA";

    private FactorTypes() {}

    /// `UserMFASettingList`: the active factors, and last a passkey that counts as both.
    public static @Nullable List<String> list(User user) {
        List<String> names = new ArrayList<>(
                user.factors().active().stream().map(Factor::name).toList());
        if (user.factors().passkey()) {
            names.add(PASSKEY);
        }
        return names.isEmpty() ? null : names;
    }

    /// `PreferredMfaSetting`.
    public static @Nullable String preferred(User user) {
        return user.factors().preferred().map(Factor::name).orElse(null);
    }

    /// `MFAOptions`, which know text messages only.
    static @Nullable List<MFAOptionType> options(User user) {
        return user.factors().active().contains(Factor.SMS_MFA)
                ? List.of(MFAOptionType.builder()
                        .deliveryMedium(DeliveryMediumType.SMS)
                        .attributeName(Attributes.PHONE)
                        .build())
                : null;
    }
}
