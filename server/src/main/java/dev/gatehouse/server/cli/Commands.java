package dev.gatehouse.server.cli;

import dev.gatehouse.server.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/// The commands that need the server's rooms. Each returns when it is done; {@link CommandFailure} says what
/// went
/// wrong in one line.
public interface Commands {

    /// Serves until the process is told to stop.
    void start(Settings settings) throws Exception;

    /// Starts on a free port with a fresh data folder, answers a few requests to itself and stops: the run the
    /// JVM
    /// learns from for its AOT cache.
    void train() throws Exception;

    /// Writes a backup of the store, also while a server runs on it.
    void backup(Settings settings, Path file) throws Exception;

    /// Replaces the store by a backup; no server may run on it.
    void restore(Settings settings, Path file) throws Exception;

    /// Makes a new master key and seals everything anew.
    void rotateKey(Settings settings) throws Exception;

    /// Says line by line what a CSV import left out and why.
    void importLog(Settings settings, String jobId, Consumer<String> out) throws Exception;

    /// Writes one pool with everything needed to move it, sealed to a key.
    ///
    /// @param signingKeys whether its signing keys come along
    void export(Settings settings, String poolId, Path file, Path keyFile, boolean signingKeys) throws Exception;

    /// Reads what {@link #export} wrote, all or nothing.
    void importPool(Settings settings, Path file, Path keyFile) throws Exception;

    /// Something a caller may do or not.
    ///
    /// @param caller the ARN of a user, a role, a role's session or the account's root
    /// @param action such as `cognito-idp:AdminGetUser`
    /// @param resource an ARN, or `*`
    /// @param context condition keys of the request
    record Question(String caller, String action, String resource, Map<String, String> context) {}

    /// Says why a caller may or may not do something.
    void explain(Settings settings, Question question, Consumer<String> out) throws Exception;

    /// Gives a pool new signing keys; the old ones stay in the JWKS until their tokens have expired.
    void rotateSigningKeys(Settings settings, String poolId) throws Exception;
}
