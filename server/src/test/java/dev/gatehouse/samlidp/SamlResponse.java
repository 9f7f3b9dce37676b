package dev.gatehouse.samlidp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.security.Key;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.crypto.KeyGenerator;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.keys.KeyInfo;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// One response of a {@link SamlIdp}, put together and signed when it is asked for as text.
public final class SamlResponse {
    private static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String AWS = "https://aws.amazon.com/SAML/Attributes/";

    /// What is signed.
    public enum Signed {
        ASSERTION,
        RESPONSE,
        BOTH,
        NOTHING
    }

    private final SamlIdp idp;
    private final Instant now;
    private final Map<String, List<String>> attributes = new LinkedHashMap<>();
    private String id = "_" + UUID.randomUUID();
    private String issuer;
    private String subject = "nora";
    private String format = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
    private String audience = "urn:amazon:webservices";
    private String recipient = "https://signin.aws.amazon.com/saml";
    private String status = "urn:oasis:names:tc:SAML:2.0:status:Success";
    private Duration good = Duration.ofMinutes(5);
    private Instant sessionEnds;
    private Signed signed = Signed.ASSERTION;
    private Key key;
    private String method;
    private String digest = DigestMethod.SHA256;
    private String canonical = CanonicalizationMethod.EXCLUSIVE;
    private PublicKey reader;
    private String cipher = XMLCipher.AES_256_GCM;
    private String transport = XMLCipher.RSA_OAEP;
    private UnaryOperator<String> before = UnaryOperator.identity();
    private UnaryOperator<String> after = UnaryOperator.identity();

    SamlResponse(SamlIdp idp, Instant now) {
        this.idp = idp;
        this.now = now;
        this.issuer = idp.entityId();
        this.key = idp.keys().getPrivate();
        this.method = key.getAlgorithm().equals("RSA") ? SignatureMethod.RSA_SHA256 : SignatureMethod.ECDSA_SHA256;
    }

    public SamlResponse id(String text) {
        id = text;
        return this;
    }

    public SamlResponse issuer(String text) {
        issuer = text;
        return this;
    }

    public SamlResponse subject(String text) {
        subject = text;
        return this;
    }

    public SamlResponse format(String text) {
        format = text;
        return this;
    }

    public SamlResponse audience(String text) {
        audience = text;
        return this;
    }

    public SamlResponse recipient(String text) {
        recipient = text;
        return this;
    }

    public SamlResponse status(String text) {
        status = text;
        return this;
    }

    public SamlResponse good(Duration time) {
        good = time;
        return this;
    }

    public SamlResponse sessionEnds(Instant end) {
        sessionEnds = end;
        return this;
    }

    /// An attribute of AWS's, such as `RoleSessionName`.
    public SamlResponse aws(String name, String... values) {
        return attribute(AWS + name, values);
    }

    public SamlResponse attribute(String name, String... values) {
        attributes.put(name, List.of(values));
        return this;
    }

    public SamlResponse signed(Signed what) {
        signed = what;
        return this;
    }

    /// Signed by the key of another provider.
    public SamlResponse signedBy(SamlIdp other) {
        key = other.keys().getPrivate();
        return this;
    }

    public SamlResponse method(String algorithm, String digestAlgorithm) {
        method = algorithm;
        digest = digestAlgorithm;
        return this;
    }

    /// The assertion is encrypted for the holder of a key, after it was signed.
    public SamlResponse encryptedFor(PublicKey key) {
        reader = key;
        return this;
    }

    public SamlResponse ciphers(String data, String key) {
        cipher = data;
        transport = key;
        return this;
    }

    public SamlResponse canonical(String algorithm) {
        canonical = algorithm;
        return this;
    }

    /// Changes the text before it is signed.
    public SamlResponse before(UnaryOperator<String> change) {
        before = change;
        return this;
    }

    /// Changes the text after it was signed.
    public SamlResponse after(UnaryOperator<String> change) {
        after = change;
        return this;
    }

    /// As a browser posts it.
    public String base64() {
        return Base64.getEncoder().encodeToString(text().getBytes(UTF_8));
    }

