package dev.gatehouse.bench;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.srp.SrpClient;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.SrpTimestamp;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/// One connection to a site, and whoever sits behind it: performs flows for users picked at random.
final class Worker implements AutoCloseable {
    private static final int CLIENT_KEY_BYTES = 16;

    private final Site site;
    private final Connection connection;
    private final Api api;
    private final SplittableRandom random;
    private final SrpClient srp;

    Worker(Site site, Connection connection, long seed) {
        this.site = site;
        this.connection = connection;
        this.api = new Api(connection, site.key());
        this.random = new SplittableRandom(seed);
        byte[] privateKey = new byte[CLIENT_KEY_BYTES];
        random.nextBytes(privateKey);
        this.srp = new SrpClient(privateKey);
    }

    /// Does it once.
    ///
    /// @throws IllegalStateException when an answer is not a good one
    void perform(Flow flow) throws IOException {
        Connection.Answer answer = switch (flow) {
            case REFRESH -> api.refresh(site.client(), pick(site.population().refreshTokens()));
            case SRP -> srp(site.pool(), site.client(), pick(site.population().signIns()));
            case SRP_TOTP -> srpThenCode(site.appUsers());
            case SRP_DEVICE -> srpThenDevice(site.deviceUsers());
            case PASSWORD -> api.password(site.client(), pick(site.population().signIns()));
            case GET_USER -> api.unsigned("GetUser", "{\"AccessToken\":\"%s\"}".formatted(pick(site.accessTokens())));
            case ADMIN_GET_USER ->
                api.signed(
                        "AdminGetUser",
                        "{\"UserPoolId\":\"%s\",\"Username\":\"%s\"}"
                                .formatted(site.pool(), Population.name(random.nextInt(site.users()))));
            case LIST_USERS ->
                api.signed(
                        "ListUsers",
                        "{\"UserPoolId\":\"%s\",\"Filter\":\"email = \\\"%s\\\"\"}"
                                .formatted(site.pool(), Population.email(random.nextInt(site.users()))));
            case CREDENTIALS ->
                api.unsignedIdentity(
                        "GetCredentialsForIdentity", pick(site.identityUsers().requests()));
            case CALLER_IDENTITY -> api.sts(site.stsUser().key(), "GetCallerIdentity");
            case CALLER_IDENTITY_SESSION -> api.sts(site.stsUser().session(), "GetCallerIdentity");
            case SIGN_UP -> signUp();
            case HEALTH -> connection.get("/health");
        };
        if (answer.status() != 200) {
            throw new IllegalStateException(flow + ": " + answer.status());
        }
    }

    private Connection.Answer srpThenCode(AppUsers users) throws IOException {
        AppUsers.Turn turn = users.turn();
        String session = srp(users.pool(), users.client(), turn.username()).text("Session");
        return api.unsigned(
                "RespondToAuthChallenge", """
                {"ChallengeName":"SOFTWARE_TOKEN_MFA","ClientId":"%s","Session":"%s",\
                "ChallengeResponses":{"USERNAME":"%s","SOFTWARE_TOKEN_MFA_CODE":"%s"}}""".formatted(users.client(), session, turn.username(), turn.code()));
    }

    private Connection.Answer srpThenDevice(DeviceUsers users) throws IOException {
        DeviceUsers.Owner owner =
                users.owners().get(random.nextInt(users.owners().size()));
        String deviceKey = ",\"DEVICE_KEY\":\"%s\"".formatted(owner.key());
        String session =
                srp(users.pool(), users.client(), owner.username(), deviceKey).text("Session");
        Connection.Answer challenge = api.unsigned("RespondToAuthChallenge", """
                {"ChallengeName":"DEVICE_SRP_AUTH","ClientId":"%s","Session":"%s",\
                "ChallengeResponses":{"USERNAME":"%s","SRP_A":"%s"%s}}""".formatted(
                        users.client(), session, owner.username(), srp.hex(), deviceKey));
        var secret = new Secret("DEVICE_PASSWORD_VERIFIER", owner.device(), DeviceUsers.SECRET);
        Connection.Answer answer = prove(users.client(), owner.username(), secret, challenge, deviceKey);
        var _ = answer.text("AccessToken");
        return answer;
    }

    private Connection.Answer srp(PoolId pool, ClientId client, String username) throws IOException {
        return srp(pool, client, username, "");
    }

    /// @param more further members of the answer, each after a comma
    private Connection.Answer srp(PoolId pool, ClientId client, String username, String more) throws IOException {
        Connection.Answer challenge = api.unsigned("InitiateAuth", """
                {"AuthFlow":"USER_SRP_AUTH","ClientId":"%s","AuthParameters":{"USERNAME":"%s","SRP_A":"%s"}}""".formatted(client, username, srp.hex()));
        String name = challenge.text("USER_ID_FOR_SRP");
        var secret = new Secret("PASSWORD_VERIFIER", new SrpIdentity(pool.name(), name), Population.PASSWORD);
        return prove(client, name, secret, challenge, more);
    }

    /// What is proven: to which challenge, by whom, and by what.
    private record Secret(String challengeName, SrpIdentity identity, String text) {}

    private Connection.Answer prove(
            ClientId client, String username, Secret secret, Connection.Answer challenge, String more)
            throws IOException {
        String secretBlock = challenge.text("SECRET_BLOCK");
        String timestamp = SrpTimestamp.of(Instant.now()).canonical();
        String signature = srp.sign(
                secret.identity(),
                secret.text(),
                challenge.text("SALT"),
                challenge.text("SRP_B"),
                secretBlock,
                timestamp);
        return api.unsigned("RespondToAuthChallenge", """
                {"ChallengeName":"%s","ClientId":"%s","ChallengeResponses":{"USERNAME":"%s",\
                "PASSWORD_CLAIM_SECRET_BLOCK":"%s","TIMESTAMP":"%s","PASSWORD_CLAIM_SIGNATURE":"%s"%s}}""".formatted(
                        secret.challengeName(), client, username, secretBlock, timestamp, signature, more));
    }

    private Connection.Answer signUp() throws IOException {
        String name = "new-" + new UUID(random.nextLong(), random.nextLong());
        return api.unsigned("SignUp", """
                {"ClientId":"%s","Username":"%s","Password":"%s",\
                "UserAttributes":[{"Name":"email","Value":"%s@example.com"}]}""".formatted(site.client(), name, Population.PASSWORD, name));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
