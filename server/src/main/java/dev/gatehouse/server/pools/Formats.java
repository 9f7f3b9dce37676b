package dev.gatehouse.server.pools;

import org.jspecify.annotations.Nullable;

/// The format version inside a stored document.
final class Formats {
    private Formats() {}

    /// @throws IllegalStateException when a newer version of the program wrote the document, or it has no
    ///     version
    static void require(@Nullable Integer found, int newest) {
        if (found == null || found > newest) {
            throw new IllegalStateException("stored settings have format " + found + ", not up to " + newest);
        }
    }
}
