package dev.gatehouse.server;

import dev.gatehouse.server.triggers.Functions;
import java.time.Duration;
import java.time.InstantSource;

/// A server process whose clock is ahead by the system property `ahead`: conformance sees through it what has expired.
final class ServerAhead {
    private ServerAhead() {}

    /// @param arguments as those of {@link ServerWithFunctions}
    public static void main(String[] arguments) throws Exception {
        Duration ahead = Duration.parse(System.getProperty("ahead"));
        InstantSource clock = () -> InstantSource.system().instant().plus(ahead);
        ServerWithFunctions.serve(arguments, Functions.notInvoked(), clock);
    }
}
