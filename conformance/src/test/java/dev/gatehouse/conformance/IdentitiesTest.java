package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestIdentityPool.both;
import static dev.gatehouse.conformance.TestIdentityPool.login;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.DescribeIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.IdentityDescription;
import software.amazon.awssdk.services.cognitoidentity.model.ListIdentitiesResponse;
import software.amazon.awssdk.services.cognitoidentity.model.UnprocessedIdentityId;

/// DescribeIdentity, ListIdentities, DeleteIdentities and UnlinkIdentity.
class IdentitiesTest {
    private static TestPool shop;
    private static TestPool forum;
    private static TestClient shopClient;
    private static TestClient forumClient;
    private static CognitoIdentityClient admin;

    private final TestIdentityPool pool = TestIdentityPool.create(settings -> settings.cognitoIdentityProviders(
            entry -> entry.providerName(TestIdentityPool.provider(shop)).clientId(shopClient.id()),
            entry -> entry.providerName(TestIdentityPool.provider(forum)).clientId(forumClient.id())));

    @BeforeAll
    static void create() {
        shop = TestPool.create();
        forum = TestPool.create();
        shopClient = shop.client();
        forumClient = forum.client();
        admin = Caller.root(Gatehouse.shared()).identityPools();
    }

    private static DescribeIdentityResponse describe(String identity) {
        return admin.describeIdentity(request -> request.identityId(identity));
    }

    private ListIdentitiesResponse page(int most, Boolean hideDisabled, String token) {
        return admin.listIdentities(request -> request.identityPoolId(pool.id())
                .maxResults(most)
                .hideDisabled(hideDisabled)
                .nextToken(token));
    }

    private List<String> all(Boolean hideDisabled) {
        List<String> ids = new ArrayList<>();
        String token = null;
        do {
            ListIdentitiesResponse page = page(2, hideDisabled, token);
            assertThat(page.identityPoolId()).isEqualTo(pool.id());
            assertThat(page.identities()).hasSizeLessThanOrEqualTo(2);
            page.identities().stream().map(IdentityDescription::identityId).forEach(ids::add);
            token = page.nextToken();
        } while (token != null);
        return ids;
    }

    @Test
    void anIdentityHasLoginsAndDates() {
        String guest = pool.guest();
        DescribeIdentityResponse before = describe(guest);
        assertThat(before.identityId()).isEqualTo(guest);
        assertThat(before.logins()).isEmpty();
        assertThat(before.creationDate()).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
        assertThat(before.lastModifiedDate()).isEqualTo(before.creationDate());

        pool.roles(pool.role("authenticated"), pool.role("unauthenticated"));
        pool.credentials(guest, login(shopClient, shop.user()));
        DescribeIdentityResponse after = describe(guest);
        assertThat(after.logins()).containsExactly(TestIdentityPool.provider(shop));
        assertThat(after.creationDate()).isEqualTo(before.creationDate());
        assertThat(after.lastModifiedDate()).isAfterOrEqualTo(before.lastModifiedDate());
    }

    @Test
    void anIdentityIsDescribedInItsRegionOnly() {
        String guest = pool.guest();
        Refusal.refused(
                "ResourceNotFoundException",
                "Identity '" + guest + "' not found.",
                () -> Caller.root(pool.server())
                        .identityPools(Region.EU_WEST_1)
                        .describeIdentity(request -> request.identityId(guest)));
    }

    @Test
    void pagesCoverEveryIdentityOnce() {
        List<String> made = Stream.generate(pool::guest).limit(5).toList();
        assertThat(all(null)).containsExactlyInAnyOrderElementsOf(made);
        assertThat(page(60, null, null).identities()).hasSize(5);
    }

    @Test
    void mergedIdentitiesCanBeLeftOut() {
        Map<String, String> inShop = login(shopClient, shop.user());
        Map<String, String> inForum = login(forumClient, forum.user());
        String first = pool.identity(inShop);
        String second = pool.identity(inForum);
        String kept = pool.identity(both(inShop, inForum));
        String merged = kept.equals(first) ? second : first;
        assertThat(all(null)).containsExactlyInAnyOrder(kept, merged);
        assertThat(all(false)).containsExactlyInAnyOrder(kept, merged);
        assertThat(all(true)).containsExactly(kept);
        assertThat(describe(merged).logins()).isEmpty();
    }

    @Test
    void deletedIdentitiesAreGoneAndTheirLoginsFree() {
        Map<String, String> logins = login(shopClient, shop.user());
        String identity = pool.identity(logins);
        String guest = pool.guest();
        String elsewhere = "eu-west-1:00000000-0000-4000-8000-000000000000";
        List<UnprocessedIdentityId> left = admin.deleteIdentities(
                        request -> request.identityIdsToDelete(identity, TestIdentityPool.UNKNOWN, elsewhere))
                .unprocessedIdentityIds();
        assertThat(left)
                .containsExactlyInAnyOrder(
                        UnprocessedIdentityId.builder()
                                .identityId(TestIdentityPool.UNKNOWN)
                                .errorCode("AccessDenied")
                                .build(),
                        UnprocessedIdentityId.builder()
                                .identityId(elsewhere)
                                .errorCode("AccessDenied")
                                .build());
        assertThat(all(null)).containsExactly(guest);
        Refusal.refused(
                "ResourceNotFoundException", "Identity '" + identity + "' not found.", () -> describe(identity));
        assertThat(pool.identity(logins)).isNotEqualTo(identity);
        assertThat(admin.deleteIdentities(request -> request.identityIdsToDelete(guest))
                        .unprocessedIdentityIds())
                .isEmpty();
    }

