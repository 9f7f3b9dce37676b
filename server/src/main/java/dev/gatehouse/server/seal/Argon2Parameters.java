package dev.gatehouse.server.seal;

/// The cost of an Argon2id hash (RFC 9106 section 3.1).
///
/// @param memoryKib memory in KiB
/// @param passes number of passes
/// @param lanes degree of parallelism
public record Argon2Parameters(int memoryKib, int passes, int lanes) {
    /// OWASP's choice for Argon2id: 19 MiB, two passes, one lane.
    public static final Argon2Parameters STANDARD = new Argon2Parameters(19456, 2, 1);

    private static final int MOST_MEMORY_KIB = 1 << 20;
    private static final int MOST_PASSES = 64;
    private static final int MOST_LANES = 64;

    /// @throws IllegalArgumentException outside what RFC 9106 allows and this server is ready to spend
    public Argon2Parameters {
        if (lanes < 1
                || lanes > MOST_LANES
                || passes < 1
                || passes > MOST_PASSES
                || memoryKib < 8 * lanes
                || memoryKib > MOST_MEMORY_KIB) {
            throw new IllegalArgumentException("Argon2 parameters out of range");
        }
    }
}
