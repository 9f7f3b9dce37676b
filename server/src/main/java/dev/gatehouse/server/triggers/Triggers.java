package dev.gatehouse.server.triggers;

import dev.gatehouse.model.cognitoidp.LambdaConfigType;
import dev.gatehouse.model.cognitoidp.UnexpectedLambdaException;

/// Where the rooms meet a pool's functions.
public final class Triggers {

    /// A trigger's turn has come.
    ///
    /// @throws UnexpectedLambdaException when the pool has a function for it: functions cannot be invoked yet, and
    ///     what
    ///     they were to decide is not decided without them
    public void reached(LambdaConfigType config, Trigger trigger) {
        trigger.functionIn(config).ifPresent(function -> {
            throw new UnexpectedLambdaException(trigger.configName()
                    + " invocation failed: this server does not invoke Lambda functions yet; remove the trigger from the"
                    + " user pool's LambdaConfig to go on without it.");
        });
    }
}
