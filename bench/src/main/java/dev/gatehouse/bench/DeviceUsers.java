package dev.gatehouse.bench;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.srp.Salt;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.Verifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Users who each have a remembered device, in a pool of their own that tracks devices.
///
/// @param owners the users and their devices
record DeviceUsers(PoolId pool, ClientId client, List<Owner> owners) {
    static final int MANY = 200;

    /// What the devices prove themselves by.
    static final String SECRET = "a-secret-that-never-leaves-the-device-40";

    private static final Salt SALT = Salt.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});

    /// A user and the device they sign in from.
    ///
    /// @param device its group key and key
    record Owner(String username, SrpIdentity device) {
        String key() {
            return device.name();
        }
    }

    /// Signs each user of a filled pool in and confirms the device they are given, as an app does.
    static DeviceUsers confirm(Api api, PoolId pool, ClientId client, Population population) throws IOException {
        List<Owner> owners = new ArrayList<>();
        for (String username : population.signIns()) {
            Connection.Answer tokens = api.password(client, username);
            var device = new SrpIdentity(tokens.text("DeviceGroupKey"), tokens.text("DeviceKey"));
            confirm(api, tokens.text("AccessToken"), device);
            owners.add(new Owner(username, device));
        }
        return new DeviceUsers(pool, client, owners);
    }

    private static void confirm(Api api, String accessToken, SrpIdentity device) throws IOException {
        byte[] verifier = Verifier.compute(device, SECRET, SALT).padded();
        var _ = api.unsigned(
                "ConfirmDevice", """
                {"AccessToken":"%s","DeviceKey":"%s",\
                "DeviceSecretVerifierConfig":{"PasswordVerifier":"%s","Salt":"%s"}}""".formatted(accessToken, device.name(), base64(verifier), base64(SALT.padded())));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
