package dev.gatehouse.server.identitypools;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IdentityPoolRecord;
import dev.gatehouse.server.store.InvalidCursor;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Store;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The way to identity pools.
final class Pools {
    private final Store store;
    private final InstantSource clock;

    Pools(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// The pool of a signed call: it must live in the region of the signature.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    Pool require(String id, Call call) {
        requireRegion(id, call);
        return require(id);
    }

    /// The pool of an unsigned call, whose region is that of its id.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    Pool require(String id) {
        return store.read(tx -> tx.identityPools().find(id))
                .map(row -> Document.read(row.document()))
                .orElseThrow(() -> Refusals.noPool(id));
    }

    /// Changes a pool as it is now.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    Pool change(String id, Call call, UnaryOperator<Pool> change) {
        requireRegion(id, call);
        return store.write(tx -> {
            IdentityPoolRecord row = tx.identityPools().find(id).orElseThrow(() -> Refusals.noPool(id));
            Pool changed = change.apply(Document.read(row.document()));
            if (!tx.identityPools().update(row.with(Document.write(changed), clock.millis()))) {
                throw new IllegalStateException("a row changed inside a write");
            }
            return changed;
        });
    }

    /// Notes the pool of a call for the audit, and that it is of the call's region.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException ResourceNotFoundException
    static void requireRegion(String id, Call call) {
        call.trail().pool(id);
        if (!id.startsWith(call.region() + ":")) {
            throw Refusals.noPool(id);
        }
    }

    /// Reads a page; a token that is not one of ours is the caller's fault.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException
    static <T> Page<T> page(@Nullable String token, Function<Optional<String>, Page<T>> read) {
        try {
            return read.apply(Optional.ofNullable(token));
        } catch (InvalidCursor e) {
            throw Refusals.invalid("Invalid NextToken");
        }
    }
}
