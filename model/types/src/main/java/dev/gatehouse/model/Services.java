package dev.gatehouse.model;

import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All services, and the operation a request names: by target, by action and version, or by method and path.
public final class Services {
    private static final Map<Service, List<Operation<?, ?>>> ALL = GeneratedServices.all();
    private static final Map<String, Operation<?, ?>> BY_TARGET = new HashMap<>();
    private static final Map<String, Operation<?, ?>> BY_ACTION = new HashMap<>();
    private static final List<Operation<?, ?>> BY_ROUTE = new ArrayList<>();

    static {
        ALL.values().forEach(operations -> operations.forEach(Services::register));
    }

    private Services() {}

    /// The services, in a fixed order.
    public static List<Service> all() {
        return List.copyOf(ALL.keySet());
    }

    /// The operations of a service, in its model's order.
    public static List<Operation<?, ?>> operations(Service service) {
        return ALL.getOrDefault(service, List.of());
    }

    /// The operation of an `X-Amz-Target` header, for instance `AWSCognitoIdentityProviderService.InitiateAuth`.
    public static Optional<Operation<?, ?>> find(String target) {
        return Optional.ofNullable(BY_TARGET.get(target));
    }

    /// The operation of AWS Query's `Action` and `Version`.
    public static Optional<Operation<?, ?>> find(String action, String version) {
        return Optional.ofNullable(BY_ACTION.get(version + " " + action));
    }

    /// The operation of a REST method and path.
    ///
    /// @param method upper case
    /// @param path as sent, still percent-encoded
    public static Optional<Operation<?, ?>> route(String method, String path) {
        for (Operation<?, ?> operation : BY_ROUTE) {
            if (operation.httpMethod().equals(method) && fits(operation.requestUri(), path)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    private static void register(Operation<?, ?> operation) {
        Service service = operation.service();
        switch (service.protocol()) {
            case AWS_JSON_1_1 -> BY_TARGET.put(service.targetPrefix() + "." + operation.name(), operation);
            case AWS_QUERY -> BY_ACTION.put(service.apiVersion() + " " + operation.name(), operation);
            case REST_JSON -> BY_ROUTE.add(operation);
        }
    }

    /// Whether a path has the template's segments; a label is any segment that is not empty.
    private static boolean fits(String template, String path) {
        int t = 0;
        int p = 0;
        while (t < template.length() && p < path.length()) {
            int templateEnd = end(template, t);
            int pathEnd = end(path, p);
            boolean label = template.charAt(t) == '{';
            if (label ? pathEnd == p : !template.regionMatches(t, path, p, Math.max(templateEnd - t, pathEnd - p))) {
                return false;
            }
            t = templateEnd + 1;
            p = pathEnd + 1;
        }
        return t >= template.length() && p >= path.length() && !path.endsWith("/");
    }

    private static int end(String path, int start) {
        int slash = path.indexOf('/', start);
        return slash < 0 ? path.length() : slash;
    }
}
