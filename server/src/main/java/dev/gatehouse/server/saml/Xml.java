package dev.gatehouse.server.saml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Reads XML from strangers: no document type, so no entities and no fetches; not deeper than needed; every `ID`
/// once, so that a reference means one element. Comments are dropped, as canonical XML drops them, and so cannot
/// split a text in two.
final class Xml {
    static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

    private static final String DEEPEST = "64";
    private static final Pattern URI = Pattern.compile("[^<>&\"]*");

    private Xml() {}

    /// The root of a document; empty when it is not well-formed XML of that kind.
    static Optional<Element> root(byte[] bytes) {
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            Document document = builder.parse(new ByteArrayInputStream(bytes));
            Element root = document.getDocumentElement();
            return namesOnce(root, new HashSet<>()) ? Optional.of(root) : Optional.empty();
        } catch (SAXException | IOException notXml) {
            return Optional.empty();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the XML parser of the JDK lacks a feature", e);
        }
    }

    /// The only element of a fragment, which may use the prefixes that are in scope somewhere.
    ///
    /// @param scope the element in whose place it stands
    static Optional<Element> fragment(byte[] bytes, Element scope) {
        StringBuilder open = new StringBuilder("<scope");
        prefixes(scope)
                .forEach((name, uri) ->
                        open.append(' ').append(name).append("=\"").append(uri).append('"'));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(open.append('>').toString().getBytes(UTF_8));
        whole.writeBytes(bytes);
        whole.writeBytes("</scope>".getBytes(UTF_8));
        return root(whole.toByteArray())
                .map(Xml::elements)
                .filter(children -> children.size() == 1)
                .map(List::getFirst);
    }

    /// The declarations in scope, the innermost of each prefix; those that could not stand in a declaration are left
    /// out.
    private static Map<String, String> prefixes(Element scope) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Node node = scope; node instanceof Element element; node = element.getParentNode()) {
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                Node attribute = attributes.item(i);
                if (XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())
                        && URI.matcher(attribute.getNodeValue()).matches()) {
                    found.putIfAbsent(attribute.getNodeName(), attribute.getNodeValue());
                }
            }
        }
        return found;
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setAttribute("jdk.xml.maxElementDepth", DEEPEST);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        factory.setIgnoringComments(true);
        return factory;
    }

    private static boolean namesOnce(Element element, Set<String> seen) {
        for (String name : List.of("ID", "Id", "id")) {
            if (element.hasAttribute(name) && !seen.add(element.getAttribute(name))) {
                return false;
            }
        }
        return elements(element).stream().allMatch(child -> namesOnce(child, seen));
    }

    static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    /// The children of that name, in their order.
    static List<Element> children(Element parent, String namespace, String name) {
        return elements(parent).stream()
                .filter(child -> is(child, namespace, name))
                .toList();
    }

    /// The only child of that name; empty when there is none, or more than one.
    static Optional<Element> child(Element parent, String namespace, String name) {
        List<Element> all = children(parent, namespace, name);
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /// The attribute; empty when it is absent.
    static Optional<String> attribute(Element element, String name) {
        return element.hasAttribute(name) ? Optional.of(element.getAttribute(name)) : Optional.empty();
    }

    /// All text inside, without white space around it.
    static String text(Element element) {
        return element.getTextContent().strip();
    }

    private static List<Element> elements(Element parent) {
        List<Element> all = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                all.add(element);
            }
        }
        return all;
    }
}
