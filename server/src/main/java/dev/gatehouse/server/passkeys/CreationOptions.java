package dev.gatehouse.server.passkeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import dev.gatehouse.model.service.Document;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.PasskeyRecord;
import dev.gatehouse.server.users.User;
import java.time.Duration;
import java.util.List;

/// What a browser needs to make a passkey: `PublicKeyCredentialCreationOptionsJSON`, as StartWebAuthnRegistration
/// answers it (its API page). Pure.
final class CreationOptions {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Document PUBLIC_KEY = Json.text("public-key");

    private CreationOptions() {}

    static Document of(Pool pool, User user, RelyingParty party, Bytes challenge, List<PasskeyRecord> present) {
        return Json.object(
                entry("rp", Json.object(entry("id", Json.text(party.id())), entry("name", Json.text(party.id())))),
                entry("user", user(pool, user)),
                entry("challenge", Json.text(Base64Url.encode(challenge))),
                entry("pubKeyCredParams", algorithms()),
                entry("timeout", Json.number(TIMEOUT.toMillis())),
                entry("excludeCredentials", excluded(present)),
                entry(
                        "authenticatorSelection",
                        Json.object(
                                entry("requireResidentKey", Json.truth(true)),
                                entry("residentKey", Json.text("required")),
                                entry("userVerification", Json.text(PasskeyRules.userVerification(pool))))));
    }

    /// What the authenticator keeps with the passkey, and gives back as `userHandle`.
    static Bytes handle(User user) {
        return Bytes.of(user.sub().value().getBytes(UTF_8));
    }

    private static Document user(Pool pool, User user) {
        String name = name(pool, user);
        return Json.object(
                entry("id", Json.text(Base64Url.encode(handle(user)))),
                entry("name", Json.text(name)),
                entry("displayName", Json.text(user.attribute("name").orElse(name))));
    }

    /// What people know the account by: where the user name is made up, the address they sign in with.
    private static String name(Pool pool, User user) {
        return pool.usernameAttributes().stream()
                .sorted()
                .flatMap(address -> user.attribute(address).stream())
                .findFirst()
                .orElse(user.username());
    }

    private static Document algorithms() {
        return Json.list(AcceptedKeys.ALGORITHMS.stream()
                .map(algorithm ->
                        Json.object(entry("type", PUBLIC_KEY), entry("alg", Json.number(algorithm.getValue()))))
                .toList());
    }

    private static Document excluded(List<PasskeyRecord> present) {
        return Json.list(present.stream()
                .map(passkey -> Json.object(entry("id", Json.text(passkey.credentialId())), entry("type", PUBLIC_KEY)))
                .toList());
    }
}
