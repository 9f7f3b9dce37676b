package dev.gatehouse.server;

import static dev.gatehouse.server.PasskeyWorld.RP;
import static dev.gatehouse.server.PasskeyWorld.authenticator;
import static dev.gatehouse.server.PasskeyWorld.json;
import static dev.gatehouse.server.PasskeyWorld.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.authenticator.Algorithm;
import dev.gatehouse.authenticator.SoftAuthenticator;
import dev.gatehouse.model.cognitoidp.AdminDeleteUserRequest;
import dev.gatehouse.model.cognitoidp.AdminDisableUserRequest;
import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.DeleteWebAuthnCredentialRequest;
import dev.gatehouse.model.cognitoidp.GetUserAuthFactorsRequest;
import dev.gatehouse.model.cognitoidp.ListWebAuthnCredentialsRequest;
import dev.gatehouse.model.cognitoidp.ListWebAuthnCredentialsResponse;
import dev.gatehouse.model.cognitoidp.StartWebAuthnRegistrationRequest;
import dev.gatehouse.model.cognitoidp.StartWebAuthnRegistrationResponse;
import dev.gatehouse.model.cognitoidp.UserVerificationType;
import dev.gatehouse.model.cognitoidp.WebAuthnCredentialDescription;
import dev.gatehouse.model.cognitoidp.WebAuthnFactorConfigurationType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Document;
import dev.gatehouse.model.service.Handler;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.model.service.Trail;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.passkeys.PasskeyOperations;
import dev.gatehouse.server.passkeys.Passkeys;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.users.AccessTokenProof;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.Users;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// StartWebAuthnRegistration, CompleteWebAuthnRegistration, ListWebAuthnCredentials, DeleteWebAuthnCredential.
class PasskeyRegistrationTest {
    private static final String NO_CHALLENGE = "The challenge of the registration was not found.";
    private static final String NOT_VALID = "The credential is not a valid registration response.";
    private static final String NOT_SUPPORTED = "The attestation, algorithm or key of the credential is not supported.";

    @TempDir
    static Path folder;

    private static PasskeyWorld world;
    private static int people;

    private String name;
    private String token;

    @BeforeAll
    static void open() throws Exception {
        world = new PasskeyWorld(folder);
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
    }

    /// Someone else in the pool, signed in.
    private String other() {
        String other = "otto-" + people;
        world.user(world.pool, other);
        return world.token(other);
    }

