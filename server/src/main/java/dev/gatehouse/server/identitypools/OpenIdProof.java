package dev.gatehouse.server.identitypools;

import dev.gatehouse.server.access.WebIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An OpenID token as trust policies see it. Pure.
final class OpenIdProof {
    private static final String AMR = ProviderNames.OWN + ":amr";

    private OpenIdProof() {}

    static WebIdentity.Proof of(OpenIdTokens.Subject subject, Set<String> transitive) {
        Map<String, List<String>> keys = Map.of(
                ProviderNames.OWN + ":aud",
                List.of(subject.pool()),
                ProviderNames.OWN + ":sub",
                List.of(subject.identity()),
                AMR,
                subject.amr(),
                "aws:FederatedProvider",
                List.of(ProviderNames.OWN));
        return new WebIdentity.Proof(
                WebIdentity.BY_TOKEN,
                ProviderNames.OWN,
                new WebIdentity.Keys(keys, Map.of(), Set.of(AMR)),
                new WebIdentity.Tags(subject.tags(), transitive),
                Optional.empty());
    }
}
