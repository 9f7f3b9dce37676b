package dev.gatehouse.server.cli;

import dev.gatehouse.server.config.RootKey;
import dev.gatehouse.server.config.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// `gatehouse env`: the exports that point every AWS client of a shell at this server.
final class Environment {
    private Environment() {}

    /// @param who `root`, the account's own key, or `admin`, the user that the first start makes
    static void print(Settings settings, String who, PrintStream out) throws IOException {
        Path file = switch (who) {
            case "root" -> RootKey.file(settings.dataFolder());
            case "admin" -> RootKey.adminFile(settings.dataFolder());
            default -> throw new CommandFailure("--as must be root or admin");
        };
        if (!Files.exists(file)) {
            throw new CommandFailure(file + " does not exist: start the server once with this data folder");
        }
        RootKey key = RootKey.loadFrom(file);
        export(out, "AWS_ENDPOINT_URL", key.endpointUrl());
        export(out, "AWS_REGION", key.region());
        export(out, "AWS_DEFAULT_REGION", key.region());
        export(out, "AWS_ACCESS_KEY_ID", key.accessKeyId());
        export(out, "AWS_SECRET_ACCESS_KEY", key.secretAccessKey().reveal());
        out.println("unset AWS_SESSION_TOKEN AWS_PROFILE");
    }

    private static void export(PrintStream out, String name, String value) {
        out.println("export " + name + "='" + value.replace("'", "'\\''") + "'");
    }
}
