package dev.gatehouse.server.seal;

/// What a sealed value is for. Each purpose has its own key, so that a value sealed for one never opens for
/// another.
/// The names are part of the key derivation: renaming one makes its sealed values unreadable.
public enum Purpose {
    /// What is kept of a user beyond the password hash: the SRP verifier and salt.
    USER_SECRET,
    /// An app client's secret.
    CLIENT_SECRET,
    /// A private key that signs tokens.
    SIGNING_KEY,
    /// The sealed settings of the instance: the secret of the account's own key, the keys of OpenID tokens.
    ROOT_CREDENTIAL,
    /// The secret access keys of IAM users.
    ACCESS_KEY,
    /// The `Session` of a sign-in under way.
    SIGN_IN_SESSION,
    /// The `Session` between a sign-up and the first sign-in.
    SIGN_UP_SESSION,
    /// The server's side of an SRP exchange: the `SECRET_BLOCK`.
    SRP_STATE,
    /// A refresh token.
    REFRESH_TOKEN,
    /// A code sent by mail or SMS, and an authorization code.
    CODE,
    /// A position inside a listing: `NextToken`, `PaginationToken`.
    PAGING,
    /// A pool's own key, from which ghosts and the like are derived.
    POOL_KEY,
    /// Client secrets and private keys used towards other identity providers.
    PROVIDER_SECRET,
    /// A user's TOTP secret.
    MFA_SECRET,
    /// The challenge of a passkey registration.
    PASSKEY_CHALLENGE,
    /// What is kept of a remembered device: its SRP verifier and salt.
    DEVICE_SECRET,
    /// A session token of temporary credentials.
    SESSION_TOKEN,
    /// A `SyncSessionToken` of Cognito Sync.
    SYNC_SESSION,
    /// A cookie of the hosted pages.
    COOKIE,
    /// A file of users to import, and the address to which it is uploaded.
    IMPORT
}
