package dev.gatehouse.server;

import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.triggers.Functions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A server process whose pools' functions are scripted: conformance drives custom sign-ins through it.
final class ServerWithFunctions {
    private ServerWithFunctions() {}

    /// @param arguments as those of `gatehouse start`: the options `--port`, `--data` and `--config`
    public static void main(String[] arguments) throws Exception {
        serve(arguments, new ScriptedFunctions(), InstantSource.system());
    }

    /// Serves until the process ends.
    static void serve(String[] arguments, Functions functions, InstantSource clock) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        Settings settings = Settings.read(
                Optional.of(Path.of(options.get("--config"))),
                Map.of(),
                Map.of("port", options.get("--port"), "dataFolder", options.get("--data")));
        Running running = new Assembly(settings, functions, clock, new SecureRandom()).start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(running::close));
        running.http().join();
    }
}
