/// IAM: users, groups and roles of the account, their policies and keys, and the identity providers it trusts.
///
/// Start at {@link dev.gatehouse.server.iam.IamOperations}, the front door. Users, groups and roles are one
/// kind of record (`Entities`); what hangs on all three alike has a class of its own: `InlinePolicies`,
/// `Attachments`, `EntityTags`, `Boundaries`. `Documents` checks policies as they are written, and
/// `TrustPolicies` keeps the principals of a trust policy by unique id, so that a role or user made again under
/// an old name is not trusted. `Simulation` asks the engine without doing anything.
///
/// Uses: saml store seal
@NullMarked
package dev.gatehouse.server.iam;

import org.jspecify.annotations.NullMarked;
