package dev.gatehouse.server.identitypools;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.server.access.FederatedRoles;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.seal.SigningKey;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.trust.Claims;
import dev.gatehouse.server.trust.Jwt;
import dev.gatehouse.server.trust.TokenCheck;
import dev.gatehouse.server.trust.Verdict;
import java.io.ByteArrayOutputStream;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The OpenID tokens that identity pools issue, signed RS512, and their check. Issuer and provider keep AWS's
/// name in
/// every installation, because trust policies name it.
public final class OpenIdTokens {
    /// The `iss` of these tokens.
    public static final String ISSUER = "https://cognito-identity.amazonaws.com";

    private static final String TAGS = "https://aws.amazon.com/tags/";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final JsonFactory JSON = new JsonFactory();

    private final OwnKeys keys;
    private final String account;
    private final InstantSource clock;

    private OpenIdTokens(OwnKeys keys, String account, InstantSource clock) {
        this.keys = keys;
        this.account = account;
        this.clock = clock;
    }

    /// The tokens of this installation.
    ///
    /// @param source fresh pairs of keys, asked twice in the life of an installation
    /// @param region leads the ids of the keys
    /// @param account the 12 digits of the account
    public static OpenIdTokens of(
            Store store,
            Sealer sealer,
            Supplier<SigningKey> source,
            String region,
            String account,
            InstantSource clock) {
        return new OpenIdTokens(new OwnKeys(store, sealer, source, region), account, clock);
    }

    /// What a token says.
    ///
    /// @param tags principal tags
    record Subject(String pool, String identity, List<String> amr, Map<String, String> tags) {
        boolean authenticated() {
            return amr.contains(AUTHENTICATED);
        }
    }

    static final String AUTHENTICATED = "authenticated";
    static final String UNAUTHENTICATED = "unauthenticated";

    String issue(Subject subject, Duration life) {
        OwnKeys.Key key = keys.signing();
        String header = "{\"kid\":\"" + key.kid() + "\",\"typ\":\"JWS\",\"alg\":\"RS512\"}";
        String signed = ENCODER.encodeToString(header.getBytes(UTF_8)) + "."
                + ENCODER.encodeToString(payload(subject, clock.instant(), life));
        return signed + "." + ENCODER.encodeToString(key.pair().signRs512(signed.getBytes(US_ASCII)));
    }

    /// A checked token as trust policies see it.
    public static FederatedRoles.Proof proof(Claims claims) {
        return OpenIdProof.of(OwnLogins.subject(claims), transitiveTags(claims));
    }

    /// The principal tags that a token carries for its session (IAM User Guide, "Passing session tags using
    /// AssumeRoleWithWebIdentity").
    public static Map<String, String> principalTags(Claims claims) {
        Map<String, String> tags = new LinkedHashMap<>();
        claims.lists().forEach((name, values) -> {
            if (name.startsWith(TAGS + "principal_tags/") && !values.isEmpty()) {
                tags.put(name.substring(TAGS.length() + "principal_tags/".length()), values.getFirst());
            }
        });
        return tags;
    }

    /// The keys of those tags that go on through role chaining.
    public static Set<String> transitiveTags(Claims claims) {
        Set<String> keys = new HashSet<>(claims.list(TAGS + "transitive_tag_keys"));
        keys.retainAll(principalTags(claims).keySet());
        return keys;
    }

    /// The key of a token, if it is one of ours.
    public Optional<PublicKey> key(Jwt token) {
        return keys.find(token.kid()).map(key -> key.pair().publicKey());
    }

    /// Checks a token of the pool.
    Verdict check(String token, String pool) {
        TokenCheck.Expected expected = new TokenCheck.Expected(ISSUER, pool::equals, Duration.ZERO);
        return TokenCheck.check(token, expected, this::key, clock.instant());
    }

    /// The documents that verifiers ask for.
    List<OwnKeys.Key> published() {
        return keys.all();
    }

    private byte[] payload(Subject subject, Instant now, Duration life) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        String region = subject.pool().substring(0, subject.pool().indexOf(':'));
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("sub", subject.identity());
            json.writeStringProperty("aud", subject.pool());
            texts(json, "amr", subject.amr());
            if (!subject.tags().isEmpty()) {
                tags(json, subject.tags());
            }
            json.writeStringProperty("iss", ISSUER);
            json.writeStringProperty(
                    ISSUER + "/identity-pool-arn",
                    "arn:aws:cognito-identity:" + region + ":" + account + ":identitypool/" + subject.pool());
            json.writeNumberProperty("exp", now.getEpochSecond() + life.toSeconds());
            json.writeNumberProperty("iat", now.getEpochSecond());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void tags(JsonGenerator json, Map<String, String> tags) {
        json.writeObjectPropertyStart("https://aws.amazon.com/tags");
        json.writeObjectPropertyStart("principal_tags");
        tags.forEach((key, value) -> texts(json, key, List.of(value)));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
