package dev.gatehouse.server.saml;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.w3c.dom.Element;

/// Checks the responses of identity providers (SAML Profiles section 4.1.4.3, SAML Core sections 2.3 to 2.7). Pure.
///
/// A response holds one assertion. It, or the whole response, must be signed by the provider; a signature that is
/// there and proves nothing spoils the rest. What was encrypted is read apart from the response it came in.
public final class SamlResponses {
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";
    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    private static final String UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

    private SamlResponses() {}

    /// What is expected of a response.
    ///
    /// @param recipient takes the address it was sent to
    /// @param audience takes one of those it was made for
    /// @param age how long after it was issued it is taken
    public record Expected(Predicate<String> recipient, Predicate<String> audience, Duration age) {}

    /// Checks one response.
    ///
    /// @param response Base64, as browsers post it
    public static SamlVerdict check(
            String response, IdentityProvider provider, Decryption decryption, Expected expected, Instant now) {
        Optional<Element> root =
                decoded(response).flatMap(Xml::root).filter(element -> Xml.is(element, Xml.PROTOCOL, "Response"));
        if (root.isEmpty()) {
            return new SamlVerdict.Unreadable("it is no SAML response");
        }
        if (!succeeded(root.get())) {
            return new SamlVerdict.Failed();
        }
        List<Element> plain = Xml.children(root.get(), Xml.ASSERTION, "Assertion");
        List<Element> encrypted = Xml.children(root.get(), Xml.ASSERTION, "EncryptedAssertion");
        if (plain.size() + encrypted.size() != 1) {
            return new SamlVerdict.Unreadable("it must hold one assertion");
        }
        if (decryption.required() && encrypted.isEmpty()) {
            return new SamlVerdict.Unreadable("the assertion must be encrypted");
        }
        Optional<Element> assertion =
                plain.isEmpty() ? decryption.open(encrypted.getFirst()) : Optional.of(plain.getFirst());
        return assertion.isEmpty()
                ? new SamlVerdict.Unreadable("the assertion cannot be decrypted")
                : check(root.get(), assertion.get(), provider, expected, now);
    }

    private static SamlVerdict check(
            Element response, Element assertion, IdentityProvider provider, Expected expected, Instant now) {
        boolean issued = Xml.child(assertion, Xml.ASSERTION, "Issuer")
                        .map(Xml::text)
                        .filter(provider.entityId()::equals)
                        .isPresent()
                && Xml.children(response, Xml.ASSERTION, "Issuer").stream()
                        .allMatch(issuer -> Xml.text(issuer).equals(provider.entityId()));
        if (!issued || provider.validUntil().filter(now::isAfter).isPresent()) {
            return new SamlVerdict.WrongIssuer();
        }
        List<XmlSignatures.Found> signatures =
                List.of(XmlSignatures.of(response, provider.keys()), XmlSignatures.of(assertion, provider.keys()));
        if (signatures.contains(XmlSignatures.Found.BAD) || !signatures.contains(XmlSignatures.Found.GOOD)) {
            return new SamlVerdict.BadSignature();
        }
        return conditions(assertion, provider, expected, now);
    }

    /// From here on everything is read from a signed element.
    private static SamlVerdict conditions(
            Element assertion, IdentityProvider provider, Expected expected, Instant now) {
        Optional<Element> subject = Xml.child(assertion, Xml.ASSERTION, "Subject");
        Optional<Element> name = subject.flatMap(element -> Xml.child(element, Xml.ASSERTION, "NameID"))
                .filter(element -> !Xml.text(element).isEmpty());
        Optional<Element> confirmed = subject.flatMap(SamlResponses::confirmation);
        Optional<Instant> issued = time(assertion, "IssueInstant");
        Optional<Instant> expires = confirmed.flatMap(data -> time(data, "NotOnOrAfter"));
        boolean named = name.isPresent() && !assertion.getAttribute("ID").isEmpty();
        if (!named || issued.isEmpty() || expires.isEmpty()) {
            return new SamlVerdict.Unreadable("it must have an ID, name its subject, confirm it once, and say when");
        }
        String recipient = confirmed.get().getAttribute("Recipient");
        if (!expected.recipient().test(recipient)) {
            return new SamlVerdict.WrongRecipient();
        }
        List<Element> conditions = Xml.children(assertion, Xml.ASSERTION, "Conditions");
        if (!madeFor(conditions, expected)) {
            return new SamlVerdict.WrongAudience();
        }
        List<Element> bounds = new ArrayList<>(conditions);
        bounds.add(confirmed.get());
        boolean timely = now.isBefore(issued.get().plus(expected.age()))
                && !now.plus(AHEAD).isBefore(issued.get())
                && bounds.stream().allMatch(bound -> isOpen(bound, now));
        return timely
                ? new SamlVerdict.Good(read(assertion, provider, name.get(), recipient, expires.get()))
                : new SamlVerdict.TooOld();
    }

