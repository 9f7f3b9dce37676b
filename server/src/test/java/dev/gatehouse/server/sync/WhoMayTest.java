package dev.gatehouse.server.sync;

import static dev.gatehouse.server.sync.SyncWorld.ANNE;
import static dev.gatehouse.server.sync.SyncWorld.BERT;
import static dev.gatehouse.server.sync.SyncWorld.DEVELOPER;
import static dev.gatehouse.server.sync.SyncWorld.POOL;
import static dev.gatehouse.server.sync.SyncWorld.identity;
import static dev.gatehouse.server.sync.SyncWorld.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.model.cognitosync.BulkPublishRequest;
import dev.gatehouse.model.cognitosync.BulkPublishStatus;
import dev.gatehouse.model.cognitosync.CognitoStreams;
import dev.gatehouse.model.cognitosync.CognitoSync;
import dev.gatehouse.model.cognitosync.DescribeDatasetRequest;
import dev.gatehouse.model.cognitosync.DescribeIdentityPoolUsageRequest;
import dev.gatehouse.model.cognitosync.DescribeIdentityUsageRequest;
import dev.gatehouse.model.cognitosync.GetBulkPublishDetailsRequest;
import dev.gatehouse.model.cognitosync.GetBulkPublishDetailsResponse;
import dev.gatehouse.model.cognitosync.GetCognitoEventsRequest;
import dev.gatehouse.model.cognitosync.GetIdentityPoolConfigurationRequest;
import dev.gatehouse.model.cognitosync.IdentityPoolUsage;
import dev.gatehouse.model.cognitosync.IdentityUsage;
import dev.gatehouse.model.cognitosync.InvalidConfigurationException;
import dev.gatehouse.model.cognitosync.InvalidParameterException;
import dev.gatehouse.model.cognitosync.ListDatasetsRequest;
import dev.gatehouse.model.cognitosync.ListIdentityPoolUsageRequest;
import dev.gatehouse.model.cognitosync.Platform;
import dev.gatehouse.model.cognitosync.PushSync;
import dev.gatehouse.model.cognitosync.RegisterDeviceRequest;
import dev.gatehouse.model.cognitosync.ResourceNotFoundException;
import dev.gatehouse.model.cognitosync.SetCognitoEventsRequest;
import dev.gatehouse.model.cognitosync.SetIdentityPoolConfigurationRequest;
import dev.gatehouse.model.cognitosync.StreamingStatus;
import dev.gatehouse.model.cognitosync.SubscribeToDatasetRequest;
import dev.gatehouse.model.cognitosync.UnsubscribeFromDatasetRequest;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.server.store.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may call what beyond IAM, and the operations about pools and devices.
final class WhoMayTest {
    private static final String OTHER_POOL = "eu-west-1:99999999-2222-3333-4444-555555555555";
    private static final String ROLE = "arn:aws:iam::123456789012:role/push";

