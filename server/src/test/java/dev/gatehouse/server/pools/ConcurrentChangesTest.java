package dev.gatehouse.server.pools;

import static dev.gatehouse.model.cognitoidp.CognitoIdp.ADD_USER_POOL_CLIENT_SECRET;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.CREATE_GROUP;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.LIST_TAGS_FOR_RESOURCE;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.TAG_RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.service.ServiceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentChangesTest {
    private static final int CALLERS = 6;

    @TempDir
    Path folder;

    private Platform platform;
    private String pool;

    @BeforeEach
    void start() {
        platform = new Platform(folder);
        pool = platform.newPool("");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void noChangeOfSettingsIsLost() throws Exception {
        String arn = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/" + pool;

        List<String> refusals =
                atOnce(i -> () -> platform.call(TAG_RESOURCE, "{'ResourceArn':'%s','Tags':{'t%d':''}}", arn, i));

        assertThat(refusals).isEmpty();
        assertThat(platform.call(LIST_TAGS_FOR_RESOURCE, "{'ResourceArn':'%s'}", arn)
                        .tags())
                .hasSize(CALLERS);
    }

    @Test
    void oneGroupOfANameIsMade() throws Exception {
        List<String> refusals =
                atOnce(i -> () -> platform.call(CREATE_GROUP, "{'UserPoolId':'%s','GroupName':'admin'}", pool));

        assertThat(refusals).hasSize(CALLERS - 1).containsOnly("GroupExistsException");
    }

    @Test
    void oneSecondSecretIsAdded() throws Exception {
        String client = platform.newClient(pool, "'GenerateSecret':true");

        List<String> refusals = atOnce(i ->
                () -> platform.call(ADD_USER_POOL_CLIENT_SECRET, "{'UserPoolId':'%s','ClientId':'%s'}", pool, client));

        assertThat(refusals).hasSize(CALLERS - 1).containsOnly("LimitExceededException");
    }

    /// Runs the calls at the same time; the codes of those refused.
    private static List<String> atOnce(IntFunction<Callable<Object>> call) throws Exception {
        List<String> refusals = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<Object>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(threads.submit(call.apply(i)));
            }
            for (Future<Object> one : running) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    refusals.add(((ServiceException) e.getCause()).code());
                }
            }
        }
        return refusals;
    }
}
