package dev.gatehouse.conformance;

import java.net.URI;
import java.util.Base64;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The decision endpoint, asked with the root key about what SDK clients send to S3 and DynamoDB.
final class DecisionPoint implements AutoCloseable {
    /// The settings of a server that knows the table `Notes` by its owner.
    static final String SETTINGS = "decisions: {tables: 'Notes:owner'}";

    private final Caller root;
    private final Recorder recorder = new Recorder();

    DecisionPoint(Gatehouse server) {
        root = Caller.root(server);
    }

    /// Where the clients send their requests.
    URI url() {
        return recorder.url();
    }

    S3Client s3(Caller caller) {
        return caller.client(S3Client.builder().forcePathStyle(true), url(), Region.US_EAST_1);
    }

    DynamoDbClient dynamo(Caller caller) {
        return caller.client(DynamoDbClient.builder(), url(), Region.US_EAST_1);
    }

    /// What a call sends.
    Recorder.Sent sent(Runnable call) {
        return recorder.of(call);
    }

    /// What is decided, as JSON, about a request that comes without its body.
    String withoutBody(String service, Recorder.Sent sent) {
        return asked(service, sent, "");
    }

    /// What is decided, as JSON, about a whole request.
    String whole(String service, Recorder.Sent sent) {
        return asked(service, sent, ",\"body\":" + quoted(Base64.getEncoder().encodeToString(sent.body())));
    }

    private String asked(String service, Recorder.Sent sent, String body) {
        String host = sent.headers().get("host").getFirst();
        String headers = sent.headers().entrySet().stream()
                .map(header -> quoted(header.getKey())
                        + header.getValue().stream()
                                .map(DecisionPoint::quoted)
                                .collect(Collectors.joining(",", ":[", "]")))
                .collect(Collectors.joining(",", "{", "}"));
        String ask = "{\"service\":%s,\"method\":%s,\"url\":%s,\"headers\":%s%s}"
                .formatted(
                        quoted(service), quoted(sent.method()), quoted("http://" + host + sent.uri()), headers, body);
        return new SignedCall(root, "gatehouse", "POST", "/_gatehouse/decide", ask)
                .send()
                .body();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Override
    public void close() {
        recorder.close();
    }
}
