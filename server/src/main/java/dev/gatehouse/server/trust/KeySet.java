package dev.gatehouse.server.trust;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A JSON Web Key Set (RFC 7517): its RSA and EC keys for signatures; others are passed over.
///
/// @param keys in the order of the set
record KeySet(List<Entry> keys) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_KEYS = 50;
    private static final Map<String, String> CURVES = Map.of("P-256", "secp256r1", "P-384", "secp384r1");

    /// A key and its id, which may be empty.
    record Entry(String kid, PublicKey key) {}

    /// The key of that id; without an id, the only one there is.
    Optional<PublicKey> find(String kid) {
        if (kid.isEmpty() && keys.size() == 1) {
            return Optional.of(keys.getFirst().key());
        }
        return keys.stream()
                .filter(entry -> !kid.isEmpty() && entry.kid().equals(kid))
                .map(Entry::key)
                .findFirst();
    }

    /// Empty when the bytes are no key set.
    static Optional<KeySet> parse(byte[] bytes) {
        List<Entry> keys = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isKeys = json.currentName().equals("keys");
                if (json.nextToken() == JsonToken.START_ARRAY && isKeys) {
                    while (json.nextToken() == JsonToken.START_OBJECT && keys.size() < MOST_KEYS) {
                        entry(members(json)).ifPresent(keys::add);
                    }
                } else {
                    json.skipChildren();
                }
            }
            return Optional.of(new KeySet(List.copyOf(keys)));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static Map<String, String> members(JsonParser json) {
        Map<String, String> members = new HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                members.put(name, json.getString());
            } else {
                json.skipChildren();
            }
        }
        return members;
    }

    private static Optional<Entry> entry(Map<String, String> jwk) {
        if (!jwk.getOrDefault("use", "sig").equals("sig")) {
            return Optional.empty();
        }
        try {
            Optional<PublicKey> key = switch (jwk.getOrDefault("kty", "")) {
                case "RSA" -> Optional.of(rsa(jwk));
                case "EC" -> ec(jwk);
                default -> Optional.empty();
            };
            return key.map(found -> new Entry(jwk.getOrDefault("kid", ""), found));
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private static PublicKey rsa(Map<String, String> jwk) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
    }

    private static Optional<PublicKey> ec(Map<String, String> jwk) throws GeneralSecurityException {
        String curve = CURVES.get(jwk.getOrDefault("crv", ""));
        if (curve == null) {
            return Optional.empty();
        }
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        return Optional.of(KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class))));
    }

    private static BigInteger number(Map<String, String> jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.getOrDefault(name, "")));
    }
}
