package dev.gatehouse.server.users;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a user chose for multi-factor authentication.
///
/// @param active the factors switched on, in the order of their activation
/// @param preferred the one asked for when there are several; one of the active
/// @param softwareToken whether the user has proven to hold a TOTP secret
/// @param deviceName the name given to the authenticator app
public record UserFactors(
        List<Factor> active, Optional<Factor> preferred, boolean softwareToken, Optional<String> deviceName) {
    /// Nothing chosen.
    public static final UserFactors NONE = new UserFactors(List.of(), Optional.empty(), false, Optional.empty());

    public UserFactors {
        active = List.copyOf(active);
    }

    /// The same choice with a factor switched on.
    public UserFactors with(Factor factor) {
        if (active.contains(factor)) {
            return this;
        }
        List<Factor> more = new ArrayList<>(active);
        more.add(factor);
        return new UserFactors(more, preferred, softwareToken, deviceName);
    }

    /// The same choice with a factor switched off, and no longer preferred.
    public UserFactors without(Factor factor) {
        return new UserFactors(
                active.stream().filter(other -> other != factor).toList(),
                preferred.filter(other -> other != factor),
                softwareToken,
                deviceName);
    }

    /// The same choice with another preferred factor, or none.
    public UserFactors preferring(Optional<Factor> factor) {
        return new UserFactors(active, factor, softwareToken, deviceName);
    }

    /// The same choice of a user who has proven to hold a TOTP secret.
    public UserFactors withSoftwareToken(Optional<String> name) {
        return new UserFactors(active, preferred, true, name);
    }

    /// The same choice of a user whose TOTP secret is gone.
    public UserFactors withoutSoftwareToken() {
        UserFactors rest = without(Factor.SOFTWARE_TOKEN_MFA);
        return new UserFactors(rest.active(), rest.preferred(), false, Optional.empty());
    }
}
