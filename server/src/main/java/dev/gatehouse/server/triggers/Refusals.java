package dev.gatehouse.server.triggers;

import dev.gatehouse.model.cognitoidp.InvalidLambdaResponseException;
import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.cognitoidp.UnexpectedLambdaException;

/// What clients are told when a function does not decide.
final class Refusals {
    private Refusals() {}

    /// The pool has a function for this trigger, and functions cannot be invoked: the operator's choice to make.
    static UnexpectedLambdaException notInvoked(Trigger trigger) {
        return new UnexpectedLambdaException(trigger.configName()
                + " invocation failed: this server does not invoke Lambda functions yet; remove the trigger from the"
                + " user pool's LambdaConfig to go on without it.");
    }

    /// What the function returned makes no sense: its author's fault.
    static InvalidLambdaResponseException unrecognizable() {
        return new InvalidLambdaResponseException("Unrecognizable lambda output");
    }

    /// A custom sign-in needs three functions and the pool does not have all of them.
    static InvalidParameterException noCustomAuth() {
        return new InvalidParameterException("Custom auth lambda trigger is not configured for the user pool.");
    }
}
