package dev.gatehouse.server.sync;

import dev.gatehouse.model.cognitosync.CognitoSync;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Store;
import java.time.InstantSource;

/// The room's front door.
public final class SyncOperations {
    private SyncOperations() {}

    /// The operations of Amazon Cognito Sync.
    ///
    /// @param identities which identities there are
    public static Operations.Table table(
            Store store, Sealer sealer, Chance chance, InstantSource clock, IdentityDirectory identities) {
        Room room =
                new Room(store, chance, clock, new Askers(store, identities), new SyncSessions(sealer, chance, clock));
        Datasets datasets = new Datasets(room);
        Records records = new Records(room);
        Usages usages = new Usages(room, identities);
        PoolSettings settings = new PoolSettings(room);
        Events events = new Events(room);
        Publishing publishing = new Publishing(room);
        PushDevices devices = new PushDevices(room);
        return Operations.table()
                .on(CognitoSync.LIST_DATASETS, datasets::list)
                .on(CognitoSync.DESCRIBE_DATASET, datasets::describe)
                .on(CognitoSync.DELETE_DATASET, datasets::delete)
                .on(CognitoSync.LIST_RECORDS, records::list)
                .on(CognitoSync.UPDATE_RECORDS, records::update)
                .on(CognitoSync.DESCRIBE_IDENTITY_USAGE, usages::ofIdentity)
                .on(CognitoSync.DESCRIBE_IDENTITY_POOL_USAGE, usages::ofPool)
                .on(CognitoSync.LIST_IDENTITY_POOL_USAGE, usages::ofPools)
                .on(CognitoSync.GET_IDENTITY_POOL_CONFIGURATION, settings::get)
                .on(CognitoSync.SET_IDENTITY_POOL_CONFIGURATION, settings::set)
                .on(CognitoSync.GET_COGNITO_EVENTS, events::get)
                .on(CognitoSync.SET_COGNITO_EVENTS, events::set)
                .on(CognitoSync.BULK_PUBLISH, publishing::begin)
                .on(CognitoSync.GET_BULK_PUBLISH_DETAILS, publishing::details)
                .on(CognitoSync.REGISTER_DEVICE, devices::register)
                .on(CognitoSync.SUBSCRIBE_TO_DATASET, devices::subscribe)
                .on(CognitoSync.UNSUBSCRIBE_FROM_DATASET, devices::unsubscribe);
    }
}
