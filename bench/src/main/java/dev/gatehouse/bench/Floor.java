package dev.gatehouse.bench;

/// A piece of work no implementation can leave out.
enum Floor {
    /// One RSA-2048 signature (RS256).
    SIGNATURE("1 RS256 signature"),
    /// One check of such a signature.
    CHECK("1 RS256 check"),
    /// The server's side of SRP: B, and the judgement of the answer.
    SRP("SRP, both calls"),
    /// One TOTP code checked against those of three steps.
    TOTP("1 TOTP check"),
    /// One SRP verifier computed from a password.
    VERIFIER("1 SRP verifier"),
    /// One Argon2id (m=19456, t=2, p=1).
    HASH("1 Argon2id"),
    /// One SigV4 signature checked.
    SIGV4("1 SigV4 check"),
    /// One value of the size of a session token sealed (AES-256-GCM).
    SEAL("1 AES-GCM seal"),
    /// The same opened.
    OPEN("1 AES-GCM open"),
    /// One durable insert, among as many at a time as there are connections.
    WRITE("1 durable insert, grouped"),
    /// One user read by key.
    READ("1 read");

    private final String text;

    Floor(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
