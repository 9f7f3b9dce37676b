package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.authenticator.Algorithm;
import dev.gatehouse.authenticator.SoftAuthenticator;
import dev.gatehouse.model.cognitoidp.AdminCreateUserRequest;
import dev.gatehouse.model.cognitoidp.AdminSetUserPasswordRequest;
import dev.gatehouse.model.cognitoidp.AuthFactorType;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.CompleteWebAuthnRegistrationRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolClientRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.ExplicitAuthFlowsType;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.ListWebAuthnCredentialsRequest;
import dev.gatehouse.model.cognitoidp.MessageActionType;
import dev.gatehouse.model.cognitoidp.PreventUserExistenceErrorTypes;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeRequest;
import dev.gatehouse.model.cognitoidp.RespondToAuthChallengeResponse;
import dev.gatehouse.model.cognitoidp.SetUserPoolMfaConfigRequest;
import dev.gatehouse.model.cognitoidp.SignInPolicyType;
import dev.gatehouse.model.cognitoidp.StartWebAuthnRegistrationRequest;
import dev.gatehouse.model.cognitoidp.UserPoolPolicyType;
import dev.gatehouse.model.cognitoidp.WebAuthnConfigurationType;
import dev.gatehouse.model.cognitoidp.WebAuthnCredentialDescription;
import dev.gatehouse.model.json.DocumentJson;
import dev.gatehouse.model.service.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A pool with passkeys, its people, and the operations on their passkeys.
final class PasskeyWorld implements AutoCloseable {
    static final String ORIGIN = "https://login.shop.example";
    static final String RP = "shop.example";
    static final String PASSWORD = "Corr3ct-Horse!";

    final InProcess server;
    final String pool;
    final String client;

    PasskeyWorld(Path folder) throws IOException {
        server = InProcess.in(folder);
        pool = pool(AuthFactorType.PASSWORD, AuthFactorType.WEB_AUTHN);
        client = client(pool);
        configure(pool, configuration -> configuration.relyingPartyId(RP));
        user(pool, "nora");
    }

    @Override
    public void close() {
        server.close();
    }

    String pool(AuthFactorType... factors) {
        return server.call(
                        CognitoIdp.CREATE_USER_POOL,
                        CreateUserPoolRequest.builder()
                                .poolName("shop")
                                .policies(UserPoolPolicyType.builder()
                                        .signInPolicy(SignInPolicyType.builder()
                                                .allowedFirstAuthFactors(List.of(factors))
                                                .build())
                                        .build())
                                .build())
                .userPool()
                .id();
    }

    /// What a test sets of a pool's passkeys.
    interface Settings {
        WebAuthnConfigurationType.Builder of(WebAuthnConfigurationType.Builder configuration);
    }

    void configure(String pool, Settings settings) {
        server.call(
                CognitoIdp.SET_USER_POOL_MFA_CONFIG,
                SetUserPoolMfaConfigRequest.builder()
                        .userPoolId(pool)
                        .webAuthnConfiguration(
                                settings.of(WebAuthnConfigurationType.builder()).build())
                        .build());
    }

    String client(String pool) {
        return server.call(
                        CognitoIdp.CREATE_USER_POOL_CLIENT,
                        CreateUserPoolClientRequest.builder()
                                .userPoolId(pool)
                                .clientName("web")
                                .explicitAuthFlows(List.of(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH))
                                .build())
                .userPoolClient()
                .clientId();
    }

    void user(String pool, String name) {
        server.call(
                CognitoIdp.ADMIN_CREATE_USER,
                AdminCreateUserRequest.builder()
                        .userPoolId(pool)
                        .username(name)
                        .messageAction(MessageActionType.SUPPRESS)
                        .build());
        server.call(
                CognitoIdp.ADMIN_SET_USER_PASSWORD,
                AdminSetUserPasswordRequest.builder()
                        .userPoolId(pool)
                        .username(name)
                        .password(PASSWORD)
                        .permanent(true)
                        .build());
    }

