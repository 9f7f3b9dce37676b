package dev.gatehouse.server.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.cognitoidp.UserNotFoundException;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.KeyPairs;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.NewUser;
import dev.gatehouse.server.store.PoolRecord;
import dev.gatehouse.server.store.SessionRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.store.UserKeys;
import dev.gatehouse.server.store.UserRecord;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens from issue to verification, on a real store.
class TokensTest {
    private static final PoolId POOL = new PoolId("eu-west-1_aB3dE5fG7");
    private static final PoolId OTHER_POOL = new PoolId("eu-west-1_other");
    private static final Sub NORA = new Sub("0f7c6b1e-90c1-70a3-5b8a-2f1d6a5f9e10");
    private static final ClientId CLIENT = new ClientId("2h7k0example");
    private static final Issuers ISSUERS = new Issuers.Own("https://id.example");

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;
    private final SecureRandom random = new SecureRandom();
    private Store store;
    private KeyPairs pairs;
    private PoolKeys keys;
    private Issuer issuer;
    private AccessTokens accessTokens;
    private RefreshTokens refreshTokens;

    @BeforeEach
    void open() throws Exception {
        store = Store.sqlite(folder.resolve("test.db"), clock);
        Sealer sealer = new Sealer(MasterKey.open(folder, Optional.empty(), Optional.empty(), random), random);
        Chance chance = new Chance(random);
        pairs = new KeyPairs(4);
        keys = new PoolKeys(store, sealer, pairs, chance, clock);
        issuer = new Issuer(keys, ISSUERS, chance, clock);
        accessTokens = new AccessTokens(keys, ISSUERS, store, clock);
        refreshTokens = new RefreshTokens(sealer);
        for (PoolId pool : List.of(POOL, OTHER_POOL)) {
            Consumer<Tx> storeKeys = keys.create(pool);
            store.write(tx -> {
                storeKeys.accept(tx);
                return tx.pools().insert(new PoolRecord(pool, "shop", "{}", Bytes.of(new byte[] {1}), 0, 0, 0));
            });
        }
        store.write(tx -> tx.sessions().insert(session("origin-1", "attempt-1")));
    }

    @AfterEach
    void close() {
        pairs.close();
        store.close();
    }

    @Test
    void bothTokensVerifyAgainstThePublishedKeys() throws Exception {
        Issuer.Issued issued = issue();
        JWKSet published = JWKSet.parse(new String(
                new WellKnown(keys, ISSUERS, "https://id.example").keySet(POOL).orElseThrow(), UTF_8));
        assertThat(published.getKeys()).hasSize(2);
        for (String token : List.of(issued.idToken(), issued.accessToken())) {
            SignedJWT jwt = SignedJWT.parse(token);
            var key = published.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
            assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
        }
        assertThat(SignedJWT.parse(issued.idToken()).getHeader().getKeyID())
                .isNotEqualTo(SignedJWT.parse(issued.accessToken()).getHeader().getKeyID());
    }

    @Test
    void headerIsKidAndAlgOnly() {
        String header =
                new String(Base64.getUrlDecoder().decode(issue().idToken().split("\\.")[0]), UTF_8);
        assertThat(header).matches("\\{\"kid\":\"[A-Za-z0-9+/]{43}=\",\"alg\":\"RS256\"}");
    }

    @Test
    void aGoodAccessTokenIsProven() {
        VerifiedAccessToken proven = accessTokens.verify(issue().accessToken());
        assertThat(proven.sub()).isEqualTo(NORA);
        assertThat(proven.pool()).isEqualTo(POOL);
        assertThat(proven.client()).isEqualTo(CLIENT);
        assertThat(proven.originJti()).contains("origin-1");
        assertThat(proven.username()).isEqualTo("nora");
    }

    @Test
    void anIdTokenIsNoAccessToken() {
        assertRefused(issue().idToken(), "Invalid Access Token");
    }

    @Test
    void expiresOnTheSecond() {
        String token = issue().accessToken();
        now = now.plusSeconds(299);
        accessTokens.verify(token);
        now = now.plusSeconds(1);
        assertRefused(token, "Access Token has expired");
    }

    @Test
    void aRevokedSessionEndsItsTokens() {
        String token = issue().accessToken();
        store.write(tx -> tx.sessions().revoke(POOL, "origin-1", now.toEpochMilli()));
        assertRefused(token, "Access Token has been revoked");
    }

    @Test
    void anUnknownSessionIsARevokedOneWhileThereIsTheUser() {
        String token =
                issuer.issue(grant(POOL, "never-written", Grant.API_SCOPE)).accessToken();
        assertThatThrownBy(() -> accessTokens.verify(token))
                .isInstanceOf(UserNotFoundException.class)
                .hasMessage("User does not exist.");
        UserRecord nora = UserRecord.create(POOL, NORA, "nora", "CONFIRMED", Map.of(), now.toEpochMilli());
        store.write(tx -> tx.users().insert(new NewUser(nora, new UserKeys(List.of(), List.of()))));
        assertRefused(token, "Access Token has been revoked");
    }

