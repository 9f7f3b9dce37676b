package dev.gatehouse.server.decisions;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.pure.aws.DynamoRequest;
import dev.gatehouse.pure.aws.DynamoRequests;
import dev.gatehouse.pure.aws.Node;
import dev.gatehouse.pure.aws.Reading;
import dev.gatehouse.pure.aws.S3Request;
import dev.gatehouse.pure.aws.S3Requests;
import dev.gatehouse.pure.aws.Want;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.policy.Decision;
import dev.gatehouse.pure.sigv4.Relayed;
import dev.gatehouse.server.access.Access;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Decides whether another service's request may pass: proven, understood, allowed.
final class Decider {
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final Access access;
    private final Prover prover;
    private final Behind behind;

    Decider(Access access, Prover prover, Behind behind) {
        this.access = access;
        this.prover = prover;
        this.behind = behind;
    }

    Answer answer(Ask ask, Instant now) {
        Relayed rules = new Relayed(ask.service(), behind.region(), SKEW, ask.objects(), ask.payload());
        return switch (prover.prove(ask.signable(), rules, now)) {
            case Prover.Proof.Bad(Answer.Unproven why) -> why;
            case Prover.Proof.Good(Caller.Known caller) ->
                switch (reading(ask)) {
                    case Reading.Unclear(String why) -> new Answer.Unclear(caller, why);
                    case Reading.Clear(List<Want> wants) -> decided(ask, caller, wants, now);
                };
        };
    }

    private Reading reading(Ask ask) {
        if (ask.named().isPresent()) {
            return new Reading.Clear(List.of(ask.named().get()));
        }
        return switch (ask.service()) {
            case "s3" ->
                S3Requests.read(new S3Request(ask.method(), ask.path(), ask.query(), ask.headers()), behind.hosts());
            case "dynamodb" -> ofDynamo(ask);
            default -> new Reading.Unclear("only S3 and DynamoDB requests are derived: name action and resource");
        };
    }

    private Reading ofDynamo(Ask ask) {
        List<String> targets = ask.headers().getOrDefault("x-amz-target", List.of());
        boolean plain = ask.method().equals("POST")
                && ask.path().equals("/")
                && ask.query().isEmpty();
        boolean json = ask.header("content-type")
                .filter("application/x-amz-json-1.0"::equals)
                .isPresent();
        if (!plain || !json || targets.size() != 1 || ask.headers().containsKey("content-encoding")) {
            return new Reading.Unclear("not a DynamoDB request of the JSON 1.0 protocol");
        }
        if (!(ask.payload() instanceof Relayed.Payload.Whole)) {
            return new Reading.Unclear("a DynamoDB request cannot be judged without its body");
        }
        Optional<Node> body = JsonNodes.read(ask.body());
        return body.map(node -> DynamoRequests.read(
                        new DynamoRequest(targets.getFirst(), node, behind.region(), behind.account()),
                        behind.tables()))
                .orElseGet(() -> new Reading.Unclear("the body is not JSON, or has a name twice"));
    }

    /// All must be allowed; the first that is not is the answer.
    private Answer decided(Ask ask, Caller.Known caller, List<Want> wants, Instant now) {
        Context request = keys(ask, now);
        String reason = "";
        for (Want want : wants) {
            Access.Wish wish = new Access.Wish(want.action(), want.resource(), want.keys());
            Decision decision = access.decide(caller, wish, request);
            if (!decision.allowed()) {
                return new Answer.Denied(caller, want, message(caller, want, decision), decision.reason());
            }
            reason = reason.isEmpty() ? decision.reason() : reason;
        }
        return new Answer.Allowed(caller, wants.getFirst(), reason);
    }

    /// The keys of the request that is asked about. Where it came from is left out when nobody said.
    private Context keys(Ask ask, Instant now) {
        Context.Builder keys = Context.builder()
                .put("aws:CurrentTime", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("aws:EpochTime", Long.toString(now.getEpochSecond()))
                .put("aws:RequestedRegion", behind.region())
                .put("aws:SecureTransport", Boolean.toString(ask.secure()));
        ask.sourceIp().ifPresent(ip -> keys.put("aws:SourceIp", ip));
        ask.header("user-agent").ifPresent(agent -> keys.put("aws:UserAgent", agent));
        ask.header("referer").ifPresent(referer -> keys.put("aws:Referer", referer));
        return keys.build();
    }

    /// S3 puts the ARN in quotes.
    private static String message(Caller.Known caller, Want want, Decision decision) {
        String quote = want.action().startsWith("s3:") ? "\"" : "";
        String resource = want.resource().equals("*") ? "" : " on resource: " + quote + want.resource() + quote;
        return "User: " + caller.arn() + " is not authorized to perform: " + want.action() + resource
                + decision.tail(want.action());
    }
}
