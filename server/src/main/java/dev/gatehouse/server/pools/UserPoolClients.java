package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.CreateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolClientResponse;
import dev.gatehouse.model.cognitoidp.DeleteUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.DeleteUserPoolClientResponse;
import dev.gatehouse.model.cognitoidp.DescribeUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.DescribeUserPoolClientResponse;
import dev.gatehouse.model.cognitoidp.ListUserPoolClientsRequest;
import dev.gatehouse.model.cognitoidp.ListUserPoolClientsResponse;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolClientResponse;
import dev.gatehouse.model.cognitoidp.UserPoolClientDescription;
import dev.gatehouse.model.cognitoidp.UserPoolClientType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.store.ClientRecord;
import dev.gatehouse.server.store.ClientSecretRecord;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.InstantSource;
import java.util.Optional;

/// CreateUserPoolClient, DescribeUserPoolClient, UpdateUserPoolClient, DeleteUserPoolClient,
/// ListUserPoolClients.
final class UserPoolClients {
    static final int MOST_CLIENTS = 1_000;

    private final Store store;
    private final Chance chance;
    private final InstantSource clock;
    private final Directory directory;
    private final ClientSecretRows secretRows;
    private final Listing listing;

    UserPoolClients(Foundation foundation) {
        this.store = foundation.store();
        this.chance = foundation.chance();
        this.clock = foundation.clock();
        this.directory = foundation.directory();
        this.secretRows = new ClientSecretRows(foundation.sealer());
        this.listing = new Listing(foundation.sealer());
    }

    CreateUserPoolClientResponse create(CreateUserPoolClientRequest request, Call call) {
        Pool pool = directory.pool(requireNonNull(request.userPoolId()), call);
        Optional<Secret> secret = secret(request);
        UserPoolClientType settings = ClientSettings.created(request);
        ClientRules.check(pool, settings, secret.isPresent(), ClientRules.Moment.CREATING);
        long now = clock.millis();
        ClientRecord made = PoolChanges.tried(() -> {
            ClientRecord row = new ClientRecord(
                    pool.id(),
                    new ClientId(chance.clientId()),
                    requireNonNull(request.clientName()),
                    ClientDocument.write(settings, ClientDocument.DEFAULT_SSO),
                    now,
                    now,
                    0);
            Optional<ClientSecretRecord> first = secret.map(text -> secretRows.make(row, text, now));
            return store.write(tx -> insert(tx, row, first)) ? Optional.of(row) : Optional.empty();
        });
        call.trail().client(made.id().value());
        return new CreateUserPoolClientResponse(
                directory.client(made.id().value()).described());
    }

    DescribeUserPoolClientResponse describe(DescribeUserPoolClientRequest request, Call call) {
        Client client = client(requireNonNull(request.userPoolId()), requireNonNull(request.clientId()), call);
        return new DescribeUserPoolClientResponse(client.described());
    }

    UpdateUserPoolClientResponse update(UpdateUserPoolClientRequest request, Call call) {
        String clientId = requireNonNull(request.clientId());
        Pool pool = directory.pool(requireNonNull(request.userPoolId()), call);
        call.trail().client(clientId);
        PoolChanges.tried(() -> {
            Client current = directory.fresh(store, pool, clientId);
            UserPoolClientType settings = ClientSettings.updated(current.settings(), request);
            ClientRules.check(pool, settings, current.hasSecret(), ClientRules.Moment.UPDATING);
            ClientRecord next = current.row()
                    .with(
                            requireNonNull(settings.clientName()),
                            ClientDocument.write(settings, current.ssoSession()),
                            clock.millis());
            boolean written = store.write(tx -> tx.clients().update(next));
            directory.changed(next.id());
            return written ? Optional.of(next) : Optional.empty();
        });
        return new UpdateUserPoolClientResponse(directory.client(pool, clientId).described());
    }

    DeleteUserPoolClientResponse delete(DeleteUserPoolClientRequest request, Call call) {
        Client client = client(requireNonNull(request.userPoolId()), requireNonNull(request.clientId()), call);
        boolean deleted = store.write(tx -> tx.clients().delete(client.id()));
        directory.changed(client.id());
        if (!deleted) {
            throw Refusals.noClient(client.id().value());
        }
        return DeleteUserPoolClientResponse.builder().build();
    }

    ListUserPoolClientsResponse list(ListUserPoolClientsRequest request, Call call) {
        Pool pool = directory.pool(requireNonNull(request.userPoolId()), call);
        int size = Listing.size(request.maxResults());
        Page<ClientRecord> page = listing.page(
                "ListUserPoolClients " + pool.id(),
                request.nextToken(),
                cursor -> store.read(tx -> tx.clients().list(pool.id(), cursor, size)));
        return new ListUserPoolClientsResponse(
                page.items().stream().map(UserPoolClients::description).toList(),
                page.next().orElse(null));
    }

    private Client client(String poolId, String clientId, Call call) {
        Pool pool = directory.pool(poolId, call);
        call.trail().client(clientId);
        return directory.client(pool, clientId);
    }

    private Optional<Secret> secret(CreateUserPoolClientRequest request) {
        boolean generate = Boolean.TRUE.equals(request.generateSecret());
        if (request.clientSecret() == null) {
            return generate ? Optional.of(chance.clientSecret()) : Optional.empty();
        }
        if (generate) {
            throw Refusals.invalid("GenerateSecret and ClientSecret cannot be used together.");
        }
        return Optional.of(Secret.of(request.clientSecret()));
    }

    private static boolean insert(Tx tx, ClientRecord row, Optional<ClientSecretRecord> secret) {
        if (tx.pools().version(row.pool()).isEmpty()) {
            throw Refusals.noPool(row.pool().value());
        }
        if (tx.clients().count(row.pool()) >= MOST_CLIENTS) {
            throw Refusals.tooMany("A user pool can have at most " + MOST_CLIENTS + " app clients.");
        }
        if (!tx.clients().insert(row)) {
            return false;
        }
        secret.ifPresent(tx.clients()::addSecret);
        return true;
    }

    private static UserPoolClientDescription description(ClientRecord row) {
        return UserPoolClientDescription.builder()
                .clientId(row.id().value())
                .userPoolId(row.pool().value())
                .clientName(row.name())
                .build();
    }
}
