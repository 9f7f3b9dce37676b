package dev.gatehouse.server.mfa;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.cognitoidp.ResourceNotFoundException;
import dev.gatehouse.model.protocol.Page;
import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Trail;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.audit.AuditEvent;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.users.SignedIn;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Where users get their recovery codes, an address of our own: `POST /{poolId}/recovery-codes` makes new ones,
/// `GET` tells how many are left. `Authorization: Bearer` carries an access token with the scope
/// `aws.cognito.signin.user.admin`. Errors have the form of the API: `__type` and `message`.
///
/// A pool that has not turned recovery codes on has no such address.
public final class RecoveryPages {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String PATH = "/{poolId}/recovery-codes";
    private static final String BEARER = "Bearer ";

    private final Directory directory;
    private final SignedIn signedIn;
    private final RecoveryCodes codes;
    private final Consumer<AuditEvent> audit;
    private final InstantSource clock;

    private RecoveryPages(Mfa mfa, Consumer<AuditEvent> audit, InstantSource clock) {
        this.directory = mfa.directory();
        this.signedIn = mfa.signedIn();
        this.codes = mfa.recoveryCodes();
        this.audit = audit;
        this.clock = clock;
    }

    /// The table of pages for the front door.
    ///
    /// @param audit takes a record of every call
    public static Pages table(Mfa mfa, Consumer<AuditEvent> audit, InstantSource clock) {
        RecoveryPages pages = new RecoveryPages(mfa, audit, clock);
        return Pages.table()
                .on("POST", PATH, visit -> pages.answer(visit, "GenerateRecoveryCodes", pages::generate))
                .on("GET", PATH, visit -> pages.answer(visit, "CountRecoveryCodes", pages::count));
    }

    private WireAnswer answer(Page.Visit visit, String operation, Function<SignedIn.Person, String> work) {
        if (!isOffered(visit.variable("poolId"))) {
            return new WireAnswer(404, Map.of("Content-Type", "application/json"), new byte[] {'{', '}'});
        }
        Trail trail = new Trail();
        WireAnswer answer;
        String outcome = AuditEvent.OK;
        try {
            answer = json(200, work.apply(person(visit, trail)));
        } catch (ServiceException refusal) {
            outcome = refusal.code();
            boolean unproven = refusal instanceof NotAuthorizedException;
            answer = json(unproven ? 401 : refusal.httpStatus(), error(refusal));
        }
        audit.accept(event(visit, operation, trail, outcome));
        return answer;
    }

    private boolean isOffered(String pool) {
        try {
            return directory.pool(new PoolId(pool)).offersRecoveryCodes();
        } catch (IllegalArgumentException | ResourceNotFoundException notAPool) {
            return false;
        }
    }

    private String generate(SignedIn.Person person) {
        List<String> made = codes.generate(person.pool(), person.user().sub());
        return text(json -> {
            json.writeArrayPropertyStart("RecoveryCodes");
            made.forEach(json::writeString);
            json.writeEndArray();
        });
    }

    private String count(SignedIn.Person person) {
        int left = codes.left(person.user());
        return text(json -> json.writeNumberProperty("Remaining", left));
    }

    private SignedIn.Person person(Page.Visit visit, Trail trail) {
        String header = visit.http().header("authorization").orElse("");
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw Refusals.invalidAccessToken();
        }
        Call call = new Call(
                visit.requestId(),
                new Caller.Anonymous(),
                visit.at(),
                "",
                visit.remoteAddress(),
                null,
                visit.secure(),
                trail);
        SignedIn.Person person =
                signedIn.require(header.substring(BEARER.length()).strip(), call);
        if (!person.pool().id().value().equals(visit.variable("poolId"))) {
            throw Refusals.invalidAccessToken();
        }
        return person;
    }

    private AuditEvent event(Page.Visit visit, String operation, Trail trail, String outcome) {
        return AuditEvent.of(visit.requestId(), "gatehouse", operation, "anonymous", visit.remoteAddress())
                .about(
                        trail.pool().orElse(""),
                        trail.client().orElse(""),
                        trail.user().orElse(""))
                .ended(
                        outcome,
                        "",
                        Duration.between(visit.at(), clock.instant()).toMillis());
    }

    private static String error(ServiceException refusal) {
        return text(json -> {
            json.writeStringProperty("__type", refusal.code());
            json.writeStringProperty("message", refusal.text());
        });
    }

    private static String text(Consumer<JsonGenerator> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static WireAnswer json(int status, String body) {
        return new WireAnswer(
                status, Map.of("Content-Type", "application/json", "Cache-Control", "no-store"), body.getBytes(UTF_8));
    }
}
