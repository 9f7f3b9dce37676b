package dev.gatehouse.server.config;

/// A setting that cannot be right. The message is one line that names the key and where it stands.
public final class SettingsException extends RuntimeException {

    /// @param message one line for the operator
    public SettingsException(String message) {
        super(message, null, false, false);
    }
}
