package dev.gatehouse.model.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.cognitosync.CognitoSync;
import dev.gatehouse.model.cognitosync.ListRecordsRequest;
import dev.gatehouse.model.cognitosync.Operation;
import dev.gatehouse.model.cognitosync.ResourceConflictException;
import dev.gatehouse.model.cognitosync.UpdateRecordsRequest;
import dev.gatehouse.model.service.Service;
import dev.gatehouse.model.service.ServiceException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestJsonTest {
    private static final Binding REST = Bindings.of(Service.Protocol.REST_JSON);
    private static final String POOL = "eu-west-1:2b1f0c6e-0000-4000-8000-000000000001";
    private static final String DATASET =
            "/identitypools/" + POOL.replace(":", "%3A") + "/identities/" + POOL + "/datasets/prefs";

    @Test
    void readsLabelsAndQuery() {
        ListRecordsRequest request = Wire.send(
                CognitoSync.LIST_RECORDS,
                DATASET + "/records",
                "lastSyncCount=3&maxResults=10&nextToken=a%2Bb",
                Map.of(),
                "");
        assertThat(request)
                .isEqualTo(ListRecordsRequest.builder()
                        .identityPoolId(POOL)
                        .identityId(POOL)
                        .datasetName("prefs")
                        .lastSyncCount(3L)
                        .maxResults(10)
                        .nextToken("a+b")
                        .build());
    }

    @Test
    void readsHeaderAndBodyAndTakesLabelsFromThePathOnly() {
        UpdateRecordsRequest request = Wire.send(
                CognitoSync.UPDATE_RECORDS,
                DATASET,
                "",
                Map.of("x-amz-client-context", List.of("ctx")),
                "{\"DatasetName\":\"other\",\"ClientContext\":\"other\",\"SyncSessionToken\":\"t\","
                        + "\"RecordPatches\":[{\"Op\":\"replace\",\"Key\":\"k\",\"Value\":\"v\",\"SyncCount\":3}]}");
        assertThat(request.datasetName()).isEqualTo("prefs");
        assertThat(request.clientContext()).isEqualTo("ctx");
        assertThat(request.recordPatches()).hasSize(1);
        assertThat(request.recordPatches().getFirst().op()).isEqualTo(Operation.REPLACE);
    }

    @Test
    void refusesWrongValues() {
        assertRefused("lastSyncCount=x", "STRING_VALUE can not be converted to a Long");
        assertRefused("maxResults=1.0", "STRING_VALUE can not be converted to an Integer");
        assertRefused("nextToken=%", "The request is not properly URL-encoded.");
    }

    private static void assertRefused(String query, String text) {
        assertThatThrownBy(() -> Wire.send(CognitoSync.LIST_RECORDS, DATASET + "/records", query, Map.of(), ""))
                .isInstanceOf(ServiceException.class)
                .hasMessage(text);
    }

    @Test
    void checksLabels() {
        assertThatThrownBy(() ->
                        Wire.send(CognitoSync.DESCRIBE_DATASET, DATASET.replace("prefs", "a%20b"), "", Map.of(), ""))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("InvalidParameterException"))
                .hasMessage("1 validation error detected: Value 'a b' at 'datasetName' failed to satisfy constraint: "
                        + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.:-]+");
    }

    @Test
    void writesAnError() {
        WireAnswer answer = REST.encodeError(CognitoSync.SERVICE, new ResourceConflictException("stale"), "r");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(Wire.text(answer)).isEqualTo("{\"__type\":\"ResourceConflictException\",\"message\":\"stale\"}");
    }
}
