package dev.gatehouse.server;

import dev.gatehouse.server.access.OperationAccess;
import dev.gatehouse.server.iam.EntityArn;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamPolicyRecord;
import dev.gatehouse.server.store.IamProviderRecord;
import dev.gatehouse.server.store.Store;
import java.util.Map;
import java.util.Optional;

/// The tags of resources by ARN, for `aws:ResourceTag`: of user pools from memory, of IAM's own things from the
/// store.
final class ResourceTags implements OperationAccess.Tags {
    private static final String USER_POOL = ":userpool/";

    private final Store store;
    private final Directory directory;

    ResourceTags(Store store, Directory directory) {
        this.store = store;
        this.directory = directory;
    }

    @Override
    public Map<String, String> of(String arn) {
        if (arn.startsWith("arn:aws:cognito-idp:")) {
            int pool = arn.indexOf(USER_POOL);
            return pool < 0 ? Map.of() : directory.tags(arn.substring(pool + USER_POOL.length()));
        }
        return arn.startsWith("arn:aws:iam:") ? ofIam(arn) : Map.of();
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
