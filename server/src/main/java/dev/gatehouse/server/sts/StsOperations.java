package dev.gatehouse.server.sts;

import dev.gatehouse.model.service.Operations;
import dev.gatehouse.model.sts.GetAccessKeyInfoResponse;
import dev.gatehouse.model.sts.Sts;
import dev.gatehouse.server.access.Access;
import dev.gatehouse.server.access.FederatedRoles;
import dev.gatehouse.server.access.SessionTokens;
import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.iam.SamlTrust;
import dev.gatehouse.server.identitypools.OpenIdTokens;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.trust.AccessTokenChecks;
import dev.gatehouse.server.trust.KeyFinder;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// The room's front door.
public final class StsOperations {
    private StsOperations() {}

    /// What AssumeRoleWithWebIdentity needs.
    ///
    /// @param roles makes credentials of roles
    /// @param own the tokens of our identity pools
    /// @param issuers the keys of an issuer
    /// @param asked about access tokens of issuers elsewhere
    /// @param saml the account's SAML providers
    /// @param alias another host and path under which an issuer may be registered
    public record Web(
            FederatedRoles roles,
            OpenIdTokens own,
            Function<String, KeyFinder> issuers,
            AccessTokenChecks asked,
            SamlTrust saml,
            Function<String, Optional<String>> alias) {}

    /// The operations of AWS STS carried out here.
    ///
    /// @param access decides who may become what
    /// @param tokens makes the credentials
    public static Operations.Table table(
            Store store, Access access, SessionTokens tokens, Arns arns, Web web, InstantSource clock) {
        AssumeRole assumeRole = new AssumeRole(access, web.roles()::role, tokens, clock);
        AssumeRoleWithWebIdentity assumeByToken =
                new AssumeRoleWithWebIdentity(new WebTokens(store, arns, web, clock), web.roles());
        AssumeRoleWithSaml assumeBySaml =
                new AssumeRoleWithSaml(new SamlProofs(web.saml(), arns, clock), web.roles(), store, clock);
        UserTokens users = new UserTokens(access, tokens, clock);
        return Operations.table()
                .on(Sts.GET_CALLER_IDENTITY, CallerIdentity::of)
                .on(Sts.ASSUME_ROLE, assumeRole::handle)
                .on(Sts.ASSUME_ROLE_WITH_WEB_IDENTITY, assumeByToken::handle)
                .on(Sts.ASSUME_ROLE_WITH_SAML, assumeBySaml::handle)
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
}
