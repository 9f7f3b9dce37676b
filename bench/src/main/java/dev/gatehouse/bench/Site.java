package dev.gatehouse.bench;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.sigv4.Signer;
import dev.gatehouse.server.config.RootKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A running server with one pool full of users, one of users with an authenticator app, and one of
/// users with a remembered device.
///
/// @param users how many the pool began with
/// @param accessTokens of some of them
/// @param appUsers those with an app; none unless a flow needs them
/// @param deviceUsers those with a device; none unless a flow needs them
record Site(
        ServerProcess server,
        int users,
        PoolId pool,
        ClientId client,
        Signer signer,
        Population population,
        List<String> accessTokens,
        AppUsers appUsers,
        DeviceUsers deviceUsers)
        implements AutoCloseable {
    private static final int ACCESS_TOKENS = 4_000;
    private static final String REGION = "us-east-1";

    /// Makes the pools, fills them, and starts the server that is measured.
    ///
    /// @param withApps how many users with an app there are to be
    /// @param withDevices how many users with a device there are to be
    static Site open(Root root, Path data, int users, int withApps, int withDevices)
            throws IOException, InterruptedException {
        Made plain;
        Made apps;
        Made devices;
        try (ServerProcess server = ServerProcess.launched(root, data);
                Connection connection = new Connection(server.port())) {
            Api api = new Api(connection, signer(data));
            plain = make(api, "bench", "");
            apps = make(api, "bench-apps", "");
            api.signed("SetUserPoolMfaConfig", """
                    {"UserPoolId":"%s","MfaConfiguration":"OPTIONAL",\
                    "SoftwareTokenMfaConfiguration":{"Enabled":true}}""".formatted(apps.pool()));
            devices = make(api, "bench-devices", """
                    ,"DeviceConfiguration":{"ChallengeRequiredOnNewDevice":false,\
                    "DeviceOnlyRememberedOnUserPrompt":false}""");
        }
        Population population = Population.load(data, plain.pool(), plain.client(), users);
        AppUsers appUsers = AppUsers.load(data, apps.pool(), apps.client(), withApps);
        Population owners = Population.load(data, devices.pool(), devices.client(), withDevices);
        ServerProcess server = ServerProcess.launched(root, data);
        List<String> accessTokens = accessTokens(server, plain.client(), population);
        DeviceUsers deviceUsers = deviceUsers(server, devices, owners);
        return new Site(
                server,
                users,
                plain.pool(),
                plain.client(),
                signer(data),
                population,
                accessTokens,
                appUsers,
                deviceUsers);
    }

    /// A pool and its client.
    private record Made(PoolId pool, ClientId client) {}

    /// @param more further members of the request, each after a comma
    private static Made make(Api api, String name, String more) throws IOException {
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

    private static Signer signer(Path data) throws IOException {
        RootKey key = RootKey.load(data);
        return new Signer(key.accessKeyId(), key.secretAccessKey().reveal(), Optional.empty(), REGION, "cognito-idp");
    }

    private static List<String> accessTokens(ServerProcess server, ClientId client, Population population)
            throws IOException {
        List<String> tokens = new ArrayList<>();
        List<String> refreshTokens = population.refreshTokens();
        int step = Math.max(1, refreshTokens.size() / ACCESS_TOKENS);
        try (Connection connection = new Connection(server.port())) {
            Api api = new Api(connection, Optional.empty());
            for (int i = 0; i < refreshTokens.size(); i += step) {
                tokens.add(api.refresh(client, refreshTokens.get(i)).text("AccessToken"));
            }
        }
        return tokens;
    }

    private static DeviceUsers deviceUsers(ServerProcess server, Made made, Population owners) throws IOException {
        try (Connection connection = new Connection(server.port())) {
            return DeviceUsers.confirm(new Api(connection, Optional.empty()), made.pool(), made.client(), owners);
        }
    }

    Worker worker(long seed) throws IOException {
        return new Worker(this, new Connection(server.port()), seed);
    }

    @Override
    public void close() {
        server.close();
    }
}
