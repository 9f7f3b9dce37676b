package dev.gatehouse.server.decisions;

import dev.gatehouse.model.protocol.Page;
import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Trail;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.policy.Decision;
import dev.gatehouse.pure.sigv4.Relayed;
import dev.gatehouse.pure.sigv4.SignableRequest;
import dev.gatehouse.server.access.Access;
import dev.gatehouse.server.access.RequestKeys;
import dev.gatehouse.server.seal.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Where decisions are asked for, addresses of our own.
///
/// `POST /_gatehouse/decide` takes JSON and is signed (SigV4, service `gatehouse`) by somebody whose policies
/// allow
/// `gatehouse:Decide`. `/_gatehouse/decide/nginx/{service}` and `/_gatehouse/decide/envoy/{service}/` take the
/// requests
/// of proxies that know the secret of the settings; without one they are not there.
public final class DecisionPages {
    private static final String PATH = "/_gatehouse/decide";
    private static final String ACTION = "gatehouse:Decide";
    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final List<String> DERIVED = List.of("s3", "dynamodb");

    private final Access access;
    private final Prover prover;
    private final Decider decider;
    private final Behind behind;

    private DecisionPages(Access.Room room, Behind behind) {
        this.access = room.access();
        this.prover = new Prover(room.keys());
        this.decider = new Decider(access, prover, behind);
        this.behind = behind;
    }

    /// The table of pages for the front door.
    ///
    /// @param behind what is known of the services that requests are for
    public static Pages table(Access.Room room, Behind behind) {
        DecisionPages pages = new DecisionPages(room, behind);
        Pages table = Pages.table().on("POST", PATH, pages::json);
        behind.secret().ifPresent(secret -> DERIVED.forEach(service -> pages.proxied(table, service, secret)));
        return table;
    }

    private void proxied(Pages table, String service, Secret secret) {
        String envoy = PATH + "/envoy/" + service;
        table.onTree(PATH + "/nginx/" + service + "/", visit -> proxy(visit, service, secret, nginx(service, visit)))
                .onTree(envoy + "/", visit -> proxy(visit, service, secret, envoy(service, envoy, visit)));
    }

    private static Optional<Ask> nginx(String service, Page.Visit visit) {
        return ProxyAsks.ofNginx(service, visit.http());
    }

    private static Optional<Ask> envoy(String service, String prefix, Page.Visit visit) {
        return ProxyAsks.ofEnvoy(service, visit.http().path().substring(prefix.length()), visit.http());
    }

    private WireAnswer proxy(Page.Visit visit, String service, Secret secret, Optional<Ask> ask) {
        List<String> sent = visit.http().headers().getOrDefault(ProxyAsks.SECRET, List.of());
        if (sent.size() != 1 || !secret.matches(sent.getFirst())) {
            return JsonAnswers.refused(403, "AccessDeniedException", "The proxy is not known.");
        }
        return ask.map(asked -> ProxyAnswers.of(decider.answer(asked, visit.at()), service.equals("s3")))
                .orElseGet(() -> JsonAnswers.refused(403, "AccessDeniedException", "The proxy does not say enough."));
    }

    private WireAnswer json(Page.Visit visit) {
        return switch (prover.prove(signable(visit), asker(), visit.at())) {
            case Prover.Proof.Bad(Answer.Unproven(String code, String message)) ->
                JsonAnswers.refused(401, code, message);
            case Prover.Proof.Good(Caller.Known caller) -> asked(visit, caller);
        };
    }

    private WireAnswer asked(Page.Visit visit, Caller.Known caller) {
        Decision may = access.decide(caller, new Access.Wish(ACTION, "*", Context.EMPTY), keys(visit, caller));
        if (!may.allowed()) {
            String message = "User: " + caller.arn() + " is not authorized to perform: " + ACTION + may.tail(ACTION);
            return JsonAnswers.refused(403, "AccessDeniedException", message);
        }
        try {
            return JsonAnswers.of(decider.answer(AskReader.read(visit.http().body()), visit.at()));
        } catch (AskReader.BadAskException bad) {
            return JsonAnswers.refused(
                    400,
                    "ValidationException",
                    Objects.requireNonNullElse(bad.getMessage(), "The request cannot be read."));
        }
    }

    /// How the ask itself came.
    private Context keys(Page.Visit visit, Caller.Known caller) {
        Call call = new Call(
                visit.requestId(),
                caller,
                visit.at(),
                behind.region(),
                visit.remoteAddress(),
                visit.http().header("user-agent").orElse(null),
                visit.secure(),
                new Trail());
        Context.Builder keys = RequestKeys.of(call).with();
        visit.http().header("referer").ifPresent(referer -> keys.put("aws:Referer", referer));
        return keys.build();
    }

    private Relayed asker() {
        return new Relayed("gatehouse", behind.region(), SKEW, false, new Relayed.Payload.Whole());
    }

    private static SignableRequest signable(Page.Visit visit) {
        return new SignableRequest(
                visit.http().method(),
                visit.http().path(),
                visit.http().query(),
                visit.http().headers(),
                visit.http().body());
    }
}
