package dev.gatehouse.bench;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.IdentityLoginRecord;
import dev.gatehouse.server.store.IdentityRecord;
import dev.gatehouse.server.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Identities of an identity pool, one for each user of the pool whose size is measured.
///
/// @param requests for credentials, each with the ID token of its identity
record IdentityUsers(List<String> requests) {
    private static final int BATCH = 2_000;
    private static final String ROLE = "bench";
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":\
            "arn:aws:s3:::files/private/${cognito-identity.amazonaws.com:sub}/*"}]}""";

    /// Makes a pool that takes the ID tokens of a user pool's client and gives one role with one inline policy.
    ///
    /// @return its id
    static String make(Api api, PoolId users, ClientId client) throws IOException {
        String pool = api.signedIdentity("CreateIdentityPool", """
                {"IdentityPoolName":"bench","AllowUnauthenticatedIdentities":false,"CognitoIdentityProviders":\
                [{"ProviderName":"%s","ClientId":"%s"}]}""".formatted(provider(users), client))
                .text("IdentityPoolId");
        String role = api.iam("CreateRole", Map.of("RoleName", ROLE, "AssumeRolePolicyDocument", trust(pool)))
                .element("Arn");
        var _ = api.iam("PutRolePolicy", Map.of("RoleName", ROLE, "PolicyName", "own", "PolicyDocument", POLICY));
        var _ = api.signedIdentity("SetIdentityPoolRoles", """
                {"IdentityPoolId":"%s","Roles":{"authenticated":"%s"}}""".formatted(pool, role));
        return pool;
    }

    /// Gives each user an identity, while no server runs.
    static void load(Path data, String pool, PoolId userPool, int users) {
        try (Store store = Store.sqlite(data.resolve("gatehouse.db"), InstantSource.system())) {
            for (int from = 0; from < users; from += BATCH) {
                batch(store, pool, userPool, from, Math.min(users, from + BATCH), users);
            }
        }
    }

    private static void batch(Store store, String pool, PoolId userPool, int from, int to, int users) {
        long now = System.currentTimeMillis();
        var _ = store.write(tx -> {
            for (int n = from; n < to; n++) {
                String id = "us-east-1:" + Population.id("4004", n, users);
                String sub = Population.sub(n, users).value();
                tx.identities().insert(new IdentityRecord(pool, id, true, false, now, now));
                tx.identities().link(pool, new IdentityLoginRecord(provider(userPool), sub, id), now);
            }
            return true;
        });
    }

    /// Finds the identities of some users.
    static IdentityUsers find(Api api, String pool, PoolId userPool, List<String> idTokens) throws IOException {
        List<String> requests = new ArrayList<>();
        for (String token : idTokens) {
            String logins = "\"Logins\":{\"%s\":\"%s\"}".formatted(provider(userPool), token);
            String id = api.unsignedIdentity("GetId", "{\"IdentityPoolId\":\"%s\",%s}".formatted(pool, logins))
                    .text("IdentityId");
            requests.add("{\"IdentityId\":\"%s\",%s}".formatted(id, logins));
        }
        return new IdentityUsers(requests);
    }

    private static String trust(String pool) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":\
                "cognito-identity.amazonaws.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":\
                {"cognito-identity.amazonaws.com:aud":"%s"},"ForAnyValue:StringLike":\
                {"cognito-identity.amazonaws.com:amr":"authenticated"}}}]}""".formatted(pool);
    }

    private static String provider(PoolId users) {
        return "cognito-idp." + users.region() + ".amazonaws.com/" + users;
    }
}
