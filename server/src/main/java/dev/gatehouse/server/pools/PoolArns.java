package dev.gatehouse.server.pools;

import dev.gatehouse.pure.arn.Arn;
import dev.gatehouse.pure.id.PoolId;
import java.util.Optional;

/// The names of pools outside Cognito: `arn:aws:cognito-idp:<region>:<account>:userpool/<poolId>`.
final class PoolArns {
    private static final String PARTITION = "aws";
    private static final String SERVICE = "cognito-idp";
    private static final String TYPE = "userpool";

    private final String account;

    /// @param account the 12 digits of the account
    PoolArns(String account) {
        this.account = account;
    }

    String of(PoolId pool) {
        return new Arn(PARTITION, SERVICE, pool.region(), account, TYPE + "/" + pool).toString();
    }

    /// The pool id an ARN of this account names.
    Optional<String> poolId(String text) {
        return Arn.parse(text)
                .filter(arn -> arn.resourceType().equals(TYPE))
                .map(Arn::resourceId)
                .filter(id -> isOurs(id, text));
    }

    private boolean isOurs(String id, String text) {
        try {
            return of(new PoolId(id)).equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
