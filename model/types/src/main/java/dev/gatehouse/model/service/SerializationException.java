package dev.gatehouse.model.service;

/// `SerializationException`, HTTP 400: a request that cannot be read. Its text never quotes the request.
public final class SerializationException extends ServiceException {

    /// @param message the text for the caller
    public SerializationException(String message) {
        super("SerializationException", 400, true, message);
    }
}
