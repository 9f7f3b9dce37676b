package dev.gatehouse.bench;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A running server with one pool full of users, one of users with an authenticator app, one of users with a remembered
/// device, and an identity pool.
///
/// @param users how many the pool began with
/// @param key the account's own
/// @param accessTokens of some of them
/// @param appUsers those with an app; none unless a flow needs them
/// @param deviceUsers those with a device; none unless a flow needs them
/// @param identityUsers those with an identity; none unless a flow needs them
/// @param stsUser somebody outside the pools
record Site(
        ServerProcess server,
        int users,
        PoolId pool,
        ClientId client,
        Key key,
        Population population,
        List<String> accessTokens,
        AppUsers appUsers,
        DeviceUsers deviceUsers,
        IdentityUsers identityUsers,
        StsUser stsUser)
        implements AutoCloseable {
    private static final int TOKENS = 4_000;

    /// Makes the pools, fills them, and starts the server that is measured.
    static Site open(Root root, Path data, int users, Needs needs) throws IOException, InterruptedException {
        Pools pools;
        try (ServerProcess server = ServerProcess.launched(root, data);
                Connection connection = new Connection(server.port())) {
            pools = Pools.make(new Api(connection, Key.root(data)));
        }
        Made plain = pools.plain();
        Population population = Population.load(data, plain.pool(), plain.client(), users);
        AppUsers appUsers =
                AppUsers.load(data, pools.apps().pool(), pools.apps().client(), needs.apps());
        Made devices = pools.devices();
        Population owners = Population.load(data, devices.pool(), devices.client(), needs.devices());
        if (needs.identities()) {
            IdentityUsers.load(data, pools.identities(), plain.pool(), users);
        }
        ServerProcess server = ServerProcess.launched(root, data);
        try (Connection connection = new Connection(server.port())) {
            Api api = new Api(connection, Key.root(data));
            Tokens tokens = tokens(api, plain.client(), population);
            List<String> asking = needs.identities() ? tokens.id() : List.of();
            return new Site(
                    server,
                    users,
                    plain.pool(),
                    plain.client(),
                    Key.root(data),
                    population,
                    tokens.access(),
                    appUsers,
                    DeviceUsers.confirm(api, devices.pool(), devices.client(), owners),
                    IdentityUsers.find(api, pools.identities(), plain.pool(), asking),
                    StsUser.make(api));
        }
    }

    /// A pool and its client.
    private record Made(PoolId pool, ClientId client) {

        /// @param more further members of the request, each after a comma
        static Made make(Api api, String name, String more) throws IOException {
            PoolId pool = new PoolId(
                    api.signed("CreateUserPool", """
                            {"PoolName":"%s","AutoVerifiedAttributes":["email"]%s}""".formatted(name, more)).text("Id"));
            ClientId client = new ClientId(
                    api.signed("CreateUserPoolClient", """
                            {"UserPoolId":"%s","ClientName":"bench","ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH",\
                            "ALLOW_USER_PASSWORD_AUTH","ALLOW_REFRESH_TOKEN_AUTH"],\
                            "AccessTokenValidity":24,"IdTokenValidity":24}""".formatted(pool)).text("ClientId"));
            return new Made(pool, client);
        }
    }

    /// The pools, empty.
    ///
    /// @param identities the id of the identity pool
    private record Pools(Made plain, Made apps, Made devices, String identities) {

        static Pools make(Api api) throws IOException {
            Made plain = Made.make(api, "bench", "");
            Made apps = Made.make(api, "bench-apps", "");
            api.signed("SetUserPoolMfaConfig", """
                    {"UserPoolId":"%s","MfaConfiguration":"OPTIONAL",\
                    "SoftwareTokenMfaConfiguration":{"Enabled":true}}""".formatted(apps.pool()));
            Made devices = Made.make(api, "bench-devices", """
                    ,"DeviceConfiguration":{"ChallengeRequiredOnNewDevice":false,\
                    "DeviceOnlyRememberedOnUserPrompt":false}""");
            return new Pools(plain, apps, devices, IdentityUsers.make(api, plain.pool(), plain.client()));
        }
    }

    /// Tokens of some users.
    private record Tokens(List<String> access, List<String> id) {}

    private static Tokens tokens(Api api, ClientId client, Population population) throws IOException {
        Tokens tokens = new Tokens(new ArrayList<>(), new ArrayList<>());
        List<String> refreshTokens = population.refreshTokens();
        int step = Math.max(1, refreshTokens.size() / TOKENS);
        for (int i = 0; i < refreshTokens.size(); i += step) {
            Connection.Answer answer = api.refresh(client, refreshTokens.get(i));
            tokens.access().add(answer.text("AccessToken"));
            tokens.id().add(answer.text("IdToken"));
        }
        return tokens;
    }

    Worker worker(long seed) throws IOException {
        return new Worker(this, new Connection(server.port()), seed);
    }

    @Override
    public void close() {
        server.close();
    }
}
