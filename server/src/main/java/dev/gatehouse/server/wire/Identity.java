package dev.gatehouse.server.wire;

/// How callers are proven, and what holds for those who sign nothing.
public final class Identity {
    private final Callers callers;
    private final String defaultRegion;

    private Identity(Callers callers, String defaultRegion) {
        this.callers = callers;
        this.defaultRegion = defaultRegion;
    }

    /// Signatures are verified against keys; the secure way.
    ///
    /// @param credentials whose keys there are
    /// @param defaultRegion the region of unsigned requests
    public static Identity signed(Credentials credentials, String defaultRegion) {
        return new Identity(new SignedCallers(credentials), defaultRegion);
    }

    /// Everybody is the account's own key, signed or not: development on loopback only.
    ///
    /// @param accountId the account
    /// @param defaultRegion the region of requests whose signature names none
    public static Identity unsafeAcceptAnyone(String accountId, String defaultRegion) {
        return new Identity(new AnyCallers(accountId), defaultRegion);
    }

    Callers callers() {
        return callers;
    }

    String defaultRegion() {
        return defaultRegion;
    }
}
