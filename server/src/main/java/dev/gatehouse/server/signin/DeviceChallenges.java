package dev.gatehouse.server.signin;

import dev.gatehouse.model.cognitoidp.ChallengeNameType;
import dev.gatehouse.pure.srp.ServerKey;
import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.devices.Devices;
import dev.gatehouse.server.seal.Chance;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER in words.
final class DeviceChallenges {
    private static final int SRP_PRIVATE_BYTES = 32;

    private final Attempts attempts;
    private final Devices devices;
    private final Chance chance;

    DeviceChallenges(Attempts attempts, Devices devices, Chance chance) {
        this.attempts = attempts;
        this.devices = devices;
        this.chance = chance;
    }

    Reply.Asked start(Challenges.Asked asked, Flow.ProveDevice challenge) {
        Flow.State state = new Flow.AwaitingDeviceStart(asked.progress(), challenge.key(), challenge.factorProven());
        String session = attempts.session(asked.attempt(), States.write(state));
        return new Reply.Asked(ChallengeNameType.DEVICE_SRP_AUTH, Map.of(), session);
    }

    /// Its state travels in the secret block; there is no session.
    Reply.Asked verifier(Challenges.Asked asked, Flow.VerifyDevice challenge) {
        Devices.Credential credential = devices.credential(asked.pool(), asked.user(), challenge.key())
                .orElseThrow(() -> Refusals.of(Flow.Reason.UNKNOWN_DEVICE, true));
        ServerKey serverKey = ServerKey.begin(credential.verifier(), chance.bytes(SRP_PRIVATE_BYTES));
        Flow.State state = new Flow.AwaitingDeviceProof(
                asked.progress(),
                challenge.key(),
                challenge.factorProven(),
                new SrpExchange(challenge.clientKey(), serverKey));
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("DEVICE_KEY", challenge.key());
        parameters.put("SALT", credential.salt().hex());
        parameters.put(
                "SECRET_BLOCK",
                Base64.getEncoder().encodeToString(attempts.secretBlock(asked.attempt(), States.write(state))));
        parameters.put("SRP_B", serverKey.hex());
        parameters.put("USERNAME", asked.user().username());
        return new Reply.Asked(ChallengeNameType.DEVICE_PASSWORD_VERIFIER, parameters, null);
    }
}
