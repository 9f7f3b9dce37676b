package dev.gatehouse.conformance;

import dev.gatehouse.conformance.TestAccount.TestRole;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CreateIdentityPoolRequest;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMapping;

/// An identity pool made for one test class, its identities and roles.
///
/// @param server where it lives
/// @param id the pool id
record TestIdentityPool(Gatehouse server, String id) {
    /// The name under which tokens of our own are sent.
    static final String OWN = "cognito-identity.amazonaws.com";
    /// A pool or identity id that names nothing.
    static final String UNKNOWN = "us-east-1:00000000-0000-4000-8000-000000000000";

    /// A pool on the shared server that takes guests and knows a developer's users.
    static TestIdentityPool create(Consumer<CreateIdentityPoolRequest.Builder> settings) {
        return create(Gatehouse.shared(), settings);
    }

    /// Such a pool on a server.
    static TestIdentityPool create(Gatehouse server, Consumer<CreateIdentityPoolRequest.Builder> settings) {
        CreateIdentityPoolRequest.Builder request = CreateIdentityPoolRequest.builder()
                .identityPoolName(Names.unique("identities"))
                .allowUnauthenticatedIdentities(true)
                .developerProviderName("login.example");
        settings.accept(request);
        return new TestIdentityPool(
                server,
                Caller.root(server)
                        .identityPools()
                        .createIdentityPool(request.build())
                        .identityPoolId());
    }

    /// Such a pool that also takes the logins of one client.
    static TestIdentityPool of(TestClient client) {
        return create(client.pool().server(), settings -> takes(settings, client));
    }

    /// A request for a pool that takes the logins of one client.
    static void takes(CreateIdentityPoolRequest.Builder settings, TestClient client) {
        settings.cognitoIdentityProviders(
                entry -> entry.providerName(provider(client.pool())).clientId(client.id()));
    }

    /// AWS's name of a user pool as a login provider.
    static String provider(TestPool users) {
        return "cognito-idp.us-east-1.amazonaws.com/" + users.id();
    }

    /// The logins of a user who has just signed in.
    static Map<String, String> login(TestClient client, String user) {
        return Map.of(provider(client.pool()), client.signIn(user).idToken());
    }

    /// The logins of somebody who has two.
    static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
        Map<String, String> both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }

    /// A client that signs with the root key.
    CognitoIdentityClient admin() {
        return Caller.root(server).identityPools();
    }

    /// A client without credentials.
    CognitoIdentityClient anonymous() {
        return Caller.nobody(server).identityPools();
    }

    String arn() {
        return "arn:aws:cognito-identity:us-east-1:" + TestAccount.ID + ":identitypool/" + id;
    }

    /// A new guest.
    String guest() {
        return identity(Map.of());
    }

    /// The identity of these logins.
    String identity(Map<String, String> logins) {
        return anonymous()
                .getId(request -> request.identityPoolId(id).logins(logins))
                .identityId();
    }

    /// Whoever has the credentials of an identity.
    Caller credentials(String identity, Map<String, String> logins) {
        return Caller.of(
                server,
                anonymous()
                        .getCredentialsForIdentity(
                                request -> request.identityId(identity).logins(logins))
                        .credentials());
    }

    /// Whoever has the credentials of the identity of these logins.
    Caller credentials(Map<String, String> logins) {
        return credentials(identity(logins), logins);
    }

    /// An OpenID token of the classic flow.
    String openIdToken(String identity, Map<String, String> logins) {
        return anonymous()
                .getOpenIdToken(request -> request.identityId(identity).logins(logins))
                .token();
    }

    /// A statement of a trust policy: identities of this pool that are signed in (`authenticated`), or guests
    /// (`unauthenticated`).
    String trusts(String amr, String... actions) {
        return "{'Effect':'Allow','Principal':{'Federated':'" + OWN + "'},'Action':['" + String.join("','", actions)
                + "'],'Condition':{'StringEquals':{'" + OWN + ":aud':'" + id + "'},'ForAnyValue:StringLike':{'" + OWN
                + ":amr':'" + amr + "'}}}";
    }

    /// A new role for those who are signed in, or guests; it takes tags too.
    TestRole role(String amr) {
        return new TestAccount(server).role(trusts(amr, "sts:AssumeRoleWithWebIdentity", "sts:TagSession"));
    }

    /// Gives the pool its roles.
    void roles(TestRole authenticated, TestRole unauthenticated) {
        roles(authenticated, unauthenticated, Map.of());
    }

    /// Gives the pool its roles and mappings.
    void roles(TestRole authenticated, TestRole unauthenticated, Map<String, RoleMapping> mappings) {
        admin().setIdentityPoolRoles(request -> request.identityPoolId(id)
                .roles(Map.of("authenticated", authenticated.arn(), "unauthenticated", unauthenticated.arn()))
                .roleMappings(mappings));
    }
}
