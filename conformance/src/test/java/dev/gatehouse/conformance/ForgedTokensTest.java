package dev.gatehouse.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

/// Access tokens this server did not sign for this pool, offered to every operation that takes one.
class ForgedTokensTest {
    private static TestPool pool;
    private static String user;
    private static AuthenticationResultType tokens;
    private static RSAKey stranger;

    @BeforeAll
    static void create() throws JOSEException {
        pool = TestPool.create();
        user = pool.user();
        tokens = pool.client().signIn(user);
        stranger = new RSAKeyGenerator(2048).generate();
    }

    private static String kid() {
        return Tokens.header(tokens.accessToken()).get("kid").toString();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder(Tokens.claims(tokens.accessToken()));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String byStranger(String kid, JWTClaimsSet claims) throws JOSEException {
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(), claims, new RSASSASigner(stranger));
    }

    private static String unsigned(String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid() + "\"}";
        return base64(header) + "." + tokens.accessToken().split("\\.")[1] + ".";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /// The public key as an HMAC secret: a verifier that lets the header choose would take it.
    private static String signedWithThePublicKey() throws JOSEException {
        byte[] key = Tokens.keys(pool)
                .getKeyByKeyId(kid())
                .toRSAKey()
                .toRSAPublicKey()
                .getEncoded();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid()).build();
        return signed(header, claims().build(), new MACSigner(key));
    }

    private static String withOtherClaims() {
        String[] parts = tokens.accessToken().split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8)
                .replace("\"username\":\"" + user, "\"username\":\"x" + user);
        return parts[0] + "." + base64(claims) + "." + parts[2];
    }

    private static String withEmbeddedKey() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(kid())
                .jwk(stranger.toPublicJWK())
                .build();
        return signed(header, claims().build(), new RSASSASigner(stranger));
    }

    private static String expired() throws JOSEException {
        return byStranger(
                kid(), claims().expirationTime(Date.from(Instant.EPOCH)).build());
    }

    private static Map<String, String> forgeries() throws JOSEException {
        TestPool other = TestPool.create();
        String foreign = other.client().signIn(other.user()).accessToken();
        String[] mine = tokens.accessToken().split("\\.");
        String[] theirs = foreign.split("\\.");
        return Map.ofEntries(
                Map.entry("alg none", unsigned("none")),
                Map.entry("alg None", unsigned("None")),
                Map.entry("no alg", base64("{}") + "." + mine[1] + "."),
                Map.entry("a stranger's key under our key id", byStranger(kid(), claims().build())),
                Map.entry("a stranger's key under its own id", byStranger("stranger", claims().build())),
                Map.entry("a stranger's expired token", expired()),
                Map.entry("a key brought along", withEmbeddedKey()),
                Map.entry("HS256 with the public key", signedWithThePublicKey()),
                Map.entry("changed claims", withOtherClaims()),
                Map.entry("another pool's signature", mine[0] + "." + mine[1] + "." + theirs[2]),
                Map.entry("another pool's header and signature", theirs[0] + "." + mine[1] + "." + theirs[2]),
                Map.entry("an ID token", tokens.idToken()),
                Map.entry("a refresh token", tokens.refreshToken()),
                Map.entry("dots", "..."),
                Map.entry("a header of no JSON", base64("hello") + "." + mine[1] + "." + mine[2]),
                Map.entry("no signature", mine[0] + "." + mine[1] + "."),
                Map.entry("two parts", mine[0] + "." + mine[1]));
    }

    @TestFactory
    Stream<DynamicTest> refuses() throws JOSEException {
        return forgeries().entrySet().stream()
                .map(forgery -> DynamicTest.dynamicTest(forgery.getKey(), () -> assertUseless(forgery.getValue())));
    }

    private static void assertUseless(String token) {
        Map<String, String> before = pool.attributesOf(user);
        for (ThrowingCallable use : uses(token)) {
            assertThatThrownBy(use)
                    .isInstanceOfSatisfying(
                            NotAuthorizedException.class,
                            refusal -> assertThat(refusal.statusCode()).isEqualTo(400));
        }
        assertThat(pool.attributesOf(user)).isEqualTo(before);
        assertThat(pool.anonymous()
                        .getUser(request -> request.accessToken(tokens.accessToken()))
                        .username())
                .isEqualTo(user);
    }

    private static ThrowingCallable[] uses(String token) {
        return new ThrowingCallable[] {
            () -> pool.anonymous().getUser(request -> request.accessToken(token)),
            () -> pool.anonymous()
                    .updateUserAttributes(request ->
                            request.accessToken(token).userAttributes(TestPool.attributes(Map.of("nickname", "Eve")))),
            () -> pool.anonymous()
                    .changePassword(request -> request.accessToken(token)
                            .previousPassword(Names.PASSWORD)
                            .proposedPassword(Names.OTHER_PASSWORD)),
            () -> pool.anonymous().globalSignOut(request -> request.accessToken(token)),
            () -> pool.anonymous().deleteUser(request -> request.accessToken(token))
        };
    }
}
