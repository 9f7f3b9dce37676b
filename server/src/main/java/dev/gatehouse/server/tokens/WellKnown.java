package dev.gatehouse.server.tokens;

import dev.gatehouse.pure.id.PoolId;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What a pool publishes about itself: its key set (RFC 7517) and its OpenID provider metadata (OpenID Connect
/// Discovery 1.0).
public final class WellKnown {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final PoolKeys keys;
    private final Issuers issuers;
    private final String publicUrl;

    /// @param keys the pools' signing keys
    /// @param issuers which `iss` tokens carry
    /// @param publicUrl the address clients reach us at, without a trailing slash
    public WellKnown(PoolKeys keys, Issuers issuers, String publicUrl) {
        this.keys = keys;
        this.issuers = issuers;
        this.publicUrl = publicUrl;
    }

    /// `/<poolId>/.well-known/jwks.json`; empty when there is no such pool.
    public Optional<byte[]> keySet(PoolId pool) {
        List<PoolKey> published = keys.published(pool);
        if (published.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("keys");
            published.forEach(key -> write(json, key));
            json.writeEndArray();
            json.writeEndObject();
        }
        return Optional.of(bytes.toByteArray());
    }

    /// `/<poolId>/.well-known/openid-configuration`; empty when there is no such pool.
    ///
    /// The key set is always served from our own address, also where the issuer's text is AWS's.
    public Optional<byte[]> configuration(PoolId pool) {
        if (keys.published(pool).isEmpty()) {
            return Optional.empty();
        }
        String issuer = issuers.of(pool);
        String base = publicUrl + "/" + pool.value();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("authorization_endpoint", base + "/authorize");
            texts(json, "id_token_signing_alg_values_supported", "RS256");
            json.writeStringProperty("issuer", issuer);
            json.writeStringProperty("jwks_uri", base + "/.well-known/jwks.json");
            texts(json, "response_types_supported", "code", "token");
            texts(json, "scopes_supported", "openid", "email", "phone", "profile");
            texts(json, "subject_types_supported", "public");
            json.writeStringProperty("token_endpoint", base + "/token");
            texts(json, "token_endpoint_auth_methods_supported", "client_secret_basic", "client_secret_post");
            json.writeEndObject();
        }
        return Optional.of(bytes.toByteArray());
    }

    private static void write(JsonGenerator json, PoolKey key) {
        json.writeStartObject();
        json.writeStringProperty("alg", "RS256");
        json.writeStringProperty("e", unsigned(key.publicKey().getPublicExponent()));
        json.writeStringProperty("kid", key.kid());
        json.writeStringProperty("kty", "RSA");
        json.writeStringProperty("n", unsigned(key.publicKey().getModulus()));
        json.writeStringProperty("use", "sig");
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, String... values) {
        json.writeArrayPropertyStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /// Base64urlUInt (RFC 7518 section 2): no leading zero byte.
    private static String unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int from = bytes[0] == 0 && bytes.length > 1 ? 1 : 0;
        return ENCODER.encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
