package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gatehouse.model.cognitoidentity.CognitoIdentity;
import dev.gatehouse.model.cognitoidentity.Credentials;
import dev.gatehouse.model.cognitoidentity.GetCredentialsForIdentityResponse;
import dev.gatehouse.model.cognitoidp.AuthenticationResultType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/// A user pool with nora and otto, an identity pool that takes its logins, guests and a developer's users, and
/// two
/// roles
/// that trust the pool.
final class IdentityWorld implements AutoCloseable {
    static final String PASSWORD = "Corr3ct-Horse!";
    static final String FORBIDDEN = "NotAuthorizedException: Access to Identity '%s' is forbidden.";
    static final String NO_MATCH = "NotAuthorizedException: Logins don't match. Please include at least one valid login"
            + " for this identity or identity pool.";
    static final String NO_ROLE =
            "InvalidIdentityPoolConfigurationException: Invalid identity pool configuration. Check"
                    + " assigned IAM roles for this pool.";

    final InProcess server;
    final String userPool;
    final String client;
    final String provider;
    String pool;

    IdentityWorld(Path folder) throws IOException {
        this(folder, Map.of());
    }

    /// With settings beside those of the harness.
    IdentityWorld(Path folder, Map<String, String> options) throws IOException {
        server = InProcess.in(folder, options);
        userPool = userPool();
        client = client(userPool);
        provider = provider(userPool);
        user(userPool, "nora");
        user(userPool, "otto");
        pool = identityPool(true, "'AllowClassicFlow':true,");
        role("member", "authenticated");
        role("guest", "unauthenticated");
        roles("");
    }

    <I extends Shape, O extends Shape> O call(Operation<I, O> operation, String request, Object... values) {
        String json = request.formatted(values).replace('\'', '"');
        return server.call(operation, ShapeJson.read(operation.input(), json.getBytes(UTF_8)));
    }

    /// Code and text of a refusal, which the operation's model must declare.
    <I extends Shape, O extends Shape> String refusal(Operation<I, O> operation, String request, Object... values) {
        try {
            return fail("not refused: " + call(operation, request, values));
        } catch (ServiceException e) {
            assertThat(operation.errors()).as(operation.name()).contains(e.code());
            return e.code() + ": " + e.text();
        }
    }

    String userPool() {
        return Objects.requireNonNull(call(CognitoIdp.CREATE_USER_POOL, "{'PoolName':'shop'}")
                .userPool()
                .id());
    }

    String client(String ofPool) {
        return Objects.requireNonNull(call(
                        CognitoIdp.CREATE_USER_POOL_CLIENT,
                        "{'UserPoolId':'%s','ClientName':'web','ExplicitAuthFlows':['ALLOW_USER_PASSWORD_AUTH']}",
                        ofPool)
                .userPoolClient()
                .clientId());
    }

    static String provider(String ofPool) {
        return "cognito-idp.eu-west-1.amazonaws.com/" + ofPool;
    }

    void user(String ofPool, String name) {
        call(
                CognitoIdp.ADMIN_CREATE_USER,
                "{'UserPoolId':'%s','Username':'%s','MessageAction':'SUPPRESS'}",
                ofPool,
                name);
        call(
                CognitoIdp.ADMIN_SET_USER_PASSWORD,
                "{'UserPoolId':'%s','Username':'%s','Password':'%s','Permanent':true}",
                ofPool,
                name,
                PASSWORD);
    }

    String identityPool(boolean guests, String more) {
        return Objects.requireNonNull(call(
                        CognitoIdentity.CREATE_IDENTITY_POOL,
                        "{'IdentityPoolName':'app',%s'AllowUnauthenticatedIdentities':%s,"
                                + "'DeveloperProviderName':'login.example','CognitoIdentityProviders':"
                                + "[{'ProviderName':'%s','ClientId':'%s','ServerSideTokenCheck':true}]}",
                        more,
                        guests,
                        provider,
                        client)
                .identityPoolId());
    }

    /// A role that trusts identities of the pool that are signed in, or guests.
    void role(String name, String amr) {
        String trust = ("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'Federated':"
                        + "'cognito-identity.amazonaws.com'},'Action':['sts:AssumeRoleWithWebIdentity','sts:TagSession'],"
                        + "'Condition':{'StringEquals':{'cognito-identity.amazonaws.com:aud':'" + pool + "'},"
                        + "'ForAnyValue:StringLike':{'cognito-identity.amazonaws.com:amr':'" + amr + "'}}}]}")
                .replace("'", "\\'");
        call(Iam.CREATE_ROLE, "{'RoleName':'%s','AssumeRolePolicyDocument':'%s'}", name, trust);
    }

    static String roleArn(String name) {
        return "arn:aws:iam::000000000000:role/" + name;
    }

    /// Gives the pool its two roles.
    ///
    /// @param mappings begins with a comma, or is empty
    void roles(String mappings) {
        call(
                CognitoIdentity.SET_IDENTITY_POOL_ROLES,
                "{'IdentityPoolId':'%s','Roles':{'authenticated':'%s','unauthenticated':'%s'}%s}",
                pool,
                roleArn("member"),
                roleArn("guest"),
                mappings);
    }

    AuthenticationResultType signIn(String ofClient, String name) {
        return Objects.requireNonNull(call(
                        CognitoIdp.INITIATE_AUTH,
                        "{'ClientId':'%s','AuthFlow':'USER_PASSWORD_AUTH',"
                                + "'AuthParameters':{'USERNAME':'%s','PASSWORD':'%s'}}",
                        ofClient,
                        name,
                        PASSWORD)
                .authenticationResult());
    }

    String idToken(String name) {
        return Objects.requireNonNull(signIn(client, name).idToken());
    }

    String login(String token) {
        return "'Logins':{'" + provider + "':'" + token + "'}";
    }

    String guest() {
        return Objects.requireNonNull(
                call(CognitoIdentity.GET_ID, "{'IdentityPoolId':'%s'}", pool).identityId());
    }

    String identity(String logins) {
        return Objects.requireNonNull(call(CognitoIdentity.GET_ID, "{'IdentityPoolId':'%s',%s}", pool, logins)
                .identityId());
    }

    GetCredentialsForIdentityResponse credentials(String identity, String logins) {
        return call(CognitoIdentity.GET_CREDENTIALS_FOR_IDENTITY, "{'IdentityId':'%s'%s}", identity, logins);
    }

    /// The name of the role that credentials are of.
    String roleOf(GetCredentialsForIdentityResponse answer) {
        Credentials made = Objects.requireNonNull(answer.credentials());
        String arn = server.owner(made.accessKeyId(), made.sessionToken()).arn();
        return arn.split("/")[1];
    }

    String refusedCredentials(String identity, String logins) {
        return refusal(CognitoIdentity.GET_CREDENTIALS_FOR_IDENTITY, "{'IdentityId':'%s'%s}", identity, logins);
    }

    String refusedId(String logins) {
        return refusal(CognitoIdentity.GET_ID, "{'IdentityPoolId':'%s',%s}", pool, logins);
    }

    /// The claims of a token as JSON.
    static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