    private void unlink(String identity, Map<String, String> logins, String... removed) {
        pool.anonymous()
                .unlinkIdentity(
                        request -> request.identityId(identity).logins(logins).loginsToRemove(removed));
    }

    @Test
    void anUnlinkedLoginIsFree() {
        Map<String, String> inShop = login(shopClient, shop.user());
        Map<String, String> inForum = login(forumClient, forum.user());
        String identity = pool.identity(both(inShop, inForum));
        unlink(identity, inShop, TestIdentityPool.provider(forum));
        assertThat(describe(identity).logins()).containsExactly(TestIdentityPool.provider(shop));
        assertThat(pool.identity(inForum)).isNotEqualTo(identity);
        assertThat(pool.identity(inShop)).isEqualTo(identity);
    }

    /// It does not become a guest again.
    @Test
    void anIdentityWithoutItsLastLoginCannotBeReached() {
        pool.roles(pool.role("authenticated"), pool.role("unauthenticated"));
        Map<String, String> logins = login(shopClient, shop.user());
        String identity = pool.identity(logins);
        String issuer = pool.server().url().getAuthority() + "/" + shop.id();
        unlink(identity, logins, issuer);
        assertThat(describe(identity).logins()).isEmpty();
        for (Map<String, String> sent : List.of(logins, Map.<String, String>of())) {
            Refusal.refused(
                    "NotAuthorizedException",
                    "Access to Identity '" + identity + "' is forbidden.",
                    () -> pool.credentials(identity, sent));
        }
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        Map<String, String> nora = login(shopClient, shop.user());
        Map<String, String> otto = login(shopClient, shop.user());
        String identity = pool.identity(nora);
        String guest = pool.guest();
        String provider = TestIdentityPool.provider(shop);
        String noMatch =
                "Logins don't match. Please include at least one valid login for this identity or identity pool.";
        Stream<DynamicTest> refused = Refusal.tests(
                Refusal.of(
                        "to describe nobody",
                        "ResourceNotFoundException",
                        "Identity '" + TestIdentityPool.UNKNOWN + "' not found.",
                        () -> describe(TestIdentityPool.UNKNOWN)),
                Refusal.of("to describe no id", "ValidationException", () -> describe("nora")),
                Refusal.of(
                        "to list no pool",
                        "ResourceNotFoundException",
                        "IdentityPool '" + TestIdentityPool.UNKNOWN + "' not found.",
                        () -> admin.listIdentities(request ->
                                request.identityPoolId(TestIdentityPool.UNKNOWN).maxResults(1))),
                Refusal.of(
                        "to list with a token made up",
                        "InvalidParameterException",
                        "Invalid NextToken",
                        () -> page(1, null, "made-up")),
                Refusal.of(
                        "to list sixty-one",
                        "ValidationException",
                        "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member"
                                + " must have value less than or equal to 60",
                        () -> page(61, null, null)),
                Refusal.of(
                        "to delete nothing",
                        "ValidationException",
                        "1 validation error detected: Value '[]' at 'identityIdsToDelete' failed to satisfy"
                                + " constraint: Member must have length greater than or equal to 1",
                        () -> admin.deleteIdentities(request -> request.identityIdsToDelete(List.of()))),
                Refusal.of(
                        "to delete no id",
                        "ValidationException",
                        () -> admin.deleteIdentities(request -> request.identityIdsToDelete("nora"))),
                Refusal.of(
                        "another's login", "NotAuthorizedException", noMatch, () -> unlink(identity, otto, provider)),
                Refusal.of("no login", "NotAuthorizedException", noMatch, () -> unlink(identity, Map.of(), provider)),
                Refusal.of("a guest", "NotAuthorizedException", noMatch, () -> unlink(guest, nora, provider)),
                Refusal.of(
                        "a login it does not have",
                        "InvalidParameterException",
                        "The identity has no login of www.amazon.com",
                        () -> unlink(identity, nora, provider, "www.amazon.com")),
                Refusal.of(
                        "nobody",
                        "ResourceNotFoundException",
                        "Identity '" + TestIdentityPool.UNKNOWN + "' not found.",
                        () -> unlink(TestIdentityPool.UNKNOWN, nora, provider)));
        return Stream.concat(
                refused,
                Stream.of(DynamicTest.dynamicTest(
                        "nothing has changed",
                        () -> assertThat(describe(identity).logins()).containsExactly(provider))));
    }
}
