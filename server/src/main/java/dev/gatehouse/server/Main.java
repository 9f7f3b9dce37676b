package dev.gatehouse.server;

/// Where the process starts.
public final class Main {
    private Main() {}

    /// Runs one command.
    public static void main(String[] arguments) {
        System.out.println("Gatehouse");
    }
}
