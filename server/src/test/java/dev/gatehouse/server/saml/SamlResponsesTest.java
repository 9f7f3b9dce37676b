package dev.gatehouse.server.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.samlidp.SamlIdp;
import dev.gatehouse.samlidp.SamlResponse;
import dev.gatehouse.samlidp.SamlResponse.Signed;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;
import org.apache.xml.security.encryption.XMLCipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SamlResponsesTest {
    private static final SamlResponses.Expected AWS = AwsAsRecipient.expected("ID1");
    private static final Instant NOW = Instant.parse("2026-03-03T09:05:00Z");
    private static final SamlIdp IDP = new SamlIdp("https://idp.example/saml");
    private static final SamlIdp OTHER = new SamlIdp("https://idp.example/saml");
    private static final SamlIdp WEAK = new SamlIdp("https://idp.example/saml", "RSA", 1024);
    private static final SamlIdp CURVE = new SamlIdp("https://idp.example/saml", "EC", 256);

    private static SamlResponse response() {
        return IDP.response(NOW).attribute("groups", "red", "blue").aws("RoleSessionName", "nora");
    }

    private static SamlVerdict check(SamlIdp idp, String response, Instant now) {
        return SamlResponses.check(
                response, IdentityProvider.of(idp.metadata()).orElseThrow(), Decryption.NONE, AWS, now);
    }

    private static SamlVerdict check(SamlResponse response) {
        return check(IDP, response.base64(), NOW);
    }

    private static Assertion good(SamlVerdict verdict) {
        assertThat(verdict).isInstanceOf(SamlVerdict.Good.class);
        return ((SamlVerdict.Good) verdict).assertion();
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSERTION", "RESPONSE", "BOTH"})
    void aSignedResponseSaysWhoSomebodyIs(Signed signed) {
        Assertion assertion = good(check(response()
                .id("_1")
                .signed(signed)
                .sessionEnds(NOW.plusSeconds(1800))
                .subject("no<!-- split -->ra")));

        assertThat(assertion.id()).isEqualTo("_1");
        assertThat(assertion.issuer()).isEqualTo("https://idp.example/saml");
        assertThat(assertion.subject()).isEqualTo("nora");
        assertThat(assertion.subjectFormat()).endsWith(":persistent");
        assertThat(assertion.recipient()).isEqualTo("https://signin.aws.amazon.com/saml");
        assertThat(assertion.expires()).isEqualTo(NOW.plusSeconds(300));
        assertThat(assertion.sessionEnds()).isEqualTo(Optional.of(NOW.plusSeconds(1800)));
        assertThat(assertion.attribute("groups")).containsExactly("red", "blue");
        assertThat(assertion.attribute("none")).isEmpty();
        assertThat(assertion).hasToString("Assertion(***)");
    }

    @Test
    void keysOnCurvesAndLongDigestsAreTaken() {
        good(check(CURVE, CURVE.response(NOW).base64(), NOW));
        good(check(response().method(SignatureMethod.RSA_SHA512, DigestMethod.SHA512)));
    }

    @Test
    void regionalAddressesAreAwsToo() {
        good(check(response()
                .recipient("https://eu-west-1.signin.aws.amazon.com/saml")
                .audience("https://eu-west-1.signin.aws.amazon.com/saml")));
    }

    private static Arguments refused(String why, SamlVerdict verdict, SamlResponse response) {
        return arguments(why, verdict, response);
    }

    private static final SamlVerdict NO_SIGNATURE = new SamlVerdict.BadSignature();
    private static final SamlVerdict TOO_OLD = new SamlVerdict.TooOld();
    private static final SamlVerdict UNREADABLE = new SamlVerdict.Unreadable("");

    private static UnaryOperator<String> replacing(String old, String text) {
        return xml -> {
            assertThat(xml).contains(old);
            return xml.replace(old, text);
        };
    }

    static Stream<Arguments> wrongOnes() {
        return Stream.of(
                refused("unsigned", NO_SIGNATURE, response().signed(Signed.NOTHING)),
                refused("another key", NO_SIGNATURE, response().signedBy(OTHER)),
                refused("changed afterwards", NO_SIGNATURE, response().after(replacing(">nora<", ">otto<"))),
                refused("SHA-1", NO_SIGNATURE, response().method(SignatureMethod.RSA_SHA1, DigestMethod.SHA1)),
                refused("SHA-1 digest", NO_SIGNATURE, response().method(SignatureMethod.RSA_SHA256, DigestMethod.SHA1)),
                refused(
                        "canonicalised inclusively",
                        NO_SIGNATURE,
                        response().canonical(CanonicalizationMethod.INCLUSIVE)),
                refused(
                        "a good signature beside a bad one",
                        NO_SIGNATURE,
                        response().signed(Signed.BOTH).after(replacing("Destination=", "Other="))),
                refused("one signature twice", NO_SIGNATURE, response().after(SamlResponsesTest::signedTwice)),
                refused(
                        "a signed assertion wrapped in a forged one",
                        NO_SIGNATURE,
                        response().after(SamlResponsesTest::wrapped)),
                refused(
                        "a forged assertion that refers to the signed one",
                        NO_SIGNATURE,
                        response().after(SamlResponsesTest::movedAway)),
                refused("two assertions", UNREADABLE, response().after(SamlResponsesTest::twoAssertions)),
                refused("an ID twice", UNREADABLE, response().id("_response").signed(Signed.NOTHING)),
                refused(
                        "a document type",
                        UNREADABLE,
                        response()
                                .after(xml ->
                                        "<!DOCTYPE r [<!ENTITY who 'otto'>]>" + xml.replace(">nora<", ">&who;<"))),
                refused(
                        "an encrypted assertion",
                        UNREADABLE,
                        response()
                                .signed(Signed.NOTHING)
                                .after(xml -> xml.replace("saml:Assertion", "saml:EncryptedAssertion"))),
                refused(
                        "too deep",
                        UNREADABLE,
                        response()
                                .signed(Signed.NOTHING)
                                .after(replacing(">red<", ">" + "<a>".repeat(100) + "</a>".repeat(100) + "<"))),
                refused("no subject", UNREADABLE, response().subject(" ")),
                refused(
                        "no recipient",
                        new SamlVerdict.WrongRecipient(),
                        response().before(replacing(" Recipient='https://signin.aws.amazon.com/saml'", ""))),
                refused(
                        "two confirmations",
                        UNREADABLE,
                        response()
                                .before(replacing(
                                        "</saml:Subject>",
                                        "<saml:SubjectConfirmation"
                                                + " Method='urn:oasis:names:tc:SAML:2.0:cm:bearer'/></saml:Subject>"))),
                refused("not by bearer", UNREADABLE, response().before(replacing("cm:bearer", "cm:holder-of-key"))),
                refused(
                        "a failed sign-in",
                        new SamlVerdict.Failed(),
                        response().status("urn:oasis:names:tc:SAML:2.0:status:Responder")),
                refused(
                        "another issuer",
                        new SamlVerdict.WrongIssuer(),
                        response().issuer("https://evil.example")),
                refused(
                        "another issuer of the response",
                        new SamlVerdict.WrongIssuer(),
                        response().after(xml -> xml.replaceFirst("https://idp.example/saml", "https://evil.example"))),
                refused(
                        "for somebody else",
                        new SamlVerdict.WrongAudience(),
                        response().audience("https://app.example")),
                refused(
                        "for nobody in particular",
                        new SamlVerdict.WrongAudience(),
                        response().before(replacing("AudienceRestriction", "OneTimeUse"))),
                refused(
                        "sent to somebody else",
                        new SamlVerdict.WrongRecipient(),
                        response().recipient("https://signin.aws.amazon.com.evil.example/saml")),
                refused("over", TOO_OLD, response().good(Duration.ZERO)),
                refused(
                        "over at a time that is none",
                        UNREADABLE,
                        response().before(xml -> xml.replace("2026-03-03T09:10:00Z", "tomorrow"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wrongOnes(String why, SamlVerdict verdict, SamlResponse response) {
        SamlVerdict found = check(response);
        if (verdict.equals(UNREADABLE)) {
            assertThat(found).isInstanceOf(SamlVerdict.Unreadable.class);
        } else {
            assertThat(found).isEqualTo(verdict);
        }
    }

    private static String signature(String xml) {
        return xml.substring(xml.indexOf("<Signature"), xml.indexOf("</Signature>") + "</Signature>".length());
    }

    private static String assertion(String xml) {
        return xml.substring(
                xml.indexOf("<saml:Assertion"), xml.indexOf("</saml:Assertion>") + "</saml:Assertion>".length());
    }

    private static String signedTwice(String xml) {
        return xml.replace("</Signature>", "</Signature>" + signature(xml));
    }

    /// The forged assertion holds the signed one where nothing looks at it.
    private static String wrapped(String xml) {
        String real = assertion(xml);
        String forged = real.replace(signature(xml), "")
                .replaceFirst("ID=\"[^\"]*\"", "ID=\"_forged\"")
                .replace(">nora<", ">otto<")
                .replace("</saml:Subject>", "</saml:Subject><saml:Advice>" + real + "</saml:Advice>");
        return xml.replace(real, forged);
    }

    /// The forged assertion carries the signature of the real one, which stands elsewhere in the document.
    private static String movedAway(String xml) {
        String real = assertion(xml);
        String forged = real.replaceFirst("ID=\"[^\"]*\"", "ID=\"_forged\"").replace(">nora<", ">otto<");
        return xml.replace(
                real, "<samlp:Extensions>" + real.replace(signature(xml), "") + "</samlp:Extensions>" + forged);
    }

    private static String twoAssertions(String xml) {
        String real = assertion(xml);
        return xml.replace(real, real.replace(signature(xml), "").replaceFirst("ID=\"[^\"]*\"", "ID=\"_2\"") + real);
    }

    @Test
    void textThatIsNoResponseIsUnreadable() {
        for (String text : List.of("", "%%%", "bm90IHhtbA==", "PGEvPg==")) {
            assertThat(check(IDP, text, NOW)).isInstanceOf(SamlVerdict.Unreadable.class);
        }
    }

    @Test
    void aWeakKeyProvesNothing() {
        assertThat(check(WEAK, WEAK.response(NOW).base64(), NOW)).isEqualTo(NO_SIGNATURE);
    }

    @Test
    void aResponseIsGoodForFiveMinutesAndNotBeforeItWasMade() {
        String response = response().good(Duration.ofHours(1)).base64();

        good(check(IDP, response, NOW.plusSeconds(299)));
        assertThat(check(IDP, response, NOW.plusSeconds(300))).isEqualTo(TOO_OLD);
        good(check(IDP, response, NOW.minusSeconds(300)));
        assertThat(check(IDP, response, NOW.minusSeconds(301))).isEqualTo(TOO_OLD);
    }

    @Test
    void metadataThatEndedProveNothing() {
        String ended = IDP.metadata().replace(" entityID=", " validUntil='2026-03-03T09:04:59' entityID=");
        IdentityProvider provider = IdentityProvider.of(ended).orElseThrow();

        assertThat(provider.validUntil()).isEqualTo(Optional.of(NOW.minusSeconds(1)));
        assertThat(SamlResponses.check(response().base64(), provider, Decryption.NONE, AWS, NOW))
                .isEqualTo(new SamlVerdict.WrongIssuer());
    }

    @Test
    void metadataNeedAnIdentityProviderAndAKeyThatSigns() {
        String metadata = IDP.metadata();
        for (String wrong : List.of(
                metadata.replace("IDPSSODescriptor", "SPSSODescriptor"),
                metadata.replace("entityID=", "entity="),
                metadata.replace("use='signing'", "use='encryption'"),
                metadata.replace(IDP.certificate(), "bm9uZQ=="),
                metadata.replace("EntityDescriptor", "EntitiesDescriptor"),
                "<!DOCTYPE a>" + metadata,
                "nonsense")) {
            assertThat(IdentityProvider.of(wrong)).as(wrong).isEmpty();
        }
        assertThat(IdentityProvider.of(metadata.replace(" use='signing'", ""))).isPresent();
    }

    @Test
    void rolesComeInPairsWithTheirProvider() {
        String provider = "arn:aws:iam::123456789012:saml-provider/corp";
        Assertion assertion = good(check(response()
                .aws(
                        "Role",
                        "arn:aws:iam::123456789012:role/a," + provider,
                        provider + " , arn:aws:iam::123456789012:role/b",
                        "arn:aws:iam::123456789012:role/c,arn:aws:iam::123456789012:saml-provider/other",
                        "arn:aws:iam::123456789012:role/d")));

        assertThat(AwsAsRecipient.roles(assertion, provider))
                .containsExactly("arn:aws:iam::123456789012:role/a", "arn:aws:iam::123456789012:role/b");
    }

    private static final KeyPair READER = pair();
    private static final KeyPair SECOND = pair();

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SamlVerdict open(SamlResponse response, boolean required, KeyPair... keys) {
        Decryption decryption = new Decryption(
                required, Stream.of(keys).map(KeyPair::getPrivate).toList());
        return SamlResponses.check(
                response.base64(), IdentityProvider.of(IDP.metadata()).orElseThrow(), decryption, AWS, NOW);
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSERTION", "RESPONSE", "BOTH"})
    void encryptedAssertionsAreOpenedByAnyKeyOfTheProvider(Signed signed) {
        SamlResponse response = response().signed(signed).encryptedFor(READER.getPublic());

        assertThat(good(open(response, true, SECOND, READER)).subject()).isEqualTo("nora");
        assertThat(good(open(response.ciphers(XMLCipher.AES_128_GCM, XMLCipher.RSA_OAEP_11), false, READER))
                        .attribute("groups"))
                .containsExactly("red", "blue");
    }

    @Test
    void whatCannotBeOpenedProvesNothing() {
        SamlVerdict closed = new SamlVerdict.Unreadable("the assertion cannot be decrypted");
        SamlResponse response = response().encryptedFor(READER.getPublic());
        assertThat(open(response, false)).isEqualTo(closed);
        assertThat(open(response, false, SECOND)).isEqualTo(closed);
        assertThat(open(
                        response().encryptedFor(READER.getPublic()).ciphers(XMLCipher.AES_256, XMLCipher.RSA_OAEP),
                        false,
                        READER))
                .as("without authentication")
                .isEqualTo(closed);
        assertThat(open(
                        response()
                                .encryptedFor(READER.getPublic())
                                .ciphers(XMLCipher.AES_256_GCM, XMLCipher.RSA_v1dot5),
                        false,
                        READER))
                .as("RSA 1.5")
                .isEqualTo(closed);
        assertThat(open(response().encryptedFor(READER.getPublic()).signed(Signed.NOTHING), false, READER))
                .isEqualTo(NO_SIGNATURE);
        assertThat(open(response().encryptedFor(READER.getPublic()).signedBy(OTHER), false, READER))
                .isEqualTo(NO_SIGNATURE);
        assertThat(open(
                        response()
                                .encryptedFor(READER.getPublic())
                                .signed(Signed.RESPONSE)
                                .after(replacing("Destination=", "Other=")),
                        false,
                        READER))
                .isEqualTo(NO_SIGNATURE);
        assertThat(open(response(), true, READER))
                .isEqualTo(new SamlVerdict.Unreadable("the assertion must be encrypted"));
        assertThat(new Decryption(true, List.of(READER.getPrivate()))).hasToString("Decryption(***)");
    }

    @Test
    void addressesMayCarryTheIdOfTheirProviderAndNoOther() {
        good(check(response().recipient("https://signin.aws.amazon.com/saml/acs/ID1")));
        assertThat(check(response().recipient("https://signin.aws.amazon.com/saml/acs/ID2")))
                .isEqualTo(new SamlVerdict.WrongRecipient());
    }
}
