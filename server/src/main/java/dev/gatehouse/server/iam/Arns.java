package dev.gatehouse.server.iam;

import dev.gatehouse.server.store.IamEntity;

/// The ARNs of an account's own things (IAM User Guide, "IAM identifiers").
///
/// @param account the 12 digits of the account
public record Arns(String account) {

    /// That of a user, group or role; the path is part of it.
    public String of(IamEntity entity) {
        return prefix() + Refusals.word(entity.kind()) + entity.path() + entity.name();
    }

    /// That of a managed policy.
    ///
    /// @param path begins and ends with a slash
    String policy(String path, String name) {
        return prefix() + "policy" + path + name;
    }

    /// That of an OIDC provider.
    ///
    /// @param host the issuer without its scheme
    public String oidcProvider(String host) {
        return prefix() + "oidc-provider/" + host;
    }

    /// That of a SAML provider.
    public String samlProvider(String name) {
        return prefix() + "saml-provider/" + name;
    }

    /// That of the account's root.
    public String root() {
        return prefix() + "root";
    }

    private String prefix() {
        return "arn:aws:iam::" + account + ":";
    }
}
