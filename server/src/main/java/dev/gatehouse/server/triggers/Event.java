package dev.gatehouse.server.triggers;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;

/// What the events of all triggers have in common ("Lambda trigger event structure" in the developer guide).
///
/// @param function the ARN of the function
/// @param userName whom it is about: the user name, or for nobody's name the name as typed
/// @param client the app client the call came through
public record Event(String function, PoolId pool, String userName, ClientId client) {

    @Override
    public String toString() {
        return "Event[" + function + "]";
    }
}
