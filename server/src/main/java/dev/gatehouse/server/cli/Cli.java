package dev.gatehouse.server.cli;

import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.config.SettingsException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// Reads the command line and runs one command.
public final class Cli {
    /// The exit code of a command that did its work.
    public static final int OK = 0;
    /// The exit code of a command that could not.
    public static final int FAILED = 1;
    /// The exit code of a command line that makes no sense.
    public static final int USAGE = 2;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final String version;
    private final Commands commands;

    /// @param environment the process environment
    /// @param out where answers go
    /// @param err where complaints go
    /// @param version what `version` prints
    /// @param commands the commands that need the server's rooms
    public Cli(Map<String, String> environment, PrintStream out, PrintStream err, String version, Commands commands) {
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.version = version;
        this.commands = commands;
    }

    /// Runs one command and returns the exit code.
    public int run(String... arguments) {
        CommandLine line = new CommandLine(spec());
        try {
            ParseResult parsed = line.parseArgs(arguments);
            if (!parsed.hasSubcommand()) {
                line.usage(out);
                return OK;
            }
            ParseResult command = parsed.subcommand();
            if (command.isUsageHelpRequested()) {
                command.commandSpec().commandLine().usage(out);
                return OK;
            }
            execute(line, command);
            return OK;
        } catch (CommandLine.ParameterException wrong) {
            err.println("gatehouse: " + wrong.getMessage());
            err.println("'gatehouse help' lists the commands.");
            return USAGE;
        } catch (SettingsException | CommandFailure refusal) {
            err.println("gatehouse: " + refusal.getMessage());
            return FAILED;
        } catch (Exception failure) {
            err.println("gatehouse: " + failure);
            return FAILED;
        }
    }

    private void execute(CommandLine line, ParseResult command) throws Exception {
        switch (command.commandSpec().name()) {
            case "start" -> commands.start(settings(command));
            case "train" -> commands.train();
            case "env" ->
                Environment.print(settings(command), option(command, "--as").orElse("root"), out);
            case "backup" -> commands.backup(settings(command), Path.of(argument(command)));
            case "restore" -> commands.restore(settings(command), Path.of(argument(command)));
            case "rotate-key" -> commands.rotateKey(settings(command));
            case "rotate-signing-keys" -> commands.rotateSigningKeys(settings(command), argument(command));
            case "import-log" -> commands.importLog(settings(command), argument(command), out::println);
            case "export" ->
                commands.export(
                        settings(command),
                        argument(command),
                        Path.of(command.matchedPositionalValue(1, "")),
                        keyFile(command),
                        command.hasMatchedOption("--signing-keys"));
            case "import-pool" -> commands.importPool(settings(command), Path.of(argument(command)), keyFile(command));
            case "explain" -> commands.explain(settings(command), question(command), out::println);
            case "version" -> out.println("gatehouse " + version);
            default -> line.usage(out);
        }
    }

