/// SAML 2.0 as those see it who rely on an identity provider: what a provider's metadata says, and what its
/// responses prove of people.
///
/// Start at {@link dev.gatehouse.server.saml.SamlResponses}: a response, the
/// {@link dev.gatehouse.server.saml.IdentityProvider} it should come from and what is expected of it give a
/// {@link dev.gatehouse.server.saml.SamlVerdict}. `Xml` reads documents without believing them, `XmlSignatures`
/// checks who signed which element; values are taken from elements that were signed and from no others.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.server.saml;

import org.jspecify.annotations.NullMarked;
