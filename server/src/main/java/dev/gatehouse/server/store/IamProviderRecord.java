package dev.gatehouse.server.store;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// An identity provider the account trusts.
///
/// @param arn unique
/// @param document of OIDC: JSON text with client ids and thumbprints; of SAML: the metadata
/// @param tags in the order given
/// @param createdAt epoch milliseconds
/// @param version moves with every change
/// @param uuid of SAML: the id that sign-in addresses may carry; else empty
/// @param encryption of SAML: `Required` or `Allowed`, once it was set; else empty
public record IamProviderRecord(
        String arn,
        Kind kind,
        String document,
        Map<String, String> tags,
        long createdAt,
        long version,
        String uuid,
        String encryption) {

    /// What a provider speaks.
    public enum Kind {
        /// OpenID Connect.
        OIDC,
        /// SAML 2.0.
        SAML;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public IamProviderRecord {
        tags = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /// With another document.
    public IamProviderRecord with(String newDocument) {
        return new IamProviderRecord(arn, kind, newDocument, tags, createdAt, version, uuid, encryption);
    }

    /// With another mode of encryption.
    public IamProviderRecord encrypted(String mode) {
        return new IamProviderRecord(arn, kind, document, tags, createdAt, version, uuid, mode);
    }

    /// With other tags.
    public IamProviderRecord tagged(Map<String, String> newTags) {
        return new IamProviderRecord(arn, kind, document, newTags, createdAt, version, uuid, encryption);
    }
}
