package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestIdentityPool.both;
import static dev.gatehouse.conformance.TestIdentityPool.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityRequest;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.LookupDeveloperIdentityRequest;
import software.amazon.awssdk.services.cognitoidentity.model.LookupDeveloperIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMapping;

/// Identities of users whom a backend vouches for: GetOpenIdTokenForDeveloperIdentity, LookupDeveloperIdentity,
/// MergeDeveloperIdentities, UnlinkDeveloperIdentity.
class DeveloperIdentitiesTest {
    private static final String NAME = "login.example";
    private static final String UNSUPPORTED = "Token is not from a supported provider of this identity pool.";

    private static TestPool users;
    private static TestClient client;
    private static TestIdentityPool pool;
    private static CognitoIdentityClient admin;

    private final String one = Names.unique("u-");
    private final String two = Names.unique("u-");

    @BeforeAll
    static void create() {
        users = TestPool.create();
        client = users.client();
        pool = TestIdentityPool.of(client);
        pool.roles(pool.role("authenticated"), pool.role("unauthenticated"));
        admin = pool.admin();
    }

    private static GetOpenIdTokenForDeveloperIdentityResponse token(
            Consumer<GetOpenIdTokenForDeveloperIdentityRequest.Builder> settings) {
        GetOpenIdTokenForDeveloperIdentityRequest.Builder request =
                GetOpenIdTokenForDeveloperIdentityRequest.builder().identityPoolId(pool.id());
        settings.accept(request);
        return admin.getOpenIdTokenForDeveloperIdentity(request.build());
    }

    private static GetOpenIdTokenForDeveloperIdentityResponse token(String user) {
        return token(request -> request.logins(Map.of(NAME, user)));
    }

    private static String identity(String user) {
        return token(user).identityId();
    }

    private static LookupDeveloperIdentityResponse lookup(Consumer<LookupDeveloperIdentityRequest.Builder> settings) {
        LookupDeveloperIdentityRequest.Builder request =
                LookupDeveloperIdentityRequest.builder().identityPoolId(pool.id());
        settings.accept(request);
        return admin.lookupDeveloperIdentity(request.build());
    }

    private static List<String> usersOf(String identity) {
        return lookup(request -> request.identityId(identity)).developerUserIdentifierList();
    }

    private static String merge(String source, String destination) {
        return admin.mergeDeveloperIdentities(request -> request.identityPoolId(pool.id())
                        .developerProviderName(NAME)
                        .sourceUserIdentifier(source)
                        .destinationUserIdentifier(destination))
                .identityId();
    }

    private static void unlink(String identity, String user) {
        admin.unlinkDeveloperIdentity(request -> request.identityPoolId(pool.id())
                .identityId(identity)
                .developerProviderName(NAME)
                .developerUserIdentifier(user));
    }

    private static Map<String, String> own(String token) {
        return Map.of(TestIdentityPool.OWN, token);
    }

    @Test
    void aTokenForAUserOfOurs() throws ParseException {
        GetOpenIdTokenForDeveloperIdentityResponse made = token(one);
        JWTClaimsSet claims = Tokens.claims(made.token());
        assertThat(claims.getSubject()).isEqualTo(made.identityId());
        assertThat(claims.getAudience()).containsExactly(pool.id());
        assertThat(claims.getStringListClaim("amr"))
                .containsExactly("authenticated", NAME, NAME + ":" + pool.id() + ":" + one);
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(identity(one)).isEqualTo(made.identityId());
        assertThat(identity(two)).isNotEqualTo(made.identityId());
        assertThat(admin.describeIdentity(request -> request.identityId(made.identityId()))
                        .logins())
                .containsExactly(NAME);
    }

