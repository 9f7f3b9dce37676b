package dev.gatehouse.server.identitypools;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidentity.GetIdInput;
import dev.gatehouse.model.cognitoidentity.GetIdResponse;
import dev.gatehouse.model.cognitoidentity.GetOpenIdTokenInput;
import dev.gatehouse.model.cognitoidentity.GetOpenIdTokenResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IdentityRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// GetId and GetOpenIdToken: the first steps of both flows, and the second of the classic one.
final class GetId {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

    private final Pools pools;
    private final Logins logins;
    private final Identities identities;
    private final PrincipalTags tags;
    private final OpenIdTokens tokens;
    private final String account;

    GetId(Pools pools, Logins logins, Identities identities, PrincipalTags tags, OpenIdTokens tokens, String account) {
        this.pools = pools;
        this.logins = logins;
        this.identities = identities;
        this.tags = tags;
        this.tokens = tokens;
        this.account = account;
    }

    GetIdResponse handle(GetIdInput request, Call call) {
        String id = requireNonNull(request.identityPoolId());
        call.trail().pool(id);
        Pool pool = pools.require(id);
        if (request.accountId() != null && !request.accountId().equals(account)) {
            throw Refusals.noPool(id);
        }
        List<Login> proven = logins.verify(pool, requireNonNullElse(request.logins(), Map.of()));
        String identity = identities.of(pool, proven);
        call.trail().user(identity);
        return GetIdResponse.builder().identityId(identity).build();
    }

    GetOpenIdTokenResponse openIdToken(GetOpenIdTokenInput request, Call call) {
        IdentityRecord given = identities.require(requireNonNull(request.identityId()));
        Pool pool = pools.require(given.pool());
        call.trail().pool(pool.id());
        call.trail().user(given.id());
        if (!pool.hasClassicFlow()) {
            throw Refusals.noClassicFlow();
        }
        if (!pool.mappings().isEmpty()) {
            throw Refusals.classicWithMappings();
        }
        List<Login> proven = logins.verify(pool, requireNonNullElse(request.logins(), Map.of()));
        String identity = identities.of(pool, given, proven);
        OpenIdTokens.Subject subject =
                new OpenIdTokens.Subject(pool.id(), identity, amr(proven), tags.of(pool, proven, Optional.empty()));
        return GetOpenIdTokenResponse.builder()
                .identityId(identity)
                .token(tokens.issue(subject, TOKEN_LIFE))
                .build();
    }

    /// What a token says of how somebody signed in.
    static List<String> amr(List<Login> logins) {
        if (logins.isEmpty()) {
            return List.of(OpenIdTokens.UNAUTHENTICATED);
        }
        List<String> amr = new ArrayList<>(List.of(OpenIdTokens.AUTHENTICATED));
        logins.forEach(login -> amr.addAll(login.amr()));
        return amr;
    }
}
