package dev.gatehouse.server.identitypools;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidentity.GetPrincipalTagAttributeMapInput;
import dev.gatehouse.model.cognitoidentity.GetPrincipalTagAttributeMapResponse;
import dev.gatehouse.model.cognitoidentity.SetPrincipalTagAttributeMapInput;
import dev.gatehouse.model.cognitoidentity.SetPrincipalTagAttributeMapResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.trust.Claims;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Attributes for access control: which claims become principal tags. SetPrincipalTagAttributeMap,
/// GetPrincipalTagAttributeMap.
final class PrincipalTags {
    private static final int MOST_BYTES = 460;
    private static final Map<String, String> DEFAULTS = Map.of("username", "sub", "client", "aud");

    private final Pools pools;
    private final ProviderNames names;

    PrincipalTags(Pools pools, ProviderNames names) {
        this.pools = pools;
        this.names = names;
    }

    SetPrincipalTagAttributeMapResponse set(SetPrincipalTagAttributeMapInput request, Call call) {
        String provider = names.canonical(requireNonNull(request.identityProviderName()));
        pools.change(requireNonNull(request.identityPoolId()), call, pool -> {
            List<SetPrincipalTagAttributeMapInput> maps = new ArrayList<>(pool.tagMaps());
            maps.removeIf(map -> provider(map).equals(provider));
            maps.add(request);
            return pool.withTagMaps(maps);
        });
        return SetPrincipalTagAttributeMapResponse.builder()
                .identityPoolId(request.identityPoolId())
                .identityProviderName(request.identityProviderName())
                .useDefaults(Boolean.TRUE.equals(request.useDefaults()))
                .principalTags(tags(request))
                .build();
    }

    GetPrincipalTagAttributeMapResponse get(GetPrincipalTagAttributeMapInput request, Call call) {
        Pool pool = pools.require(requireNonNull(request.identityPoolId()), call);
        String provider = names.canonical(requireNonNull(request.identityProviderName()));
        SetPrincipalTagAttributeMapInput map = pool.tagMaps().stream()
                .filter(found -> provider(found).equals(provider))
                .findFirst()
                .orElseGet(() -> SetPrincipalTagAttributeMapInput.builder().build());
        return GetPrincipalTagAttributeMapResponse.builder()
                .identityPoolId(pool.id())
                .identityProviderName(request.identityProviderName())
                .useDefaults(Boolean.TRUE.equals(map.useDefaults()))
                .principalTags(tags(map))
                .build();
    }

    /// The tags of a session with these logins: those of the deciding login, else of the first that has a map.
    ///
    /// @param deciding the login that chose the role, if one did
    Map<String, String> of(Pool pool, List<Login> logins, Optional<Login> deciding) {
        return deciding.map(List::of).orElse(logins).stream()
                .flatMap(login -> map(pool, login).map(map -> tags(map, login.claims())).stream())
                .findFirst()
                .map(PrincipalTags::bounded)
                .orElse(Map.of());
    }

    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException when there is too much
    static Map<String, String> bounded(Map<String, String> tags) {
        int bytes = tags.entrySet().stream()
                .mapToInt(tag -> tag.getKey().getBytes(StandardCharsets.UTF_8).length
                        + tag.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > MOST_BYTES) {
            throw Refusals.invalid("Principal tags have more than " + MOST_BYTES + " bytes");
        }
        return tags;
    }

    private Optional<SetPrincipalTagAttributeMapInput> map(Pool pool, Login login) {
        return pool.tagMaps().stream()
                .filter(map -> login.names().contains(provider(map)))
                .findFirst();
    }

    private static Map<String, String> tags(SetPrincipalTagAttributeMapInput map, Claims claims) {
        Map<String, String> sources = Boolean.TRUE.equals(map.useDefaults()) ? DEFAULTS : tags(map);
        Map<String, String> tags = new LinkedHashMap<>();
        sources.forEach((key, claim) -> claims.text(claim).ifPresent(value -> tags.put(key, value)));
        return tags;
    }

    private String provider(SetPrincipalTagAttributeMapInput map) {
        return names.canonical(requireNonNull(map.identityProviderName()));
    }

    private static Map<String, String> tags(SetPrincipalTagAttributeMapInput map) {
        return requireNonNullElse(map.principalTags(), Map.of());
    }
}