    @Test
    void theTokenLivesAsLongAsAsked() {
        JWTClaimsSet claims =
                Tokens.claims(token(request -> request.logins(Map.of(NAME, one)).tokenDuration(86_400L))
                        .token());
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void theTokenCarriesTags() throws ParseException {
        JWTClaimsSet claims = Tokens.claims(
                token(request -> request.logins(Map.of(NAME, one)).principalTags(Map.of("team", "red", "level", "3")))
                        .token());
        assertThat(claims.getJSONObjectClaim("https://aws.amazon.com/tags"))
                .isEqualTo(Map.of("principal_tags", Map.of("team", List.of("red"), "level", List.of("3"))));
    }

    @Test
    void theTokenBecomesCredentialsOfItsIdentityOnly() {
        GetOpenIdTokenForDeveloperIdentityResponse made = token(one);
        assertThat(pool.credentials(made.identityId(), own(made.token())).arn())
                .endsWith("/CognitoIdentityCredentials");
        String mismatch =
                "Logins don't match. Please include at least one valid login for this identity or identity pool.";
        Refusal.refused("NotAuthorizedException", mismatch, () -> pool.credentials(pool.guest(), own(made.token())));
        Refusal.refused("NotAuthorizedException", mismatch, () -> pool.credentials(identity(two), own(made.token())));
        Refusal.refused(
                "NotAuthorizedException",
                "Access to Identity '" + made.identityId() + "' is forbidden.",
                () -> pool.credentials(made.identityId(), Map.of()));
        Refusal.refused(
                "InvalidParameterException",
                "A Cognito token goes with no other logins",
                () -> pool.credentials(made.identityId(), both(own(made.token()), login(client, users.user()))));
        Refusal.refused(
                "NotAuthorizedException",
                "Invalid login token. Not a valid OpenId Connect identity token.",
                () -> pool.credentials(made.identityId(), own("nonsense")));
    }

    @Test
    void aTokenOfAnotherPoolIsNone() {
        TestIdentityPool other = TestIdentityPool.create(settings -> {});
        String foreign = admin.getOpenIdTokenForDeveloperIdentity(
                        request -> request.identityPoolId(other.id()).logins(Map.of(NAME, one)))
                .token();
        Refusal.refused(
                "NotAuthorizedException",
                "Invalid login token. Incorrect token audience.",
                () -> pool.credentials(identity(one), own(foreign)));
    }

    @Test
    void aTokenCannotAnswerARoleMapping() {
        TestIdentityPool mapped = TestIdentityPool.create(settings -> {});
        mapped.roles(
                mapped.role("authenticated"),
                mapped.role("unauthenticated"),
                Map.of(
                        NAME,
                        RoleMapping.builder()
                                .type("Token")
                                .ambiguousRoleResolution("AuthenticatedRole")
                                .build()));
        GetOpenIdTokenForDeveloperIdentityResponse made = admin.getOpenIdTokenForDeveloperIdentity(
                request -> request.identityPoolId(mapped.id()).logins(Map.of(NAME, one)));
        Refusal.refused(
                "InvalidParameterException",
                "Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.",
                () -> mapped.credentials(made.identityId(), own(made.token())));
    }

    @Test
    void aBackendAddsItsUserToAnyIdentity() {
        String guest = pool.guest();
        assertThat(token(request -> request.identityId(guest).logins(Map.of(NAME, one)))
                        .identityId())
                .isEqualTo(guest);
        assertThat(identity(one)).isEqualTo(guest);

        Map<String, String> logins = login(client, users.user());
        String member = pool.identity(logins);
        token(request -> request.identityId(member).logins(Map.of(NAME, two)));
        token(request -> request.identityId(member).logins(Map.of(NAME, two + "-too")));
        assertThat(usersOf(member)).containsExactly(two, two + "-too");
        assertThat(pool.identity(logins)).isEqualTo(member);
    }

    @Test
    void aBackendSendsItsUserWithAnotherLogin() {
        Map<String, String> logins = login(client, users.user());
        String member = pool.identity(logins);
        assertThat(token(request -> request.logins(both(Map.of(NAME, one), logins)))
                        .identityId())
                .isEqualTo(member);
        assertThat(identity(one)).isEqualTo(member);
    }

    @Test
    void aUserWhoHasAnIdentityGetsNoOther() {
        String owner = identity(one);
        Refusal.refused(
                "DeveloperUserAlreadyRegisteredException",
                "The developer user identifier is already registered with another identity.",
                () -> token(request -> request.identityId(pool.guest()).logins(Map.of(NAME, one))));
        assertThat(identity(one)).isEqualTo(owner);
    }

    @Test
    void lookup() {
        String identity = identity(one);
        LookupDeveloperIdentityResponse byUser = lookup(request -> request.developerUserIdentifier(one));
        assertThat(byUser.identityId()).isEqualTo(identity);
        assertThat(byUser.developerUserIdentifierList()).containsExactly(one);
        assertThat(byUser.nextToken()).isNull();
        assertThat(lookup(request -> request.identityId(identity).developerUserIdentifier(one))
                        .identityId())
                .isEqualTo(identity);
        assertThat(usersOf(pool.guest())).isEmpty();
    }

    @Test
    void pagesCoverEveryUserOfAnIdentityOnce() {
        String identity = identity(one);
        List<String> all = new ArrayList<>(List.of(one));
        for (int number = 0; number < 4; number++) {
            String user = two + "-" + number;
            token(request -> request.identityId(identity).logins(Map.of(NAME, user)));
            all.add(user);
        }
        List<String> listed = new ArrayList<>();
        String after = null;
        do {
            String token = after;
            LookupDeveloperIdentityResponse page =
                    lookup(request -> request.identityId(identity).maxResults(2).nextToken(token));
            assertThat(page.developerUserIdentifierList()).hasSizeLessThanOrEqualTo(2);
            listed.addAll(page.developerUserIdentifierList());
            after = page.nextToken();
        } while (after != null);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void theSourceOfAMergeGivesAllItHas() {
        Map<String, String> logins = login(client, users.user());
        String source = token(request -> request.logins(both(Map.of(NAME, one), logins)))
                .identityId();
        GetOpenIdTokenForDeveloperIdentityResponse before = token(one);
        String destination = identity(two);

        assertThat(merge(one, two)).isEqualTo(destination);
        assertThat(usersOf(destination)).containsExactlyInAnyOrder(one, two);
        assertThat(identity(one)).isEqualTo(destination);
        assertThat(pool.identity(logins)).isEqualTo(destination);
        Refusal.refused(
                "NotAuthorizedException",
                "Access to Identity '" + source + "' is forbidden.",
                () -> pool.credentials(source, own(before.token())));
        Refusal.refused(
                "NotAuthorizedException",
                "Access to Identity '" + source + "' is forbidden.",
                () -> token(request -> request.identityId(source).logins(Map.of(NAME, one + "-new"))));
    }

    @Test
    void identitiesWithUsersOfOnePoolDoNotMerge() {
        token(request -> request.logins(both(Map.of(NAME, one), login(client, users.user()))));
        token(request -> request.logins(both(Map.of(NAME, two), login(client, users.user()))));
        Refusal.refused("ResourceConflictException", "Login is already in use", () -> merge(one, two));
        assertThat(identity(one)).isNotEqualTo(identity(two));
    }

    @Test
    void anIdentityHasTwentyLoginsAtMost() {
        String identity = identity(one);
        IntStream.range(1, 20)
                .forEach(number ->
                        token(request -> request.identityId(identity).logins(Map.of(NAME, one + "-" + number))));
        String full = "An identity can have at most 20 logins";
        Refusal.refused(
                "InvalidParameterException",
                full,
                () -> token(request -> request.identityId(identity).logins(Map.of(NAME, two))));
        identity(two);
        Refusal.refused("InvalidParameterException", full, () -> merge(two, one));
        assertThat(usersOf(identity)).hasSize(20);
    }

    @Test
    void anUnlinkedUserIsFree() {
        GetOpenIdTokenForDeveloperIdentityResponse made = token(one);
        unlink(made.identityId(), one);
        assertThat(usersOf(made.identityId())).isEmpty();
        Refusal.refused(
                "NotAuthorizedException",
                "Access to Identity '" + made.identityId() + "' is forbidden.",
                () -> pool.credentials(made.identityId(), own(made.token())));
        assertThat(identity(one)).isNotEqualTo(made.identityId());
    }

    private static Refusal token(
            String name,
            String code,
            String text,
            Consumer<GetOpenIdTokenForDeveloperIdentityRequest.Builder> settings) {
        return Refusal.of(name, code, text, () -> token(settings));
    }

    @TestFactory
    Stream<DynamicTest> refusedTokens() {
        String guest = pool.guest();
        Map<String, String> user = Map.of(NAME, one);
        Map<String, String> many = IntStream.range(0, 3)
                .boxed()
                .collect(Collectors.toMap(number -> "k" + number, number -> "v".repeat(152)));
        TestIdentityPool other = TestIdentityPool.create(settings -> {});
        String stranger = other.guest();
        return Refusal.tests(
                token(
                        "no developer's user",
                        "InvalidParameterException",
                        "Logins must name a user of the developer provider " + NAME,
                        request -> request.logins(Map.of("other.example", one))),
                token(
                        "a long name",
                        "InvalidParameterException",
                        "Logins must name a user of the developer provider " + NAME,
                        request -> request.logins(Map.of(NAME, "u".repeat(1025)))),
                token(
                        "another login that is none",
                        "NotAuthorizedException",
                        "Token is not from a supported provider of this identity pool.",
                        request -> request.logins(both(user, Map.of("www.amazon.com", "x")))),
                token(
                        "no pool",
                        "ResourceNotFoundException",
                        "IdentityPool '" + TestIdentityPool.UNKNOWN + "' not found.",
                        request ->
                                request.identityPoolId(TestIdentityPool.UNKNOWN).logins(user)),
                token(
                        "no identity",
                        "ResourceNotFoundException",
                        "Identity '" + TestIdentityPool.UNKNOWN + "' not found.",
                        request -> request.identityId(TestIdentityPool.UNKNOWN).logins(user)),
                token(
                        "another pool's identity",
                        "ResourceNotFoundException",
                        "Identity '" + stranger + "' not found.",
                        request -> request.identityId(stranger).logins(user)),
                token(
                        "too many tags",
                        "InvalidParameterException",
                        "Principal tags have more than 460 bytes",
                        request -> request.identityId(guest).logins(user).principalTags(many)),
                token(
                        "no life",
                        "ValidationException",
                        "1 validation error detected: Value '0' at 'tokenDuration' failed to satisfy constraint:"
                                + " Member must have value greater than or equal to 1",
                        request -> request.logins(user).tokenDuration(0L)),
                token(
                        "more than a day",
                        "ValidationException",
                        "1 validation error detected: Value '86401' at 'tokenDuration' failed to satisfy constraint:"
                                + " Member must have value less than or equal to 86400",
                        request -> request.logins(user).tokenDuration(86_401L)),
                Refusal.of(
                        "without a signature",
                        "MissingAuthenticationTokenException",
                        "Missing Authentication Token",
                        () -> pool.anonymous()
                                .getOpenIdTokenForDeveloperIdentity(request ->
                                        request.identityPoolId(pool.id()).logins(user))));
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        String identity = identity(one);
        String other = identity(two);
        String guest = pool.guest();
        TestIdentityPool nameless = TestIdentityPool.create(settings -> settings.developerProviderName(null));
        return Refusal.tests(
                Refusal.of(
                        "look up nothing",
                        "InvalidParameterException",
                        "IdentityId or DeveloperUserIdentifier must be given",
                        () -> lookup(request -> {})),
                Refusal.of(
                        "look up nobody",
                        "ResourceNotFoundException",
                        "Developer user 'nobody' not found.",
                        () -> lookup(request -> request.developerUserIdentifier("nobody"))),
                Refusal.of(
                        "look up no identity",
                        "ResourceNotFoundException",
                        "Identity '" + TestIdentityPool.UNKNOWN + "' not found.",
                        () -> lookup(request -> request.identityId(TestIdentityPool.UNKNOWN))),
                Refusal.of(
                        "look up two that do not match",
                        "ResourceConflictException",
                        "The developer user is not one of this identity",
                        () -> lookup(request -> request.identityId(other).developerUserIdentifier(one))),
                Refusal.of(
                        "look up in a pool without developers",
                        "NotAuthorizedException",
                        UNSUPPORTED,
                        () -> lookup(
                                request -> request.identityPoolId(nameless.id()).developerUserIdentifier(one))),
                Refusal.of(
                        "a token of a pool without developers",
                        "NotAuthorizedException",
                        UNSUPPORTED,
                        () -> token(
                                request -> request.identityPoolId(nameless.id()).logins(Map.of(NAME, one)))),
                Refusal.of(
                        "merge nobody",
                        "ResourceNotFoundException",
                        "Developer user 'nobody' not found.",
                        () -> merge("nobody", two)),
                Refusal.of(
                        "merge into nobody",
                        "ResourceNotFoundException",
                        "Developer user 'nobody' not found.",
                        () -> merge(one, "nobody")),
                Refusal.of(
                        "merge one with itself",
                        "InvalidParameterException",
                        "Both users have the same identity",
                        () -> merge(one, one)),
                Refusal.of(
                        "merge by another name",
                        "NotAuthorizedException",
                        UNSUPPORTED,
                        () -> admin.mergeDeveloperIdentities(request -> request.identityPoolId(pool.id())
                                .developerProviderName("other.example")
                                .sourceUserIdentifier(one)
                                .destinationUserIdentifier(two))),
                Refusal.of(
                        "unlink another's user",
                        "ResourceNotFoundException",
                        "Developer user '" + two + "' not found.",
                        () -> unlink(identity, two)),
                Refusal.of(
                        "unlink from nobody",
                        "ResourceNotFoundException",
                        "Identity '" + TestIdentityPool.UNKNOWN + "' not found.",
                        () -> unlink(TestIdentityPool.UNKNOWN, one)),
                Refusal.of(
                        "unlink from a guest",
                        "ResourceNotFoundException",
                        "Developer user '" + one + "' not found.",
                        () -> unlink(guest, one)),
                Refusal.of(
                        "unlink by another name",
                        "NotAuthorizedException",
                        UNSUPPORTED,
                        () -> admin.unlinkDeveloperIdentity(request -> request.identityPoolId(pool.id())
                                .identityId(identity)
                                .developerProviderName("other.example")
                                .developerUserIdentifier(one))));
    }
}
