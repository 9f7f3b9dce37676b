package dev.gatehouse.server.imports;

import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.users.BulkUsers;
import java.time.InstantSource;

/// The room, wired: its operations, the page that takes files, and the work in the background.
public final class Imports {
    private final Jobs jobs;
    private final UploadPage page;
    private final Importer importer;

    /// @param directory pools
    /// @param users checks and inserts users
    /// @param url how clients reach the server, without a trailing slash
    public Imports(
            Store store,
            Sealer sealer,
            Chance chance,
            InstantSource clock,
            Directory directory,
            BulkUsers users,
            String url) {
        UploadUrl address = new UploadUrl(sealer, url);
        Uploads uploads = new Uploads(store, sealer, chance, clock);
        this.jobs = new Jobs(store, sealer, chance, clock, directory, new JobTypes(address, clock));
        this.page = new UploadPage(store, uploads, address, clock);
        this.importer = new Importer(
                store, directory, uploads, users, clock, chance.uuid().toString());
    }

    /// The page that takes files.
    public Pages pages() {
        return page.pages();
    }

    /// Does one small step of the job whose turn it is, for one thread.
    ///
    /// @return false when there is nothing to do now
    /// @throws dev.gatehouse.server.store.StoreUnavailable when the store cannot be used now; try again later
    public boolean step() {
        return importer.step();
    }

    Jobs jobs() {
        return jobs;
    }
}
