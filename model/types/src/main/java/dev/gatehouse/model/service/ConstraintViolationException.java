package dev.gatehouse.model.service;

import java.util.List;

/// HTTP 400: a request that breaks constraints of its model, all of them in one text.
public final class ConstraintViolationException extends ServiceException {

    /// @param service the service called: it decides the code
    /// @param violations what is wrong, one text each
    public ConstraintViolationException(Service service, List<String> violations) {
        super(code(service), 400, true, text(violations));
    }

    /// Observed codes: no model declares the last two.
    private static String code(Service service) {
        return switch (service.signingName()) {
            case "cognito-idp", "cognito-sync" -> "InvalidParameterException";
            case "cognito-identity" -> "ValidationException";
            default -> "ValidationError";
        };
    }

    private static String text(List<String> violations) {
        String heading = violations.size() == 1
                ? "1 validation error detected: "
                : violations.size() + " validation errors detected: ";
        return heading + String.join("; ", violations);
    }
}
