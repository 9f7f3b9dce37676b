package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// The scripts of `js/`, run by Node: the SRP clients and the token verifier applications really use.
class JavaScriptClientsTest {
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
        assertThat(Node.scenarios(people(), "identity-js.mjs")).hasSize(6);
    }

    @Test
    void amplify() {
        assertThat(Node.scenarios(people(), "amplify.mjs")).hasSize(6);
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
        assertThat(Node.scenarios(peopleWithFactors(), "identity-mfa.mjs")).hasSize(3);
    }

    @Test
    void amplifyWithSecondFactors() {
        assertThat(Node.scenarios(peopleWithFactors(), "amplify-mfa.mjs")).hasSize(6);
    }

    @Test
    void amplifyWithCustomChallenges() {
        TestPool pool = CustomAuthTest.pool();
        Map<String, String> environment = Map.of(
                "ENDPOINT", pool.server().url().toString(),
                "POOL", pool.id(),
                "CLIENT", CustomAuthTest.client(pool).id(),
                "USER", pool.user());
        assertThat(Node.scenarios(environment, "amplify-custom.mjs")).hasSize(4);
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
        assertThat(Node.scenarios(environment, "passkey.mjs")).hasSize(5);
    }

    private static List<String> verify(Gatehouse server, String issuer) {
        TestPool pool = TestPool.create(server, settings -> {});
        TestClient client = pool.client();
        AuthenticationResultType tokens = client.signIn(pool.user());
        Map<String, String> environment =
                new HashMap<>(Map.of("ENDPOINT", server.url().toString(), "POOL", pool.id()));
        environment.put("CLIENT", client.id());
        environment.put("ID_TOKEN", tokens.idToken());
        environment.put("ACCESS_TOKEN", tokens.accessToken());
        environment.put("ISSUER", issuer);
        return Node.scenarios(environment, "jwt-verify.mjs");
    }

    @Test
    void jwtVerifierWithOurIssuer() {
        assertThat(verify(Gatehouse.shared(), "own")).hasSize(4);
    }

    @Test
    void cognitoJwtVerifierWithTheOriginalsIssuer() {
        assertThat(verify(Gatehouse.shared("issuer: aws"), "aws")).hasSize(6);
    }
}