    @Test
    void theScopeIsNeeded() {
        assertRefused(
                issuer.issue(grant(POOL, "origin-1", "openid email")).accessToken(),
                "Access Token does not have required scopes");
    }

    @Test
    void algNoneIsRefused() {
        String payload = issue().accessToken().split("\\.")[1];
        assertRefused(text("{\"kid\":\"x\",\"alg\":\"none\"}") + "." + payload + ".", "Invalid Access Token");
    }

    @Test
    void anotherPoolsSignatureIsRefused() {
        String foreign =
                issuer.issue(grant(OTHER_POOL, "origin-1", Grant.API_SCOPE)).accessToken();
        String[] parts = foreign.split("\\.");
        String claims =
                new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8).replace(OTHER_POOL.value(), POOL.value());
        assertRefused(parts[0] + "." + text(claims) + "." + parts[2], "Invalid Access Token");
    }

    @Test
    void changedClaimsAreRefused() {
        String forged = forge(claims -> claims.replace("\"nora\"", "\"anna\""));
        assertRefused(forged, "Could not verify signature for Access Token");
    }

    @Test
    void anotherIssuerIsRefused() {
        assertRefused(
                forge(claims -> claims.replace("https://id.example", "https://id.other")), "Invalid Access Token");
    }

    @Test
    void garbageIsRefused() {
        for (String token : List.of("x", "a.b.c", "..", "a..b", text("{}") + "." + text("{}") + "." + text("x"))) {
            assertRefused(token, "Invalid Access Token");
        }
    }

    @Test
    void rotationKeepsOldTokensGoodForADay() throws Exception {
        String old = issuer.issue(grant(POOL, "origin-1", Grant.API_SCOPE)).accessToken();
        List<String> fresh = keys.rotate(POOL);
        accessTokens.verify(old);
        assertThat(fresh)
                .contains(SignedJWT.parse(issue().accessToken()).getHeader().getKeyID());
        assertThat(keys.published(POOL)).hasSize(4);
        now = now.plus(Duration.ofHours(26));
        assertThat(keys.published(POOL)).extracting(PoolKey::kid).containsExactlyInAnyOrderElementsOf(fresh);
    }

    @Test
    void refreshTokensLookLikeCognitosAndOpenOnlyWhole() {
        RefreshToken token = new RefreshToken(POOL, CLIENT, "origin-1", 7);
        String text = refreshTokens.seal(token);
        assertThat(text).startsWith("eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ.");
        assertThat(text.split("\\.")).hasSize(5);
        assertThat(refreshTokens.open(text)).contains(token);
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            if (!sameBits(text, changed)) {
                assertThat(refreshTokens.open(changed)).as("changed at %d", i).isEmpty();
            }
        }
        assertThat(refreshTokens.open(text + "A")).isEmpty();
        assertThat(refreshTokens.open("")).isEmpty();
    }

    /// The last character of a part may carry bits that decode to nothing.
    private static boolean sameBits(String one, String other) {
        String[] ours = one.split("\\.", -1);
        String[] theirs = other.split("\\.", -1);
        if (ours.length != theirs.length) {
            return false;
        }
        for (int i = 0; i < ours.length; i++) {
            if (!java.util.Arrays.equals(decoded(ours[i]), decoded(theirs[i]))) {
                return false;
            }
        }
        return true;
    }

    private static byte[] decoded(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    private String forge(UnaryOperator<String> change) {
        String[] parts = issue().accessToken().split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        return parts[0] + "." + text(change.apply(claims)) + "." + parts[2];
    }

    private void assertRefused(String token, String message) {
        assertThatThrownBy(() -> accessTokens.verify(token))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessage(message);
    }

    private Issuer.Issued issue() {
        return issuer.issue(grant(POOL, "origin-1", Grant.API_SCOPE));
    }

    private Grant grant(PoolId pool, String session, String scope) {
        return new Grant(
                pool,
                CLIENT,
                new Grant.Subject(NORA, "nora", Map.of("email", "nora@example.com"), List.of()),
                new Grant.Sitting(session, "event-1", now),
                new Grant.Lifetimes(Duration.ofMinutes(5), Duration.ofHours(1)),
                true,
                scope);
    }

    private SessionRecord session(String id, String attempt) {
        long at = now.toEpochMilli();
        return new SessionRecord(
                POOL, id, NORA, CLIENT, attempt, "event-1", "", at, at, at + 86_400_000, 0, 0, at, 0, "{}");
    }

    private static String text(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }
}
