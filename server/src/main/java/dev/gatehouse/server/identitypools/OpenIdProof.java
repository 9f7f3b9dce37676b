package dev.gatehouse.server.identitypools;

import dev.gatehouse.server.access.FederatedRoles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An OpenID token as trust policies see it. Pure.
final class OpenIdProof {
    private static final String AMR = ProviderNames.OWN + ":amr";

    private OpenIdProof() {}

    static FederatedRoles.Proof of(OpenIdTokens.Subject subject, Set<String> transitive) {
        Map<String, List<String>> keys = Map.of(
                ProviderNames.OWN + ":aud",
                List.of(subject.pool()),
                ProviderNames.OWN + ":sub",
                List.of(subject.identity()),
                AMR,
                subject.amr(),
                "aws:FederatedProvider",
                List.of(ProviderNames.OWN));
        return new FederatedRoles.Proof(
                FederatedRoles.BY_TOKEN,
                ProviderNames.OWN,
                new FederatedRoles.Keys(keys, Map.of(), Set.of(AMR)),
                new FederatedRoles.Tags(subject.tags(), transitive),
                Optional.empty());
    }
}
