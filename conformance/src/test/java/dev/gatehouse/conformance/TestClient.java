package dev.gatehouse.conformance;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;

/// An app client and what an app does with it.
///
/// @param pool its pool
/// @param id the client id
/// @param secret its secret, if it has one
record TestClient(TestPool pool, String id, @Nullable String secret) {

    CognitoIdentityProviderClient anonymous() {
        return pool.anonymous();
    }

    /// `Base64(HMAC-SHA256(secret, username + clientId))`.
    String secretHash(String username) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder()
                .encodeToString(SrpClient.hmac(key, (username + id).getBytes(StandardCharsets.UTF_8)));
    }

    /// Begins a flow.
    InitiateAuthResponse initiate(AuthFlowType flow, Map<String, String> parameters) {
        return anonymous()
                .initiateAuth(request -> request.clientId(id).authFlow(flow).authParameters(parameters));
    }

    /// Begins USER_PASSWORD_AUTH.
    InitiateAuthResponse password(String username, String password) {
        return initiate(AuthFlowType.USER_PASSWORD_AUTH, Map.of("USERNAME", username, "PASSWORD", password));
    }

    /// Signs in with the usual password.
    AuthenticationResultType signIn(String username) {
        return password(username, Names.PASSWORD).authenticationResult();
    }

    /// Begins USER_SRP_AUTH.
    InitiateAuthResponse srp(String username, SrpClient srp) {
        return initiate(AuthFlowType.USER_SRP_AUTH, Map.of("USERNAME", username, "SRP_A", srp.srpA()));
    }

    /// Signs in by SRP, both calls.
    RespondToAuthChallengeResponse signInBySrp(String username, String password) {
        SrpClient srp = new SrpClient(pool.id());
        Map<String, String> challenge = srp(username, srp).challengeParameters();
        return respond(ChallengeNameType.PASSWORD_VERIFIER, null, srp.answer(challenge, password));
    }

    /// Answers a challenge.
    RespondToAuthChallengeResponse respond(
            ChallengeNameType challenge, @Nullable String session, Map<String, String> responses) {
        return anonymous()
                .respondToAuthChallenge(request -> request.clientId(id)
                        .challengeName(challenge)
                        .session(session)
                        .challengeResponses(responses));
    }

    /// Begins REFRESH_TOKEN_AUTH.
    AuthenticationResultType refresh(String refreshToken) {
        return initiate(AuthFlowType.REFRESH_TOKEN_AUTH, Map.of("REFRESH_TOKEN", refreshToken))
                .authenticationResult();
    }

    /// Registers with the usual password.
    SignUpResponse signUp(String username, Map<String, String> attributes) {
        return anonymous()
                .signUp(request -> request.clientId(id)
                        .username(username)
                        .password(Names.PASSWORD)
                        .userAttributes(TestPool.attributes(attributes)));
    }

    /// Confirms a registration.
    void confirm(String username, String code) {
        anonymous()
                .confirmSignUp(
                        request -> request.clientId(id).username(username).confirmationCode(code));
    }

    /// A map with one entry more.
    static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }
}
