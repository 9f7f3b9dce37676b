package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidentity.CognitoIdentity;
import dev.gatehouse.model.cognitosync.CognitoSync;
import dev.gatehouse.model.cognitosync.ListRecordsResponse;
import dev.gatehouse.model.cognitosync.Record;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.SyncUsage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What identities keep in Cognito Sync goes where they go: to those they are merged into, or away with them.
class IdentityDatasetsTest {
    private static final String DATASET = "{'IdentityPoolId':'%s','IdentityId':'%s','DatasetName':'%s'%s}";
    private static final String DEVELOPER_TOKEN = "{'IdentityPoolId':'%s','Logins':{'login.example':'%s'}}";
    private static final String MERGE = "{'IdentityPoolId':'%s','DeveloperProviderName':'login.example',"
            + "'SourceUserIdentifier':'%s','DestinationUserIdentifier':'%s'}";

    @TempDir
    Path folder;

    private IdentityWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new IdentityWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aGuestsDatasetsAreOfWhoTheGuestTurnsOutToBe() {
        String nora = world.identity(world.login(world.idToken("nora")));
        String guest = world.guest();
        keep(nora, "prefs", "dark");
        keep(guest, "prefs", "light");
        keep(guest, "cart", "a book");

        world.credentials(guest, "," + world.login(world.idToken("nora")));

        assertThat(records(nora, "prefs").mergedDatasetNames()).containsExactly("prefs." + guest);
        assertThat(value(nora, "prefs")).isEqualTo("dark");
        assertThat(value(nora, "prefs." + guest)).isEqualTo("light");
        assertThat(records(nora, "cart").mergedDatasetNames()).containsExactly("cart." + guest);
        assertThat(world.refusal(CognitoSync.LIST_RECORDS, DATASET, world.pool, guest, "prefs", ""))
                .isEqualTo("InvalidParameterException: Identity '" + guest + "' not found.");

        world.call(CognitoSync.DELETE_DATASET, DATASET, world.pool, nora, "prefs." + guest, "");
        assertThat(records(nora, "prefs").mergedDatasetNames()).isEmpty();
    }

    @Test
    void theClassicFlowMergesDatasetsToo() {
        String nora = world.identity(world.login(world.idToken("nora")));
        String guest = world.guest();
        keep(guest, "prefs", "light");

        world.call(
                CognitoIdentity.GET_OPEN_ID_TOKEN, "{'IdentityId':'%s',%s}", guest, world.login(world.idToken("nora")));

        assertThat(value(nora, "prefs." + guest)).isEqualTo("light");
    }

    @Test
    void aGuestWhoSignsInFirstKeepsDatasetsAsTheyAre() {
        String guest = world.guest();
        keep(guest, "prefs", "light");

        world.credentials(guest, "," + world.login(world.idToken("nora")));

        assertThat(value(guest, "prefs")).isEqualTo("light");
        assertThat(records(guest, "prefs").mergedDatasetNames()).isEmpty();
    }

    @Test
    void developersUsersBringTheirDatasetsAlong() {
        String one = developerIdentity("u-1");
        String two = developerIdentity("u-2");
        keep(one, "prefs", "light");

        world.call(CognitoIdentity.MERGE_DEVELOPER_IDENTITIES, MERGE, world.pool, "u-1", "u-2");

        assertThat(records(two, "prefs").mergedDatasetNames()).containsExactly("prefs." + one);
        assertThat(value(two, "prefs." + one)).isEqualTo("light");
    }

    /// A merge is one write: what stops it leaves datasets where they are.
    @Test
    void aRefusedMergeMovesNothing() {
        String nora = signedIn("nora", "u-1");
        String otto = signedIn("otto", "u-2");
        keep(nora, "prefs", "light");

        assertThat(world.refusal(CognitoIdentity.MERGE_DEVELOPER_IDENTITIES, MERGE, world.pool, "u-1", "u-2"))
                .isEqualTo("ResourceConflictException: Login is already in use");

        assertThat(value(nora, "prefs")).isEqualTo("light");
        assertThat(records(otto, "prefs").mergedDatasetNames()).isEmpty();
    }

    @Test
    void deletedIdentitiesKeepNothing() {
        String guest = world.guest();
        keep(guest, "prefs", "light");

        world.call(CognitoIdentity.DELETE_IDENTITIES, "{'IdentityIdsToDelete':['%s']}", guest);

        assertThat(usage().syncs()).isZero();
    }

    @Test
    void aDeletedPoolIsGoneAtOnceAndItsDatasetsInTheBackground() {
        String guest = world.guest();
        keep(guest, "prefs", "light");

        world.call(CognitoIdentity.DELETE_IDENTITY_POOL, "{'IdentityPoolId':'%s'}", world.pool);

        String notFound = "ResourceNotFoundException: Identity '" + guest + "' not found.";
        assertThat(world.refusal(CognitoIdentity.DESCRIBE_IDENTITY, "{'IdentityId':'%s'}", guest))
                .isEqualTo(notFound);
        assertThat(world.refusedCredentials(guest, "")).isEqualTo(notFound);
        assertThat(world.refusal(CognitoSync.DESCRIBE_DATASET, DATASET, world.pool, guest, "prefs", ""))
                .isEqualTo("ResourceNotFoundException: IdentityPool '" + world.pool + "' not found.");
        assertThat(usage().syncs()).isEqualTo(1);
        while (store().purge() > 0) {}
        assertThat(usage().syncs()).isZero();
    }

    private String signedIn(String name, String developerUser) {
        String identity = world.identity(world.login(world.idToken(name)));
        world.call(
                CognitoIdentity.GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY,
                "{'IdentityPoolId':'%s','IdentityId':'%s','Logins':{'login.example':'%s'}}",
                world.pool,
                identity,
                developerUser);
        return identity;
    }

    private String developerIdentity(String user) {
        return world.call(CognitoIdentity.GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY, DEVELOPER_TOKEN, world.pool, user)
                .identityId();
    }

    /// Writes a dataset of one record.
    private void keep(String identity, String dataset, String value) {
        world.call(
                CognitoSync.UPDATE_RECORDS,
                DATASET,
                world.pool,
                identity,
                dataset,
                ",'SyncSessionToken':'" + records(identity, dataset).syncSessionToken()
                        + "','RecordPatches':[{'Op':'replace','Key':'k','Value':'" + value + "','SyncCount':0}]");
    }

    private ListRecordsResponse records(String identity, String dataset) {
        return world.call(CognitoSync.LIST_RECORDS, DATASET, world.pool, identity, dataset, "");
    }

    private String value(String identity, String dataset) {
        assertThat(records(identity, dataset).records()).as(dataset).hasSize(1);
        Record only = records(identity, dataset).records().getFirst();
        return only.value();
    }

    private SyncUsage usage() {
        return store().read(tx -> tx.syncDatasets().usage(world.pool));
    }

    private Store store() {
        return world.server.ground().store();
    }
}
