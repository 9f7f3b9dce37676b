package dev.gatehouse.server.cli;

/// A command that could not do its work. The message is one line for the operator.
public final class CommandFailure extends RuntimeException {

    /// @param message one line for the operator
    public CommandFailure(String message) {
        super(message, null, false, false);
    }
}