    String token(String name) {
        return token(client, name);
    }

    String token(String client, String name) {
        return server.call(
                        CognitoIdp.INITIATE_AUTH,
                        InitiateAuthRequest.builder()
                                .clientId(client)
                                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                                .authParameters(Map.of("USERNAME", name, "PASSWORD", PASSWORD))
                                .build())
                .authenticationResult()
                .accessToken();
    }

    /// A client for choice-based sign-in and passwords, which hides users.
    String choiceClient(String pool) {
        return server.call(
                        CognitoIdp.CREATE_USER_POOL_CLIENT,
                        CreateUserPoolClientRequest.builder()
                                .userPoolId(pool)
                                .clientName("choice")
                                .preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED)
                                .explicitAuthFlows(List.of(
                                        ExplicitAuthFlowsType.ALLOW_USER_AUTH,
                                        ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH))
                                .build())
                .userPoolClient()
                .clientId();
    }

    /// USER_AUTH begins; parameters beside the name are given in pairs.
    InitiateAuthResponse begin(String client, String name, String... parameters) {
        return server.call(
                CognitoIdp.INITIATE_AUTH,
                InitiateAuthRequest.builder()
                        .clientId(client)
                        .authFlow(AuthFlowType.USER_AUTH)
                        .authParameters(named(name, parameters))
                        .build());
    }

    /// An answer to a challenge, in pairs beside the name.
    RespondToAuthChallengeResponse respond(
            String client, ChallengeNameType challenge, String session, String name, String... responses) {
        return server.call(
                CognitoIdp.RESPOND_TO_AUTH_CHALLENGE,
                RespondToAuthChallengeRequest.builder()
                        .clientId(client)
                        .challengeName(challenge)
                        .session(session)
                        .challengeResponses(named(name, responses))
                        .build());
    }

    private static Map<String, String> named(String name, String... pairs) {
        Map<String, String> map = new HashMap<>(Map.of("USERNAME", name));
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /// What WEB_AUTHN asks to be signed.
    static String challenge(Map<String, String> parameters) {
        return text(
                DocumentJson.read(parameters.get("CREDENTIAL_REQUEST_OPTIONS").getBytes(UTF_8)), "challenge");
    }

    static SoftAuthenticator authenticator() {
        return authenticator(Algorithm.ES256);
    }

    static SoftAuthenticator authenticator(Algorithm algorithm) {
        return SoftAuthenticator.on(ORIGIN, RP, algorithm);
    }

    Document start(String token) {
        return server.call(
                        CognitoIdp.START_WEB_AUTHN_REGISTRATION,
                        StartWebAuthnRegistrationRequest.builder()
                                .accessToken(token)
                                .build())
                .credentialCreationOptions();
    }

    void complete(String token, String credential) {
        server.call(
                CognitoIdp.COMPLETE_WEB_AUTHN_REGISTRATION,
                CompleteWebAuthnRegistrationRequest.builder()
                        .accessToken(token)
                        .credential(DocumentJson.read(credential.getBytes(UTF_8)))
                        .build());
    }

    /// What an authenticator answers to a fresh registration.
    String answer(String token, SoftAuthenticator authenticator) {
        Document options = start(token);
        return authenticator.register(text(options, "challenge"), text(options, "user", "id"));
    }

    void register(String token, SoftAuthenticator authenticator) {
        complete(token, answer(token, authenticator));
    }

    List<WebAuthnCredentialDescription> list(String token) {
        return server.call(
                        CognitoIdp.LIST_WEB_AUTHN_CREDENTIALS,
                        ListWebAuthnCredentialsRequest.builder()
                                .accessToken(token)
                                .build())
                .credentials();
    }

    static String json(Document document) {
        return new String(DocumentJson.write(document), UTF_8);
    }

    static String text(Document document, String... path) {
        Document at = document;
        for (String name : path) {
            at = ((Document.OfObject) at).members().get(name);
        }
        return ((Document.OfString) at).value();
    }
}
