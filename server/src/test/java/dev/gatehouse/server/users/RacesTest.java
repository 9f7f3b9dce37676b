package dev.gatehouse.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.service.ServiceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/// Of several who want one thing at the same time, one gets it.
class RacesTest {
    private static final int RACERS = 4;

    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void open() {
        world = new World(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /// Runs the racers together: `ok` or the error's name of each.
    private static List<String> race(List<Runnable> racers) throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(racers.size());
        List<String> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> running = new ArrayList<>();
            for (Runnable racer : racers) {
                running.add(threads.submit(() -> {
                    start.await();
                    try {
                        racer.run();
                        return "ok";
                    } catch (ServiceException e) {
                        return e.code();
                    }
                }));
            }
            for (Future<String> one : running) {
                outcomes.add(one.get());
            }
        }
        return outcomes;
    }

    @RepeatedTest(5)
    void oneNameGoesToOneSignUp() throws Exception {
        String client = world.newClient(world.newPool(""), "");
        List<Runnable> racers = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            racers.add(() -> world.call(
                    CognitoIdp.SIGN_UP, "{'ClientId':'%s','Username':'nora','Password':'Corr3ct-Horse!'}", client));
        }
        assertThat(race(racers))
                .containsExactlyInAnyOrder(
                        "ok", "UsernameExistsException", "UsernameExistsException", "UsernameExistsException");
    }

    @RepeatedTest(5)
    void oneAddressGoesToOneSignUp() throws Exception {
        String pool = world.newPool("'UsernameAttributes':['email','phone_number']");
        String client = world.newClient(pool, "");
        List<Runnable> racers = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            String name = i % 2 == 0 ? "nora@example.com" : "+451234567" + i;
            racers.add(() -> world.call(
                    CognitoIdp.SIGN_UP,
                    "{'ClientId':'%s','Username':'%s','Password':'Corr3ct-Horse!',"
                            + "'UserAttributes':[{'Name':'email','Value':'nora@example.com'}]}",
                    client,
                    name));
        }
        assertThat(race(racers)).containsOnlyOnce("ok");
    }

    @RepeatedTest(5)
    void oneAliasGoesToOneVerification() throws Exception {
        String pool = world.newPool("'AliasAttributes':['email'],'AutoVerifiedAttributes':['email']");
        String client = world.newClient(pool, "");
        List<Runnable> racers = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            String name = "user" + i;
            world.call(
                    CognitoIdp.SIGN_UP,
                    "{'ClientId':'%s','Username':'%s','Password':'Corr3ct-Horse!',"
                            + "'UserAttributes':[{'Name':'email','Value':'nora@example.com'}]}",
                    client,
                    name);
            String code = world.code();
            racers.add(() -> world.call(
                    CognitoIdp.CONFIRM_SIGN_UP,
                    "{'ClientId':'%s','Username':'%s','ConfirmationCode':'%s'}",
                    client,
                    name,
                    code));
        }
        assertThat(race(racers))
                .containsExactlyInAnyOrder(
                        "ok", "AliasExistsException", "AliasExistsException", "AliasExistsException");
        assertThat(world.users.find(world.pool(pool), "nora@example.com")).isPresent();
    }

    @RepeatedTest(5)
    void oneCodeIsUsedOnce() throws Exception {
        String pool = world.newPool("");
        String client = world.newClient(pool, "");
        world.confirmed(pool, client, "nora", "{'Name':'email','Value':'nora@example.com'}");
        world.call(
                CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES,
                "{'UserPoolId':'%s','Username':'nora','UserAttributes':[{'Name':'email_verified','Value':'true'}]}",
                pool);
        world.call(CognitoIdp.FORGOT_PASSWORD, "{'ClientId':'%s','Username':'nora'}", client);
        String code = world.code();
        List<Runnable> racers = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            String password = "N3w-Horse!" + i;
            racers.add(() -> world.call(
                    CognitoIdp.CONFIRM_FORGOT_PASSWORD,
                    "{'ClientId':'%s','Username':'nora','ConfirmationCode':'%s','Password':'%s'}",
                    client,
                    code,
                    password));
        }
        List<String> outcomes = race(racers);
        assertThat(outcomes)
                .containsExactlyInAnyOrder(
                        "ok", "ExpiredCodeException", "ExpiredCodeException", "ExpiredCodeException");
        User user = world.user(pool, "nora");
        assertThat(world.passwords.matches(user, "N3w-Horse!" + outcomes.indexOf("ok")))
                .isTrue();
    }
}
