package dev.gatehouse.server.signin;

import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.pure.srp.ServerKey;

/// One SRP exchange between its two calls.
///
/// @param clientKey the client's A
/// @param serverKey our b and B
record SrpExchange(ClientKey clientKey, ServerKey serverKey) {
    @Override
    public String toString() {
        return "SrpExchange(***)";
    }
}
