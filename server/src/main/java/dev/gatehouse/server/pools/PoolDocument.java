package dev.gatehouse.server.pools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.GetUserPoolMfaConfigResponse;
import dev.gatehouse.model.cognitoidp.GetUserPoolSessionConfigurationResponse;
import dev.gatehouse.model.cognitoidp.UserPoolType;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.Codec;
import dev.gatehouse.model.service.Member;
import dev.gatehouse.model.service.Printed;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Type;
import org.jspecify.annotations.Nullable;

/// A pool's settings as they are stored: `{"Version":1,"UserPool":{...},"Factors":{...},"Sessions":{...}}`.
///
/// @param version the format; what is stored under a higher one than {@link #FORMAT} is not read
record PoolDocument(
        @Nullable Integer version,
        @Nullable UserPoolType userPool,
        @Nullable GetUserPoolMfaConfigResponse factors,
        @Nullable GetUserPoolSessionConfigurationResponse sessions)
        implements Shape {
    static final int FORMAT = 1;

    private static final Codec<PoolDocument> CODEC = Codec.of(
            "PoolDocument",
            PoolDocument::of,
            Member.optional("Version", new Type.OfInteger("Version", Type.Range.ANY)),
            Member.optional("UserPool", new Type.OfStructure("UserPoolType", Type.Privacy.OPEN, UserPoolType.CODEC)),
            Member.optional(
                    "Factors",
                    new Type.OfStructure(
                            "GetUserPoolMfaConfigResponse", Type.Privacy.OPEN, GetUserPoolMfaConfigResponse.CODEC)),
            Member.optional(
                    "Sessions",
                    new Type.OfStructure(
                            "GetUserPoolSessionConfigurationResponse",
                            Type.Privacy.OPEN,
                            GetUserPoolSessionConfigurationResponse.CODEC)));

    /// The settings as JSON text.
    static String write(PoolSettings settings) {
        PoolDocument document = new PoolDocument(
                FORMAT, settings.pool(), settings.factors(), settings.sessions().stored());
        return new String(ShapeJson.write(CODEC, document), UTF_8);
    }

    /// The settings from JSON text.
    ///
    /// @throws IllegalStateException when a newer version of the program wrote them
    static PoolSettings read(String json) {
        PoolDocument document = ShapeJson.read(CODEC, json.getBytes(UTF_8));
        Formats.require(document.version(), FORMAT);
        return new PoolSettings(
                requireNonNull(document.userPool()),
                requireNonNull(document.factors()),
                SessionTracking.of(document.sessions()));
    }

    private static PoolDocument of(@Nullable Object[] values) {
        return new PoolDocument(
                (Integer) values[0],
                (UserPoolType) values[1],
                (GetUserPoolMfaConfigResponse) values[2],
                (GetUserPoolSessionConfigurationResponse) values[3]);
    }

    @Override
    public Codec<PoolDocument> codec() {
        return CODEC;
    }

    @Override
    public @Nullable Object member(int index) {
        return switch (index) {
            case 0 -> version;
            case 1 -> userPool;
            case 2 -> factors;
            case 3 -> sessions;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public String toString() {
        return Printed.of(this);
    }
}
