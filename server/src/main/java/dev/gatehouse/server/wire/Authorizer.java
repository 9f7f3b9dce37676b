package dev.gatehouse.server.wire;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Shape;

/// Decides whether a proven caller may do what it asks.
@FunctionalInterface
public interface Authorizer {

    /// Judges one signed request, read whole and checked against its model.
    ///
    /// @param operation the operation, whose {@link Operation#action} is the IAM action
    /// @param request the request, which names the resource
    /// @param call the caller, its region, address and user agent
    Decision decide(Operation<?, ?> operation, Shape request, Call call);

    /// A verdict.
    sealed interface Decision {
        /// The request is carried out.
        record Allow() implements Decision {}

        /// The request is refused.
        ///
        /// @param message what the caller is told
        record Deny(String message) implements Decision {}
    }

    /// The account's own key may do everything, nobody else anything.
    static Authorizer rootOnly() {
        return (operation, request, call) -> switch (call.caller()) {
            case Caller.Root root -> new Decision.Allow();
            case Caller.Known known ->
                new Decision.Deny("User: " + known.arn() + " is not authorized to perform: " + operation.action());
            case Caller.Anonymous anonymous ->
                new Decision.Deny("User: anonymous is not authorized to perform: " + operation.action());
        };
    }
}
