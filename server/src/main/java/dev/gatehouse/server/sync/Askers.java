package dev.gatehouse.server.sync;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Session;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.SyncOwner;
import dev.gatehouse.server.store.Tx;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may ask for what, beyond what IAM decided before: an identity's credentials reach that identity alone
/// (Cognito Sync API reference, "This API can be called with ..." of each operation).
final class Askers {
    private static final String SUB = "cognito-identity.amazonaws.com:sub";
    private static final String AUD = "cognito-identity.amazonaws.com:aud";

    private final Store store;
    private final IdentityDirectory identities;

    Askers(Store store, IdentityDirectory identities) {
        this.store = store;
        this.identities = identities;
    }

    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    void require(Tx tx, String pool) {
        if (!identities.hasPool(tx, pool)) {
            throw Refusals.noPool(pool);
        }
    }

    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    void require(Tx tx, SyncOwner owner) {
        require(tx, owner.pool());
        if (!identities.hasIdentity(tx, owner.pool(), owner.identity())) {
            throw Refusals.noIdentity(owner.identity());
        }
    }

    /// A developer, for anything of a pool that exists in the region of the signature.
    ///
    /// @return the pool
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException, ResourceNotFoundException
    String developer(Call call, @Nullable String pool) {
        developer(call);
        String known = requireNonNull(pool);
        requireRegion(call, known);
        return store.read(tx -> {
            require(tx, known);
            return known;
        });
    }

    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException
    void developer(Call call) {
        if (own(call.caller(), SUB).isPresent()) {
            throw Refusals.developersOnly();
        }
    }

    /// A developer or the identity itself, where the identity exists.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException, ResourceNotFoundException
    SyncOwner either(Call call, @Nullable String pool, @Nullable String identity) {
        SyncOwner owner = reached(call, pool, identity);
        requireRegion(call, owner.pool());
        return store.read(tx -> {
            require(tx, owner);
            return owner;
        });
    }

    /// The same for operations that declare no ResourceNotFoundException.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException, InvalidParameterException
    SyncOwner lister(Call call, @Nullable String pool, @Nullable String identity) {
        SyncOwner owner = reached(call, pool, identity);
        if (!isOfRegion(call, owner.pool())
                || !store.read(tx -> identities.hasIdentity(tx, owner.pool(), owner.identity()))) {
            throw Refusals.unknownIdentity(owner.identity());
        }
        return owner;
    }

    /// The identity itself, where it exists.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException, ResourceNotFoundException
    SyncOwner itself(Call call, @Nullable String pool, @Nullable String identity) {
        if (!(call.caller() instanceof Caller.Role) || own(call.caller(), SUB).isEmpty()) {
            throw Refusals.identitiesOnly();
        }
        return either(call, pool, identity);
    }

    /// Who a record names as its writer: the identity, or the account for a developer.
    String name(Call call) {
        return own(call.caller(), SUB).orElseGet(() -> switch (call.caller()) {
            case Caller.Known known -> known.account();
            case Caller.Anonymous _ -> "";
        });
    }

    private static void requireRegion(Call call, String pool) {
        if (!isOfRegion(call, pool)) {
            throw Refusals.noPool(pool);
        }
    }

    static boolean isOfRegion(Call call, String pool) {
        return pool.startsWith(call.region() + ":");
    }

    private static SyncOwner reached(Call call, @Nullable String pool, @Nullable String identity) {
        SyncOwner owner = new SyncOwner(requireNonNull(pool), requireNonNull(identity));
        boolean other = !own(call.caller(), SUB).orElse(owner.identity()).equals(owner.identity())
                || !own(call.caller(), AUD).orElse(owner.pool()).equals(owner.pool());
        if (other) {
            throw Refusals.otherIdentity();
        }
        return owner;
    }

    /// What a session of an identity pool says of its identity.
    private static Optional<String> own(Caller caller, String key) {
        return switch (caller) {
            case Caller.Known known ->
                known.temporary()
                        .map(Session::keys)
                        .flatMap(keys ->
                                keys.getOrDefault(key, List.of()).stream().findFirst());
            case Caller.Anonymous _ -> Optional.empty();
        };
    }
}
