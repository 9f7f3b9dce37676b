package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.ClientSSOSessionConfigType;
import dev.gatehouse.model.cognitoidp.GetUserPoolClientSessionConfigurationRequest;
import dev.gatehouse.model.cognitoidp.GetUserPoolClientSessionConfigurationResponse;
import dev.gatehouse.model.cognitoidp.GetUserPoolSessionConfigurationRequest;
import dev.gatehouse.model.cognitoidp.GetUserPoolSessionConfigurationResponse;
import dev.gatehouse.model.cognitoidp.SetUserPoolClientSessionConfigurationRequest;
import dev.gatehouse.model.cognitoidp.SetUserPoolClientSessionConfigurationResponse;
import dev.gatehouse.model.cognitoidp.SetUserPoolSessionConfigurationRequest;
import dev.gatehouse.model.cognitoidp.SetUserPoolSessionConfigurationResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.ClientRecord;
import dev.gatehouse.server.store.Store;
import java.time.InstantSource;
import java.util.Optional;

/// GetUserPoolSessionConfiguration, SetUserPoolSessionConfiguration, GetUserPoolClientSessionConfiguration,
/// SetUserPoolClientSessionConfiguration.
final class UserPoolSessions {
    private final Store store;
    private final Directory directory;
    private final PoolChanges changes;
    private final InstantSource clock;

    UserPoolSessions(Foundation foundation) {
        this.store = foundation.store();
        this.directory = foundation.directory();
        this.changes = new PoolChanges(store, directory);
        this.clock = foundation.clock();
    }

    GetUserPoolSessionConfigurationResponse get(GetUserPoolSessionConfigurationRequest request, Call call) {
        Pool pool = directory.pool(requireNonNull(request.userPoolId()), call);
        SessionTracking now = pool.sessionTracking();
        return new GetUserPoolSessionConfigurationResponse(pool.id().value(), now.tracking(), now.tokens());
    }

    SetUserPoolSessionConfigurationResponse set(SetUserPoolSessionConfigurationRequest request, Call call) {
        Pool pool = directory.pool(requireNonNull(request.userPoolId()), call);
        SessionTracking wanted = SessionTracking.of(
                requireNonNull(request.userSessionTracking()), requireNonNull(request.tokenSession()));
        changes.settings(pool.id(), clock.millis(), current -> {
            Tiers.checkSessions(current);
            return current.with(wanted);
        });
        return new SetUserPoolSessionConfigurationResponse(pool.id().value(), wanted.tracking(), wanted.tokens());
    }

    GetUserPoolClientSessionConfigurationResponse getOfClient(
            GetUserPoolClientSessionConfigurationRequest request, Call call) {
        Pool pool = directory.pool(requireNonNull(request.userPoolId()), call);
        Client client = directory.client(pool, requireNonNull(request.clientId()));
        call.trail().client(client.id().value());
        return new GetUserPoolClientSessionConfigurationResponse(
                pool.id().value(), client.id().value(), client.ssoSession());
    }

    SetUserPoolClientSessionConfigurationResponse setOfClient(
            SetUserPoolClientSessionConfigurationRequest request, Call call) {
        Pool pool = directory.pool(requireNonNull(request.userPoolId()), call);
        String clientId = requireNonNull(request.clientId());
        call.trail().client(clientId);
        Tiers.checkSessions(pool.stored());
        if (!pool.sessionTracking().enabled()) {
            throw Refusals.noSessionTracking();
        }
        ClientSSOSessionConfigType wanted = requireNonNull(request.ssoSession());
        PoolChanges.tried(() -> {
            Client current = directory.fresh(store, pool, clientId);
            String document = ClientDocument.write(
                    ClientDocument.read(current.row().document()).settings(), wanted);
            ClientRecord next = current.row().with(current.row().name(), document, clock.millis());
            boolean written = store.write(tx -> tx.clients().update(next));
            directory.changed(next.id());
            return written ? Optional.of(next) : Optional.empty();
        });
        return new SetUserPoolClientSessionConfigurationResponse(pool.id().value(), clientId, wanted);
    }
}
