package dev.gatehouse.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.config.RootKey;
import dev.gatehouse.server.config.SecretText;
import dev.gatehouse.server.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CliTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> done = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void optionsBecomeSettings() {
        assertThat(run("start", "--port", "8000", "--data", "/d", "--dev")).isZero();
        assertThat(done).containsExactly("start 8000 /d dev=true");
    }

    @Test
    void optionsWinOverTheConfigFile() throws IOException {
        Path file = Files.writeString(folder.resolve("g.yaml"), "port: 1\ndataFolder: /from-file\n");

        assertThat(run("start", "--config", file.toString(), "--port", "2")).isZero();
        assertThat(done).containsExactly("start 2 /from-file dev=false");
    }

    @Test
    void commandsGetTheirArgument() {
        run("backup", "b.db");
        run("restore", "b.db");
        run("rotate-key");
        run("rotate-signing-keys", "us-east-1_a");

        assertThat(done).containsExactly("backup b.db", "restore b.db", "rotate-key", "rotate us-east-1_a");
    }

    @Test
    void envPrintsTheExports() throws IOException {
        new RootKey("AKIA1", new SecretText("a'b"), "eu-west-1", "http://localhost:7777").save(folder);

        assertThat(run("env", "--data", folder.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                export AWS_ENDPOINT_URL='http://localhost:7777'
                export AWS_REGION='eu-west-1'
                export AWS_DEFAULT_REGION='eu-west-1'
                export AWS_ACCESS_KEY_ID='AKIA1'
                export AWS_SECRET_ACCESS_KEY='a'\\''b'
                unset AWS_SESSION_TOKEN AWS_PROFILE
                """);
    }

    @Test
    void envAsAdminPrintsTheUsersKey() throws IOException {
        new RootKey("AKIA1", new SecretText("one"), "eu-west-1", "http://localhost:7777").save(folder);
        assertThat(run("env", "--data", folder.toString(), "--as", "admin")).isEqualTo(Cli.FAILED);
        new RootKey("AKIA2", new SecretText("two"), "eu-west-1", "http://localhost:7777")
                .saveTo(RootKey.adminFile(folder));

        assertThat(run("env", "--data", folder.toString(), "--as", "admin")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("export AWS_ACCESS_KEY_ID='AKIA2'")
                .doesNotContain("AKIA1");
        assertThat(run("env", "--data", folder.toString(), "--as", "nobody")).isEqualTo(Cli.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("gatehouse: --as must be root or admin\n");
    }

    @Test
    void explainAsksOneQuestion() {
        assertThat(run("explain", "--as", "arn:u", "s3:GetObject", "arn:o", "--context", "a=1=2", "--context", "b="))
                .isZero();
        assertThat(done)
                .containsExactly("explain Question[caller=arn:u, action=s3:GetObject, resource=arn:o, context="
                        + "{a=1=2, b=}]");
        assertThat(run("explain", "s3:GetObject", "arn:o")).isEqualTo(Cli.USAGE);
        assertThat(run("explain", "--as", "arn:u", "s3:GetObject")).isEqualTo(Cli.USAGE);
        assertThat(run("explain", "--as", "arn:u", "s3:GetObject", "arn:o", "--context", "=x"))
                .isEqualTo(Cli.FAILED);
    }

    @Test
    void aPoolMovesWithAKey() {
        assertThat(run("export", "eu-west-1_x", "pool.sealed", "--key", "move.key"))
                .isZero();
        assertThat(run("export", "eu-west-1_x", "pool.sealed", "--key", "move.key", "--signing-keys"))
                .isZero();
        assertThat(run("import-pool", "pool.sealed", "--key", "move.key")).isZero();
        assertThat(done)
                .containsExactly(
                        "export eu-west-1_x pool.sealed move.key false",
                        "export eu-west-1_x pool.sealed move.key true",
                        "import-pool pool.sealed move.key");
        assertThat(run("export", "eu-west-1_x", "pool.sealed")).isEqualTo(Cli.USAGE);
        assertThat(run("export", "eu-west-1_x", "--key", "move.key")).isEqualTo(Cli.USAGE);
    }

    @Test
    void theImportLogGoesToStandardOutput() {
        assertThat(run("import-log", "import-0123456789")).isZero();
        assertThat(done).containsExactly("import-log import-0123456789");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("[FAILED] Line Number 2 - Why.\n");
    }

    @Test
    void envBeforeTheFirstStartSaysWhatToDo() {
        assertThat(run("env", "--data", folder.toString())).isEqualTo(Cli.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("gatehouse: " + folder
                        + "/credentials does not exist: start the server once with this data folder\n");
    }

    @Test
    void whatMakesNoSenseIsOneLineAndAHint() {
        assertThat(run("start", "--prot", "1")).isEqualTo(Cli.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("gatehouse: Unknown option")
                .hasLineCount(2);
        assertThat(run("begin")).isEqualTo(Cli.USAGE);
        assertThat(run("backup")).isEqualTo(Cli.USAGE);
    }

    @Test
    void aWrongSettingIsOneLine() {
        assertThat(run("start", "--port", "many")).isEqualTo(Cli.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("gatehouse: command line: port must be a whole number\n");
    }

    @Test
    void versionAndHelp() {
        assertThat(run("version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("gatehouse 1.2.3\n");
        assertThat(run("help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("rotate-signing-keys")
                .doesNotContain("train");
    }

    private int run(String... arguments) {
        return new Cli(Map.of(), print(out), print(err), "1.2.3", new Recorded()).run(arguments);
    }

    private static PrintStream print(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }

    private final class Recorded implements Commands {
        @Override
        public void start(Settings settings) {
            done.add("start " + settings.port() + " " + settings.dataFolder() + " dev=" + settings.dev());
        }

        @Override
        public void train() {
            done.add("train");
        }

        @Override
        public void backup(Settings settings, Path file) {
            done.add("backup " + file);
        }

        @Override
        public void restore(Settings settings, Path file) {
            done.add("restore " + file);
        }

        @Override
        public void rotateKey(Settings settings) {
            done.add("rotate-key");
        }

        @Override
        public void importLog(Settings settings, String jobId, Consumer<String> out) {
            done.add("import-log " + jobId);
            out.accept("[FAILED] Line Number 2 - Why.");
        }

        @Override
        public void export(Settings settings, String poolId, Path file, Path keyFile, boolean signingKeys) {
            done.add("export " + poolId + " " + file + " " + keyFile + " " + signingKeys);
        }

        @Override
        public void importPool(Settings settings, Path file, Path keyFile) {
            done.add("import-pool " + file + " " + keyFile);
        }

        @Override
        public void explain(Settings settings, Question question, Consumer<String> out) {
            done.add("explain " + question);
        }

        @Override
        public void rotateSigningKeys(Settings settings, String poolId) {
            done.add("rotate " + poolId);
        }
    }
}
