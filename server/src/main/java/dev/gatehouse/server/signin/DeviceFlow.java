package dev.gatehouse.server.signin;

import dev.gatehouse.server.mfa.SecondFactor;
import dev.gatehouse.server.signin.Flow.Admit;
import dev.gatehouse.server.signin.Flow.Ask;
import dev.gatehouse.server.signin.Flow.AwaitingDeviceProof;
import dev.gatehouse.server.signin.Flow.AwaitingDeviceStart;
import dev.gatehouse.server.signin.Flow.Facts;
import dev.gatehouse.server.signin.Flow.Reason;
import dev.gatehouse.server.signin.Flow.Refuse;
import dev.gatehouse.server.signin.Flow.Verdict;
import java.util.Optional;

/// The part of {@link Flow} that decides about devices. Pure.
///
/// A device never stands in for the first factor. It comes last, and instead of the second factor only when it is
/// remembered and the pool says so.
final class DeviceFlow {
    private DeviceFlow() {}

    /// What comes before the second factor is looked at: a proof that replaces it, or a refusal.
    static Optional<Verdict> insteadOfFactor(Facts facts) {
        return switch (facts.device()) {
            case GivenDevice.None _ -> Optional.empty();
            case GivenDevice.Unknown _ -> Optional.of(new Refuse(Reason.UNKNOWN_DEVICE));
            case GivenDevice.Known known ->
                known.replaces(facts.next())
                        ? Optional.of(new Ask(new Flow.ProveDevice(known.key(), false)))
                        : Optional.empty();
        };
    }

    /// What comes when every factor is proven: tokens, or the proof of the device they are to name.
    static Verdict afterFactors(Facts facts) {
        return switch (facts.device()) {
            case GivenDevice.None _ -> new Admit();
            case GivenDevice.Unknown _ -> new Refuse(Reason.UNKNOWN_DEVICE);
            case GivenDevice.Known known -> new Ask(new Flow.ProveDevice(known.key(), true));
        };
    }

    /// The verdict on DEVICE_SRP_AUTH. The user is looked at already.
    static Verdict afterStart(AwaitingDeviceStart state, Flow.DeviceStart answer, Facts facts) {
        return refusal(state.key(), state.factorProven(), facts)
                .orElseGet(() -> new Ask(new Flow.VerifyDevice(state.key(), state.factorProven(), answer.clientKey())));
    }

    /// The verdict on DEVICE_PASSWORD_VERIFIER. The user is looked at already.
    static Verdict afterProof(AwaitingDeviceProof state, boolean holds, Facts facts) {
        return refusal(state.key(), state.factorProven(), facts)
                .orElseGet(() -> holds ? new Admit() : new Refuse(Reason.WRONG_DEVICE_PROOF));
    }

    /// The device may have been forgotten since it was asked, or no longer stand in for the factor that was left out.
    private static Optional<Verdict> refusal(String key, boolean factorProven, Facts facts) {
        if (!(facts.device() instanceof GivenDevice.Known known)) {
            return Optional.of(new Refuse(Reason.UNKNOWN_DEVICE));
        }
        boolean enough = factorProven || known.replaces(facts.next());
        return known.key().equals(key) && enough ? Optional.empty() : Optional.of(new Refuse(Reason.WRONG_STATE));
    }

    /// Whether the proof of a device stands in for a second factor in this attempt.
    static boolean standsIn(AwaitingDeviceProof state, Facts facts) {
        return !state.factorProven() && !(facts.next() instanceof SecondFactor.None);
    }
}
