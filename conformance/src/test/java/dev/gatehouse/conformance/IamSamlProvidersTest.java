package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.Iam.tag;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateSamlProviderResponse;
import software.amazon.awssdk.services.iam.model.GetSamlProviderResponse;
import software.amazon.awssdk.services.iam.model.SAMLProviderListEntry;
import software.amazon.awssdk.services.iam.model.Tag;

/// SAML providers of the account: how they are kept. What their assertions open is another matter.
class IamSamlProvidersTest {
    private static final IamClient IAM = Iam.ADMIN;
    private static final String NONE = Account.ARN + "saml-provider/none";
    private static final Duration CENTURY = Duration.ofDays(36_500);

    private final String name = Names.unique("Saml.provider_");
    private final String arn = Account.ARN + "saml-provider/" + name;

    /// An account has few places for them.
    @AfterEach
    void delete() {
        if (listed().anyMatch(entry -> entry.arn().equals(arn))) {
            IAM.deleteSAMLProvider(request -> request.samlProviderArn(arn));
        }
    }

    /// Metadata of an identity provider, at least 1,000 characters as the model wants it.
    private static String metadata(String entity) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%s">
                  <!-- %s -->
                  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
                        Location="https://idp.example.com/sso?a=1&amp;b=2"/>
                  </IDPSSODescriptor>
                </EntityDescriptor>
                """.formatted(entity, "é + %20 ".repeat(100));
    }

    private CreateSamlProviderResponse create() {
        return IAM.createSAMLProvider(
                request -> request.name(name).samlMetadataDocument(metadata("https://idp.example.com")));
    }

    private static GetSamlProviderResponse get(String arn) {
        return IAM.getSAMLProvider(request -> request.samlProviderArn(arn));
    }

    private static Stream<SAMLProviderListEntry> listed() {
        return IAM.listSAMLProviders().samlProviderList().stream();
    }

    @Test
    void lifeOfAProvider() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String metadata = metadata("https://idp.example.com");
        CreateSamlProviderResponse made = IAM.createSAMLProvider(
                request -> request.name(name).samlMetadataDocument(metadata).tags(tag("Team", "red")));
        assertThat(made.samlProviderArn()).isEqualTo(arn);
        assertThat(made.tags()).containsExactly(tag("Team", "red"));
        GetSamlProviderResponse got = get(arn);
        assertThat(got.samlMetadataDocument()).as("not encoded").isEqualTo(metadata);
        assertThat(got.createDate()).isBetween(before, Instant.now());
        assertThat(got.validUntil()).isEqualTo(got.createDate().plus(CENTURY));
        assertThat(got.tags()).containsExactly(tag("Team", "red"));
        assertThat(listed())
                .contains(SAMLProviderListEntry.builder()
                        .arn(arn)
                        .createDate(got.createDate())
                        .validUntil(got.validUntil())
                        .build());
        IAM.deleteSAMLProvider(request -> request.samlProviderArn(arn));
        assertThat(listed()).extracting(SAMLProviderListEntry::arn).doesNotContain(arn);
        Refusal.refused("NoSuchEntity", "Manifest not found for arn " + arn, () -> get(arn));
    }

    @Test
    void metadataIsReplaced() {
        create();
        Instant created = get(arn).createDate();
        String other = metadata("https://other.example.com");
        assertThat(IAM.updateSAMLProvider(
                                request -> request.samlProviderArn(arn).samlMetadataDocument(other))
                        .samlProviderArn())
                .isEqualTo(arn);
        assertThat(get(arn).samlMetadataDocument()).isEqualTo(other);
        assertThat(get(arn).createDate()).isEqualTo(created);
        IAM.updateSAMLProvider(request -> request.samlProviderArn(arn));
        Refusal.refused(
                "InvalidInput",
                "Could not parse metadata",
                () -> IAM.updateSAMLProvider(
                        request -> request.samlProviderArn(arn).samlMetadataDocument("x".repeat(1000))));
        assertThat(get(arn).samlMetadataDocument()).isEqualTo(other);
    }

    @Test
    void tagsAreKeptByKeyIgnoringCase() {
        assertThat(create().hasTags()).isFalse();
        IAM.tagSAMLProvider(request -> request.samlProviderArn(arn).tags(tag("Team", "red"), tag("stage", "test")));
        IAM.tagSAMLProvider(request -> request.samlProviderArn(arn).tags(tag("TEAM", "blue")));
        assertThat(IAM
                        .listSAMLProviderTagsPaginator(
                                request -> request.samlProviderArn(arn).maxItems(1))
                        .stream())
                .hasSize(2)
                .flatExtracting(page -> page.tags())
                .containsExactlyInAnyOrder(tag("TEAM", "blue"), tag("stage", "test"));
        IAM.untagSAMLProvider(request -> request.samlProviderArn(arn).tagKeys("team", "never there"));
        assertThat(get(arn).tags()).containsExactly(tag("stage", "test"));
        Tag[] more = IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "")).toArray(Tag[]::new);
        Refusal.refused(
                "LimitExceeded",
                "Cannot exceed quota for TagsPerResource: 50",
                () -> IAM.tagSAMLProvider(
                        request -> request.samlProviderArn(arn).tags(more)));
    }

    private static Refusal unknown(String operation, ThrowingCallable call) {
        return Refusal.of(operation + " of none", "NoSuchEntity", "Manifest not found for arn " + NONE, call);
    }

    private Refusal badMetadata(String what, String metadata) {
        return Refusal.of(
                what,
                "InvalidInput",
                "Could not parse metadata",
                () -> IAM.createSAMLProvider(request -> request.name(name).samlMetadataDocument(metadata)));
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        String good = metadata("https://idp.example.com");
        return Refusal.tests(
                unknown("GetSAMLProvider", () -> get(NONE)),
                unknown(
                        "UpdateSAMLProvider",
                        () -> IAM.updateSAMLProvider(
                                request -> request.samlProviderArn(NONE).samlMetadataDocument(good))),
                unknown("DeleteSAMLProvider", () -> IAM.deleteSAMLProvider(request -> request.samlProviderArn(NONE))),
                unknown(
                        "TagSAMLProvider",
                        () -> IAM.tagSAMLProvider(
                                request -> request.samlProviderArn(NONE).tags(tag("a", "b")))),
                unknown(
                        "UntagSAMLProvider",
                        () -> IAM.untagSAMLProvider(
                                request -> request.samlProviderArn(NONE).tagKeys("a"))),
                unknown(
                        "ListSAMLProviderTags",
                        () -> IAM.listSAMLProviderTags(request -> request.samlProviderArn(NONE))),
                Refusal.of(
                        "the same name twice",
                        "EntityAlreadyExists",
                        "SAML provider with name " + name + " already exists.",
                        () -> {
                            create();
                            create();
                        }),
                badMetadata("no XML", "x".repeat(1000)),
                badMetadata("XML that does not end", good.replace("</EntityDescriptor>", "")),
                badMetadata("a document type", good.replace("<EntityDescriptor", "<!DOCTYPE a []><EntityDescriptor")),
                badMetadata("a service's metadata", good.replace("IDPSSODescriptor", "SPSSODescriptor")),
                Refusal.invalid(
                        "short metadata",
                        "'<EntityDescriptor/>' at 'sAMLMetadataDocument'",
                        "have length greater than or equal to 1000",
                        () -> IAM.createSAMLProvider(
                                request -> request.name(name).samlMetadataDocument("<EntityDescriptor/>"))),
                Refusal.invalid(
                        "a name with a slash",
                        "'a/b' at 'name'",
                        "satisfy regular expression pattern: [\\w._-]+",
                        () -> IAM.createSAMLProvider(
                                request -> request.name("a/b").samlMetadataDocument(good))));
    }
}
