package dev.gatehouse.server.pools;

import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.PoolRecord;
import dev.gatehouse.server.store.Store;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Changes of a pool as compare-and-set: what was decided from an older reading is decided again.
final class PoolChanges {
    private static final int MOST_TRIES = 8;

    private final Store store;
    private final Directory directory;

    PoolChanges(Store store, Directory directory) {
        this.store = store;
        this.directory = directory;
    }

    /// A pool's name and settings.
    record Named(String name, PoolSettings settings) {}

    /// As {@link #apply}, but not while users are imported: their lines were written for the pool as it is.
    ///
    /// @throws ServiceException as {@link #settings}, or `UserImportInProgressException`
    Named applyUnlessImporting(PoolId id, long now, UnaryOperator<Named> change) {
        return tried(() -> attempt(id, now, change, true));
    }

    /// Changes settings only.
    ///
    /// @throws ServiceException what `change` throws, `ResourceNotFoundException`, or `TooManyRequestsException`
    ///     when others kept changing the pool
    PoolSettings settings(PoolId id, long now, UnaryOperator<PoolSettings> change) {
        return apply(id, now, named -> new Named(named.name(), change.apply(named.settings())))
                .settings();
    }

    /// Changes name and settings.
    ///
    /// @throws ServiceException as {@link #settings}
    Named apply(PoolId id, long now, UnaryOperator<Named> change) {
        return tried(() -> attempt(id, now, change, false));
    }

    /// Runs a compare-and-set until it takes effect.
    ///
    /// @param attempt empty when others were faster
    /// @throws ServiceException `TooManyRequestsException` after some tries
    static <T> T tried(Supplier<Optional<T>> attempt) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<T> done = attempt.get();
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw Refusals.busy();
    }

    private Optional<Named> attempt(PoolId id, long now, UnaryOperator<Named> change, boolean onlyUnlessImporting) {
        PoolRecord row = store.read(tx -> tx.pools().find(id)).orElseThrow(() -> Refusals.noPool(id.value()));
        Named changed = change.apply(new Named(row.name(), PoolDocument.read(row.document())));
        PoolRecord next = row.with(changed.name(), PoolDocument.write(changed.settings()), now);
        boolean written = store.write(tx -> {
            if (onlyUnlessImporting && tx.importJobs().isActive(id)) {
                throw Refusals.importing();
            }
            return tx.pools().update(next);
        });
        directory.changed(id);
        return written ? Optional.of(changed) : Optional.empty();
    }
}
