package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestAccount.allow;
import static dev.gatehouse.conformance.TestAccount.document;
import static dev.gatehouse.conformance.TestIdentityPool.login;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;

/// AssumeRoleWithWebIdentity with tokens of identity pools, and of user pools that are registered with IAM.
class AssumeRoleWithWebIdentityTest {
    private static final TestAccount ACCOUNT = TestAccount.SHARED;
    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";
    private static final String DENIED = "Not authorized to perform " + ACTION;
    private static final String NO_JWT =
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";
    private static final String NO_KEY = "Couldn't retrieve verification key from your identity provider,  please"
            + " reference AssumeRoleWithWebIdentity documentation for requirements";

    private static TestPool users;
    private static TestClient client;
    private static TestIdentityPool pool;
    private static TestRole member;
    private static TestRole guest;

    @BeforeAll
    static void create() {
        users = TestPool.create();
        client = users.client();
        pool = classic();
        member = pool.role("authenticated");
        guest = pool.role("unauthenticated");
    }

    private static TestIdentityPool classic() {
        return TestIdentityPool.create(settings -> {
            TestIdentityPool.takes(settings, client);
            settings.allowClassicFlow(true);
        });
    }

    private static AssumeRoleWithWebIdentityResponse assume(
            String role, String token, Consumer<AssumeRoleWithWebIdentityRequest.Builder> settings) {
        AssumeRoleWithWebIdentityRequest.Builder request = AssumeRoleWithWebIdentityRequest.builder()
                .roleArn(role)
                .roleSessionName("app")
                .webIdentityToken(token);
        settings.accept(request);
        return Caller.nobody(ACCOUNT.server()).sts().assumeRoleWithWebIdentity(request.build());
    }

    private static AssumeRoleWithWebIdentityResponse assume(TestRole role, String token) {
        return assume(role.arn(), token, request -> {});
    }

    private static Caller became(AssumeRoleWithWebIdentityResponse answer) {
        return Caller.of(ACCOUNT.server(), answer.credentials());
    }

    private static String guestToken(TestIdentityPool pool) {
        return pool.openIdToken(pool.guest(), Map.of());
    }

    private static String memberToken(String user) {
        Map<String, String> logins = login(client, user);
        return pool.openIdToken(pool.identity(logins), logins);
    }

    @Test
    void theClassicFlow() {
        String identity = pool.guest();
        Instant before = Instant.now().minusSeconds(1);
        AssumeRoleWithWebIdentityResponse answer = assume(guest, pool.openIdToken(identity, Map.of()));
        assertThat(answer.subjectFromWebIdentityToken()).isEqualTo(identity);
        assertThat(answer.audience()).isEqualTo(pool.id());
        assertThat(answer.provider()).isEqualTo("cognito-identity.amazonaws.com");
        assertThat(answer.assumedRoleUser().arn()).isEqualTo(guest.session("app"));
        assertThat(answer.assumedRoleUser().assumedRoleId()).isEqualTo(guest.id() + ":app");
        assertThat(answer.credentials().accessKeyId()).matches("ASIA[A-Z0-9]{16}");
        assertThat(answer.credentials().expiration())
                .isBetween(before.plus(Duration.ofHours(1)), Instant.now().plus(Duration.ofHours(1)));
        assertThat(answer.packedPolicySize()).isNull();
        assertThat(answer.sourceIdentity()).isNull();
        assertThat(became(answer).arn()).isEqualTo(guest.session("app"));
    }

    /// In the classic flow no session policy cuts guests down.
    @Test
    void guestsMayWhatTheRoleMay() {
        TestRole open = ACCOUNT.role(pool.trusts("unauthenticated", ACTION)).may(allow("iam:ListUsers", "*"));
        assertThat(became(assume(open, guestToken(pool)))
                        .iam()
                        .listUsers(request -> request.maxItems(1))
                        .users())
                .hasSize(1);
    }

    @Test
    void aSessionLastsAsLongAsTheRoleAllows() {
        String token = memberToken(users.user());
        Instant now = Instant.now();
        assertThat(assume(member.arn(), token, request -> request.durationSeconds(900))
                        .credentials()
                        .expiration())
                .isBetween(now.plusSeconds(899), now.plusSeconds(960));
        Refusal.refused(
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                () -> assume(member.arn(), token, request -> request.durationSeconds(7_200)));
    }

    @Test
    void sessionPoliciesLimit() {
        TestRole role = ACCOUNT.role(pool.trusts("authenticated", ACTION)).may(allow("iam:List*", "*"));
        AssumeRoleWithWebIdentityResponse answer = assume(
                role.arn(),
                memberToken(users.user()),
                request -> request.policy(document(allow("iam:ListUsers", "*"))));
        assertThat(answer.packedPolicySize()).isPositive();
        Caller session = became(answer);
        session.iam().listUsers(request -> request.maxItems(1));
        Refusal.refused(
                "AccessDenied",
                "User: " + role.session("app") + " is not authorized to perform: iam:ListRoles because no session"
                        + " policy allows the iam:ListRoles action",
                () -> session.iam().listRoles());
    }

    /// A role may trust one user only, by what `amr` says.
    @Test
    void theUserIsAConditionKey() {
        String nora = users.user();
        String otto = users.user();
        TestRole noras = ACCOUNT.role(
                pool.trusts(TestIdentityPool.provider(users) + ":CognitoSignIn:" + users.subOf(nora), ACTION));
        assertThat(became(assume(noras, memberToken(nora))).arn()).isEqualTo(noras.session("app"));
        Refusal.refused("AccessDenied", DENIED, () -> assume(noras, memberToken(otto)));
    }

