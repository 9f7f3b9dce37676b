package dev.gatehouse.server;

import static dev.gatehouse.server.PasskeyWorld.RP;
import static dev.gatehouse.server.PasskeyWorld.authenticator;
import static dev.gatehouse.server.PasskeyWorld.json;
import static dev.gatehouse.server.PasskeyWorld.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.authenticator.Algorithm;
import dev.gatehouse.authenticator.SoftAuthenticator;
import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.UserVerificationType;
import dev.gatehouse.model.cognitoidp.WebAuthnFactorConfigurationType;
import dev.gatehouse.model.json.DocumentJson;
import dev.gatehouse.model.service.Document;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.passkeys.PasskeyRules;
import dev.gatehouse.server.passkeys.PasskeySignIn;
import dev.gatehouse.server.passkeys.PasskeyVerdict;
import dev.gatehouse.server.passkeys.PasskeyVerdict.Proven;
import dev.gatehouse.server.passkeys.PasskeyVerdict.Reason;
import dev.gatehouse.server.passkeys.PasskeyVerdict.Refused;
import dev.gatehouse.server.passkeys.Passkeys;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.User;
import dev.gatehouse.server.users.Users;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The options and the verdict of the challenge WEB_AUTHN, as sign-in asks for them.
class PasskeySignInTest {
    @TempDir
    static Path folder;

    private static PasskeyWorld world;
    private static PasskeySignIn signIn;
    private static int people;

    private String name;
    private String token;
    private SoftAuthenticator authenticator;

    @BeforeAll
    static void open() throws Exception {
        world = new PasskeyWorld(folder);
        Ground ground = world.server.ground();
        SignedIn nobody = new SignedIn(
                _ -> {
                    throw new AssertionError("no access token here");
                },
                new Directory(ground.store(), ground.sealer(), world.server::now),
                new Users(ground.store()));
        signIn = new Passkeys(
                        new Passkeys.Rooms(ground.store(), ground.sealer(), ground.chance(), nobody),
                        URI.create("https://id.example"),
                        world.server::now)
                .signIn();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void someoneNew() {
        world.configure(world.pool, configuration -> configuration.relyingPartyId(RP));
        name = "nora-" + ++people;
        world.user(world.pool, name);
        token = world.token(name);
        authenticator = authenticator();
    }

    private static Pool pool() {
        Ground ground = world.server.ground();
        return new Directory(ground.store(), ground.sealer(), world.server::now).pool(new PoolId(world.pool));
    }

    private User user() {
        return user(name);
    }

    private static User user(String name) {
        return new Users(world.server.ground().store()).find(pool(), name).orElseThrow();
    }

    private static String text64(Bytes bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toArray());
    }

    private PasskeyVerdict verdict(SoftAuthenticator authenticator) {
        Bytes challenge = signIn.challenge();
        return signIn.verify(pool(), user(), challenge, authenticator.signIn(text64(challenge)));
    }

    private static boolean take(PasskeyVerdict verdict) {
        return world.server.ground().store().write(tx -> signIn.take(tx, (Proven) verdict));
    }

    private static void refused(PasskeyVerdict verdict, Reason reason) {
        assertThat((Object) verdict).isEqualTo(new Refused(reason));
    }

