/// The Security Token Service: who am I, and temporary credentials.
///
/// Start at {@link dev.gatehouse.server.sts.StsOperations}. `AssumeRole` and `UserTokens` decide and make the
/// credentials; what a caller passes along is read by `SessionPolicies` and `SessionTags`.
///
/// `AssumeRoleWithWebIdentity` takes tokens instead of a signature, `AssumeRoleWithSaml` assertions; `WebTokens` and
/// `SamlProofs` prove them.
///
/// Uses: store iam access identitypools saml trust
@NullMarked
package dev.gatehouse.server.sts;

import org.jspecify.annotations.NullMarked;
