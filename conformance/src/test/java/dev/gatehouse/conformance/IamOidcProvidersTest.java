package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.Iam.tag;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.Tag;

/// OpenID Connect providers the account trusts.
class IamOidcProvidersTest {
    private static final IamClient IAM = Iam.ADMIN;
    private static final String THUMBPRINT = "0123456789abcdef0123456789abcdef01234567";
    private static final String NONE = Account.ARN + "oidc-provider/none.example.com";

    private final String host = Names.unique("idp").toLowerCase(Locale.ROOT) + ".example.com/realms/main";
    private final String arn = Account.ARN + "oidc-provider/" + host;

    /// An account has few places for them.
    @AfterEach
    void delete() {
        IAM.deleteOpenIDConnectProvider(request -> request.openIDConnectProviderArn(arn));
    }

    private String create() {
        return IAM.createOpenIDConnectProvider(
                        request -> request.url("https://" + host).clientIDList("web"))
                .openIDConnectProviderArn();
    }

    private static GetOpenIdConnectProviderResponse get(String arn) {
        return IAM.getOpenIDConnectProvider(request -> request.openIDConnectProviderArn(arn));
    }

    private static Stream<String> listed() {
        return IAM.listOpenIDConnectProviders().openIDConnectProviderList().stream()
                .map(OpenIDConnectProviderListEntry::arn);
    }

