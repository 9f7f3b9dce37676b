package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestIdentityPool.both;
import static dev.gatehouse.conformance.TestIdentityPool.login;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Identities and the logins of two user pools: linked, merged, in conflict.
class LinkingTest {
    private static final String NO_MATCH =
            "Logins don't match. Please include at least one valid login for this identity or identity pool.";

    private static TestPool shop;
    private static TestPool forum;
    private static TestClient shopClient;
    private static TestClient forumClient;
    private static TestIdentityPool pool;

    private Map<String, String> inShop;
    private Map<String, String> inForum;

    @BeforeAll
    static void create() {
        shop = TestPool.create();
        forum = TestPool.create();
        shopClient = shop.client();
        forumClient = forum.client();
        pool = TestIdentityPool.create(settings -> settings.cognitoIdentityProviders(
                entry -> entry.providerName(TestIdentityPool.provider(shop)).clientId(shopClient.id()),
                entry -> entry.providerName(TestIdentityPool.provider(forum)).clientId(forumClient.id())));
        pool.roles(pool.role("authenticated"), pool.role("unauthenticated"));
    }

    @BeforeEach
    void person() {
        inShop = login(shopClient, shop.user());
        inForum = login(forumClient, forum.user());
    }

    /// The identity that the credentials are for.
    private static String identity(String given, Map<String, String> logins) {
        return pool.anonymous()
                .getCredentialsForIdentity(request -> request.identityId(given).logins(logins))
                .identityId();
    }

    private static List<String> loginsOf(String identity) {
        return pool.admin()
                .describeIdentity(request -> request.identityId(identity))
                .logins();
    }

    private static void assertForbidden(String identity, Map<String, String> logins) {
        Refusal.refused(
                "NotAuthorizedException",
                "Access to Identity '" + identity + "' is forbidden.",
                () -> identity(identity, logins));
    }

    @Test
    void aGuestWhoSignsInStays() {
        String guest = pool.guest();
        assertThat(identity(guest, inShop)).isEqualTo(guest);
        assertThat(pool.identity(inShop)).isEqualTo(guest);
        assertThat(loginsOf(guest)).containsExactly(TestIdentityPool.provider(shop));
        assertForbidden(guest, Map.of());
    }

    @Test
    void aGuestWhoIsKnownAlreadyBecomesThatOne() {
        String known = pool.identity(inShop);
        String guest = pool.guest();
        assertThat(identity(guest, inShop)).isEqualTo(known);
        assertForbidden(guest, Map.of());
        assertForbidden(guest, inShop);
        assertForbidden(guest, inForum);
        assertThat(identity(known, inShop)).isEqualTo(known);
    }

    @Test
    void aSecondLoginIsLinked() {
        String identity = pool.identity(inShop);
        assertThat(identity(identity, both(inShop, inForum))).isEqualTo(identity);
        assertThat(pool.identity(inForum)).isEqualTo(identity);
        assertThat(identity(identity, inForum)).isEqualTo(identity);
        assertThat(loginsOf(identity))
                .containsExactlyInAnyOrder(TestIdentityPool.provider(shop), TestIdentityPool.provider(forum));
    }

    @Test
    void twoLoginsSentTogetherAreLinked() {
        String identity = pool.identity(both(inShop, inForum));
        assertThat(pool.identity(inShop)).isEqualTo(identity);
        assertThat(pool.identity(inForum)).isEqualTo(identity);
    }

    /// Both logins are sent by many at once, alone and together: one identity comes of it.
    @Test
    void manyAtOnceAreOne() {
        List<Map<String, String>> sent = List.of(inShop, inForum, both(inShop, inForum));
        List<String> made = Collections.synchronizedList(new ArrayList<>());
        List<Callable<?>> calls = new ArrayList<>();
        for (int number = 0; number < 24; number++) {
            Map<String, String> logins = sent.get(number % sent.size());
            calls.add(() -> made.add(pool.identity(logins)));
        }
        assertThat(ConcurrencyTest.race(calls)).containsOnly("won");
        String identity = pool.identity(both(inShop, inForum));
        assertThat(made).hasSize(24).contains(identity);
        assertThat(pool.identity(inShop)).isEqualTo(identity);
        assertThat(pool.identity(inForum)).isEqualTo(identity);
        assertThat(loginsOf(identity)).hasSize(2);
    }

    /// Otherwise anyone could add their own login to somebody's identity.
    @Test
    void anotherLoginAloneIsNotLinked() {
        String identity = pool.identity(inShop);
        Refusal.refused("NotAuthorizedException", NO_MATCH, () -> identity(identity, inForum));
        assertThat(loginsOf(identity)).containsExactly(TestIdentityPool.provider(shop));
        assertThat(pool.identity(inForum)).isNotEqualTo(identity);
    }

    @Test
    void twoSignedInIdentitiesMerge() {
        String first = pool.identity(inShop);
        String second = pool.identity(inForum);
        assertThat(first).isNotEqualTo(second);
        assertThat(identity(second, both(inShop, inForum))).isEqualTo(second);
        assertThat(pool.identity(inShop)).isEqualTo(second);
        assertForbidden(first, inShop);
        assertForbidden(first, Map.of());
        assertThat(loginsOf(first)).isEmpty();
    }

    @Test
    void twoUsersOfOnePoolDoNotMerge() {
        Map<String, String> otherInShop = login(shopClient, shop.user());
        String identity = pool.identity(both(inShop, inForum));
        String other = pool.identity(otherInShop);
        Refusal.refused(
                "ResourceConflictException",
                "Login is already in use",
                () -> pool.identity(both(otherInShop, inForum)));
        Refusal.refused(
                "ResourceConflictException",
                "Login is already in use",
                () -> identity(other, both(otherInShop, inForum)));
        assertThat(pool.identity(inForum)).isEqualTo(identity);
        assertThat(pool.identity(otherInShop)).isEqualTo(other);
    }

    @Test
    void anIdentityHasOneUserOfAPool() {
        String identity = pool.identity(both(inShop, inForum));
        Map<String, String> another = login(shopClient, shop.user());
        Refusal.refused(
                "ResourceConflictException",
                "Login is already in use",
                () -> identity(identity, both(another, inForum)));
        assertThat(loginsOf(identity)).hasSize(2);
        assertThat(pool.identity(another)).isNotEqualTo(identity);
    }

    @Test
    void identitiesOfAnotherPoolAreNotReached() {
        TestIdentityPool closed = TestIdentityPool.of(shopClient);
        closed.roles(closed.role("authenticated"), closed.role("unauthenticated"));
        String elsewhere = closed.identity(inShop);
        Refusal.refused(
                "NotAuthorizedException",
                "Token is not from a supported provider of this identity pool.",
                () -> identity(elsewhere, inForum));
        assertThat(pool.identity(inShop)).isNotEqualTo(elsewhere);
    }
}
