package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.WireRequest;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Service;
import dev.gatehouse.pure.sigv4.Claim;
import dev.gatehouse.pure.sigv4.Rules;
import dev.gatehouse.pure.sigv4.SigV4;
import dev.gatehouse.pure.sigv4.SignableRequest;
import dev.gatehouse.pure.sigv4.Verdict;
import java.util.Optional;
import java.util.regex.Pattern;

/// Verifies SigV4 signatures. An operation the model calls unsigned ignores them.
final class SignedCallers implements Callers {
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");

    private final Credentials credentials;

    SignedCallers(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Proven prove(Arrival arrival, Operation<?, ?> operation) {
        if (!operation.signed()) {
            return new Proven(new Caller.Anonymous(), Optional.empty());
        }
        Service service = operation.service();
        SignableRequest request = signable(arrival.http());
        return switch (SigV4.read(request)) {
            case Claim.Missing missing -> throw CommonErrors.noSignature(service.protocol());
            case Claim.Incomplete(String text) -> throw CommonErrors.brokenSignature(service.protocol(), text);
            case Claim.Parsed claim -> check(request, claim, arrival, service);
        };
    }

    private Proven check(SignableRequest request, Claim.Parsed claim, Arrival arrival, Service service) {
        Service.Protocol protocol = service.protocol();
        if (!REGION.matcher(claim.scope().region()).matches()) {
            throw CommonErrors.brokenSignature(protocol, "Credential should be scoped to a valid region.");
        }
        Credentials.Lookup.Known known = switch (credentials.find(claim.accessKeyId(), claim.sessionToken())) {
            case Credentials.Lookup.Known found -> found;
            case Credentials.Lookup.Unknown nobody -> throw CommonErrors.unknownKey(protocol);
            case Credentials.Lookup.Expired over -> throw CommonErrors.expiredSession(protocol);
        };
        byte[] signingKey = SigV4.signingKey(known.secretAccessKey(), claim.scope());
        Rules rules = Rules.of(service.signingName());
        return switch (SigV4.check(request, claim, signingKey, arrival.at(), rules)) {
            case Verdict.Ok ok ->
                new Proven(known.caller(), Optional.of(claim.scope().region()));
            case Verdict.BadSignature(String text) -> throw CommonErrors.badSignature(protocol, text);
            case Verdict.Expired(String text) -> throw CommonErrors.badSignature(protocol, text);
            case Verdict.NotYetCurrent(String text) -> throw CommonErrors.badSignature(protocol, text);
        };
    }

    private static SignableRequest signable(WireRequest http) {
        return new SignableRequest(http.method(), http.path(), http.query(), http.headers(), http.body());
    }
}
