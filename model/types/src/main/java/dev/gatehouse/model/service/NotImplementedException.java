package dev.gatehouse.model.service;

/// `NotImplementedException`, HTTP 501: an operation of the model, or a part of one, that is not built. SDKs retry
/// 500 and 503, 501 never.
public final class NotImplementedException extends ServiceException {

    /// @param operation the operation nobody serves
    public NotImplementedException(Operation<?, ?> operation) {
        super("NotImplementedException", 501, false, operation.action() + " is not implemented.");
    }

    /// @param what the part of an operation that is not built, as a whole sentence
    public NotImplementedException(String what) {
        super("NotImplementedException", 501, false, what);
    }
}