    @Test
    void lifeOfAProvider() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        CreateOpenIdConnectProviderResponse made =
                IAM.createOpenIDConnectProvider(request -> request.url("https://" + host + "/")
                        .clientIDList("web", "mobile")
                        .thumbprintList(THUMBPRINT)
                        .tags(tag("Team", "red")));
        assertThat(made.openIDConnectProviderArn()).isEqualTo(arn);
        assertThat(made.tags()).containsExactly(tag("Team", "red"));
        GetOpenIdConnectProviderResponse got = get(arn);
        assertThat(got.url()).as("without its scheme").isEqualTo(host);
        assertThat(got.clientIDList()).containsExactly("web", "mobile");
        assertThat(got.thumbprintList()).containsExactly(THUMBPRINT);
        assertThat(got.createDate()).isBetween(before, Instant.now());
        assertThat(got.tags()).containsExactly(tag("Team", "red"));
        assertThat(listed()).contains(arn);
        IAM.deleteOpenIDConnectProvider(request -> request.openIDConnectProviderArn(arn));
        assertThat(listed()).doesNotContain(arn);
        Refusal.refused("NoSuchEntity", "OpenIDConnect Provider not found for arn " + arn, () -> get(arn));
        IAM.deleteOpenIDConnectProvider(request -> request.openIDConnectProviderArn(arn));
    }

    @Test
    void clientsAndThumbprintsAreOptional() {
        IAM.createOpenIDConnectProvider(request -> request.url("https://" + host));
        assertThat(get(arn).clientIDList()).isEmpty();
        assertThat(get(arn).thumbprintList()).isEmpty();
    }

    /// For development: AWS takes neither http nor a port.
    @Test
    void loopbackMayHavePortAndPlainHttp() {
        String made = IAM.createOpenIDConnectProvider(request -> request.url("http://localhost:8123/" + host))
                .openIDConnectProviderArn();
        assertThat(made).isEqualTo(Account.ARN + "oidc-provider/localhost:8123/" + host);
        assertThat(get(made).url()).isEqualTo("localhost:8123/" + host);
        IAM.deleteOpenIDConnectProvider(request -> request.openIDConnectProviderArn(made));
    }

    /// Adding what is there and removing what is not are no errors.
    @Test
    void clientsComeAndGo() {
        create();
        for (int i = 0; i < 2; i++) {
            IAM.addClientIDToOpenIDConnectProvider(
                    request -> request.openIDConnectProviderArn(arn).clientID("mobile"));
            assertThat(get(arn).clientIDList()).containsExactly("web", "mobile");
        }
        for (int i = 0; i < 2; i++) {
            IAM.removeClientIDFromOpenIDConnectProvider(
                    request -> request.openIDConnectProviderArn(arn).clientID("web"));
            assertThat(get(arn).clientIDList()).containsExactly("mobile");
        }
        String[] hundred = IntStream.range(0, 100).mapToObj(i -> "c" + i).toArray(String[]::new);
        IAM.deleteOpenIDConnectProvider(request -> request.openIDConnectProviderArn(arn));
        IAM.createOpenIDConnectProvider(
                request -> request.url("https://" + host).clientIDList(hundred));
        Refusal.refused(
                "LimitExceeded",
                "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100",
                () -> IAM.addClientIDToOpenIDConnectProvider(
                        request -> request.openIDConnectProviderArn(arn).clientID("c100")));
        assertThat(get(arn).clientIDList()).hasSize(100);
    }

    @Test
    void thumbprintsAreReplaced() {
        create();
        String other = THUMBPRINT.replace('0', 'f');
        IAM.updateOpenIDConnectProviderThumbprint(
                request -> request.openIDConnectProviderArn(arn).thumbprintList(THUMBPRINT));
        IAM.updateOpenIDConnectProviderThumbprint(
                request -> request.openIDConnectProviderArn(arn).thumbprintList(other));
        assertThat(get(arn).thumbprintList()).containsExactly(other);
        assertThat(get(arn).clientIDList()).containsExactly("web");
    }

    @Test
    void tagsAreKeptByKeyIgnoringCase() {
        create();
        IAM.tagOpenIDConnectProvider(
                request -> request.openIDConnectProviderArn(arn).tags(tag("Team", "red"), tag("stage", "test")));
        IAM.tagOpenIDConnectProvider(
                request -> request.openIDConnectProviderArn(arn).tags(tag("TEAM", "blue")));
        assertThat(IAM
                        .listOpenIDConnectProviderTagsPaginator(
                                request -> request.openIDConnectProviderArn(arn).maxItems(1))
                        .stream())
                .hasSize(2)
                .flatExtracting(page -> page.tags())
                .containsExactlyInAnyOrder(tag("TEAM", "blue"), tag("stage", "test"));
        IAM.untagOpenIDConnectProvider(
                request -> request.openIDConnectProviderArn(arn).tagKeys("team", "never there"));
        assertThat(get(arn).tags()).containsExactly(tag("stage", "test"));
        Tag[] more = IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "")).toArray(Tag[]::new);
        Refusal.refused(
                "LimitExceeded",
                "Cannot exceed quota for TagsPerResource: 50",
                () -> IAM.tagOpenIDConnectProvider(
                        request -> request.openIDConnectProviderArn(arn).tags(more)));
    }

    private static Refusal unknown(String operation, ThrowingCallable call) {
        return Refusal.of(
                operation + " of none", "NoSuchEntity", "OpenIDConnect Provider not found for arn " + NONE, call);
    }

    private static Refusal badUrl(String url) {
        return Refusal.of(
                url,
                "InvalidInput",
                "Invalid Open ID Connect Provider URL: it must be https without port, query or fragment.",
                () -> IAM.createOpenIDConnectProvider(request -> request.url(url)));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String role = Iam.roleArn("any");
        return Refusal.tests(
                unknown("GetOpenIDConnectProvider", () -> get(NONE)),
                unknown(
                        "AddClientIDToOpenIDConnectProvider",
                        () -> IAM.addClientIDToOpenIDConnectProvider(request ->
                                request.openIDConnectProviderArn(NONE).clientID("c"))),
                unknown(
                        "RemoveClientIDFromOpenIDConnectProvider",
                        () -> IAM.removeClientIDFromOpenIDConnectProvider(request ->
                                request.openIDConnectProviderArn(NONE).clientID("c"))),
                unknown(
                        "UpdateOpenIDConnectProviderThumbprint",
                        () -> IAM.updateOpenIDConnectProviderThumbprint(request ->
                                request.openIDConnectProviderArn(NONE).thumbprintList(THUMBPRINT))),
                unknown(
                        "TagOpenIDConnectProvider",
                        () -> IAM.tagOpenIDConnectProvider(request ->
                                request.openIDConnectProviderArn(NONE).tags(tag("a", "b")))),
                unknown(
                        "UntagOpenIDConnectProvider",
                        () -> IAM.untagOpenIDConnectProvider(request ->
                                request.openIDConnectProviderArn(NONE).tagKeys("a"))),
                unknown(
                        "ListOpenIDConnectProviderTags",
                        () -> IAM.listOpenIDConnectProviderTags(request -> request.openIDConnectProviderArn(NONE))),
                Refusal.of(
                        "DeleteOpenIDConnectProvider of something else",
                        "NoSuchEntity",
                        "OpenIDConnect Provider not found for arn " + role,
                        () -> IAM.deleteOpenIDConnectProvider(request -> request.openIDConnectProviderArn(role))),
                Refusal.of(
                        "the same issuer twice",
                        "EntityAlreadyExists",
                        "Provider with url https://" + host + "/ already exists.",
                        () -> {
                            create();
                            IAM.createOpenIDConnectProvider(request -> request.url("https://" + host + "/"));
                        }),
                badUrl("http://idp.example.com"),
                badUrl("https://idp.example.com:8443"),
                badUrl("https://idp.example.com/?tenant=1"),
                badUrl("https://idp.example.com/#a"),
                badUrl("https://user@idp.example.com"),
                badUrl("idp.example.com"),
                badUrl("https://"),
                badUrl("https://bad host/"),
                Refusal.invalid(
                        "a short thumbprint",
                        "'[abc]' at 'thumbprintList'",
                        "satisfy constraint: [Member must have length less than or equal to 40, Member must have"
                                + " length greater than or equal to 40]",
                        () -> IAM.createOpenIDConnectProvider(
                                request -> request.url("https://" + host).thumbprintList("abc"))),
                Refusal.invalid(
                        "no URL",
                        "null at 'url'",
                        "not be null",
                        () -> IAM.createOpenIDConnectProvider(request -> request.clientIDList("web"))));
    }
}
