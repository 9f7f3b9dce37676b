package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.Bindings;
import dev.gatehouse.model.protocol.Page;
import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.protocol.WireRequest;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.model.service.Service;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Trail;
import dev.gatehouse.server.metrics.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers the public port: routes a request, lets {@link OperationRunner} or a page answer, and reports what
/// came
/// of it. Whatever goes wrong inside is an answer too.
public final class Front implements Door {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    /// Pages of ours that show what no other site's page may read.
    private static final String OWN_PAGES = "/_gatehouse/";

    private final Router router;
    private final OperationRunner operations;
    private final Predicate<RuntimeException> outage;
    private final Metrics metrics;
    private final Consumer<Finished> observer;

    /// What rooms and `Main` bring.
    ///
    /// @param table every room's operations
    /// @param pages every room's pages
    /// @param identity how callers are proven
    /// @param authorizer what they may do
    /// @param storeAnswers whether the store can be read, for `/health`
    /// @param outage whether an exception says that the store cannot be reached
    /// @param metrics what counts requests
    /// @param observer told of every answer; must not throw
    public record Parts(
            Operations.Table table,
            Pages pages,
            Identity identity,
            Authorizer authorizer,
            BooleanSupplier storeAnswers,
            Predicate<RuntimeException> outage,
            Metrics metrics,
            Consumer<Finished> observer) {}

    public Front(Parts parts) {
        this.outage = parts.outage();
        this.metrics = parts.metrics();
        this.observer = parts.observer();
        Pages pages = Pages.table()
                .on("GET", "/health", new Health(parts.storeAnswers()))
                .with(parts.pages());
        this.router = new Router(pages);
        this.operations = new OperationRunner(parts.table(), parts.identity(), parts.authorizer(), parts.outage());
    }

    /// An answer and what to report of it.
    record Outcome(String service, String operation, Caller caller, Trail trail, String code, WireAnswer answer) {}

    @Override
    public WireAnswer answer(Arrival arrival) {
        return reported(arrival, () -> route(arrival));
    }

    @Override
    public Optional<Streaming> streaming(WireRequest head) {
        return router.stream(head)
                .map(stream -> (arrival, body) -> reported(arrival, () -> taken(stream, arrival, body)));
    }

    private WireAnswer reported(Arrival arrival, Supplier<Outcome> answering) {
        long begun = System.nanoTime();
        metrics.started();
        Outcome outcome = answering.get();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        metrics.finished(outcome.service(), outcome.operation(), outcome.code(), took);
        observer.accept(new Finished(
                outcome.service(),
                outcome.operation(),
                outcome.caller(),
                outcome.trail(),
                outcome.code(),
                outcome.answer().status(),
                arrival.requestId(),
                arrival.remoteAddress(),
                OperationRunner.userAgent(arrival.http()),
                arrival.at(),
                took));
        return outcome.answer();
    }

    private Outcome route(Arrival arrival) {
        Optional<Router.Route.Document> tree = router.tree(arrival.http());
        if (tree.isPresent()) {
            return reported(tree.get(), visit(tree.get(), arrival));
        }
        if (arrival.http().method().equals("OPTIONS")) {
            return plain("page", "preflight", Finished.OK, Cors.preflight(arrival.http()));
        }
        return switch (router.route(arrival.http())) {
            case Router.Route.Api(var operation) -> operations.run(operation, arrival);
            case Router.Route.Document document -> page(document, arrival);
            case Router.Route.Unknown(Service dialect, ServiceException error) ->
                plain(
                        "unknown",
                        "unknown",
                        error.code(),
                        Bindings.of(dialect.protocol()).encodeError(dialect, error, arrival.requestId()));
            case Router.Route.NotHere(int status) ->
                plain("unknown", "unknown", Integer.toString(status), Answers.status(status));
        };
    }

    private Outcome page(Router.Route.Document document, Arrival arrival) {
        boolean guarded = document.pattern().startsWith(OWN_PAGES);
        WireAnswer answer =
                guarded && Browsers.mayNotRead(arrival.http(), arrival.origin().peer())
                        ? Answers.status(403)
                        : visit(document, arrival);
        return reported(document, answer);
    }

    private static Outcome reported(Router.Route.Document document, WireAnswer answer) {
        String code = answer.status() < 400 ? Finished.OK : Integer.toString(answer.status());
        return plain("page", document.pattern(), code, answer);
    }

    private Outcome taken(Router.Stream stream, Arrival arrival, InputStream body) {
        boolean guarded = stream.pattern().startsWith(OWN_PAGES);
        WireAnswer answer =
                guarded && Browsers.mayNotRead(arrival.http(), arrival.origin().peer())
                        ? Answers.status(403)
                        : answered(stream.pattern(), () -> take(stream, arrival, body));
        String code = answer.status() < 400 ? Finished.OK : Integer.toString(answer.status());
        return plain("page", stream.pattern(), code, answer);
    }

    private static WireAnswer take(Router.Stream stream, Arrival arrival, InputStream body) {
        try {
            return stream.upload().answer(visit(stream.variables(), arrival), body);
        } catch (IOException brokenOff) {
            LOG.info("{}: the body broke off: {}", stream.pattern(), brokenOff.getMessage());
            return Answers.status(408);
        }
    }

    private WireAnswer visit(Router.Route.Document document, Arrival arrival) {
        return answered(document.pattern(), () -> document.page().answer(visit(document.variables(), arrival)));
    }

    private static Page.Visit visit(Map<String, String> variables, Arrival arrival) {
        return new Page.Visit(
                arrival.http(),
                variables,
                arrival.requestId(),
                arrival.remoteAddress(),
                arrival.secure(),
                arrival.at());
    }

    private WireAnswer answered(String pattern, Supplier<WireAnswer> page) {
        try {
            return page.get();
        } catch (ServiceException refusal) {
            return Answers.status(refusal.httpStatus());
        } catch (RuntimeException failure) {
            if (outage.test(failure)) {
                LOG.warn("{}: the store is unavailable: {}", pattern, failure.getMessage());
                return Answers.error(
                        503, "ServiceUnavailable", CommonErrors.unavailable().text());
            }
            LOG.error("{} failed", pattern, failure);
            return Answers.status(500);
        }
    }

    private static Outcome plain(String service, String operation, String code, WireAnswer answer) {
        return new Outcome(service, operation, new Caller.Anonymous(), new Trail(), code, answer);
    }
}
