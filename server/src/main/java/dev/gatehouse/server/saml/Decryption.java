package dev.gatehouse.server.saml;

import java.security.Key;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.xml.security.encryption.EncryptedKey;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// What opens encrypted assertions (SAML Core section 2.3.4, XML Encryption 1.1). Only authenticated encryption is
/// taken:
/// answers to changed ciphertexts of other kinds could tell what is in them.
///
/// @param required whether assertions that are not encrypted are refused
/// @param keys private keys, each of which is tried
public record Decryption(boolean required, List<PrivateKey> keys) {
    /// Opens nothing.
    public static final Decryption NONE = new Decryption(false, List.of());

    private static final String ENCRYPTION = "http://www.w3.org/2001/04/xmlenc#";
    private static final Set<String> DATA = Set.of(XMLCipher.AES_128_GCM, XMLCipher.AES_192_GCM, XMLCipher.AES_256_GCM);
    private static final Set<String> TRANSPORT = Set.of(XMLCipher.RSA_OAEP, XMLCipher.RSA_OAEP_11);

    static {
        org.apache.xml.security.Init.init();
    }

    public Decryption {
        keys = List.copyOf(keys);
    }

    @Override
    public String toString() {
        return "Decryption(***)";
    }

    /// The assertion inside; empty when no key opens it, or what comes out is none.
    Optional<Element> open(Element encryptedAssertion) {
        Optional<Element> data = Xml.child(encryptedAssertion, ENCRYPTION, "EncryptedData");
        return data.flatMap(element -> keys.stream()
                .map(key -> open(encryptedAssertion, element, key))
                .flatMap(Optional::stream)
                .findFirst());
    }

    private static Optional<Element> open(Element encryptedAssertion, Element element, PrivateKey key) {
        try {
            Document document = element.getOwnerDocument();
            XMLCipher reader = XMLCipher.getInstance();
            reader.init(XMLCipher.DECRYPT_MODE, null);
            String algorithm = reader.loadEncryptedData(document, element)
                    .getEncryptionMethod()
                    .getAlgorithm();
            Optional<Element> wrapped = wrapped(encryptedAssertion, element);
            if (wrapped.isEmpty() || !DATA.contains(algorithm)) {
                return Optional.empty();
            }
            XMLCipher unwrapping = XMLCipher.getInstance();
            unwrapping.init(XMLCipher.UNWRAP_MODE, key);
            EncryptedKey sealed = unwrapping.loadEncryptedKey(document, wrapped.get());
            if (!TRANSPORT.contains(sealed.getEncryptionMethod().getAlgorithm())) {
                return Optional.empty();
            }
            Key secret = unwrapping.decryptKey(sealed, algorithm);
            XMLCipher opening = XMLCipher.getInstance();
            opening.init(XMLCipher.DECRYPT_MODE, secret);
            return Xml.fragment(opening.decryptToByteArray(element), encryptedAssertion)
                    .filter(root -> Xml.is(root, Xml.ASSERTION, "Assertion"));
        } catch (XMLSecurityException | RuntimeException cannotBeOpened) {
            return Optional.empty();
        }
    }

    /// The wrapped key stands in the data's `KeyInfo`, or beside the data.
    private static Optional<Element> wrapped(Element encryptedAssertion, Element data) {
        return Xml.child(data, Xml.SIGNATURE, "KeyInfo")
                .flatMap(info -> Xml.child(info, ENCRYPTION, "EncryptedKey"))
                .or(() -> Xml.child(encryptedAssertion, ENCRYPTION, "EncryptedKey"));
    }
}
