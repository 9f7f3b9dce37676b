package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// The scripts of `js/`, run by Node: the SRP clients and the token verifier applications really use.
class JavaScriptClientsTest {
    private static final Path FOLDER = Path.of(System.getProperty("gatehouse.js", "js"));

    /// Installs what the lock file names, unless that is done.
    @BeforeAll
    static void install() throws IOException {
        Path installed = FOLDER.resolve("node_modules/.package-lock.json");
        Path wanted = FOLDER.resolve("package-lock.json");
        boolean fresh = Files.exists(installed)
                && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) >= 0;
        if (!fresh) {
            run(Map.of(), "npm", "ci", "--no-audit", "--no-fund");
        }
    }

    /// What a command prints, which must succeed.
    static String run(Map<String, String> environment, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as("%s%n%s", List.of(command), printed)
                    .isZero();
            return printed;
        } catch (IOException missing) {
            return fail("cannot run " + command[0] + ": install Node.js 20 or newer with npm", missing);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// A pool with the people the sign-in scripts expect.
    private static Map<String, String> people() {
        TestPool pool = TestPool.verifyingEmail();
        String invited = Names.unique("invited");
        pool.invited(invited, Map.of());
        String forgetful = Names.unique("forgetful");
        pool.user(forgetful, Map.of("email", forgetful + "@example.com", "email_verified", "true"));
        return Map.of(
                "ENDPOINT", pool.server().url().toString(),
                "POOL", pool.id(),
                "CLIENT", pool.client().id(),
                "DISCREET_CLIENT",
                        pool.client(settings -> settings.preventUserExistenceErrors("ENABLED"))
                                .id(),
                "USER", pool.user(),
                "INVITED", invited,
                "FORGETFUL", forgetful);
    }

    @Test
    void amazonCognitoIdentityJs() {
        assertThat(run(people(), "node", "identity-js.mjs").lines())
                .filteredOn(line -> line.startsWith("ok "))
                .hasSize(6);
    }

    @Test
    void amplify() {
        assertThat(run(people(), "node", "amplify.mjs").lines())
                .filteredOn(line -> line.startsWith("ok "))
                .hasSize(6);
    }

    /// A pool where second factors are optional and one where they are required, and the people the scripts expect.
    private static Map<String, String> peopleWithFactors() {
        SecondFactors optional = SecondFactors.pool(
                UserPoolMfaType.OPTIONAL,
                ChallengeNameType.SMS_MFA,
                ChallengeNameType.SOFTWARE_TOKEN_MFA,
                ChallengeNameType.EMAIL_OTP);
        SecondFactors required = SecondFactors.pool(
                UserPoolMfaType.ON, ChallengeNameType.SOFTWARE_TOKEN_MFA, ChallengeNameType.EMAIL_OTP);
        Map<String, String> people = new HashMap<>(Map.of(
                "ENDPOINT", Gatehouse.shared().url().toString(),
                "POOL", optional.pool().id(),
                "CLIENT", optional.client().id(),
                "REQUIRED_POOL", required.pool().id(),
                "REQUIRED_CLIENT", required.client().id()));
        for (String who : List.of("APP", "TEXTED", "MAILED", "CHOOSING", "OLD_APP", "OLD_TEXTED")) {
            SecondFactors.Person person = optional.person();
            people.put(who, person.name());
            people.put(who + "_PHONE", person.phone());
        }
        for (String who : List.of("NEWCOMER", "ADDRESSLESS", "OLD_NEWCOMER")) {
            people.put(who, required.person(null, null).name());
        }
        return people;
    }

    @Test
    void amazonCognitoIdentityJsWithSecondFactors() {
        assertThat(run(peopleWithFactors(), "node", "identity-mfa.mjs").lines())
                .filteredOn(line -> line.startsWith("ok "))
                .hasSize(3);
    }

    @Test
    void amplifyWithSecondFactors() {
        assertThat(run(peopleWithFactors(), "node", "amplify-mfa.mjs").lines())
                .filteredOn(line -> line.startsWith("ok "))
                .hasSize(6);
    }

    @Test
    void amplifyWithCustomChallenges() {
        TestPool pool = CustomAuthTest.pool();
        Map<String, String> environment = Map.of(
                "ENDPOINT", pool.server().url().toString(),
                "POOL", pool.id(),
                "CLIENT", CustomAuthTest.client(pool).id(),
                "USER", pool.user());
        assertThat(run(environment, "node", "amplify-custom.mjs").lines())
                .filteredOn(line -> line.startsWith("ok "))
                .hasSize(4);
    }

    /// Where Chromium is: `CHROMIUM`, as the test command sets it, else where Linux distributions put it.
    private static String chromium() {
        return Stream.of(
                        System.getenv().getOrDefault("CHROMIUM", ""),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(file -> !file.isEmpty() && Files.isExecutable(Path.of(file)))
                .findFirst()
                .orElseGet(() -> fail("cannot find Chromium: install it (Debian: apt-get install chromium) or set"
                        + " CHROMIUM to its path"));
    }

    /// The relying party of a pool that names none is the host of the server: this machine.
    @Test
    void passkeysInChromium() {
        TestPool pool = TestPool.create(settings -> settings.policies(policies -> policies.signInPolicy(
                policy -> policy.allowedFirstAuthFactors(AuthFactorType.PASSWORD, AuthFactorType.WEB_AUTHN))));
        String user = pool.user();
        TestClient client = pool.client(settings -> settings.explicitAuthFlows(
                ExplicitAuthFlowsType.ALLOW_USER_AUTH, ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH));
        Map<String, String> environment = Map.of(
                "ENDPOINT", pool.server().url().toString(),
                "POOL", pool.id(),
                "CLIENT", client.id(),
                "USER", user,
                "ACCESS_TOKEN", client.signIn(user).accessToken(),
                "CHROMIUM", chromium());
        assertThat(run(environment, "node", "passkey.mjs").lines())
                .filteredOn(line -> line.startsWith("ok "))
                .hasSize(5);
    }

    private static String verify(Gatehouse server, String issuer) {
        TestPool pool = TestPool.create(server, settings -> {});
        TestClient client = pool.client();
        AuthenticationResultType tokens = client.signIn(pool.user());
        Map<String, String> environment =
                new HashMap<>(Map.of("ENDPOINT", server.url().toString(), "POOL", pool.id()));
        environment.put("CLIENT", client.id());
        environment.put("ID_TOKEN", tokens.idToken());
        environment.put("ACCESS_TOKEN", tokens.accessToken());
        environment.put("ISSUER", issuer);
        return run(environment, "node", "jwt-verify.mjs");
    }

    @Test
    void jwtVerifierWithOurIssuer() {
        assertThat(verify(Gatehouse.shared(), "own").lines()).hasSize(4);
    }

    @Test
    void cognitoJwtVerifierWithTheOriginalsIssuer() {
        assertThat(verify(Gatehouse.shared("issuer: aws"), "aws").lines()).hasSize(6);
    }
}
