package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Choice-based sign-in and sign-up without a password, by Amplify.
class ChoiceClientsTest {

    /// A pool that offers every first factor but passkeys, and the people the script expects.
    private static Map<String, String> people() {
        TestPool pool = TestPool.create(settings -> settings.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .policies(policies -> policies.signInPolicy(allowed -> allowed.allowedFirstAuthFactors(
                        AuthFactorType.PASSWORD, AuthFactorType.EMAIL_OTP, AuthFactorType.SMS_OTP))));
        TestClient client = pool.client(settings -> settings.explicitAuthFlows(
                ExplicitAuthFlowsType.ALLOW_USER_AUTH, ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH));
        Map<String, String> mailed = Map.of("email", Names.email(), "email_verified", "true");
        Map<String, String> both = new HashMap<>(mailed);
        both.putAll(Map.of("phone_number", Names.phone(), "phone_number_verified", "true"));
        Map<String, String> other = Map.of("email", Names.email(), "email_verified", "true");
        return Map.of(
                "ENDPOINT", pool.server().url().toString(),
                "POOL", pool.id(),
                "CLIENT", client.id(),
                "USER", pool.user(Names.unique("user"), both),
                "EMAIL", both.get("email"),
                "PHONE", both.get("phone_number"),
                "PHONELESS", pool.user(Names.unique("user"), other));
    }

    @Test
    void amplify() {
        assertThat(Node.scenarios(people(), "amplify-choice.mjs")).hasSize(7);
    }
}
