package dev.gatehouse.model.protocol;

import dev.gatehouse.model.service.Service;

/// The binding of each protocol. They keep no state.
public final class Bindings {
    private static final Binding AWS_JSON = new AwsJson();
    private static final Binding AWS_QUERY = new AwsQuery();
    private static final Binding REST_JSON = new RestJson();

    private Bindings() {}

    /// The binding of a protocol.
    public static Binding of(Service.Protocol protocol) {
        return switch (protocol) {
            case AWS_JSON_1_1 -> AWS_JSON;
            case AWS_QUERY -> AWS_QUERY;
            case REST_JSON -> REST_JSON;
        };
    }
}
