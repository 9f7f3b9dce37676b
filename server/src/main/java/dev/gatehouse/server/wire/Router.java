package dev.gatehouse.server.wire;

import dev.gatehouse.model.Services;
import dev.gatehouse.model.protocol.Page;
import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.protocol.Upload;
import dev.gatehouse.model.protocol.WireRequest;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Service;
import dev.gatehouse.model.service.Service.Protocol;
import dev.gatehouse.model.service.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says what a request asks for, from its target header, form action, method and path.
final class Router {
    private static final Service UNKNOWN_JSON = new Service("", "unknown", "", Protocol.AWS_JSON_1_1, "", "");
    private static final Service UNKNOWN_QUERY =
            new Service("", "unknown", "", Protocol.AWS_QUERY, "", "http://webservices.amazon.com/AWSFault/2005-15-09");
    private static final Set<String> JSON_TYPES =
            Set.of("application/x-amz-json-1.1", "application/x-amz-json-1.0", "application/json");
    private static final List<String> REST_METHODS = List.of("GET", "POST", "PUT", "DELETE");

    private final List<Candidate> candidates;
    private final List<Taker> takers;
    private final List<Pages.TreeRow> trees;

    private record Candidate(Pages.Row row, PathPattern pattern) {}

    private record Taker(Pages.UploadRow row, PathPattern pattern) {}

    /// A body that is taken as it arrives.
    ///
    /// @param pattern the pattern of its path, for metrics
    record Stream(String pattern, Upload upload, Map<String, String> variables) {}

    /// What a request asks for.
    sealed interface Route {
        /// An operation of a service.
        record Api(Operation<?, ?> operation) implements Route {}

        /// A page.
        ///
        /// @param pattern the pattern of its path, for metrics
        record Document(String pattern, Page page, Map<String, String> variables) implements Route {}

        /// Nothing that is served, told in the dialect it was asked in.
        record Unknown(Service dialect, ServiceException error) implements Route {}

        /// Nothing that is served, told by HTTP status.
        record NotHere(int status) implements Route {}
    }

    Router(Pages pages) {
        this.candidates = pages.rows().stream()
                .map(row -> new Candidate(row, new PathPattern(row.path())))
                .sorted(Comparator.comparingInt(candidate -> candidate.pattern.variables()))
                .toList();
        this.takers = pages.uploads().stream()
                .map(row -> new Taker(row, new PathPattern(row.path())))
                .toList();
        this.trees = pages.trees();
    }

    /// Who takes the body of a `PUT` as it arrives.
    Optional<Stream> stream(WireRequest head) {
        for (Taker taker : takers) {
            Optional<Map<String, String>> variables = taker.pattern.match(head.path());
            if (variables.isPresent()) {
                return Optional.of(new Stream(taker.row.path(), taker.row.upload(), variables.get()));
            }
        }
        return Optional.empty();
    }

    /// Who answers for every path below one.
    Optional<Route.Document> tree(WireRequest request) {
        return trees.stream()
                .filter(row -> request.path().startsWith(row.prefix()))
                .map(row -> new Route.Document(row.prefix(), row.page(), Map.of()))
                .findFirst();
    }

    Route route(WireRequest request) {
        if (!request.path().equals("/")) {
            return byPath(request);
        }
        Optional<String> target = request.header("x-amz-target");
        if (request.method().equals("POST") && target.isPresent()) {
            return byTarget(request, target.get());
        }
        if (request.method().equals("POST")) {
            return contentType(request).equals("application/x-www-form-urlencoded")
                    ? byAction(new String(request.body(), StandardCharsets.ISO_8859_1), request.query())
                    : new Route.Unknown(UNKNOWN_JSON, CommonErrors.unknownOperation());
        }
        if (request.method().equals("GET")
                && FormFields.first(request.query(), "Action").isPresent()) {
            return byAction(request.query(), "");
        }
        return byPath(request);
    }

    private Route byTarget(WireRequest request, String target) {
        String type = contentType(request);
        if (!type.isEmpty() && !JSON_TYPES.contains(type)) {
            return new Route.Unknown(UNKNOWN_JSON, CommonErrors.wrongContentType());
        }
        return Services.find(target)
                .<Route>map(Route.Api::new)
                .orElseGet(() -> new Route.Unknown(UNKNOWN_JSON, CommonErrors.unknownOperation()));
    }

    private Route byAction(String form, String query) {
        Optional<String> action = field(form, query, "Action");
        if (action.isEmpty()) {
            return new Route.Unknown(UNKNOWN_QUERY, CommonErrors.missingAction());
        }
        String version = field(form, query, "Version").orElse("");
        return Services.find(action.get(), version)
                .<Route>map(Route.Api::new)
                .orElseGet(() -> new Route.Unknown(
                        UNKNOWN_QUERY, CommonErrors.invalidAction(printable(action.get()), printable(version))));
    }

    private static Optional<String> field(String form, String query, String name) {
        return FormFields.first(form, name).or(() -> FormFields.first(query, name));
    }

    /// A client's word, fit to be repeated in an error: XML has no escape for control characters.
    private static String printable(String word) {
        String cut = word.length() > 128 ? word.substring(0, 128) : word;
        return cut.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private Route byPath(WireRequest request) {
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        boolean otherMethod = false;
        for (Candidate candidate : candidates) {
            Optional<Map<String, String>> variables = candidate.pattern.match(request.path());
            if (variables.isPresent() && candidate.row.method().equals(method)) {
                return new Route.Document(candidate.row.path(), candidate.row.page(), variables.get());
            }
            otherMethod |= variables.isPresent();
        }
        Optional<Operation<?, ?>> operation = Services.route(request.method(), request.path());
        if (operation.isPresent()) {
            return new Route.Api(operation.get());
        }
        return new Route.NotHere(
                otherMethod
                                || restHasOtherMethod(request.path())
                                || stream(request).isPresent()
                        ? 405
                        : 404);
    }

    private boolean restHasOtherMethod(String path) {
        return REST_METHODS.stream()
                .anyMatch(method -> Services.route(method, path).isPresent());
    }

    private static String contentType(WireRequest request) {
        String type = request.header("content-type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