    private static String trusts(String provider, String condition) {
        return "{'Effect':'Allow','Principal':{'Federated':'" + provider + "'},'Action':'" + ACTION + "','Condition':"
                + condition + "}";
    }

    /// A user pool under its issuer here, or under AWS's name.
    @TestFactory
    Stream<DynamicTest> aUserPoolIsAProviderOnceItIsRegistered() {
        String ours = ACCOUNT.server().url() + "/";
        String aws = "https://cognito-idp.us-east-1.amazonaws.com/";
        return Stream.of(ours, aws).map(prefix -> DynamicTest.dynamicTest(prefix, () -> registeredUnder(prefix)));
    }

    private static void registeredUnder(String prefix) {
        TestPool shop = TestPool.create();
        TestClient web = shop.client();
        String user = shop.user();
        AuthenticationResultType tokens = web.signIn(user);
        String url = prefix + shop.id();
        String host = url.substring(url.indexOf("://") + 3);
        String arn = "arn:aws:iam::000000000000:oidc-provider/" + host;
        Refusal.refused(
                "InvalidIdentityToken",
                "No OpenIDConnect provider found in your account for "
                        + shop.server().url() + "/" + shop.id(),
                () -> assume(member, tokens.idToken()));

        ACCOUNT.iam().createOpenIDConnectProvider(request -> request.url(url).clientIDList(web.id()));
        TestRole role = ACCOUNT.role(trusts(
                arn,
                "{'StringEquals':{'" + host + ":aud':'" + web.id() + "','" + host + ":sub':'" + shop.subOf(user)
                        + "'}}"));
        AssumeRoleWithWebIdentityResponse answer = assume(role, tokens.idToken());
        assertThat(answer.provider()).isEqualTo(arn);
        assertThat(answer.audience()).isEqualTo(web.id());
        assertThat(answer.subjectFromWebIdentityToken()).isEqualTo(shop.subOf(user));
        assertThat(became(answer).arn()).isEqualTo(role.session("app"));

        Refusal.refused("InvalidIdentityToken", NO_JWT, () -> assume(role, tokens.accessToken()));
        Refusal.refused(
                "InvalidIdentityToken",
                "Incorrect token audience",
                () -> assume(role, shop.client().signIn(user).idToken()));
        Refusal.refused(
                "AccessDenied",
                DENIED,
                () -> assume(role, web.signIn(shop.user()).idToken()));
        Refusal.refused("AccessDenied", DENIED, () -> assume(member, tokens.idToken()));
        Refusal.refused("InvalidIdentityToken", NO_KEY, () -> assume(role, cut(tokens.idToken())));
    }

    private static String cut(String token) {
        int end = token.lastIndexOf('.');
        return token.substring(0, end + 5) + (token.charAt(end + 5) == 'A' ? 'B' : 'A') + token.substring(end + 6);
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        String token = guestToken(pool);
        TestIdentityPool other = classic();
        String nobody = "arn:aws:iam::000000000000:role/nobody-has-this-name";
        TestRole federatedOnly =
                ACCOUNT.role(trusts("accounts.google.com", "{'StringEquals':{'accounts.google.com:aud':'web'}}"));
        return Refusal.tests(
                Refusal.of("a guest as member", "AccessDenied", DENIED, () -> assume(member, token)),
                Refusal.of("a member as guest", "AccessDenied", DENIED, () -> assume(guest, memberToken(users.user()))),
                Refusal.of("another pool's", "AccessDenied", DENIED, () -> assume(guest, guestToken(other))),
                Refusal.of("no role", "AccessDenied", DENIED, () -> assume(nobody, token, request -> {})),
                Refusal.of("a role of another provider", "AccessDenied", DENIED, () -> assume(federatedOnly, token)),
                Refusal.of("a changed signature", "InvalidIdentityToken", NO_KEY, () -> assume(guest, cut(token))),
                Refusal.of("nonsense", "InvalidIdentityToken", NO_JWT, () -> assume(guest, "nonsense")),
                Refusal.of(
                        "three characters",
                        "ValidationError",
                        "1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint:"
                                + " Member must have length greater than or equal to 4",
                        () -> assume(guest, "abc")),
                Refusal.of(
                        "no role's ARN",
                        "ValidationError",
                        "Request ARN is invalid",
                        () -> assume("arn:aws:iam::000000000000:user/ann", token, request -> {})),
                Refusal.of(
                        "a policy that is none",
                        "MalformedPolicyDocument",
                        () -> assume(guest.arn(), token, request -> request.policy("{}"))),
                Refusal.of(
                        "too much policy",
                        "PackedPolicyTooLarge",
                        "Packed policy consumes 103% of allotted space, please use smaller policy.",
                        () -> assume(
                                guest.arn(),
                                token,
                                request -> request.policy(full())
                                        .policyArns(policy ->
                                                policy.arn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")))));
    }

    private static String full() {
        String small = document(allow("s3:*", "*"));
        return small + " ".repeat(2048 - small.length());
    }

    @Test
    void theProvidersKeysArePublished() {
        String keys = Http.get(ACCOUNT.server().url().resolve("/cognito-identity/.well-known/jwks_uri"))
                .body();
        assertThat(keys).contains("\"alg\":\"RS512\"", "\"kid\":\"us-east-11\"", "\"kid\":\"us-east-12\"");
        assertThat(Http.get(ACCOUNT.server().url().resolve("/cognito-identity/.well-known/openid-configuration"))
                        .body())
                .contains("\"issuer\":\"https://cognito-identity.amazonaws.com\"");
    }
}
