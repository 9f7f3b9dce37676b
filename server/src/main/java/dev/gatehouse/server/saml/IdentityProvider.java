package dev.gatehouse.server.saml;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/// An identity provider as its metadata describes it (Metadata for the OASIS SAML V2.0, sections 2.3.2 and 2.4.3).
///
/// @param entityId how it names itself as issuer
/// @param keys those it signs with, at least one; the dates of their certificates do not count
/// @param validUntil when the metadata ends; empty when they do not say
public record IdentityProvider(String entityId, List<PublicKey> keys, Optional<Instant> validUntil) {

    public IdentityProvider {
        keys = List.copyOf(keys);
    }

    /// Reads metadata.
    ///
    /// @return empty when they are not XML, describe no identity provider, or name no key that can be used
    public static Optional<IdentityProvider> of(String metadata) {
        return Xml.root(metadata.getBytes(StandardCharsets.UTF_8))
                .filter(root -> Xml.is(root, Xml.METADATA, "EntityDescriptor"))
                .flatMap(IdentityProvider::of);
    }

    private static Optional<IdentityProvider> of(Element entity) {
        String id = entity.getAttribute("entityID");
        List<PublicKey> keys = Xml.children(entity, Xml.METADATA, "IDPSSODescriptor").stream()
                .flatMap(descriptor -> Xml.children(descriptor, Xml.METADATA, "KeyDescriptor").stream())
                .filter(key -> !key.getAttribute("use").equals("encryption"))
                .flatMap(key -> keys(key).stream())
                .toList();
        return id.isEmpty() || keys.isEmpty()
                ? Optional.empty()
                : Optional.of(new IdentityProvider(
                        id, keys, Xml.attribute(entity, "validUntil").flatMap(IdentityProvider::time)));
    }

    private static List<PublicKey> keys(Element descriptor) {
        List<PublicKey> keys = new ArrayList<>();
        for (Element info : Xml.children(descriptor, Xml.SIGNATURE, "KeyInfo")) {
            for (Element data : Xml.children(info, Xml.SIGNATURE, "X509Data")) {
                Xml.children(data, Xml.SIGNATURE, "X509Certificate")
                        .forEach(certificate -> key(Xml.text(certificate)).ifPresent(keys::add));
            }
        }
        return keys;
    }

    private static Optional<PublicKey> key(String certificate) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(certificate);
            return Optional.of(CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes))
                    .getPublicKey());
        } catch (CertificateException | IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    /// An `xs:dateTime` with its zone; without one it is UTC, as SAML Core section 1.3.3 wants.
    static Optional<Instant> time(String text) {
        try {
            boolean zoned = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d");
            return Optional.of(OffsetDateTime.parse(zoned ? text : text + "Z").toInstant());
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