    /// The XML.
    public String text() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            Document document = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(before.apply(plain()).getBytes(UTF_8)));
            Element response = document.getDocumentElement();
            if (signed == Signed.ASSERTION || signed == Signed.BOTH) {
                sign((Element)
                        response.getElementsByTagNameNS(ASSERTION, "Assertion").item(0));
            }
            if (reader != null) {
                encrypt((Element)
                        response.getElementsByTagNameNS(ASSERTION, "Assertion").item(0));
            }
            if (signed == Signed.RESPONSE || signed == Signed.BOTH) {
                sign(response);
            }
            Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            writer.transform(new DOMSource(document), new StreamResult(text));
            return after.apply(text.toString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void sign(Element element) throws Exception {
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        Reference reference = factory.newReference(
                "#" + element.getAttribute("ID"),
                factory.newDigestMethod(digest, null),
                List.of(
                        factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                        factory.newTransform(canonical, (TransformParameterSpec) null)),
                null,
                null);
        DOMSignContext context =
                new DOMSignContext(key, element, element.getFirstChild().getNextSibling());
        context.setIdAttributeNS(element, null, "ID");
        context.setProperty("org.jcp.xml.dsig.secureValidation", false);
        factory.newXMLSignature(
                        factory.newSignedInfo(
                                factory.newCanonicalizationMethod(canonical, (C14NMethodParameterSpec) null),
                                factory.newSignatureMethod(method, null),
                                List.of(reference)),
                        null)
                .sign(context);
    }

    private void encrypt(Element assertion) throws Exception {
        org.apache.xml.security.Init.init();
        Document document = assertion.getOwnerDocument();
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(cipher.contains("256") ? 256 : 128);
        Key secret = generator.generateKey();
        XMLCipher wrapping = XMLCipher.getInstance(transport);
        wrapping.init(XMLCipher.WRAP_MODE, reader);
        KeyInfo info = new KeyInfo(document);
        info.add(wrapping.encryptKey(document, secret));
        XMLCipher encrypting = XMLCipher.getInstance(cipher);
        encrypting.init(XMLCipher.ENCRYPT_MODE, secret);
        encrypting.getEncryptedData().setKeyInfo(info);
        Element around = document.createElementNS(ASSERTION, "saml:EncryptedAssertion");
        assertion.getParentNode().replaceChild(around, assertion);
        around.appendChild(assertion);
        var _ = encrypting.doFinal(document, assertion);
    }

    private String plain() {
        Instant end = now.plus(good);
        List<String> statements = new ArrayList<>();
        attributes.forEach((name, values) -> statements.add("<saml:Attribute Name='" + name + "'>"
                + String.join(
                        "",
                        values.stream()
                                .map(value -> "<saml:AttributeValue>" + value + "</saml:AttributeValue>")
                                .toList())
                + "</saml:Attribute>"));
        return "<samlp:Response xmlns:samlp='urn:oasis:names:tc:SAML:2.0:protocol' xmlns:saml='" + ASSERTION
                + "' ID='_response' Version='2.0' IssueInstant='" + now + "' Destination='" + recipient + "'>"
                + "<saml:Issuer>" + issuer + "</saml:Issuer>"
                + "<samlp:Status><samlp:StatusCode Value='" + status + "'/></samlp:Status>"
                + "<saml:Assertion ID='" + id + "' Version='2.0' IssueInstant='" + now + "'>"
                + "<saml:Issuer>" + issuer + "</saml:Issuer>"
                + "<saml:Subject><saml:NameID Format='" + format + "'>" + subject + "</saml:NameID>"
                + "<saml:SubjectConfirmation Method='urn:oasis:names:tc:SAML:2.0:cm:bearer'>"
                + "<saml:SubjectConfirmationData NotOnOrAfter='" + end + "' Recipient='" + recipient + "'/>"
                + "</saml:SubjectConfirmation></saml:Subject>"
                + "<saml:Conditions NotBefore='" + now + "' NotOnOrAfter='" + end + "'><saml:AudienceRestriction>"
                + "<saml:Audience>" + audience + "</saml:Audience></saml:AudienceRestriction></saml:Conditions>"
                + "<saml:AuthnStatement AuthnInstant='" + now + "'"
                + (sessionEnds == null ? "" : " SessionNotOnOrAfter='" + sessionEnds + "'")
                + "><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password"
                + "</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
                + (statements.isEmpty()
                        ? ""
                        : "<saml:AttributeStatement>" + String.join("", statements) + "</saml:AttributeStatement>")
                + "</saml:Assertion></samlp:Response>";
    }
}
