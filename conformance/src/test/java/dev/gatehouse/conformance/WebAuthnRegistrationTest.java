package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.authenticator.Algorithm;
import dev.gatehouse.authenticator.SoftAuthenticator;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListWebAuthnCredentialsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.WebAuthnCredentialDescription;

/// StartWebAuthnRegistration, CompleteWebAuthnRegistration, ListWebAuthnCredentials, DeleteWebAuthnCredential.
class WebAuthnRegistrationTest {
    private static final String RP = PasskeyHolder.RP;
    private static final String ORIGIN = PasskeyHolder.ORIGIN;

    private static TestPool pool;
    private static TestClient client;

    private String name;
    private String token;

    @BeforeAll
    static void create() {
        pool = TestPool.create(settings -> settings.policies(policies -> policies.signInPolicy(
                policy -> policy.allowedFirstAuthFactors(AuthFactorType.PASSWORD, AuthFactorType.WEB_AUTHN))));
        pool.admin()
                .setUserPoolMfaConfig(request ->
                        request.userPoolId(pool.id()).webAuthnConfiguration(passkeys -> passkeys.relyingPartyId(RP)));
        client = pool.client();
    }

    @BeforeEach
    void signIn() {
        name = pool.user();
        token = client.signIn(name).accessToken();
    }

    private static SoftAuthenticator authenticator(Algorithm algorithm) {
        return SoftAuthenticator.on(ORIGIN, RP, algorithm);
    }

    private static SoftAuthenticator authenticator() {
        return authenticator(Algorithm.ES256);
    }

    private Map<String, Document> start() {
        return pool.anonymous()
                .startWebAuthnRegistration(request -> request.accessToken(token))
                .credentialCreationOptions()
                .asMap();
    }

    private String answer(SoftAuthenticator authenticator) {
        Map<String, Document> options = start();
        return authenticator.register(
                options.get("challenge").asString(),
                options.get("user").asMap().get("id").asString());
    }

    private void complete(String credential) throws ParseException {
        Document document = PasskeyHolder.document(Json.object(credential));
        pool.anonymous()
                .completeWebAuthnRegistration(
                        request -> request.accessToken(token).credential(document));
    }

    private void register(SoftAuthenticator authenticator) throws ParseException {
        complete(answer(authenticator));
    }

    private List<WebAuthnCredentialDescription> list() {
        return pool.anonymous()
                .listWebAuthnCredentials(request -> request.accessToken(token))
                .credentials();
    }

    private ListWebAuthnCredentialsResponse page(String next) {
        return pool.anonymous()
                .listWebAuthnCredentials(
                        request -> request.accessToken(token).maxResults(2).nextToken(next));
    }

    private void delete(String id) {
        pool.anonymous()
                .deleteWebAuthnCredential(request -> request.accessToken(token).credentialId(id));
    }

    @Test
    void theOptionsAreADocument() {
        Map<String, Document> options = start();
        assertThat(options.get("rp").asMap()).containsEntry("id", Document.fromString(RP));
        assertThat(options.get("user").asMap()).containsEntry("name", Document.fromString(name));
        assertThat(options.get("timeout").asNumber().intValue()).isEqualTo(60_000);
        assertThat(options.get("excludeCredentials").asList()).isEmpty();
        assertThat(options.get("authenticatorSelection").asMap())
                .containsEntry("requireResidentKey", Document.fromBoolean(true))
                .containsEntry("userVerification", Document.fromString("preferred"));
        assertThat(options.get("pubKeyCredParams").asList().stream()
                        .map(one -> one.asMap().get("alg").asNumber().intValue()))
                .containsExactly(-7, -257, -8);
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"ES256", "RS256", "EDDSA"})
    void aPasskeyIsRegisteredListedAndDeleted(Algorithm algorithm) throws ParseException {
        SoftAuthenticator authenticator = authenticator(algorithm);
        register(authenticator);
        WebAuthnCredentialDescription listed = list().getFirst();
        assertThat(listed.credentialId()).isEqualTo(authenticator.id());
        assertThat(listed.relyingPartyId()).isEqualTo(RP);
        assertThat(listed.authenticatorAttachment()).isEqualTo("platform");
        assertThat(listed.authenticatorTransports()).containsExactly("hybrid", "internal");
        assertThat(listed.friendlyCredentialName()).isNotBlank();
        assertThat(listed.createdAt()).isNotNull();
        assertThat(start().get("excludeCredentials").asList()).hasSize(1);
        assertThat(pool.anonymous()
                        .getUserAuthFactors(request -> request.accessToken(token))
                        .configuredUserAuthFactors())
                .contains(AuthFactorType.WEB_AUTHN);
        delete(authenticator.id());
        assertThat(list()).isEmpty();
    }

    @Test
    void theListGoesPageByPage() throws ParseException {
        for (int i = 0; i < 3; i++) {
            register(authenticator());
        }
        ListWebAuthnCredentialsResponse first = page(null);
        ListWebAuthnCredentialsResponse second = page(first.nextToken());
        assertThat(first.credentials()).hasSize(2);
        assertThat(second.credentials()).hasSize(1).doesNotContainAnyElementsOf(first.credentials());
        assertThat(second.nextToken()).isNull();
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        return Refusal.tests(
                Refusal.of(
                        "from another page",
                        "WebAuthnOriginNotAllowedException",
                        "The origin of the registration does not belong to the relying party.",
                        () -> register(authenticator().origin("https://evil.example"))),
                Refusal.of(
                        "for another relying party",
                        "WebAuthnRelyingPartyMismatchException",
                        "The credential is for another relying party than the user pool's.",
                        () -> register(authenticator().rpId("evil.example"))),
                Refusal.of(
                        "an algorithm nobody asked for",
                        "WebAuthnCredentialNotSupportedException",
                        "The attestation, algorithm or key of the credential is not supported.",
                        () -> register(authenticator(Algorithm.ES384))),
                Refusal.of(
                        "a spoiled signature",
                        "InvalidParameterException",
                        "The signature of the attestation is not valid.",
                        () -> register(authenticator().selfAttests().tampers())),
                Refusal.of(
                        "the same answer twice",
                        "WebAuthnChallengeNotFoundException",
                        "The challenge of the registration was not found.",
                        () -> {
                            String answer = answer(authenticator());
                            complete(answer);
                            complete(answer);
                        }),
                Refusal.of(
                        "by another client",
                        "WebAuthnClientMismatchException",
                        "The registration was started by another app client.",
                        () -> {
                            String answer = answer(authenticator());
                            token = pool.client().signIn(name).accessToken();
                            complete(answer);
                        }),
                Refusal.of(
                        "a document that is no credential",
                        "InvalidParameterException",
                        "The credential is not a valid registration response.",
                        () -> complete("{\"id\":1,\"response\":[]}")),
                Refusal.of(
                        "no such passkey",
                        "ResourceNotFoundException",
                        "The credential does not exist.",
                        () -> delete("AAAA")),
                Refusal.of("a made-up token", "NotAuthorizedException", "Invalid Access Token", () -> {
                    token = "made.up.token";
                    start();
                }));
    }

    @Test
    void aPoolWithoutPasskeysRefusesThem() {
        TestPool without = TestPool.create();
        token = without.client().signIn(without.user()).accessToken();
        Refusal.refused("WebAuthnNotEnabledException", "Passkeys are not enabled for the user pool.", this::start);
    }
}
