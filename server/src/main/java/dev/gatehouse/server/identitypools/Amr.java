package dev.gatehouse.server.identitypools;

import java.util.List;

/// What a login adds to the `amr` of tokens: its provider, and a value that names the user too. Pure.
final class Amr {
    private Amr() {}

    static List<String> ofUserPool(String provider, String sub) {
        return List.of(provider, provider + ":CognitoSignIn:" + sub);
    }

    /// A provider that the identity pool itself names, such as Google.
    static List<String> ofPool(String provider, String sub) {
        return List.of(provider, provider + ":" + sub);
    }

    /// @param arn of an OIDC provider of the account
    static List<String> ofAccount(String provider, String arn, String sub) {
        return List.of(provider, arn + ":OIDC:" + sub);
    }

    static List<String> ofSaml(String arn, String subject) {
        return List.of(arn, arn + ":SAML:" + subject);
    }

    static List<String> ofDeveloper(String provider, String pool, String user) {
        return List.of(provider, provider + ":" + pool + ":" + user);
    }
}
