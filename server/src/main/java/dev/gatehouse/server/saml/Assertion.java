package dev.gatehouse.server.saml;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a good assertion says (SAML Core section 2.3.3). Only {@link SamlResponses} makes them.
///
/// @param id the provider's, never used again by it
/// @param issuer the provider's entity id
/// @param subject the `NameID`
/// @param subjectFormat its `Format`
/// @param recipient where the provider sent it
/// @param expires when it may no longer be used
/// @param sessionEnds when the session at the provider ends; empty when it does not say
/// @param attributes their values by name, in the order of the document
public record Assertion(
        String id,
        String issuer,
        String subject,
        String subjectFormat,
        String recipient,
        Instant expires,
        Optional<Instant> sessionEnds,
        Map<String, List<String>> attributes) {

    /// The values of an attribute; none when it is absent.
    public List<String> attribute(String name) {
        return attributes.getOrDefault(name, List.of());
    }

    @Override
    public String toString() {
        return "Assertion(***)";
    }
}
