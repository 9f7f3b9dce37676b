package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Remembered devices, by Amplify and by amazon-cognito-identity-js.
class DeviceClientsTest {

    /// A pool that remembers devices when the user says so, in place of the second factor; a person for each script.
    private static Map<String, String> people() {
        SecondFactors factors = SecondFactors.pool(
                Gatehouse.shared(),
                settings -> settings.deviceConfiguration(
                        devices -> devices.challengeRequiredOnNewDevice(true).deviceOnlyRememberedOnUserPrompt(true)),
                UserPoolMfaType.OPTIONAL,
                ChallengeNameType.SMS_MFA,
                ChallengeNameType.EMAIL_OTP);
        SecondFactors.Person person = factors.personWith(ChallengeNameType.EMAIL_OTP);
        SecondFactors.Person old = factors.personWith(ChallengeNameType.SMS_MFA);
        return Map.of(
                "ENDPOINT", Gatehouse.shared().url().toString(),
                "POOL", factors.pool().id(),
                "CLIENT", factors.client().id(),
                "USER", person.name(),
                "EMAIL", person.email(),
                "OLD_USER", old.name(),
                "OLD_PHONE", old.phone());
    }

    @Test
    void amplify() {
        assertThat(Node.scenarios(people(), "amplify-devices.mjs")).hasSize(3);
    }

    @Test
    void amazonCognitoIdentityJs() {
        assertThat(Node.scenarios(people(), "identity-devices.mjs")).hasSize(3);
    }
}
