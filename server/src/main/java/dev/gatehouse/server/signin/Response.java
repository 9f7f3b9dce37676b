package dev.gatehouse.server.signin;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.pools.Pool;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a call brings: an answer to a challenge, or what a flow begins with. It may come through the public
/// operation or the administrators'; a session begun with one may be answered with the other.
///
/// @param clientMetadata `ClientMetadata`, for the pool's functions
record Response(
        Pool pool,
        Client client,
        Parameters given,
        @Nullable String session,
        Map<String, String> clientMetadata,
        Call call) {

    /// The refusal of a verdict, its true reason noted for the audit record.
    RuntimeException refusal(Flow.Reason reason) {
        call.trail().reason(reason.name());
        return Refusals.of(reason, client.hidesUsers());
    }

    @Override
    public String toString() {
        return "Response[" + pool.id() + "]";
    }
}
