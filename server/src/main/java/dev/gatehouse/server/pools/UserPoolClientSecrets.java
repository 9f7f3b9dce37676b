package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.AddUserPoolClientSecretRequest;
import dev.gatehouse.model.cognitoidp.AddUserPoolClientSecretResponse;
import dev.gatehouse.model.cognitoidp.ClientSecretDescriptorType;
import dev.gatehouse.model.cognitoidp.DeleteUserPoolClientSecretRequest;
import dev.gatehouse.model.cognitoidp.DeleteUserPoolClientSecretResponse;
import dev.gatehouse.model.cognitoidp.ListUserPoolClientSecretsRequest;
import dev.gatehouse.model.cognitoidp.ListUserPoolClientSecretsResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.store.ClientRecord;
import dev.gatehouse.server.store.ClientSecretRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// AddUserPoolClientSecret, ListUserPoolClientSecrets, DeleteUserPoolClientSecret: two secrets at a time, so
/// that one can be replaced while both work.
final class UserPoolClientSecrets {
    private static final int MOST_SECRETS = 2;

    private final Store store;
    private final Chance chance;
    private final InstantSource clock;
    private final Directory directory;
    private final ClientSecretRows rows;

    UserPoolClientSecrets(Foundation foundation) {
        this.store = foundation.store();
        this.chance = foundation.chance();
        this.clock = foundation.clock();
        this.directory = foundation.directory();
        this.rows = new ClientSecretRows(foundation.sealer());
    }

    /// The answer holds the secret only when it was made here.
    AddUserPoolClientSecretResponse add(AddUserPoolClientSecretRequest request, Call call) {
        Client client = client(requireNonNull(request.userPoolId()), requireNonNull(request.clientId()), call);
        String given = request.clientSecret();
        Secret secret = given == null ? chance.clientSecret() : Secret.of(given);
        ClientSecretRecord row = insert(client.row(), secret);
        directory.changed(client.id());
        return new AddUserPoolClientSecretResponse(descriptor(row).toBuilder()
                .clientSecretValue(given == null ? secret.reveal() : null)
                .build());
    }

    /// There are never enough for a second page, so no `NextToken` is one of ours.
    ListUserPoolClientSecretsResponse list(ListUserPoolClientSecretsRequest request, Call call) {
        Client client = client(requireNonNull(request.userPoolId()), requireNonNull(request.clientId()), call);
        if (request.nextToken() != null) {
            throw Refusals.badPageToken();
        }
        List<ClientSecretRecord> secrets = store.read(tx -> tx.clients().secrets(client.id()));
        return ListUserPoolClientSecretsResponse.builder()
                .clientSecrets(
                        secrets.stream().map(UserPoolClientSecrets::descriptor).toList())
                .build();
    }

    DeleteUserPoolClientSecretResponse delete(DeleteUserPoolClientSecretRequest request, Call call) {
        Client client = client(requireNonNull(request.userPoolId()), requireNonNull(request.clientId()), call);
        String secretId = requireNonNull(request.clientSecretId());
        store.write(tx -> delete(tx, client.id(), secretId));
        directory.changed(client.id());
        return DeleteUserPoolClientSecretResponse.builder().build();
    }

    private Client client(String poolId, String clientId, Call call) {
        Pool pool = directory.pool(poolId, call);
        call.trail().client(clientId);
        return directory.client(pool, clientId);
    }

    private ClientSecretRecord insert(ClientRecord client, Secret secret) {
        long now = clock.millis();
        ClientSecretRecord first = rows.make(client, secret, now);
        ClientSecretRecord later = rows.make(client, secret, now + 1);
        return store.write(tx -> {
            checkRoom(tx, client.id());
            if (tx.clients().addSecret(first)) {
                return first;
            }
            if (tx.clients().addSecret(later)) {
                return later;
            }
            throw Refusals.busy();
        });
    }

    /// A public client stays public: only a client that has a secret can get another.
    private static void checkRoom(Tx tx, ClientId client) {
        int present = tx.clients().secrets(client).size();
        if (present == 0) {
            throw Refusals.invalid("The client is not configured with a secret.");
        }
        if (present >= MOST_SECRETS) {
            throw Refusals.tooMany("A client can have at most " + MOST_SECRETS + " secrets.");
        }
    }

    private static boolean delete(Tx tx, ClientId client, String secretId) {
        List<ClientSecretRecord> secrets = tx.clients().secrets(client);
        if (secrets.stream().noneMatch(secret -> secret.secretId().equals(secretId))) {
            throw Refusals.noSecret(secretId);
        }
        if (secrets.size() == 1) {
            throw Refusals.invalid("The last secret of a client cannot be deleted.");
        }
        return tx.clients().deleteSecret(client, secretId);
    }

    private static ClientSecretDescriptorType descriptor(ClientSecretRecord row) {
        return ClientSecretDescriptorType.builder()
                .clientSecretId(row.secretId())
                .clientSecretCreateDate(Instant.ofEpochMilli(row.createdAt()))
                .build();
    }
}
