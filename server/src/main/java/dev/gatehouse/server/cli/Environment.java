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

    static void print(Settings settings, PrintStream out) throws IOException {
        Path folder = settings.dataFolder();
        if (!Files.exists(RootKey.file(folder))) {
            throw new CommandFailure(
                    RootKey.file(folder) + " does not exist: start the server once with this data folder");
        }
        RootKey key = RootKey.load(folder);
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
