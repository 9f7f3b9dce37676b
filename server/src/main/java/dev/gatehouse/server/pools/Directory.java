package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.store.ClientRecord;
import dev.gatehouse.server.store.ClientSecretRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.store.VersionedCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The way to pools and clients. Answers from memory; what another node changed shows within two seconds, what
/// this node changed at once. Safe for many threads.
public final class Directory {
    private static final int MOST_POOLS = 1_000;
    private static final int MOST_CLIENTS = 10_000;
    private static final Duration FRESH = Duration.ofMillis(1_500);
    private static final int LONGEST_CLIENT_ID = 128;

    private final VersionedCache<PoolId, Pool> pools;
    private final VersionedCache<ClientId, Client> clients;
    private final Sealer sealer;

    /// @param clock decides when a cached record is looked at again
    public Directory(Store store, Sealer sealer, InstantSource clock) {
        this.sealer = sealer;
        this.pools = new VersionedCache<>(
                MOST_POOLS,
                FRESH,
                clock,
                new VersionedCache.Source<>(
                        id -> store.read(tx -> tx.pools().find(id)).map(row -> Pool.of(row, sealer)),
                        id -> store.read(tx -> tx.pools().version(id)),
                        Pool::version));
        this.clients = new VersionedCache<>(
                MOST_CLIENTS,
                FRESH,
                clock,
                new VersionedCache.Source<>(
                        id -> store.read(tx -> find(tx, id)).map(this::open),
                        id -> store.read(tx -> tx.clients().version(id)),
                        Client::version));
    }

    /// The pool of a signed call: it must live in the region of the signature.
    ///
    /// @throws ServiceException `ResourceNotFoundException`
    public Pool pool(String poolId, Call call) {
        Pool pool = pool(poolId);
        if (!pool.id().region().equals(call.region())) {
            throw Refusals.noPool(poolId);
        }
        call.trail().pool(poolId);
        return pool;
    }

    /// The pool of that id.
    ///
    /// @throws ServiceException `ResourceNotFoundException` when there is none, or the text is no pool id
    public Pool pool(String poolId) {
        return parse(poolId).flatMap(pools::get).orElseThrow(() -> Refusals.noPool(poolId));
    }

    /// The tags of the pool of that id; none when there is no such pool.
    public Map<String, String> tags(String poolId) {
        return parse(poolId)
                .flatMap(pools::get)
                .map(pool -> requireNonNullElse(pool.settings().userPoolTags(), Map.<String, String>of()))
                .orElse(Map.of());
    }

    /// The pool of that id.
    ///
    /// @throws ServiceException `ResourceNotFoundException`
    public Pool pool(PoolId poolId) {
        return pools.get(poolId).orElseThrow(() -> Refusals.noPool(poolId.value()));
    }

    /// The client of that id, in whatever pool.
    ///
    /// @throws ServiceException `ResourceNotFoundException`
    public Client client(String clientId) {
        return find(clientId).orElseThrow(() -> Refusals.noClient(clientId));
    }

    /// The client of that id in a pool.
    ///
    /// @throws ServiceException `ResourceNotFoundException`, also for a client of another pool
    public Client client(Pool pool, String clientId) {
        return find(clientId)
                .filter(client -> client.pool().equals(pool.id()))
                .orElseThrow(() -> Refusals.noClient(clientId));
    }

    /// This node changed the pool.
    void changed(PoolId id) {
        pools.invalidate(id);
    }

    /// This node changed the client.
    void changed(ClientId id) {
        clients.invalidate(id);
    }

    /// Reads a client past the cache.
    ///
    /// @throws ServiceException `ResourceNotFoundException`
    Client fresh(Store store, Pool pool, String clientId) {
        ClientId id = client(pool, clientId).id();
        return store.read(tx -> find(tx, id)).map(this::open).orElseThrow(() -> Refusals.noClient(clientId));
    }

    private Optional<Client> find(String clientId) {
        return clientId.isEmpty() || clientId.length() > LONGEST_CLIENT_ID
                ? Optional.empty()
                : clients.get(new ClientId(clientId));
    }

    private record Found(ClientRecord row, List<ClientSecretRecord> secrets) {}

    private static Optional<Found> find(Tx tx, ClientId id) {
        return tx.clients().find(id).map(row -> new Found(row, tx.clients().secrets(id)));
    }

    private Client open(Found found) {
        List<Secret> secrets = found.secrets().stream()
                .map(row ->
                        sealer.openSecret(Purpose.CLIENT_SECRET, row.sealed().toArray(), row.secretId()))
                .toList();
        return new Client(found.row(), secrets);
    }

    private static Optional<PoolId> parse(String text) {
        try {
            return Optional.of(new PoolId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
