package dev.gatehouse.server.iam;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A first look at SAML metadata: well-formed XML without a document type, an EntityDescriptor with an
/// IDPSSODescriptor in it ("Metadata for the OASIS SAML V2.0", sections 2.3.2 and 2.4.3). Pure.
final class SamlMetadata {
    private static final String NAMESPACE = "urn:oasis:names:tc:SAML:2.0:metadata";
    private static final int DEEPEST = 64;

    private SamlMetadata() {}

    /// @return the metadata
    /// @throws dev.gatehouse.model.service.ServiceException InvalidInputException
    static String checked(String metadata) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(metadata));
            if (!describesProvider(xml)) {
                throw Refusals.badMetadata();
            }
            return metadata;
        } catch (XMLStreamException e) {
            throw Refusals.badMetadata();
        }
    }

    private static boolean describesProvider(XMLStreamReader xml) throws XMLStreamException {
        int depth = 0;
        boolean entity = false;
        boolean provider = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || depth > DEEPEST) {
                return false;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                boolean ours = NAMESPACE.equals(xml.getNamespaceURI());
                entity |= depth == 1 && ours && xml.getLocalName().equals("EntityDescriptor");
                provider |= depth == 2 && ours && xml.getLocalName().equals("IDPSSODescriptor");
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        return entity && provider;
    }
}