    private static Optional<byte[]> decoded(String response) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(response));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static boolean succeeded(Element response) {
        return Xml.child(response, Xml.PROTOCOL, "Status")
                .flatMap(status -> Xml.child(status, Xml.PROTOCOL, "StatusCode"))
                .filter(code -> code.getAttribute("Value").equals(SUCCESS))
                .isPresent();
    }

    /// The data of the only confirmation, which is by bearer.
    private static Optional<Element> confirmation(Element subject) {
        return Xml.child(subject, Xml.ASSERTION, "SubjectConfirmation")
                .filter(confirmation -> confirmation.getAttribute("Method").equals(BEARER))
                .flatMap(confirmation -> Xml.child(confirmation, Xml.ASSERTION, "SubjectConfirmationData"));
    }

    /// There is a restriction, and each of them names somebody who is expected.
    private static boolean madeFor(List<Element> conditions, Expected expected) {
        List<Element> restrictions = conditions.stream()
                .flatMap(element -> Xml.children(element, Xml.ASSERTION, "AudienceRestriction").stream())
                .toList();
        return !restrictions.isEmpty()
                && restrictions.stream()
                        .allMatch(restriction -> Xml.children(restriction, Xml.ASSERTION, "Audience").stream()
                                .map(Xml::text)
                                .anyMatch(expected.audience()));
    }

    /// What has bounds in time is within them; a bound that is no time closes.
    private static boolean isOpen(Element bound, Instant now) {
        boolean begun = !bound.hasAttribute("NotBefore")
                || time(bound, "NotBefore")
                        .filter(start -> !now.plus(AHEAD).isBefore(start))
                        .isPresent();
        boolean over = bound.hasAttribute("NotOnOrAfter")
                && time(bound, "NotOnOrAfter").filter(now::isBefore).isEmpty();
        return begun && !over;
    }

    private static Optional<Instant> time(Element element, String attribute) {
        return Xml.attribute(element, attribute).flatMap(IdentityProvider::time);
    }

    private static Assertion read(
            Element assertion, IdentityProvider provider, Element name, String recipient, Instant expires) {
        Optional<Instant> sessionEnds = Xml.children(assertion, Xml.ASSERTION, "AuthnStatement").stream()
                .flatMap(statement -> time(statement, "SessionNotOnOrAfter").stream())
                .min(Instant::compareTo);
        return new Assertion(
                assertion.getAttribute("ID"),
                provider.entityId(),
                Xml.text(name),
                Xml.attribute(name, "Format").orElse(UNSPECIFIED),
                recipient,
                expires,
                sessionEnds,
                attributes(assertion));
    }

    private static Map<String, List<String>> attributes(Element assertion) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (Element statement : Xml.children(assertion, Xml.ASSERTION, "AttributeStatement")) {
            for (Element attribute : Xml.children(statement, Xml.ASSERTION, "Attribute")) {
                List<String> values = all.computeIfAbsent(attribute.getAttribute("Name"), given -> new ArrayList<>());
                Xml.children(attribute, Xml.ASSERTION, "AttributeValue").forEach(value -> values.add(Xml.text(value)));
            }
        }
        return all;
    }
}
