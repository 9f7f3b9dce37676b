package dev.gatehouse.bench.policy;

import java.util.concurrent.TimeUnit;

/// What `gatehouse bench policy` shall do.
///
/// @param cases to compare
/// @param seed of the first
/// @param rounds of measurement, of which the median counts
/// @param seconds of CPU that each size takes in a round
record PolicyOptions(long cases, long seed, int rounds, int seconds) {
    /// Longer than a round, because the compilers are at work.
    private static final int WARM_UP = 3;

    /// Reads the command line.
    ///
    /// @throws IllegalArgumentException when it is not understood
    static PolicyOptions parse(String... arguments) {
        var options = new PolicyOptions(1_000_000, 1, 5, 1);
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException("not understood: " + arguments[arguments.length - 1]);
        }
        for (int i = 0; i < arguments.length; i += 2) {
            options = options.with(arguments[i], Long.parseLong(arguments[i + 1]));
        }
        return options;
    }

    private PolicyOptions with(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("not a positive number: " + value);
        }
        return switch (name) {
            case "--cases" -> new PolicyOptions(value, seed, rounds, seconds);
            case "--seed" -> new PolicyOptions(cases, value, rounds, seconds);
            case "--rounds" -> new PolicyOptions(cases, seed, Math.toIntExact(value), seconds);
            case "--seconds" -> new PolicyOptions(cases, seed, rounds, Math.toIntExact(value));
            default -> throw new IllegalArgumentException("not understood: " + name);
        };
    }

    long roundNanos() {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    long warmUpNanos() {
        return WARM_UP * roundNanos();
    }
}