    @Test
    void theOptionsAreTheDocumentedOnes() {
        Bytes challenge = signIn.challenge();
        assertThat(challenge.length()).isEqualTo(32);
        assertThat(signIn.options(pool(), user(), challenge)).isEmpty();
        assertThat(signIn.available(pool(), user())).isFalse();
        world.register(token, authenticator);
        assertThat(signIn.available(pool(), user())).isTrue();
        assertThat(signIn.options(pool(), user(), challenge))
                .contains("{\"challenge\":\"" + text64(challenge) + "\",\"timeout\":180000,"
                        + "\"rpId\":\"shop.example\",\"allowCredentials\":[{\"type\":\"public-key\",\"id\":\""
                        + authenticator.id() + "\",\"transports\":[\"hybrid\",\"internal\"]}],"
                        + "\"userVerification\":\"preferred\"}");
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"ES256", "RS256", "EDDSA"})
    void theHolderIsProven(Algorithm algorithm) {
        SoftAuthenticator holder = authenticator(algorithm).counter(7);
        world.register(token, holder);
        PasskeyVerdict verdict = verdict(holder);
        assertThat((Object) verdict)
                .isEqualTo(new Proven(new PoolId(world.pool), user().sub(), holder.id(), 9, false, true, false));
        assertThat(take(verdict)).isTrue();
        refused(verdict(holder.tampers()), Reason.BAD_SIGNATURE);
    }

    @Test
    void aCopiedAuthenticatorIsFoundOut() {
        world.register(token, authenticator.counter(10));
        PasskeyVerdict first = verdict(authenticator);
        PasskeyVerdict race = verdict(authenticator.counter(11));
        assertThat(take(first)).isTrue();
        assertThat(take(first)).isFalse();
        assertThat(take(race)).isFalse();
        refused(verdict(authenticator.counter(11)), Reason.CLONED);
        refused(verdict(authenticator.counter(5)), Reason.CLONED);
        refused(verdict(authenticator.counter(-1)), Reason.CLONED);
        assertThat(take(verdict(authenticator.counter(12)))).isTrue();
    }

    @Test
    void anAuthenticatorThatDoesNotCountSignsAgainAndAgain() {
        world.register(token, authenticator);
        assertThat(take(verdict(authenticator))).isTrue();
        assertThat(take(verdict(authenticator))).isTrue();
        assertThat(take(verdict(authenticator.counter(0)))).isTrue();
        refused(verdict(authenticator.counter(-1)), Reason.CLONED);
    }

    @Test
    void aDeletedPasskeyIsNotTaken() {
        world.register(token, authenticator);
        PasskeyVerdict proven = verdict(authenticator);
        Proven it = (Proven) proven;
        boolean deleted =
                world.server.ground().store().write(tx -> tx.passkeys().delete(it.pool(), it.sub(), it.credentialId()));
        assertThat(deleted).isTrue();
        assertThat(take(proven)).isFalse();
        refused(verdict(authenticator), Reason.UNKNOWN_PASSKEY);
    }

    static Stream<Arguments> wrongCeremonies() {
        return Stream.of(
                wrong("for another ceremony", SoftAuthenticator::confused, Reason.WRONG_TYPE),
                wrong("on another page", it -> it.origin("https://evil.example"), Reason.WRONG_ORIGIN),
                wrong("for another relying party", it -> it.rpId("evil.example"), Reason.WRONG_RELYING_PARTY),
                wrong(
                        "inside a foreign frame",
                        it -> it.clientData(",\"crossOrigin\":true,\"topOrigin\":\"https://evil.example\""),
                        Reason.WRONG_ORIGIN),
                wrong("nobody present", SoftAuthenticator::absent, Reason.NOT_PRESENT),
                wrong("a spoiled signature", SoftAuthenticator::tampers, Reason.BAD_SIGNATURE),
                wrong("a passkey that became copied", SoftAuthenticator::backedUp, Reason.MALFORMED),
                wrong("another user's handle", it -> it.userHandle("someone"), Reason.WRONG_USER),
                wrong("no such passkey", it -> it.id(new byte[20]), Reason.UNKNOWN_PASSKEY));
    }

    private static Arguments wrong(String what, UnaryOperator<SoftAuthenticator> how, Reason reason) {
        return arguments(what, how, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongCeremonies")
    void whatDoesNotHoldIsRefused(String what, UnaryOperator<SoftAuthenticator> how, Reason reason) {
        world.register(token, authenticator);
        refused(verdict(how.apply(authenticator)), reason);
    }

    @Test
    void anAnswerToAnotherChallengeIsRefused() {
        world.register(token, authenticator);
        Bytes first = signIn.challenge();
        String answer = authenticator.signIn(text64(first));
        assertThat((Object) signIn.verify(pool(), user(), first, answer)).isInstanceOf(Proven.class);
        refused(signIn.verify(pool(), user(), signIn.challenge(), answer), Reason.WRONG_CHALLENGE);
    }

    @Test
    void aRegistrationSignsNobodyIn() {
        Document options = world.start(token);
        String answer = authenticator.register(text(options, "challenge"), text(options, "user", "id"));
        world.complete(token, answer);
        Bytes challenge = Bytes.of(Base64.getUrlDecoder().decode(text(options, "challenge")));
        refused(signIn.verify(pool(), user(), challenge, answer), Reason.MALFORMED);
    }

    @Test
    void anothersPasskeyIsUnknown() {
        world.register(token, authenticator);
        String other = "otto-" + people;
        world.user(world.pool, other);
        world.register(world.token(other), authenticator());
        Bytes challenge = signIn.challenge();
        String answer = authenticator.signIn(text64(challenge));
        refused(signIn.verify(pool(), user(other), challenge, answer), Reason.UNKNOWN_PASSKEY);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("nothing", ""),
                arguments("no JSON", "credential"),
                arguments("two values", "{}{}"),
                arguments("a list", "[]"),
                arguments("an empty object", "{}"),
                arguments("nested deep", "{\"response\":" + "[".repeat(50_000)),
                arguments("too long", "{\"id\":\"" + "A".repeat(70_000) + "\"}"),
                arguments("no signature", "\"signature\":\"[^\"]*\","),
                arguments("no authenticator data", "\"authenticatorData\":\"[^\"]*\","),
                arguments("authenticator data cut short", "(?<=\"authenticatorData\":\")[^\"]{20}"),
                arguments("a user handle too long", "(?<=\"userHandle\":\")(?=[^\"])"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void malformedAnswersAreRefused(String what, String textOrPattern) {
        world.register(token, authenticator);
        Bytes challenge = signIn.challenge();
        String whole = authenticator.signIn(text64(challenge));
        String answer = textOrPattern.startsWith("\"") || textOrPattern.startsWith("(")
                ? whole.replaceFirst(textOrPattern, what.contains("handle") ? "A".repeat(100) : "")
                : textOrPattern;
        assertThat(answer).isNotEqualTo(whole);
        refused(signIn.verify(pool(), user(), challenge, answer), Reason.MALFORMED);
        refused(signIn.verifyForNobody(pool(), challenge, answer), Reason.MALFORMED);
    }

    @Test
    void aPasskeyOfAnEarlierRelyingPartyIsNotOffered() {
        world.register(token, authenticator);
        world.configure(world.pool, configuration -> configuration.relyingPartyId("example"));
        assertThat(signIn.options(pool(), user(), signIn.challenge())).isEmpty();
        refused(verdict(authenticator), Reason.WRONG_RELYING_PARTY);
        refused(verdict(authenticator.origin("https://example").rpId("example")), Reason.UNKNOWN_PASSKEY);
    }

    @Test
    void theHolderIsVerifiedWhereThePoolSaysSo() {
        world.register(token, authenticator);
        authenticator.verifies(false);
        assertThat(((Proven) verdict(authenticator)).userVerified()).isFalse();
        assertThat(PasskeyRules.requiresUserVerification(pool())).isFalse();
        world.configure(
                world.pool,
                configuration -> configuration.relyingPartyId(RP).userVerification(UserVerificationType.REQUIRED));
        refused(verdict(authenticator), Reason.NOT_VERIFIED);
        assertThat(PasskeyRules.countsAsMfa(pool())).isFalse();
        world.configure(
                world.pool,
                configuration -> configuration
                        .relyingPartyId(RP)
                        .factorConfiguration(WebAuthnFactorConfigurationType.MULTI_FACTOR_WITH_USER_VERIFICATION));
        refused(verdict(authenticator), Reason.NOT_VERIFIED);
        assertThat(PasskeyRules.countsAsMfa(pool())).isTrue();
        assertThat(((Proven) verdict(authenticator.verifies(true))).userVerified())
                .isTrue();
    }

    @Test
    void nobodyLooksLikeSomeoneWithAPasskey() {
        world.register(token, authenticator);
        Bytes challenge = signIn.challenge();
        String nobody = signIn.optionsForNobody(pool(), "ghost", challenge).orElseThrow();
        assertThat(signIn.optionsForNobody(pool(), "Ghost", challenge)).isNotEqualTo(nobody);
        assertThat(signIn.optionsForNobody(pool(), "ghost", challenge)).contains(nobody);
        assertThat(signIn.optionsForNobody(pool(), "other", challenge).orElseThrow())
                .isNotEqualTo(nobody);
        String someone = signIn.options(pool(), user(), challenge).orElseThrow();
        assertThat(shape(nobody)).isEqualTo(shape(someone));
        refused(
                signIn.verifyForNobody(pool(), challenge, authenticator.signIn(text64(challenge))),
                Reason.UNKNOWN_PASSKEY);
        refused(
                signIn.verifyForNobody(
                        pool(),
                        challenge,
                        authenticator.origin("https://evil.example").signIn(text64(challenge))),
                Reason.WRONG_ORIGIN);
    }

    /// What must not tell the two apart: everything but the id itself and the transports.
    private static String shape(String options) {
        Document read = DocumentJson.read(options.getBytes(UTF_8));
        return json(read).replaceAll("\"id\":\"[A-Za-z0-9_-]{22,64}\",\"transports\":\\[[a-z\",]+]", "\"id\":\"…\"");
    }

    @Test
    void aPoolWithoutPasskeysOffersNone() {
        String off = world.pool(AuthFactorType.PASSWORD);
        Ground ground = world.server.ground();
        Pool pool = new Directory(ground.store(), ground.sealer(), world.server::now).pool(new PoolId(off));
        Bytes challenge = signIn.challenge();
        assertThat(PasskeyRules.enabled(pool)).isFalse();
        assertThat(signIn.optionsForNobody(pool, "ghost", challenge)).isEmpty();
        refused(signIn.verifyForNobody(pool, challenge, "{}"), Reason.UNKNOWN_PASSKEY);
        assertThat(signIn.options(pool, user(), challenge)).isEmpty();
    }
}