    private static Commands.Question question(ParseResult command) {
        Map<String, String> context = new LinkedHashMap<>();
        for (String entry : command.matchedOptionValue("--context", new String[0])) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new CommandFailure("--context must be KEY=VALUE, not " + entry);
            }
            context.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return new Commands.Question(
                option(command, "--as").orElseThrow(),
                argument(command),
                command.matchedPositionalValue(1, "*"),
                context);
    }

    private static Path keyFile(ParseResult command) {
        return Path.of(option(command, "--key").orElseThrow());
    }

    private static String argument(ParseResult command) {
        return command.matchedPositionalValue(0, "");
    }

    /// Options win over the environment, the environment over the file.
    private Settings settings(ParseResult command) {
        Map<String, String> options = new HashMap<>();
        option(command, "--port").ifPresent(port -> options.put("port", port));
        option(command, "--data").ifPresent(folder -> options.put("dataFolder", folder));
        if (command.hasMatchedOption("--dev")) {
            options.put("dev", "true");
        }
        Map<String, String> variables = new HashMap<>(environment);
        String fromEnvironment = variables.remove("GATEHOUSE_CONFIG");
        Optional<Path> file = option(command, "--config")
                .or(() -> Optional.ofNullable(fromEnvironment))
                .map(Path::of);
        return Settings.read(file, variables, options);
    }

    private static Optional<String> option(ParseResult command, String name) {
        String value = command.matchedOptionValue(name, (String) null);
        return Optional.ofNullable(value);
    }

    private static CommandSpec spec() {
        CommandSpec root = CommandSpec.create().name("gatehouse");
        root.usageMessage().description("A self-hosted identity platform that speaks the Amazon Cognito protocol.");
        root.addSubcommand(
                "start",
                command("start", "Serve.")
                        .addOption(text("--port", "PORT", "Port to listen on, 0 for any free one (default 7777)."))
                        .addOption(OptionSpec.builder("--dev")
                                .description("Accept any credentials; on a loopback address only.")
                                .build()));
        root.addSubcommand(
                "env",
                command("env", "Print the exports that point AWS clients at the server.")
                        .addOption(text(
                                "--as",
                                "WHO",
                                "root, the account's own key (default), or admin, a user who may become roles.")));
        root.addSubcommand("backup", file(command("backup", "Write a backup; the server may run.")));
        root.addSubcommand(
                "restore", file(command("restore", "Replace the store by a backup; stop the server first.")));
        root.addSubcommand("rotate-key", command("rotate-key", "Make a new master key and seal everything anew."));
        root.addSubcommand(
                "rotate-signing-keys",
                command("rotate-signing-keys", "Give a user pool new signing keys.")
                        .addPositional(positional("POOL", "The user pool id.")));
        root.addSubcommand(
                "import-log",
                command("import-log", "Print what a CSV import left out and why; the server may run.")
                        .addPositional(positional("JOB", "The import job id.")));
        root.addSubcommand(
                "export",
                command("export", "Write one user pool with everything needed to move it; the server may run.")
                        .addPositional(positional("POOL", "The user pool id."))
                        .addPositional(positional("FILE", "The export.", 1))
                        .addOption(key())
                        .addOption(OptionSpec.builder("--signing-keys")
                                .description("With its signing keys, so that tokens issued before still verify.")
                                .build()));
        root.addSubcommand(
                "import-pool",
                command("import-pool", "Read what export wrote, all or nothing; the server may run.")
                        .addPositional(positional("FILE", "The export."))
                        .addOption(key()));
        root.addSubcommand("explain", explain());
        root.addSubcommand(
                "version", CommandSpec.create().name("version").usageMessage(describe("Print the version.")));
        root.addSubcommand("help", CommandSpec.create().name("help").usageMessage(describe("Print this.")));
        CommandSpec train = CommandSpec.create().name("train");
        train.usageMessage().hidden(true);
        root.addSubcommand("train", train);
        return root;
    }

    private static CommandSpec explain() {
        return command("explain", "Say why a caller may or may not do something; the server may run.")
                .addPositional(positional("ACTION", "Such as cognito-idp:AdminGetUser."))
                .addPositional(positional("RESOURCE", "An ARN, or '*'.", 1))
                .addOption(OptionSpec.builder("--as")
                        .paramLabel("ARN")
                        .description("The user, role or role session.")
                        .type(String.class)
                        .required(true)
                        .build())
                .addOption(OptionSpec.builder("--context")
                        .paramLabel("KEY=VALUE")
                        .description("A condition key of the request, such as aws:SourceIp=192.0.2.1; repeatable.")
                        .type(String[].class)
                        .arity("1")
                        .build());
    }

    private static CommandSpec command(String name, String description) {
        return CommandSpec.create()
                .name(name)
                .usageMessage(describe(description))
                .addOption(text("--data", "FOLDER", "Where everything is kept (default ./data)."))
                .addOption(text("--config", "FILE", "Settings as YAML; GATEHOUSE_* variables override them."))
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Print this.")
                        .build());
    }

    private static CommandLine.Model.UsageMessageSpec describe(String description) {
        return new CommandLine.Model.UsageMessageSpec().description(description);
    }

    private static CommandSpec file(CommandSpec command) {
        return command.addPositional(positional("FILE", "The backup."));
    }

    private static OptionSpec key() {
        return OptionSpec.builder("--key")
                .paramLabel("KEYFILE")
                .description("Base64 of 32 bytes in a file of mode 600 (head -c 32 /dev/urandom | base64).")
                .type(String.class)
                .required(true)
                .build();
    }

    private static PositionalParamSpec positional(String label, String description) {
        return positional(label, description, 0);
    }

    private static PositionalParamSpec positional(String label, String description, int index) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .description(description)
                .type(String.class)
                .index(Integer.toString(index))
                .arity("1")
                .required(true)
                .build();
    }

    private static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .description(description)
                .type(String.class)
                .build();
    }
}