    @Test
    void theOptionsAreTheDocumentedOnes() {
        Document options = world.start(token);
        String challenge = text(options, "challenge");
        String handle = text(options, "user", "id");
        assertThat(json(options))
                .isEqualTo("{\"rp\":{\"id\":\"shop.example\",\"name\":\"shop.example\"},"
                        + "\"user\":{\"id\":\"" + handle + "\",\"name\":\"" + name + "\",\"displayName\":\"" + name
                        + "\"},"
                        + "\"challenge\":\"" + challenge + "\","
                        + "\"pubKeyCredParams\":[{\"type\":\"public-key\",\"alg\":-7},"
                        + "{\"type\":\"public-key\",\"alg\":-257},{\"type\":\"public-key\",\"alg\":-8}],"
                        + "\"timeout\":60000,\"excludeCredentials\":[],\"authenticatorSelection\":"
                        + "{\"requireResidentKey\":true,\"residentKey\":\"required\","
                        + "\"userVerification\":\"preferred\"}}");
        assertThat(text(world.start(token), "challenge")).isNotEqualTo(challenge);
        assertThat(new String(Base64.getUrlDecoder().decode(handle), UTF_8)).matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @CsvSource({"ES256, false", "ES256, true", "RS256, false", "RS256, true", "EDDSA, false", "EDDSA, true"})
    void everyAlgorithmIsTakenWithAndWithoutSelfAttestation(Algorithm algorithm, boolean attested) {
        SoftAuthenticator authenticator = authenticator(algorithm);
        if (attested) {
            authenticator.selfAttests();
        }
        world.register(token, authenticator);
        WebAuthnCredentialDescription listed = world.list(token).getFirst();
        assertThat(listed)
                .isEqualTo(WebAuthnCredentialDescription.builder()
                        .credentialId(authenticator.id())
                        .friendlyCredentialName("Passkey")
                        .relyingPartyId(RP)
                        .authenticatorAttachment("platform")
                        .authenticatorTransports(List.of("hybrid", "internal"))
                        .createdAt(world.server.now())
                        .build());
    }

    @Test
    void aRegisteredPasskeyIsExcludedFromTheNextAndCountsAsAFactor() {
        assertThat(factors()).containsExactly(AuthFactorType.PASSWORD);
        SoftAuthenticator authenticator = authenticator();
        world.register(token, authenticator);
        assertThat(json(world.start(token)))
                .contains("\"excludeCredentials\":[{\"id\":\"" + authenticator.id() + "\",\"type\":\"public-key\"}]");
        assertThat(factors()).containsExactly(AuthFactorType.PASSWORD, AuthFactorType.WEB_AUTHN);
        world.configure(world.pool, configuration -> configuration.relyingPartyId("other.example"));
        assertThat(factors()).containsExactly(AuthFactorType.PASSWORD);
    }

    @Test
    void aWellKnownModelGivesItsName() {
        byte[] model = HexFormat.of().parseHex("ea9b8d664d011d213ce4b6b48cb575d4");
        world.register(token, authenticator().aaguid(model));
        assertThat(world.list(token).getFirst().friendlyCredentialName()).isEqualTo("Google Password Manager");
    }

    @Test
    void backedUpPasskeysAndUnknownClientDataAreFine() {
        world.register(token, authenticator().backedUp().clientData(",\"crossOrigin\":false,\"other_keys\":[{}]"));
        assertThat(world.list(token)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, true",
        "https://shop.example:8443, true",
        "https://a.b.shop.example, true",
        "http://shop.example, false",
        "https://shop.example., false",
        "https://shop.example/, false",
        "https://shop.example@evil.example, false",
        "https://evil.example, false",
        "https://evilshop.example, false",
        "https://shop.example.evil.example, false",
        "http://localhost, false",
        "https://example, false",
        "android:apk-key-hash:abc, false",
        "'', false",
        "null, false",
    })
    void onlyPagesOfTheRelyingPartyRegister(String origin, boolean allowed) {
        String answer = world.answer(token, authenticator().origin(origin));
        if (allowed) {
            world.complete(token, answer);
        } else {
            refused(
                    () -> world.complete(token, answer),
                    "WebAuthnOriginNotAllowedException",
                    "The origin of the registration does not belong to the relying party.");
        }
        assertThat(world.list(token)).hasSize(allowed ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost, true",
        "http://localhost:8080, true",
        "https://localhost:8443, true",
        "http://app.localhost, false",
        "http://127.0.0.1, false",
    })
    void thisMachineNeedsNoHttps(String origin, boolean allowed) {
        world.configure(world.pool, configuration -> configuration.relyingPartyId("localhost"));
        String answer = world.answer(token, SoftAuthenticator.on(origin, "localhost", Algorithm.ES256));
        if (allowed) {
            world.complete(token, answer);
        } else {
            refused(
                    () -> world.complete(token, answer),
                    "WebAuthnOriginNotAllowedException",
                    "The origin of the registration does not belong to the relying party.");
        }
    }

    @Test
    void thePublicHostIsTheRelyingPartyOfPoolsThatNameNone() {
        String other = world.pool(AuthFactorType.PASSWORD, AuthFactorType.WEB_AUTHN);
        world.user(other, "otto");
        Document options = world.start(world.token(world.client(other), "otto"));
        assertThat(text(options, "rp", "id")).isEqualTo("id.example");
    }

    @Test
    @SuppressWarnings("unchecked") // a table's row holds the handler of its operation
    void aServerKnownByItsAddressOnlyNeedsAPoolsRelyingParty() {
        PoolId pool = new PoolId(world.pool(AuthFactorType.PASSWORD, AuthFactorType.WEB_AUTHN));
        world.user(pool.value(), "otto");
        ClientId client = new ClientId(world.client(pool.value()));
        Sub sub = new Sub(subOf(world.token(client.value(), "otto")));
        Ground ground = world.server.ground();
        SignedIn signedIn = new SignedIn(
                _ -> new AccessTokenProof.Bearer(pool, client, sub, Optional.empty(), world.server.now()),
                new Directory(ground.store(), ground.sealer(), world.server::now),
                new Users(ground.store()));
        Operations.Table table = PasskeyOperations.table(new Passkeys(
                new Passkeys.Rooms(ground.store(), ground.sealer(), ground.chance(), signedIn),
                URI.create("http://127.0.0.1:7777"),
                world.server::now));
        var start = (Handler<StartWebAuthnRegistrationRequest, StartWebAuthnRegistrationResponse>)
                table.find(CognitoIdp.START_WEB_AUTHN_REGISTRATION)
                        .orElseThrow()
                        .handler();
        Call call = new Call(
                "request-1",
                new Caller.Anonymous(),
                world.server.now(),
                "eu-west-1",
                "192.0.2.1",
                null,
                false,
                new Trail());
        var request =
                StartWebAuthnRegistrationRequest.builder().accessToken("any").build();
        refused(
                () -> start.handle(request, call),
                "WebAuthnConfigurationMissingException",
                "The user pool has no relying party ID.");
        world.configure(pool.value(), configuration -> configuration.relyingPartyId(RP));
        world.server.pass(Duration.ofSeconds(3));
        assertThat(text(start.handle(request, call).credentialCreationOptions(), "rp", "id"))
                .isEqualTo(RP);
    }

    static Stream<Arguments> wrongCeremonies() {
        return Stream.of(
                wrong("for another ceremony", SoftAuthenticator::confused, "InvalidParameterException", NOT_VALID),
                wrong(
                        "for another relying party",
                        it -> it.rpId("evil.example"),
                        "WebAuthnRelyingPartyMismatchException",
                        "The credential is for another relying party than the user pool's."),
                wrong(
                        "inside a foreign frame",
                        it -> it.clientData(",\"crossOrigin\":true"),
                        "WebAuthnOriginNotAllowedException",
                        "The origin of the registration does not belong to the relying party."),
                wrong(
                        "inside a named foreign frame",
                        it -> it.clientData(",\"crossOrigin\":true,\"topOrigin\":\"https://evil.example\""),
                        "WebAuthnOriginNotAllowedException",
                        "The origin of the registration does not belong to the relying party."),
                wrong(
                        "nobody present",
                        SoftAuthenticator::absent,
                        "InvalidParameterException",
                        "The authenticator did not test for the presence of a user."),
                wrong(
                        "a spoiled attestation",
                        it -> it.selfAttests().tampers(),
                        "InvalidParameterException",
                        "The signature of the attestation is not valid."),
                wrong("a member twice", it -> it.clientData(",\"type\":\"webauthn.create\""), NOT_VALID),
                wrong("an id of no bytes", it -> it.id(new byte[0]), NOT_VALID),
                wrong("an id of 1,024 bytes", it -> it.id(new byte[1_024]), NOT_VALID),
                wrong("client data too long", it -> it.clientData(",\"x\":\"" + "x".repeat(4_096) + "\""), NOT_VALID),
                wrong("client data too deep", it -> it.clientData(",\"x\":" + "[".repeat(500)), NOT_VALID),
                wrong("a made-up attestation format", it -> it.format("made-up"), NOT_VALID),
                arguments(
                        "an exponent of one",
                        Algorithm.RS256,
                        (UnaryOperator<SoftAuthenticator>) it -> it.keyMember(-2, new byte[] {1}),
                        "InvalidParameterException",
                        NOT_VALID),
                unsupported("a huge exponent", Algorithm.RS256, it -> it.keyMember(-2, filled(256))),
                unsupported("a huge modulus", Algorithm.RS256, it -> it.keyMember(-1, filled(2_048))),
                unsupported("a point off the curve", Algorithm.ES256, it -> it.keyMember(-2, filled(32))),
                unsupported("an algorithm nobody asked for", Algorithm.ES384, it -> it),
                unsupported("a short key", Algorithm.SHORT_RS256, it -> it),
                unsupported("another curve than the algorithm's", Algorithm.MIXED_ES256, it -> it),
                unsupported("an algorithm of another kind of key", Algorithm.ES256, it -> it.keyMember(3, -257)));
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0x7f);
        return bytes;
    }

