package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.GetUserPoolSessionConfigurationResponse;
import dev.gatehouse.model.cognitoidp.UserPoolTokenSessionConfigType;
import dev.gatehouse.model.cognitoidp.UserSessionTrackingType;
import org.jspecify.annotations.Nullable;

/// What SetUserPoolSessionConfiguration set, or its defaults.
///
/// @param enabled whether the sessions of users are kept track of
/// @param mostPerUser token sessions a user can have at one time
public record SessionTracking(boolean enabled, int mostPerUser) {
    static final SessionTracking DEFAULT = new SessionTracking(false, 20);

    static SessionTracking of(@Nullable GetUserPoolSessionConfigurationResponse stored) {
        return stored == null
                ? DEFAULT
                : of(requireNonNull(stored.userSessionTracking()), requireNonNull(stored.tokenSession()));
    }

    static SessionTracking of(UserSessionTrackingType tracking, UserPoolTokenSessionConfigType tokens) {
        return new SessionTracking(tracking == UserSessionTrackingType.ENABLED, requireNonNull(tokens.maxPerUser()));
    }

    UserSessionTrackingType tracking() {
        return enabled ? UserSessionTrackingType.ENABLED : UserSessionTrackingType.DISABLED;
    }

    UserPoolTokenSessionConfigType tokens() {
        return new UserPoolTokenSessionConfigType(mostPerUser);
    }

    /// As it is stored: without the pool's id.
    GetUserPoolSessionConfigurationResponse stored() {
        return new GetUserPoolSessionConfigurationResponse(null, tracking(), tokens());
    }
}
