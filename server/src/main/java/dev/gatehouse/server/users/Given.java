package dev.gatehouse.server.users;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Members that the model requires: the wire has checked that they are there.
final class Given {
    private Given() {}

    static <T> T of(@Nullable T member) {
        return Objects.requireNonNull(member, "a required member is missing");
    }
}
