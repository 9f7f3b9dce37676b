package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.TimeUnitsType;
import dev.gatehouse.model.cognitoidp.TokenValidityUnitsType;
import dev.gatehouse.model.cognitoidp.UserPoolClientType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long a client's tokens live. Pure.
final class Validity {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SHORTEST_TOKEN = Duration.ofMinutes(5);
    private static final Duration LONGEST_TOKEN = Duration.ofDays(1);
    private static final Duration REFRESH = Duration.ofDays(30);
    private static final Duration LONGEST_REFRESH = Duration.ofDays(3650);

    private Validity() {}

    /// The value to store and echo: absent and 0 mean 30 days.
    static int refreshTokenValidity(@Nullable Integer given, @Nullable TokenValidityUnitsType units) {
        if (given != null && given != 0) {
            return given;
        }
        return (int) (REFRESH.toSeconds() / length(refreshUnit(units)).toSeconds());
    }

    static Duration accessToken(UserPoolClientType client) {
        TokenValidityUnitsType units = client.tokenValidityUnits();
        return token(client.accessTokenValidity(), units == null ? null : units.accessToken());
    }

    static Duration idToken(UserPoolClientType client) {
        TokenValidityUnitsType units = client.tokenValidityUnits();
        return token(client.idTokenValidity(), units == null ? null : units.idToken());
    }

    static Duration refreshToken(UserPoolClientType client) {
        TokenValidityUnitsType units = client.tokenValidityUnits();
        int value = refreshTokenValidity(client.refreshTokenValidity(), units);
        return length(refreshUnit(units)).multipliedBy(value);
    }

    /// @throws dev.gatehouse.model.service.ServiceException `InvalidParameterException` when a token lives too
    ///     short, too long, or longer than the refresh token
    static void check(UserPoolClientType client) {
        Duration access = accessToken(client);
        Duration id = idToken(client);
        Duration refresh = refreshToken(client);
        boolean right = isWithin(access, SHORTEST_TOKEN, LONGEST_TOKEN)
                && isWithin(id, SHORTEST_TOKEN, LONGEST_TOKEN)
                && isWithin(refresh, HOUR, LONGEST_REFRESH)
                && refresh.compareTo(access) >= 0
                && refresh.compareTo(id) >= 0;
        if (!right) {
            throw Refusals.invalid("Invalid range for token validity.");
        }
    }

    private static Duration token(@Nullable Integer value, @Nullable TimeUnitsType unit) {
        return value == null
                ? HOUR
                : length(requireNonNullElse(unit, TimeUnitsType.HOURS)).multipliedBy(value);
    }

    private static TimeUnitsType refreshUnit(@Nullable TokenValidityUnitsType units) {
        return units == null || units.refreshToken() == null ? TimeUnitsType.DAYS : units.refreshToken();
    }

    private static Duration length(TimeUnitsType unit) {
        return switch (unit) {
            case SECONDS -> Duration.ofSeconds(1);
            case MINUTES -> Duration.ofMinutes(1);
            case HOURS -> HOUR;
            case DAYS -> Duration.ofDays(1);
        };
    }

    private static boolean isWithin(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }
}
