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
        this.api = new Api(connection, site.signer());
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
            case PASSWORD -> password(pick(site.population().signIns()));
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

    private Connection.Answer srp(PoolId pool, ClientId client, String username) throws IOException {
        Connection.Answer challenge = api.unsigned("InitiateAuth", """
                {"AuthFlow":"USER_SRP_AUTH","ClientId":"%s","AuthParameters":{"USERNAME":"%s","SRP_A":"%s"}}""".formatted(client, username, srp.hex()));
        String name = challenge.text("USER_ID_FOR_SRP");
        String secretBlock = challenge.text("SECRET_BLOCK");
        String timestamp = SrpTimestamp.of(Instant.now()).canonical();
        String signature = srp.sign(
                new SrpIdentity(pool.name(), name),
                Population.PASSWORD,
                challenge.text("SALT"),
                challenge.text("SRP_B"),
                secretBlock,
                timestamp);
        return api.unsigned("RespondToAuthChallenge", """
                {"ChallengeName":"PASSWORD_VERIFIER","ClientId":"%s","ChallengeResponses":{"USERNAME":"%s",\
                "PASSWORD_CLAIM_SECRET_BLOCK":"%s","TIMESTAMP":"%s","PASSWORD_CLAIM_SIGNATURE":"%s"}}""".formatted(client, name, secretBlock, timestamp, signature));
    }

    private Connection.Answer password(String username) throws IOException {
        return api.unsigned("InitiateAuth", """
                {"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"%s",\
                "AuthParameters":{"USERNAME":"%s","PASSWORD":"%s"}}""".formatted(site.client(), username, Population.PASSWORD));
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
