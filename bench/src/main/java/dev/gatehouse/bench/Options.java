package dev.gatehouse.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// What to measure and for how long.
///
/// @param users sizes of pools
/// @param flows what is asked of the servers
/// @param connections how many, each with one request under way
/// @param warmUp for each flow and size, until the compiler has settled
/// @param rounds measurements of which the median counts
/// @param round length of one
/// @param starts how often a start is timed; 0 for not at all
record Options(
        List<Integer> users,
        List<Flow> flows,
        int connections,
        Duration warmUp,
        int rounds,
        Duration round,
        int starts) {

    static final String USAGE = """
            Usage: gatehouse bench [--quick] [--users N,N] [--flows NAME,NAME] [--connections N]
                                   [--warm-up SECONDS] [--rounds N] [--seconds N] [--starts N]
                   gatehouse bench policy [--cases N] [--seed N] [--rounds N] [--seconds N]
                   gatehouse bench jmh [JMH OPTIONS]
            Flows: %s""".formatted(String.join(", ", Flow.names()));

    private static final Options FULL = new Options(
            List.of(1_000, 100_000, 1_000_000),
            List.of(Flow.values()),
            16,
            Duration.ofSeconds(20),
            5,
            Duration.ofSeconds(4),
            5);
    private static final Options QUICK = new Options(
            List.of(1_000), List.of(Flow.values()), 16, Duration.ofSeconds(10), 3, Duration.ofSeconds(2), 1);

    /// Reads the command line.
    ///
    /// @throws IllegalArgumentException when it is not understood
    static Options parse(String... arguments) {
        Options options = Arrays.asList(arguments).contains("--quick") ? QUICK : FULL;
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            if (!name.equals("--quick")) {
                if (!rest.hasNext()) {
                    throw new IllegalArgumentException("not understood: " + name);
                }
                options = options.with(name, rest.next());
            }
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--users" -> new Options(numbers(value), flows, connections, warmUp, rounds, round, starts);
            case "--flows" ->
                new Options(users, Flow.named(value.split(",", -1)), connections, warmUp, rounds, round, starts);
            case "--connections" -> new Options(users, flows, number(value), warmUp, rounds, round, starts);
            case "--warm-up" -> new Options(users, flows, connections, seconds(value), rounds, round, starts);
            case "--rounds" -> new Options(users, flows, connections, warmUp, number(value), round, starts);
            case "--seconds" -> new Options(users, flows, connections, warmUp, rounds, seconds(value), starts);
            case "--starts" -> new Options(users, flows, connections, warmUp, rounds, round, Integer.parseInt(value));
            default -> throw new IllegalArgumentException("not understood: " + name);
        };
    }

    private static List<Integer> numbers(String list) {
        return Arrays.stream(list.split(",", -1)).map(Options::number).toList();
    }

    private static int number(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException("not a positive number: " + text);
        }
        return number;
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(number(text));
    }
}
