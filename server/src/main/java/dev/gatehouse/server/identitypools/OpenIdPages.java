package dev.gatehouse.server.identitypools;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.protocol.WireAnswer;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/// What is published about OpenID tokens: keys and metadata, under `/cognito-identity` here and on the host
/// name of AWS
/// at the root.
public final class OpenIdPages {
    private static final String FOLDER = "/cognito-identity/.well-known/";

    private OpenIdPages() {}

    /// Path to document.
    ///
    /// @param publicUrl the address clients reach us at, without a trailing slash
    public static Pages table(OpenIdTokens tokens, String publicUrl) {
        return Pages.table()
                .on("GET", FOLDER + "jwks_uri", visit -> answer(keySet(tokens)))
                .on("GET", FOLDER + "openid-configuration", visit -> answer(configuration(publicUrl)));
    }

    private static WireAnswer answer(String body) {
        return new WireAnswer(
                200,
                Map.of("Content-Type", "application/json", "Cache-Control", "public, max-age=60"),
                body.getBytes(UTF_8));
    }

    private static String keySet(OpenIdTokens tokens) {
        return tokens.published().stream().map(OpenIdPages::key).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String key(OwnKeys.Key key) {
        return "{\"kty\":\"RSA\",\"alg\":\"RS512\",\"use\":\"sig\",\"kid\":\"" + key.kid() + "\",\"n\":\""
                + unsigned(key.pair().publicKey().getModulus()) + "\",\"e\":\""
                + unsigned(key.pair().publicKey().getPublicExponent()) + "\"}";
    }

    /// Base64urlUInt (RFC 7518 section 2): no leading zero byte.
    private static String unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int from = bytes[0] == 0 && bytes.length > 1 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static String configuration(String publicUrl) {
        return "{\"issuer\":\"" + OpenIdTokens.ISSUER + "\",\"jwks_uri\":\"" + publicUrl + FOLDER + "jwks_uri\","
                + "\"authorization_endpoint\":\"" + OpenIdTokens.ISSUER
                + "\",\"response_types_supported\":[\"id_token\"],"
                + "\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"RS512\"]}";
    }
}
