package dev.gatehouse.bench;

import dev.gatehouse.bench.policy.PolicyBench;
import java.nio.file.Path;
import java.util.Arrays;

/// Where the process starts.
public final class Main {
    private Main() {}

    /// `jmh ARGUMENTS...` runs JMH, `policy ...` compares and measures the policy engine, `floor ...` is what the
    /// bench starts to measure floors, all else is the load bench.
    public static void main(String[] arguments) throws Exception {
        String[] rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
        try {
            switch (arguments.length == 0 ? "" : arguments[0]) {
                case "jmh" -> org.openjdk.jmh.Main.main(rest);
                case "policy" -> PolicyBench.run(rest);
                case "floor" -> FloorProcess.run(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
                default -> new LoadBench(Options.parse(arguments), Root.find()).run();
            }
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println(Options.USAGE);
            System.exit(2);
        }
    }
}