    private static Arguments wrong(String what, UnaryOperator<SoftAuthenticator> how, String code, String text) {
        return arguments(what, Algorithm.ES256, how, code, text);
    }

    private static Arguments wrong(String what, UnaryOperator<SoftAuthenticator> how, String text) {
        return wrong(what, how, "InvalidParameterException", text);
    }

    private static Arguments unsupported(String what, Algorithm algorithm, UnaryOperator<SoftAuthenticator> how) {
        return arguments(what, algorithm, how, "WebAuthnCredentialNotSupportedException", NOT_SUPPORTED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongCeremonies")
    void whatDoesNotHoldIsRefusedAndTheChallengeStaysGood(
            String what, Algorithm algorithm, UnaryOperator<SoftAuthenticator> how, String code, String text) {
        Document options = world.start(token);
        String challenge = text(options, "challenge");
        String handle = text(options, "user", "id");
        String wrong = how.apply(authenticator(algorithm)).register(challenge, handle);
        refused(() -> world.complete(token, wrong), code, text);
        assertThat(world.list(token)).isEmpty();
        world.complete(token, authenticator().register(challenge, handle));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("a text", replaced(".*", "\"credential\"")),
                arguments("an empty object", replaced(".*", "{}")),
                arguments("no id", replaced("\"id\":\"[^\"]*\",", "")),
                arguments("an id that is null", replaced("\"id\":\"[^\"]*\"", "\"id\":null")),
                arguments("another raw id", replaced("\"rawId\":\"[^\"]*\"", "\"rawId\":\"AAAA\"")),
                arguments("another id", replaced("\"(id|rawId)\":\"[^\"]*\"", "\"$1\":\"AAAA\"")),
                arguments("another type", replaced("public-key\"", "password\"")),
                arguments("a response that is a text", replaced("\"response\":.*", "\"response\":\"x\"}")),
                arguments("no client data", replaced("\"clientDataJSON\":\"[^\"]*\",", "")),
                arguments("client data that is no JSON", member("clientDataJSON", "eA")),
                arguments("client data without members", member("clientDataJSON", "e30")),
                arguments("client data that is no base64", member("clientDataJSON", "***")),
                arguments("an empty attestation", member("attestationObject", "")),
                arguments("an attestation that is no CBOR", member("attestationObject", "____")),
                arguments("an attestation cut short", replaced("(\"attestationObject\":\"[^\"]{100})[^\"]*", "$1")),
                arguments("an attestation nested deep", member("attestationObject", deep())),
                arguments("an attestation too long", member("attestationObject", "A".repeat(30_000))),
                arguments("transports that are a text", replaced("\\[\"hybrid\",\"internal\"]", "\"usb\"")),
                arguments("transports that are numbers", replaced("\\[\"hybrid\",\"internal\"]", "[1]")),
                arguments("a transport with a space", replaced("\"hybrid\"", "\"hy brid\"")),
                arguments("too many transports", replaced("\"hybrid\"", many())));
    }

    private static String deep() {
        byte[] arrays = new byte[16_000];
        Arrays.fill(arrays, (byte) 0x81);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(arrays);
    }

    private static String many() {
        return String.join(
                ",",
                Stream.of("abcdefghi".split("")).map(it -> "\"" + it + "\"").toList());
    }

    private static UnaryOperator<String> member(String name, String value) {
        return replaced("\"" + name + "\":\"[^\"]*\"", "\"" + name + "\":\"" + value + "\"");
    }

    private static UnaryOperator<String> replaced(String pattern, String by) {
        return answer -> {
            String changed = answer.replaceFirst(pattern, by);
            changed = pattern.contains("(id|rawId)") ? answer.replaceAll(pattern, by) : changed;
            assertThat(changed).isNotEqualTo(answer);
            return changed;
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void malformedAnswersAreRefused(String what, UnaryOperator<String> how) {
        String answer = how.apply(world.answer(token, authenticator()));
        refused(() -> world.complete(token, answer), "InvalidParameterException", NOT_VALID);
        assertThat(world.list(token)).isEmpty();
    }

    @Test
    void aChallengeIsGoodOnceAndInTimeAndForItsUserAndClient() {
        Document options = world.start(token);
        String challenge = text(options, "challenge");
        String handle = text(options, "user", "id");
        String otto = other();
        String elsewhere = world.token(world.client(world.pool), name);
        noChallenge(otto, authenticator().register(challenge, handle));
        refused(
                () -> world.complete(elsewhere, authenticator().register(challenge, handle)),
                "WebAuthnClientMismatchException",
                "The registration was started by another app client.");
        noChallenge(token, authenticator().register("AAAA", handle));
        noChallenge(token, authenticator().register(challenge.substring(0, 40), handle));

        String answer = authenticator().register(challenge, handle);
        world.complete(token, answer);
        noChallenge(token, answer);
        noChallenge(token, authenticator().register(challenge, handle));

        Document second = world.start(token);
        world.server.pass(Duration.ofMinutes(5).minusMillis(1));
        world.complete(token, authenticator().register(text(second, "challenge"), handle));
        Document third = world.start(token);
        world.server.pass(Duration.ofMinutes(5));
        noChallenge(token, authenticator().register(text(third, "challenge"), handle));
        assertThat(world.list(token)).hasSize(2);
    }

    @Test
    void anIdBelongsToOneUserOfAPool() {
        byte[] id = "the same in two pools".getBytes(UTF_8);
        world.register(token, authenticator().id(id));
        for (String owner : List.of(token, other())) {
            String again = world.answer(owner, authenticator().id(id));
            refused(
                    () -> world.complete(owner, again),
                    "InvalidParameterException",
                    "The credential is already registered.");
        }
        String pool = world.pool(AuthFactorType.PASSWORD, AuthFactorType.WEB_AUTHN);
        world.configure(pool, configuration -> configuration.relyingPartyId(RP));
        world.user(pool, "nora");
        world.register(world.token(world.client(pool), "nora"), authenticator().id(id));
    }

    @Test
    void twentyAreEnough() {
        Document open = world.start(token);
        for (int i = 0; i < 20; i++) {
            world.register(token, authenticator());
        }
        String tooMany = "A user can have at most 20 passkeys.";
        refused(() -> world.start(token), "LimitExceededException", tooMany);
        String answer = authenticator().register(text(open, "challenge"), text(open, "user", "id"));
        refused(() -> world.complete(token, answer), "LimitExceededException", tooMany);
        delete(token, world.list(token).getFirst().credentialId());
        world.complete(token, answer);
        assertThat(world.list(token)).hasSize(20);
    }

    @Test
    void listingGoesPageByPageOldestFirst() {
        List<String> registered = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            SoftAuthenticator authenticator = authenticator();
            world.register(token, authenticator);
            registered.add(authenticator.id());
            world.server.pass(Duration.ofSeconds(1));
        }
        ListWebAuthnCredentialsResponse first = page(2, null);
        ListWebAuthnCredentialsResponse second = page(2, first.nextToken());
        delete(token, registered.get(3));
        ListWebAuthnCredentialsResponse last = page(2, second.nextToken());
        assertThat(Stream.of(first, second, last).map(PasskeyRegistrationTest::ids))
                .containsExactly(registered.subList(0, 2), registered.subList(2, 4), registered.subList(4, 5));
        assertThat(last.nextToken()).isNull();
        assertThat(ids(page(0, null))).hasSize(4);
        assertThat(page(4, null).nextToken()).isNull();
        refused(() -> page(2, "made-up"), "InvalidParameterException", "Invalid NextToken");
        String otto = other();
        refused(
                () -> world.server.call(
                        CognitoIdp.LIST_WEB_AUTHN_CREDENTIALS,
                        ListWebAuthnCredentialsRequest.builder()
                                .accessToken(otto)
                                .nextToken(first.nextToken())
                                .build()),
                "InvalidParameterException",
                "Invalid NextToken");
    }

    @Test
    void onlyTheOwnerDeletes() {
        SoftAuthenticator authenticator = authenticator();
        world.register(token, authenticator);
        String otto = other();
        String gone = "The credential does not exist.";
        refused(() -> delete(otto, authenticator.id()), "ResourceNotFoundException", gone);
        refused(() -> delete(token, "AAAA"), "ResourceNotFoundException", gone);
        refused(() -> delete(token, "not base64"), "ResourceNotFoundException", gone);
        refused(() -> delete(token, ""), "ResourceNotFoundException", gone);
        delete(token, authenticator.id());
        assertThat(world.list(token)).isEmpty();
        refused(() -> delete(token, authenticator.id()), "ResourceNotFoundException", gone);
    }

    @Test
    void aPoolWithoutPasskeysRegistersNoneButListsAndDeletes() {
        String pool = world.pool(AuthFactorType.PASSWORD);
        world.user(pool, "nora");
        String other = world.token(world.client(pool), "nora");
        String off = "Passkeys are not enabled for the user pool.";
        refused(() -> world.start(other), "WebAuthnNotEnabledException", off);
        refused(() -> world.complete(other, "{}"), "WebAuthnNotEnabledException", off);
        assertThat(world.list(other)).isEmpty();
    }

    @Test
    void verificationOfTheHolderIsRequiredWhereThePoolSaysSo() {
        String required = "The authenticator did not verify the user.";
        world.register(token, authenticator().verifies(false));
        world.configure(
                world.pool,
                configuration -> configuration.relyingPartyId(RP).userVerification(UserVerificationType.REQUIRED));
        String unverified = world.answer(token, authenticator().verifies(false));
        refused(() -> world.complete(token, unverified), "InvalidParameterException", required);
        assertThat(json(world.start(token))).contains("\"userVerification\":\"required\"");
        world.configure(
                world.pool,
                configuration -> configuration
                        .relyingPartyId(RP)
                        .userVerification(UserVerificationType.PREFERRED)
                        .factorConfiguration(WebAuthnFactorConfigurationType.MULTI_FACTOR_WITH_USER_VERIFICATION));
        assertThat(json(world.start(token))).contains("\"userVerification\":\"required\"");
        refused(() -> world.complete(token, unverified), "InvalidParameterException", required);
        world.register(token, authenticator());
        assertThat(world.list(token)).hasSize(2);
    }

    @Test
    void tokensOfTheWrongPeopleAreRefusedAndPasskeysGoWithTheirUser() {
        world.register(token, authenticator());
        refused(() -> world.start("made.up.token"), "NotAuthorizedException", "Invalid Access Token");
        String otto = other();
        world.server.call(
                CognitoIdp.ADMIN_DISABLE_USER,
                AdminDisableUserRequest.builder()
                        .userPoolId(world.pool)
                        .username("otto-" + people)
                        .build());
        refused(() -> world.start(otto), "NotAuthorizedException", "Access Token has been revoked");
        world.server.call(
                CognitoIdp.ADMIN_DELETE_USER,
                AdminDeleteUserRequest.builder()
                        .userPoolId(world.pool)
                        .username(name)
                        .build());
        refused(() -> world.start(token), "NotAuthorizedException", "User does not exist.");
        refused(() -> world.list(token), "NotAuthorizedException", "User does not exist.");
        long left = world.server
                .ground()
                .store()
                .read(tx -> tx.passkeys()
                        .ofUser(new PoolId(world.pool), new Sub(subOf(token)))
                        .size());
        assertThat(left).isZero();
    }

    private static String subOf(String token) {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8);
        return claims.replaceFirst(".*\"sub\":\"([^\"]*)\".*", "$1");
    }

    private List<AuthFactorType> factors() {
        return world.server
                .call(
                        CognitoIdp.GET_USER_AUTH_FACTORS,
                        GetUserAuthFactorsRequest.builder().accessToken(token).build())
                .configuredUserAuthFactors();
    }

    private ListWebAuthnCredentialsResponse page(int size, String next) {
        return world.server.call(
                CognitoIdp.LIST_WEB_AUTHN_CREDENTIALS,
                ListWebAuthnCredentialsRequest.builder()
                        .accessToken(token)
                        .maxResults(size)
                        .nextToken(next)
                        .build());
    }

    private static List<String> ids(ListWebAuthnCredentialsResponse page) {
        return page.credentials().stream()
                .map(WebAuthnCredentialDescription::credentialId)
                .toList();
    }

    private void delete(String token, String id) {
        world.server.call(
                CognitoIdp.DELETE_WEB_AUTHN_CREDENTIAL,
                DeleteWebAuthnCredentialRequest.builder()
                        .accessToken(token)
                        .credentialId(id)
                        .build());
    }

    private void noChallenge(String token, String answer) {
        refused(() -> world.complete(token, answer), "WebAuthnChallengeNotFoundException", NO_CHALLENGE);
    }

    private static void refused(ThrowingCallable call, String code, String text) {
        assertThatThrownBy(call).hasFieldOrPropertyWithValue("code", code).hasMessage(text);
    }
}
