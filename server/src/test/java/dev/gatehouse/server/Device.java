package dev.gatehouse.server;

import dev.gatehouse.model.cognitoidp.DeviceSecretVerifierConfigType;
import dev.gatehouse.model.cognitoidp.NewDeviceMetadataType;
import dev.gatehouse.pure.srp.Salt;
import dev.gatehouse.pure.srp.SrpClient;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.SrpTimestamp;
import dev.gatehouse.pure.srp.Verifier;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// A device as clients keep it: its keys and a secret that never leaves it.
///
/// @param key the device key
/// @param groupKey the group key
/// @param secret what it proves itself by
record Device(String key, String groupKey, String secret) {
    private static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, (byte) 0xf0};

    static Device of(NewDeviceMetadataType metadata) {
        return new Device(metadata.deviceKey(), metadata.deviceGroupKey(), "a secret of " + metadata.deviceKey());
    }

    Device withSecret(String another) {
        return new Device(key, groupKey, another);
    }

    /// What ConfirmDevice wants.
    DeviceSecretVerifierConfigType verifier() {
        Salt salt = Salt.of(SALT);
        byte[] verifier = Verifier.compute(identity(), secret, salt).padded();
        return new DeviceSecretVerifierConfigType(base64(verifier), base64(salt.padded()));
    }

    /// The answer to DEVICE_PASSWORD_VERIFIER.
    Map<String, String> prove(SrpClient srp, Map<String, String> challenge, String username, Instant now) {
        String timestamp = SrpTimestamp.of(now).canonical();
        String signature = srp.sign(
                identity(),
                secret,
                challenge.get("SALT"),
                challenge.get("SRP_B"),
                challenge.get("SECRET_BLOCK"),
                timestamp);
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("USERNAME", username);
        answer.put("PASSWORD_CLAIM_SECRET_BLOCK", challenge.get("SECRET_BLOCK"));
        answer.put("PASSWORD_CLAIM_SIGNATURE", signature);
        answer.put("TIMESTAMP", timestamp);
        answer.put("DEVICE_KEY", key);
        return answer;
    }

    private SrpIdentity identity() {
        return new SrpIdentity(groupKey, key);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
