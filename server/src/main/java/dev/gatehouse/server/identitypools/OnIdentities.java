package dev.gatehouse.server.identitypools;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidentity.DeleteIdentitiesInput;
import dev.gatehouse.model.cognitoidentity.DeleteIdentitiesResponse;
import dev.gatehouse.model.cognitoidentity.DescribeIdentityInput;
import dev.gatehouse.model.cognitoidentity.ErrorCode;
import dev.gatehouse.model.cognitoidentity.IdentityDescription;
import dev.gatehouse.model.cognitoidentity.ListIdentitiesInput;
import dev.gatehouse.model.cognitoidentity.ListIdentitiesResponse;
import dev.gatehouse.model.cognitoidentity.UnlinkIdentityInput;
import dev.gatehouse.model.cognitoidentity.UnlinkIdentityResponse;
import dev.gatehouse.model.cognitoidentity.UnprocessedIdentityId;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IdentityLoginRecord;
import dev.gatehouse.server.store.IdentityRecord;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import java.util.List;

/// DescribeIdentity, ListIdentities, DeleteIdentities, UnlinkIdentity.
final class OnIdentities {
    private final Store store;
    private final Pools pools;
    private final Logins logins;
    private final Identities identities;
    private final ProviderNames names;

    OnIdentities(Store store, Pools pools, Logins logins, Identities identities, ProviderNames names) {
        this.store = store;
        this.pools = pools;
        this.logins = logins;
        this.identities = identities;
        this.names = names;
    }

    IdentityDescription describe(DescribeIdentityInput request, Call call) {
        String id = requireNonNull(request.identityId());
        IdentityRecord identity = identities.require(id);
        if (!id.startsWith(call.region() + ":")) {
            throw Refusals.noIdentity(id);
        }
        call.trail().pool(identity.pool());
        call.trail().user(id);
        return store.read(tx -> description(tx, identity));
    }

    ListIdentitiesResponse list(ListIdentitiesInput request, Call call) {
        Pool pool = pools.require(requireNonNull(request.identityPoolId()), call);
        boolean onlyEnabled = Boolean.TRUE.equals(request.hideDisabled());
        Page<IdentityRecord> page = Pools.page(
                request.nextToken(),
                after -> store.read(tx ->
                        tx.identities().list(pool.id(), onlyEnabled, after, requireNonNull(request.maxResults()))));
        return ListIdentitiesResponse.builder()
                .identityPoolId(pool.id())
                .identities(store.read(tx -> page.items().stream()
                        .map(identity -> description(tx, identity))
                        .toList()))
                .nextToken(page.next().orElse(null))
                .build();
    }

    /// Those that are not there, or live in another region, come back unprocessed.
    DeleteIdentitiesResponse delete(DeleteIdentitiesInput request, Call call) {
        List<String> left = requireNonNull(request.identityIdsToDelete()).stream()
                .filter(id -> !id.startsWith(call.region() + ":") || !identities.delete(id))
                .toList();
        return DeleteIdentitiesResponse.builder()
                .unprocessedIdentityIds(left.stream()
                        .map(id -> UnprocessedIdentityId.builder()
                                .identityId(id)
                                .errorCode(ErrorCode.ACCESS_DENIED)
                                .build())
                        .toList())
                .build();
    }

    /// Takes logins away from an identity; whoever asks must have one of its logins. An identity that loses its
    /// last
    /// login cannot be reached any more.
    UnlinkIdentityResponse unlink(UnlinkIdentityInput request, Call call) {
        IdentityRecord identity = identities.require(requireNonNull(request.identityId()));
        Pool pool = pools.require(identity.pool());
        call.trail().pool(pool.id());
        call.trail().user(identity.id());
        if (!identity.enabled()) {
            throw Refusals.forbidden(identity.id());
        }
        List<Login> proven = logins.verify(pool, requireNonNull(request.logins()));
        if (proven.isEmpty() || !identities.has(identity, proven)) {
            throw Refusals.loginsDoNotMatch();
        }
        List<String> removed = requireNonNull(request.loginsToRemove()).stream()
                .map(names::canonical)
                .toList();
        store.write(tx -> {
            removed.forEach(provider -> unlink(tx, identity, provider));
            return removed.size();
        });
        return UnlinkIdentityResponse.builder().build();
    }

    private static void unlink(Tx tx, IdentityRecord identity, String provider) {
        List<IdentityLoginRecord> present = tx.identities().logins(identity.pool(), identity.id()).stream()
                .filter(login -> login.provider().equals(provider))
                .toList();
        if (present.isEmpty()) {
            throw Refusals.invalid("The identity has no login of " + provider);
        }
        present.forEach(login -> tx.identities().unlink(identity.pool(), login));
    }

    private static IdentityDescription description(Tx tx, IdentityRecord identity) {
        List<String> providers = tx.identities().logins(identity.pool(), identity.id()).stream()
                .map(IdentityLoginRecord::provider)
                .distinct()
                .toList();
        return IdentityDescription.builder()
                .identityId(identity.id())
                .logins(providers)
                .creationDate(Instant.ofEpochMilli(identity.createdAt()))
                .lastModifiedDate(Instant.ofEpochMilli(identity.modifiedAt()))
                .build();
    }
}
