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
/// @param passkey whether a passkey counts as both factors (`WebAuthnMfaSettings`); never without another active
/// factor,
///     so that who loses the passkey is not locked out
public record UserFactors(
        List<Factor> active,
        Optional<Factor> preferred,
        boolean softwareToken,
        Optional<String> deviceName,
        boolean passkey) {
    /// Nothing chosen.
    public static final UserFactors NONE = new UserFactors(List.of(), Optional.empty(), false, Optional.empty(), false);

    public UserFactors {
        active = List.copyOf(active);
        passkey = passkey && !active.isEmpty();
    }

    /// The same choice with a factor switched on.
    public UserFactors with(Factor factor) {
        if (active.contains(factor)) {
            return this;
        }
        List<Factor> more = new ArrayList<>(active);
        more.add(factor);
        return new UserFactors(more, preferred, softwareToken, deviceName, passkey);
    }

    /// The same choice with a factor switched off, and no longer preferred.
    public UserFactors without(Factor factor) {
        return new UserFactors(
                active.stream().filter(other -> other != factor).toList(),
                preferred.filter(other -> other != factor),
                softwareToken,
                deviceName,
                passkey);
    }

    /// The same choice with another preferred factor, or none.
    public UserFactors preferring(Optional<Factor> factor) {
        return new UserFactors(active, factor, softwareToken, deviceName, passkey);
    }

    /// The same choice of a user who has proven to hold a TOTP secret.
    public UserFactors withSoftwareToken(Optional<String> name) {
        return new UserFactors(active, preferred, true, name, passkey);
    }

    /// The same choice of a user whose TOTP secret is gone.
    public UserFactors withoutSoftwareToken() {
        UserFactors rest = without(Factor.SOFTWARE_TOKEN_MFA);
        return new UserFactors(rest.active(), rest.preferred(), false, Optional.empty(), rest.passkey());
    }

    /// The same choice with a passkey counting as both factors, or not.
    public UserFactors withPasskey(boolean counts) {
        return new UserFactors(active, preferred, softwareToken, deviceName, counts);
    }
}
