/// Identity pools: logins proven elsewhere become identities here, and identities get temporary credentials.
///
/// Start at {@link dev.gatehouse.server.identitypools.IdentityPoolOperations}. `Logins` proves what a client sends,
/// `Linking` finds, makes and merges identities inside one write, `RoleChoice` picks the role (pure), `Enhanced` makes
/// credentials and {@link dev.gatehouse.server.identitypools.OpenIdTokens} the tokens that STS takes. A user pool has
/// one name here whatever way it is written: see `ProviderNames`. Others who keep something for identities are told of
/// merges and deletions by {@link dev.gatehouse.server.identitypools.Belongings}.
///
/// Uses: access iam saml seal store tokens trust
@NullMarked
package dev.gatehouse.server.identitypools;

import org.jspecify.annotations.NullMarked;
