package dev.gatehouse.pure.policy;

/// Who asks. Users and roles are named by their unique ids, which are never given twice, so that one who
/// was deleted and made again under the old name is another.
/// Source: IAM User Guide, "AWS JSON policy elements: Principal".
public sealed interface Requester {

    /// The account's own key.
    ///
    /// @param account 12 digits
    record Root(String account) implements Requester {}

    /// An IAM user, by long-term keys or by a session of GetSessionToken.
    ///
    /// @param id `AIDA...`
    record User(String account, String id) implements Requester {}

    /// A session of a role.
    ///
    /// @param roleId `AROA...`
    /// @param session its name
    record RoleSession(String account, String roleId, String session) implements Requester {}

    /// A session of GetFederationToken. Without a session policy it may do nothing on its user's
    /// permissions.
    ///
    /// @param userId `AIDA...` of the user who made it
    /// @param name as given to GetFederationToken
    record FederatedUser(String account, String userId, String name) implements Requester {}

    /// Someone proven by an identity provider who is about to become a role.
    ///
    /// @param provider as a trust policy names it: `cognito-identity.amazonaws.com`, `accounts.google.com`,
    ///     or the provider's ARN
    record Federated(String provider) implements Requester {}

    /// An AWS service.
    ///
    /// @param name such as `cognito-idp.amazonaws.com`
    record Service(String name) implements Requester {}

    /// Nobody in particular.
    record Anonymous() implements Requester {}
}
