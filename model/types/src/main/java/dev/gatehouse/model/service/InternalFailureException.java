package dev.gatehouse.model.service;

/// HTTP 500: something broke here; the caller learns nothing of it. `InternalFailure` in AWS Query, in JSON
/// `InternalErrorException`, which the models declare.
public final class InternalFailureException extends ServiceException {

    /// @param service the service called: it decides the code
    public InternalFailureException(Service service) {
        super(code(service), 500, false, "An internal error occurred.");
    }

    private static String code(Service service) {
        return switch (service.protocol()) {
            case AWS_QUERY -> "InternalFailure";
            case AWS_JSON_1_1, REST_JSON -> "InternalErrorException";
        };
    }
}
