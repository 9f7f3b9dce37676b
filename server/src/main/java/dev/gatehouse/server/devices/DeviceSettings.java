package dev.gatehouse.server.devices;

import dev.gatehouse.model.cognitoidp.DeviceConfigurationType;
import dev.gatehouse.server.pools.Pool;

/// What a pool says about devices (`DeviceConfiguration`).
///
/// @param on whether it tracks them at all
/// @param replacesFactor whether a remembered one stands in for a second factor (`ChallengeRequiredOnNewDevice`)
/// @param asksUser whether a confirmed one is remembered only when its user says so
///     (`DeviceOnlyRememberedOnUserPrompt`)
public record DeviceSettings(boolean on, boolean replacesFactor, boolean asksUser) {
    private static final DeviceSettings OFF = new DeviceSettings(false, false, false);

    /// The settings of a pool.
    public static DeviceSettings of(Pool pool) {
        DeviceConfigurationType settings = pool.settings().deviceConfiguration();
        return settings == null
                ? OFF
                : new DeviceSettings(
                        true,
                        Boolean.TRUE.equals(settings.challengeRequiredOnNewDevice()),
                        Boolean.TRUE.equals(settings.deviceOnlyRememberedOnUserPrompt()));
    }
}
