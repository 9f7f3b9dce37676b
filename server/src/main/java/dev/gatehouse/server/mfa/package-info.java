/// Multi-factor authentication: what a pool offers, what a user set up and prefers, and whether a code is right.
///
/// Start at {@link dev.gatehouse.server.mfa.MfaOperations}, the table of operations, and at
/// {@link dev.gatehouse.server.mfa.FactorRules}, the pure rules of what follows the first factor. Sign-in asks
/// {@link dev.gatehouse.server.mfa.Authenticators} about codes of authenticator apps and has
/// {@link dev.gatehouse.server.mfa.FactorCodes} make those that are sent. The choice itself is a
/// {@link dev.gatehouse.server.users.UserFactors} in the user's row; TOTP secrets have a table of their own,
/// sealed, which also decides atomically that a code is taken once.
///
/// What answers SOFTWARE_TOKEN_MFA is an {@link dev.gatehouse.server.mfa.AppCode}: of the app, or a recovery code,
/// which users get from {@link dev.gatehouse.server.mfa.RecoveryPages}.
///
/// Uses: store seal messages pools users
@NullMarked
package dev.gatehouse.server.mfa;

import org.jspecify.annotations.NullMarked;
