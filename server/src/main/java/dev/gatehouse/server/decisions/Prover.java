package dev.gatehouse.server.decisions;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.pure.sigv4.Claim;
import dev.gatehouse.pure.sigv4.Relayed;
import dev.gatehouse.pure.sigv4.RelayedCheck;
import dev.gatehouse.pure.sigv4.SigV4;
import dev.gatehouse.pure.sigv4.SignableRequest;
import dev.gatehouse.pure.sigv4.Verdict;
import dev.gatehouse.server.access.KeyRing;
import java.time.Instant;

/// Proves who signed a request.
final class Prover {
    private final KeyRing keys;

    Prover(KeyRing keys) {
        this.keys = keys;
    }

    /// What came of it.
    sealed interface Proof {
        /// The caller signed it.
        record Good(Caller.Known caller) implements Proof {}

        /// Nobody is known to have.
        record Bad(Answer.Unproven why) implements Proof {}
    }

    Proof prove(SignableRequest request, Relayed rules, Instant now) {
        return switch (SigV4.read(request)) {
            case Claim.Missing _ -> bad("MissingAuthenticationToken", "Request is missing Authentication Token");
            case Claim.Incomplete(String text) -> bad("IncompleteSignature", text);
            case Claim.Parsed claim -> prove(request, claim, rules, now);
        };
    }

    private Proof prove(SignableRequest request, Claim.Parsed claim, Relayed rules, Instant now) {
        return switch (keys.find(claim.accessKeyId(), claim.sessionToken())) {
            case KeyRing.Found.Unknown _ ->
                bad("InvalidClientTokenId", "The security token included in the request is invalid.");
            case KeyRing.Found.Expired _ ->
                bad("ExpiredToken", "The security token included in the request is expired");
            case KeyRing.Found.Good(var secret, var caller) -> {
                byte[] key = SigV4.signingKey(secret.reveal(), claim.scope());
                yield judged(RelayedCheck.check(request, claim, key, now, rules), caller);
            }
        };
    }

    private static Proof judged(Verdict verdict, Caller.Known caller) {
        return switch (verdict) {
            case Verdict.Ok _ -> new Proof.Good(caller);
            case Verdict.BadSignature(String text) -> bad("SignatureDoesNotMatch", text);
            case Verdict.Expired(String text) -> bad("RequestExpired", text);
            case Verdict.NotYetCurrent(String text) -> bad("RequestTimeTooSkewed", text);
        };
    }

    private static Proof bad(String code, String text) {
        return new Proof.Bad(new Answer.Unproven(code, text));
    }
}
