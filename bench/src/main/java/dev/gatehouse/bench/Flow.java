package dev.gatehouse.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What is asked of a server, and what part of the work cannot be avoided.
enum Flow {
    /// InitiateAuth with REFRESH_TOKEN_AUTH.
    REFRESH("refresh", "2 signatures + 1 read", Map.of(Floor.SIGNATURE, 2, Floor.READ, 1)),
    /// InitiateAuth with USER_SRP_AUTH and its PASSWORD_VERIFIER answer.
    SRP("srp", "SRP + 2 signatures + 1 write", Map.of(Floor.SRP, 1, Floor.SIGNATURE, 2, Floor.WRITE, 1)),
    /// The same, then SOFTWARE_TOKEN_MFA.
    SRP_TOTP(
            "srp-totp",
            "SRP + TOTP + 2 signatures + 1 read + 1 write",
            Map.of(Floor.SRP, 1, Floor.TOTP, 1, Floor.SIGNATURE, 2, Floor.READ, 1, Floor.WRITE, 1)),
    /// USER_SRP_AUTH and PASSWORD_VERIFIER, then DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER.
    SRP_DEVICE(
            "srp-device",
            "2 SRP + 2 signatures + 2 reads + 1 write",
            Map.of(Floor.SRP, 2, Floor.SIGNATURE, 2, Floor.READ, 2, Floor.WRITE, 1)),
    /// InitiateAuth with USER_PASSWORD_AUTH.
    PASSWORD(
            "password", "Argon2id + 2 signatures + 1 write", Map.of(Floor.HASH, 1, Floor.SIGNATURE, 2, Floor.WRITE, 1)),
    /// GetUser with an access token.
    GET_USER("get-user", "1 check of a signature + 1 read", Map.of(Floor.CHECK, 1, Floor.READ, 1)),
    /// AdminGetUser, signed.
    ADMIN_GET_USER("admin-get-user", "SigV4 + 1 read", Map.of(Floor.SIGV4, 1, Floor.READ, 1)),
    /// ListUsers with a filter on the e-mail address, signed.
    LIST_USERS("list-users", "SigV4 + 1 read", Map.of(Floor.SIGV4, 1, Floor.READ, 1)),
    /// GetCredentialsForIdentity with an ID token of a user pool, for an identity that exists.
    CREDENTIALS(
            "credentials",
            "1 check of a signature + 2 reads + 1 seal",
            Map.of(Floor.CHECK, 1, Floor.READ, 2, Floor.SEAL, 1)),
    /// GetCallerIdentity, signed with the long-lived key of a user.
    CALLER_IDENTITY("caller-identity", "SigV4", Map.of(Floor.SIGV4, 1)),
    /// The same with a session of that user.
    CALLER_IDENTITY_SESSION("caller-identity-session", "SigV4 + 1 open", Map.of(Floor.SIGV4, 1, Floor.OPEN, 1)),
    /// SignUp with an address to verify: user, code and message.
    SIGN_UP("sign-up", "Argon2id + SRP verifier + 1 write", Map.of(Floor.HASH, 1, Floor.VERIFIER, 1, Floor.WRITE, 1)),
    /// `GET /health`, for what HTTP, logging and metrics cost by themselves.
    HEALTH("health", "1 read", Map.of(Floor.READ, 1));

    private final String text;
    private final String unavoidable;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<Floor, Integer> parts;

    Flow(String text, String unavoidable, Map<Floor, Integer> parts) {
        this.text = text;
        this.unavoidable = unavoidable;
        this.parts = parts;
    }

    /// The name on the command line and in the report.
    String text() {
        return text;
    }

    /// The parts of the floor in words.
    String unavoidable() {
        return unavoidable;
    }

    /// The parts of the floor and how often each is needed.
    Map<Floor, Integer> parts() {
        return parts;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Flow::text).toList();
    }

    /// @throws IllegalArgumentException when there is no flow of a name
    static List<Flow> named(String... names) {
        return Arrays.stream(names).map(Flow::of).toList();
    }

    private static Flow of(String name) {
        return Arrays.stream(values())
                .filter(flow -> flow.text.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such flow: " + name));
    }
}
