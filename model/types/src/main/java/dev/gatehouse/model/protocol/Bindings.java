package dev.gatehouse.model.protocol;

import dev.gatehouse.model.service.Service;

/// The binding of each protocol. They keep no state.
public final class Bindings {
    private static final Binding AWS_JSON = new AwsJson();

    private Bindings() {}

    /// The binding of a protocol.
    public static Binding of(Service.Protocol protocol) {
        return switch (protocol) {
            case AWS_JSON_1_1 -> AWS_JSON;
            case AWS_QUERY, REST_JSON -> throw new UnsupportedOperationException("not bound");
        };
    }
}
