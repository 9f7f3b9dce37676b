package dev.gatehouse.server.iam;

import dev.gatehouse.server.store.IamProviderRecord;
import java.util.List;

/// The audiences an OIDC provider of the account is registered with.
public final class OidcAudiences {
    private OidcAudiences() {}

    /// The client ids, in their order.
    public static List<String> of(IamProviderRecord provider) {
        return OidcDocument.of(provider.document()).clients();
    }
}
