package dev.gatehouse.server.triggers;

import dev.gatehouse.model.cognitoidp.LambdaConfigType;
import dev.gatehouse.model.cognitoidp.UnexpectedLambdaException;

/// Where the rooms meet a pool's functions.
public final class Triggers {
    private final CustomAuth customAuth;

    /// @param functions calls the functions that are called already
    public Triggers(Functions functions) {
        this.customAuth = new CustomAuth(functions);
    }

    /// The functions that hold a custom sign-in.
    public CustomAuth customAuth() {
        return customAuth;
    }

    /// A trigger's turn has come.
    ///
    /// @throws UnexpectedLambdaException when the pool has a function for it: functions of this trigger cannot be
    ///     invoked yet, and what they were to decide is not decided without them
    public void reached(LambdaConfigType config, Trigger trigger) {
        trigger.functionIn(config).ifPresent(function -> {
            throw Refusals.notInvoked(trigger);
        });
    }
}
