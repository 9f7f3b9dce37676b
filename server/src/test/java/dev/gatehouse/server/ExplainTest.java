package dev.gatehouse.server;

import static dev.gatehouse.server.AccountWorld.ACCOUNT;
import static dev.gatehouse.server.AccountWorld.allow;
import static dev.gatehouse.server.AccountWorld.roleArn;
import static dev.gatehouse.server.AccountWorld.trusts;
import static dev.gatehouse.server.AccountWorld.userArn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.cli.CommandFailure;
import dev.gatehouse.server.cli.Commands.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `gatehouse explain` names the statement that decides.
final class ExplainTest {
    @TempDir
    private Path folder;

    private AccountWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new AccountWorld(folder);
        world.user("ann");
        world.role("app", trusts(userArn("ann")));
        world.userPolicy(
                "ann",
                "own",
                allow("s3:*", "*"),
                "{'Sid':'Safe','Effect':'Deny','Action':'s3:Delete*','Resource':'*','Condition':{'StringEquals':"
                        + "{'aws:SourceIp':'192.0.2.9'}}}");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whoMayWhat() {
        assertThat(explain(userArn("ann"), "s3:DeleteObject", Map.of()))
                .containsExactly("allowed by statement 1 of own");
        assertThat(explain(userArn("ann"), "s3:DeleteObject", Map.of("aws:SourceIp", "192.0.2.9")))
                .containsExactly(
                        "denied by statement 2 (Safe) of own",
                        "User: " + userArn("ann") + " is not authorized to perform: s3:DeleteObject on resource:"
                                + " arn:aws:s3:::b/x with an explicit deny in an identity-based policy");
        assertThat(explain(roleArn("app"), "s3:GetObject", Map.of()).getFirst())
                .isEqualTo("denied: no identity-based policy allows it");
        assertThat(explain("arn:aws:sts::" + ACCOUNT + ":assumed-role/app/x", "s3:GetObject", Map.of())
                        .getLast())
                .startsWith("User: arn:aws:sts::" + ACCOUNT + ":assumed-role/app/x is not authorized");
        assertThat(explain("arn:aws:iam::" + ACCOUNT + ":root", "s3:GetObject", Map.of())
                        .getFirst())
                .startsWith("allowed");
    }

    @Test
    void nobodyHasThatName() {
        for (String arn : List.of(userArn("bob"), userArn("p/ann"), "ann", "arn:aws:s3:::b")) {
            assertThatThrownBy(() -> explain(arn, "s3:GetObject", Map.of()))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessage("there is no user, role or role session " + arn);
        }
    }

    private List<String> explain(String caller, String action, Map<String, String> context) {
        List<String> lines = new ArrayList<>();
        world.explaining().explain(new Question(caller, action, "arn:aws:s3:::b/x", context), lines::add);
        return lines;
    }
}
