package dev.gatehouse.server.passkeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import dev.gatehouse.model.json.DocumentJson;
import dev.gatehouse.model.service.Document;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Bytes;
import java.time.Duration;
import java.util.List;

/// What a browser needs to use a passkey: `PublicKeyCredentialRequestOptionsJSON`, as text in
/// `CREDENTIAL_REQUEST_OPTIONS`. Pure.
final class RequestOptions {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private RequestOptions() {}

    /// A passkey that may answer.
    ///
    /// @param id base64url
    record Allowed(String id, List<String> transports) {}

    static String of(Pool pool, RelyingParty party, Bytes challenge, List<Allowed> passkeys) {
        Document options = Json.object(
                entry("challenge", Json.text(Base64Url.encode(challenge))),
                entry("timeout", Json.number(TIMEOUT.toMillis())),
                entry("rpId", Json.text(party.id())),
                entry(
                        "allowCredentials",
                        Json.list(passkeys.stream().map(RequestOptions::allowed).toList())),
                entry("userVerification", Json.text(PasskeyRules.userVerification(pool))));
        return new String(DocumentJson.write(options), UTF_8);
    }

    private static Document allowed(Allowed passkey) {
        return Json.object(
                entry("type", Json.text("public-key")),
                entry("id", Json.text(passkey.id())),
                entry("transports", Json.texts(passkey.transports())));
    }
}
