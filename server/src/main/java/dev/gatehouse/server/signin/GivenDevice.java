package dev.gatehouse.server.signin;

import dev.gatehouse.server.mfa.SecondFactor;

/// What a `DEVICE_KEY` sent along means.
sealed interface GivenDevice {

    /// None was sent, or the pool does not track devices: the user gets a key for a new one.
    record None() implements GivenDevice {}

    /// No device of the user's has this key.
    record Unknown() implements GivenDevice {}

    /// A device of the user's. It has to prove itself before tokens name it.
    ///
    /// @param key its device key
    /// @param trusted whether it is remembered, in a pool where that stands in for a second factor
    record Known(String key, boolean trusted) implements GivenDevice {

        /// Whether its proof does for what would come next. A factor that is still to be set up is not replaced.
        boolean replaces(SecondFactor next) {
            return switch (next) {
                case SecondFactor.None _ -> true;
                case SecondFactor.One _, SecondFactor.Choice _ -> trusted;
                case SecondFactor.SetUp _, SecondFactor.Impossible _ -> false;
            };
        }
    }
}
