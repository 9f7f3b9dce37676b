package dev.gatehouse.server.saml;

import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Set;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Element;

/// Who signed an element (SAML Core section 5.4). Only the one shape of signature that SAML needs is taken: a child
/// of the signed element, one reference to that element's own ID, enveloped and exclusively canonicalised. So what
/// is signed is what is read, and a signed element moved elsewhere in the document proves nothing.
final class XmlSignatures {
    private static final int LEAST_RSA_BITS = 2048;
    private static final Set<String> ALGORITHMS = Set.of(
            SignatureMethod.RSA_SHA256,
            SignatureMethod.RSA_SHA384,
            SignatureMethod.RSA_SHA512,
            SignatureMethod.ECDSA_SHA256,
            SignatureMethod.ECDSA_SHA384,
            SignatureMethod.ECDSA_SHA512);
    private static final Set<String> DIGESTS = Set.of(DigestMethod.SHA256, DigestMethod.SHA384, DigestMethod.SHA512);

    private XmlSignatures() {}

    /// What signatures say of an element.
    enum Found {
        /// It carries none.
        NONE,
        /// It carries one, made with one of the keys.
        GOOD,
        /// It carries one that proves nothing, or several.
        BAD
    }

    /// Checks the signature that an element carries.
    ///
    /// @param keys the only ones that count; what the signature itself says of its key is not looked at
    static Found of(Element element, List<PublicKey> keys) {
        List<Element> signatures = Xml.children(element, Xml.SIGNATURE, "Signature");
        if (signatures.isEmpty()) {
            return Found.NONE;
        }
        boolean good = signatures.size() == 1
                && !element.getAttribute("ID").isEmpty()
                && keys.stream().anyMatch(key -> takes(key) && signedBy(element, signatures.getFirst(), key));
        return good ? Found.GOOD : Found.BAD;
    }

    private static boolean takes(PublicKey key) {
        return !(key instanceof RSAPublicKey rsa) || rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
    }

    private static boolean signedBy(Element element, Element signature, Key key) {
        DOMValidateContext context = new DOMValidateContext(key, signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        context.setIdAttributeNS(element, null, "ID");
        try {
            XMLSignature read = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            return hasRightShape(read, element.getAttribute("ID")) && read.validate(context);
        } catch (MarshalException | XMLSignatureException | ClassCastException notASignature) {
            return false;
        }
    }

    private static boolean hasRightShape(XMLSignature signature, String id) {
        SignedInfo info = signature.getSignedInfo();
        if (!signature.getObjects().isEmpty() || info.getReferences().size() != 1) {
            return false;
        }
        Reference reference = info.getReferences().getFirst();
        return ALGORITHMS.contains(info.getSignatureMethod().getAlgorithm())
                && info.getCanonicalizationMethod().getAlgorithm().equals(CanonicalizationMethod.EXCLUSIVE)
                && DIGESTS.contains(reference.getDigestMethod().getAlgorithm())
                && ("#" + id).equals(reference.getURI())
                && transforms(reference).equals(List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE));
    }

    private static List<String> transforms(Reference reference) {
        return reference.getTransforms().stream().map(Transform::getAlgorithm).toList();
    }
}
