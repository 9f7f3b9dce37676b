package dev.gatehouse.model.service;

/// HTTP 400: no service has the operation; `UnknownOperationException`, in AWS Query `InvalidAction`.
public final class UnknownOperationException extends ServiceException {

    private UnknownOperationException(String code, String message) {
        super(code, 400, true, message);
    }

    /// A target or a path that names no operation.
    public static UnknownOperationException unknown() {
        return new UnknownOperationException("UnknownOperationException", "");
    }

    /// An AWS Query action and version that name no operation.
    public static UnknownOperationException invalidAction(String action, String version) {
        return new UnknownOperationException(
                "InvalidAction", "Could not find operation " + action + " for version " + version);
    }
}
