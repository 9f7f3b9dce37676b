package dev.gatehouse.server.signin;

import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.pure.srp.ServerKey;
import dev.gatehouse.server.attempts.Attempt;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.users.SrpCredential;
import java.util.Optional;

/// Answers the client's half of an SRP exchange with ours, in whichever flow it comes.
final class SrpStart {
    private static final int PRIVATE_BYTES = 32;

    private final Claimants claimants;
    private final Challenges challenges;
    private final Chance chance;

    SrpStart(Claimants claimants, Challenges challenges, Chance chance) {
        this.claimants = claimants;
        this.challenges = challenges;
        this.chance = chance;
    }

    /// The client's key.
    ///
    /// @throws dev.gatehouse.model.cognitoidp.InvalidParameterException when it is absent or no key
    static ClientKey key(Parameters given) {
        return ClientKey.parse(given.require("SRP_A")).orElseThrow(Refusals::badSrpKey);
    }

    /// PASSWORD_VERIFIER, for users and stand-ins alike.
    ///
    /// @param deviceKey the device the user says they sign in from
    Reply.Asked ask(Attempt attempt, Claimants.Claim claim, ClientKey clientKey, Optional<String> deviceKey) {
        SrpCredential credential = claimants.credential(claim);
        ServerKey serverKey = ServerKey.begin(credential.verifier(), chance.bytes(PRIVATE_BYTES));
        return challenges.passwordVerifier(
                attempt,
                credential,
                new Flow.AwaitingSrpProof(claim.claimant(), new SrpExchange(clientKey, serverKey), deviceKey));
    }
}
