package dev.gatehouse.conformance;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmDeviceResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NewDeviceMetadataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// A device that remembers its keys and its secret, as SDKs do it; written from the protocol and sharing nothing with
/// the server.
///
/// @param client the app on it
/// @param key the device key
/// @param groupKey the group key
/// @param secret what it proves itself by
record DeviceClient(TestClient client, String key, String groupKey, String secret) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /// A device with a fresh secret.
    static DeviceClient of(TestClient client, NewDeviceMetadataType metadata) {
        byte[] secret = new byte[40];
        RANDOM.nextBytes(secret);
        return new DeviceClient(
                client,
                metadata.deviceKey(),
                metadata.deviceGroupKey(),
                Base64.getEncoder().encodeToString(secret));
    }

    /// Signs a user in with the usual password and confirms the device they get.
    static DeviceClient confirmed(TestClient client, String username) {
        AuthenticationResultType result = client.signIn(username);
        DeviceClient device = of(client, result.newDeviceMetadata());
        device.confirm(result.accessToken());
        return device;
    }

    DeviceClient withSecret(String another) {
        return new DeviceClient(client, key, groupKey, another);
    }

    /// ConfirmDevice.
    ConfirmDeviceResponse confirm(String accessToken) {
        BigInteger salt = new BigInteger(128, RANDOM);
        byte[] identity = SrpClient.sha256((groupKey + key + ":" + secret).getBytes(StandardCharsets.UTF_8));
        BigInteger x = new BigInteger(1, SrpClient.sha256(salt.toByteArray(), identity));
        BigInteger verifier = SrpClient.G.modPow(x, SrpClient.N);
        return client.anonymous()
                .confirmDevice(request -> request.accessToken(accessToken)
                        .deviceKey(key)
                        .deviceName("test")
                        .deviceSecretVerifierConfig(
                                config -> config.salt(base64(salt)).passwordVerifier(base64(verifier))));
    }

    /// Answers DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER.
    RespondToAuthChallengeResponse prove(String username, String session) {
        SrpClient srp = new SrpClient(groupKey);
        return client.respond(
                ChallengeNameType.DEVICE_PASSWORD_VERIFIER, null, proof(srp, start(srp, username, session)));
    }

    /// Answers DEVICE_SRP_AUTH.
    RespondToAuthChallengeResponse start(SrpClient srp, String username, String session) {
        return client.respond(
                ChallengeNameType.DEVICE_SRP_AUTH,
                session,
                Map.of("USERNAME", username, "SRP_A", srp.srpA(), "DEVICE_KEY", key));
    }

    /// The answer to DEVICE_PASSWORD_VERIFIER: that to PASSWORD_VERIFIER with the device in the place of the user.
    Map<String, String> proof(SrpClient srp, RespondToAuthChallengeResponse asked) {
        Map<String, String> challenge = new HashMap<>(asked.challengeParameters());
        challenge.put("USER_ID_FOR_SRP", key);
        return TestClient.with(srp.answer(challenge, secret), "DEVICE_KEY", key);
    }

    private static String base64(BigInteger number) {
        return Base64.getEncoder().encodeToString(number.toByteArray());
    }
}
