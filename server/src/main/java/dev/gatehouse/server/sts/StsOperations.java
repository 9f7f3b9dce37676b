package dev.gatehouse.server.sts;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.service.Operations;
import dev.gatehouse.model.sts.GetAccessKeyInfoResponse;
import dev.gatehouse.model.sts.Sts;
import dev.gatehouse.server.access.Access;
import dev.gatehouse.server.access.SessionTokens;
import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.Store;
import java.time.InstantSource;
import java.util.Optional;

/// The room's front door.
public final class StsOperations {
    private StsOperations() {}

    /// The operations of AWS STS carried out here.
    ///
    /// @param access decides who may become what
    /// @param tokens makes the credentials
    public static Operations.Table table(
            Store store, Access access, SessionTokens tokens, Arns arns, InstantSource clock) {
        AssumeRole assumeRole = new AssumeRole(access, arn -> role(store, arns, arn), tokens, clock);
        UserTokens users = new UserTokens(tokens, clock);
        return Operations.table()
                .on(Sts.GET_CALLER_IDENTITY, CallerIdentity::of)
                .on(Sts.ASSUME_ROLE, assumeRole::handle)
                .on(Sts.GET_SESSION_TOKEN, users::session)
                .on(Sts.GET_FEDERATION_TOKEN, users::federation)
                .on(
                        Sts.GET_ACCESS_KEY_INFO,
                        (request, call) -> GetAccessKeyInfoResponse.builder()
                                .account(arns.account())
                                .build())
                .on(Sts.DECODE_AUTHORIZATION_MESSAGE, (request, call) -> {
                    throw Refusals.noSuchMessage();
                })
                .on(Sts.GET_WEB_IDENTITY_TOKEN, (request, call) -> {
                    throw Refusals.noOutboundFederation();
                })
                .on(Sts.ASSUME_ROOT, (request, call) -> {
                    throw Refusals.denied("This account is not part of an organization: AssumeRoot is not possible.");
                })
                .on(Sts.GET_DELEGATED_ACCESS_TOKEN, (request, call) -> {
                    throw Refusals.denied("Delegated access is not offered by this server.");
                });
    }

    /// The role of an ARN: name and path must be the role's own.
    private static Optional<IamEntity> role(Store store, Arns arns, String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return store.read(tx -> tx.iamEntities().find(IamEntity.Kind.ROLE, requireNonNull(name)))
                .filter(role -> arns.of(role).equals(arn));
    }
}
