package dev.gatehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// CPU time a process has used, in milliseconds, from `/proc/<pid>/stat` (proc_pid_stat(5)).
///
/// @param user in the program
/// @param system in the kernel on its behalf
record Cpu(double user, double system) {
    private static final double MILLIS_PER_TICK = 10;
    private static final int USER_FIELD = 11;

    /// What the process and all its threads have used so far.
    static Cpu of(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    }

    /// What the threads that compile have used; those that ended are not counted.
    static double compilers(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.map(thread -> stat(thread.resolve("stat")))
                    .filter(stat -> stat.contains("CompilerThre"))
                    .mapToDouble(stat -> parse(stat).total())
                    .sum();
        }
    }

    private static String stat(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ended) {
            return "";
        }
    }

    /// The name in the second field may hold blanks; fields are counted from behind it.
    static Cpu parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new Cpu(
                Long.parseLong(fields[USER_FIELD]) * MILLIS_PER_TICK,
                Long.parseLong(fields[USER_FIELD + 1]) * MILLIS_PER_TICK);
    }

    Cpu since(Cpu earlier) {
        return new Cpu(user - earlier.user, system - earlier.system);
    }

    double total() {
        return user + system;
    }

    /// Resident memory of a process in MiB.
    static double residentMegabytes(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return Double.NaN;
    }
}
