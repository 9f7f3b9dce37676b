package dev.gatehouse.server;

import dev.gatehouse.server.access.OperationAccess;
import dev.gatehouse.server.iam.EntityArn;
import dev.gatehouse.server.identitypools.PoolTags;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamPolicyRecord;
import dev.gatehouse.server.store.IamProviderRecord;
import dev.gatehouse.server.store.Store;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The tags of resources by ARN, for `aws:ResourceTag`: of user pools and identity pools from memory, of IAM's own
/// things from the store.
final class ResourceTags implements OperationAccess.Tags {
    private static final String USER_POOL = ":userpool/";
    private static final String IDENTITY_POOL = ":identitypool/";

    private final Store store;
    private final Directory directory;
    private final PoolTags identityPools;

    ResourceTags(Store store, Directory directory, InstantSource clock) {
        this.store = store;
        this.directory = directory;
        this.identityPools = new PoolTags(store, clock);
    }

    @Override
    public Map<String, String> of(String arn) {
        if (arn.startsWith("arn:aws:cognito-idp:")) {
            return after(USER_POOL, arn).map(directory::tags).orElse(Map.of());
        }
        if (arn.startsWith("arn:aws:cognito-identity:")) {
            return after(IDENTITY_POOL, arn).map(identityPools::of).orElse(Map.of());
        }
        return arn.startsWith("arn:aws:iam:") ? ofIam(arn) : Map.of();
    }

    private static Optional<String> after(String mark, String arn) {
        int start = arn.indexOf(mark);
        return start < 0 ? Optional.empty() : Optional.of(arn.substring(start + mark.length()));
    }

    private Map<String, String> ofIam(String arn) {
        Optional<EntityArn> entity = EntityArn.of(arn);
        if (entity.isPresent()) {
            return store.read(tx -> tx.iamEntities()
                            .find(entity.get().kind(), entity.get().name()))
                    .map(IamEntity::tags)
                    .orElse(Map.of());
        }
        return arn.contains(":policy/")
                ? store.read(tx -> tx.iamPolicies().find(arn))
                        .map(IamPolicyRecord::tags)
                        .orElse(Map.of())
                : store.read(tx -> tx.iamProviders().find(arn))
                        .map(IamProviderRecord::tags)
                        .orElse(Map.of());
    }
}
