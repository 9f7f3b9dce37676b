package dev.gatehouse.model.service;

/// `NotImplementedException`, HTTP 501: an operation of the model that is not built. SDKs retry 500 and 503, 501 never.
public final class NotImplementedException extends ServiceException {

    /// @param operation the operation nobody serves
    public NotImplementedException(Operation<?, ?> operation) {
        super("NotImplementedException", 501, false, operation.action() + " is not implemented.");
    }
}