    private final SyncWorld world = new SyncWorld(TestDatabase.SQLITE);

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ListDatasets, own, ok",
        "ListDatasets, developer, ok",
        "ListDatasets, other, NotAuthorizedException",
        "ListDatasets, foreignPool, NotAuthorizedException",
        "ListDatasets nobody, developer, InvalidParameterException",
        "DescribeIdentityUsage, own, ok",
        "DescribeIdentityUsage, developer, ok",
        "DescribeIdentityUsage, other, NotAuthorizedException",
        "DescribeIdentityUsage nobody, developer, ResourceNotFoundException",
        "DescribeDataset, own, ResourceNotFoundException",
        "DescribeDataset, other, NotAuthorizedException",
        "RegisterDevice, own, InvalidConfigurationException",
        "RegisterDevice, other, NotAuthorizedException",
        "RegisterDevice, developer, NotAuthorizedException",
        "SubscribeToDataset, own, ResourceNotFoundException",
        "SubscribeToDataset, developer, NotAuthorizedException",
        "UnsubscribeFromDataset, own, ResourceNotFoundException",
        "UnsubscribeFromDataset, developer, NotAuthorizedException",
        "DescribeIdentityPoolUsage, own, NotAuthorizedException",
        "DescribeIdentityPoolUsage, developer, ok",
        "DescribeIdentityPoolUsage nobody, developer, ResourceNotFoundException",
        "ListIdentityPoolUsage, own, NotAuthorizedException",
        "ListIdentityPoolUsage, developer, ok",
        "GetIdentityPoolConfiguration, own, NotAuthorizedException",
        "GetIdentityPoolConfiguration, developer, ok",
        "SetIdentityPoolConfiguration, own, NotAuthorizedException",
        "GetCognitoEvents, own, NotAuthorizedException",
        "GetCognitoEvents, developer, ok",
        "SetCognitoEvents, own, NotAuthorizedException",
        "BulkPublish, own, NotAuthorizedException",
        "BulkPublish, developer, InvalidParameterException",
        "GetBulkPublishDetails, own, NotAuthorizedException",
        "GetBulkPublishDetails, developer, ok",
    })
    void whoMay(String operation, String caller, String outcome) {
        Caller who = switch (caller) {
            case "own" -> identity(ANNE, POOL);
            case "other" -> identity(BERT, POOL);
            case "foreignPool" -> identity(ANNE, OTHER_POOL);
            default -> DEVELOPER;
        };
        ServiceException refusal = catchThrowableOfType(ServiceException.class, () -> ask(operation, who));
        assertThat(refusal == null ? "ok" : refusal.code()).isEqualTo(outcome);
    }

    private void ask(String what, Caller who) {
        boolean nobody = what.endsWith(" nobody");
        String pool = nobody && what.contains("Pool") ? OTHER_POOL : POOL;
        String id = nobody ? "eu-west-1:0" : ANNE;
        switch (nobody ? what.substring(0, what.length() - 7) : what) {
            case "ListDatasets" ->
                world.call(who, CognitoSync.LIST_DATASETS, new ListDatasetsRequest(pool, id, null, null));
            case "DescribeIdentityUsage" ->
                world.call(who, CognitoSync.DESCRIBE_IDENTITY_USAGE, new DescribeIdentityUsageRequest(pool, id));
            case "DescribeDataset" ->
                world.call(who, CognitoSync.DESCRIBE_DATASET, new DescribeDatasetRequest(pool, id, "d"));
            case "RegisterDevice" ->
                world.call(
                        who, CognitoSync.REGISTER_DEVICE, new RegisterDeviceRequest(pool, id, Platform.GCM, "token"));
            case "SubscribeToDataset" ->
                world.call(who, CognitoSync.SUBSCRIBE_TO_DATASET, new SubscribeToDatasetRequest(pool, id, "d", "x"));
            case "UnsubscribeFromDataset" ->
                world.call(
                        who,
                        CognitoSync.UNSUBSCRIBE_FROM_DATASET,
                        new UnsubscribeFromDatasetRequest(pool, id, "d", "x"));
            case "DescribeIdentityPoolUsage" ->
                world.call(who, CognitoSync.DESCRIBE_IDENTITY_POOL_USAGE, new DescribeIdentityPoolUsageRequest(pool));
            case "ListIdentityPoolUsage" ->
                world.call(who, CognitoSync.LIST_IDENTITY_POOL_USAGE, new ListIdentityPoolUsageRequest(null, null));
            case "GetIdentityPoolConfiguration" ->
                world.call(
                        who,
                        CognitoSync.GET_IDENTITY_POOL_CONFIGURATION,
                        new GetIdentityPoolConfigurationRequest(pool));
            case "SetIdentityPoolConfiguration" -> configure(who, null, null);
            case "GetCognitoEvents" ->
                world.call(who, CognitoSync.GET_COGNITO_EVENTS, new GetCognitoEventsRequest(pool));
            case "SetCognitoEvents" -> events(who, Map.of());
            case "BulkPublish" -> world.call(who, CognitoSync.BULK_PUBLISH, new BulkPublishRequest(pool));
            case "GetBulkPublishDetails" ->
                world.call(who, CognitoSync.GET_BULK_PUBLISH_DETAILS, new GetBulkPublishDetailsRequest(pool));
            default -> throw new IllegalArgumentException(what);
        }
    }

    private void configure(Caller who, PushSync push, CognitoStreams streams) {
        world.call(
                who,
                CognitoSync.SET_IDENTITY_POOL_CONFIGURATION,
                new SetIdentityPoolConfigurationRequest(POOL, push, streams));
    }

    private void events(Caller who, Map<String, String> events) {
        world.call(who, CognitoSync.SET_COGNITO_EVENTS, new SetCognitoEventsRequest(POOL, events));
    }

    @Test
    void usageIsWhatIsKept() {
        Caller own = identity(ANNE, POOL);
        world.update(own, "d", replace("é", "12", 0), replace("k", "", 0));
        world.update(own, "e", replace("k", "1", 0));
        IdentityUsage usage = world.call(
                        own, CognitoSync.DESCRIBE_IDENTITY_USAGE, new DescribeIdentityUsageRequest(POOL, ANNE))
                .identityUsage();
        assertThat(usage.datasetCount()).isEqualTo(2);
        assertThat(usage.dataStorage()).isEqualTo(7);
        List<IdentityPoolUsage> pools = world.call(
                        DEVELOPER, CognitoSync.LIST_IDENTITY_POOL_USAGE, new ListIdentityPoolUsageRequest(null, null))
                .identityPoolUsages();
        assertThat(pools).singleElement().satisfies(pool -> {
            assertThat(pool.identityPoolId()).isEqualTo(POOL);
            assertThat(pool.dataStorage()).isEqualTo(7);
            assertThat(pool.syncSessionsCount()).isEqualTo(2);
        });
    }

    @Test
    void devicesSubscribeWhereThePoolPushes() {
        configure(DEVELOPER, new PushSync(List.of("arn:aws:sns:eu-west-1:123456789012:app/GCM/shop"), ROLE), null);
        Caller own = identity(ANNE, POOL);
        String device = register(own, Platform.GCM);
        assertThat(register(own, Platform.GCM)).isEqualTo(device);
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> register(own, Platform.APNS));
        SubscribeToDatasetRequest request = new SubscribeToDatasetRequest(POOL, ANNE, "d", device);
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.call(own, CognitoSync.SUBSCRIBE_TO_DATASET, request));
        world.update(own, "d", replace("k", "v", 0));
        world.call(own, CognitoSync.SUBSCRIBE_TO_DATASET, request);
        UnsubscribeFromDatasetRequest end = new UnsubscribeFromDatasetRequest(POOL, ANNE, "d", device);
        world.call(own, CognitoSync.UNSUBSCRIBE_FROM_DATASET, end);
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.call(own, CognitoSync.UNSUBSCRIBE_FROM_DATASET, end));
    }

    private String register(Caller own, Platform platform) {
        return world.call(own, CognitoSync.REGISTER_DEVICE, new RegisterDeviceRequest(POOL, ANNE, platform, "token"))
                .deviceId();
    }

    @Test
    void publishingWithoutStreamsFailsAndSaysSo() {
        assertThat(details().bulkPublishStatus()).isEqualTo(BulkPublishStatus.NOT_STARTED);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> configure(DEVELOPER, null, new CognitoStreams("s", null, StreamingStatus.ENABLED)));
        configure(DEVELOPER, null, new CognitoStreams("s", ROLE, StreamingStatus.ENABLED));
        world.call(DEVELOPER, CognitoSync.BULK_PUBLISH, new BulkPublishRequest(POOL));
        assertThat(details().bulkPublishStatus()).isEqualTo(BulkPublishStatus.FAILED);
        assertThat(details().failureMessage()).isNotBlank();
    }

    private GetBulkPublishDetailsResponse details() {
        return world.call(DEVELOPER, CognitoSync.GET_BULK_PUBLISH_DETAILS, new GetBulkPublishDetailsRequest(POOL));
    }

    @Test
    void eventsAreKeptUntilEmptied() {
        String function = "arn:aws:lambda:eu-west-1:123456789012:function:f";
        events(DEVELOPER, Map.of("SyncTrigger", function));
        events(DEVELOPER, Map.of());
        assertThat(kept()).containsExactly(Map.entry("SyncTrigger", function));
        events(DEVELOPER, Map.of("SyncTrigger", ""));
        assertThat(kept()).isEmpty();
        for (Map<String, String> wrong : List.of(Map.of("Other", function), Map.of("SyncTrigger", "f"))) {
            assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> events(DEVELOPER, wrong));
        }
    }

    private Map<String, String> kept() {
        return world.call(DEVELOPER, CognitoSync.GET_COGNITO_EVENTS, new GetCognitoEventsRequest(POOL))
                .events();
    }
}
