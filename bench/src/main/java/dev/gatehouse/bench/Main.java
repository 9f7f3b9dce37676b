package dev.gatehouse.bench;

import java.nio.file.Path;
import java.util.Arrays;

/// Where the process starts.
public final class Main {
    private Main() {}

    /// `jmh ARGUMENTS...` runs JMH, `floor ...` is what the bench starts to measure floors, all else is the load
    /// bench.
    public static void main(String[] arguments) throws Exception {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "jmh" -> org.openjdk.jmh.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            case "floor" -> FloorProcess.run(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            default -> load(arguments);
        }
    }

    private static void load(String[] arguments) throws Exception {
        try {
            new LoadBench(Options.parse(arguments), Root.find()).run();
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println(Options.USAGE);
            System.exit(2);
        }
    }
}
