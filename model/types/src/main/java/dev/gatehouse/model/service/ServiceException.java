package dev.gatehouse.model.service;

import java.util.Map;

/// A modelled error: what a client is told, and under which name. Generated subclasses exist for every error shape.
///
/// Refusals carry no stack trace: they are answers, not bugs.
public abstract class ServiceException extends RuntimeException {
    private final String code;
    private final int httpStatus;
    private final boolean senderFault;

    /// @param code the error name on the wire (`__type`, `Code`)
    /// @param httpStatus the HTTP status of the answer
    /// @param senderFault whether the caller is at fault (AWS Query `Sender`) or the service (`Receiver`)
    /// @param message the text for the caller
    protected ServiceException(String code, int httpStatus, boolean senderFault, String message) {
        super(message, null, false, false);
        this.code = code;
        this.httpStatus = httpStatus;
        this.senderFault = senderFault;
    }

    /// The error name on the wire.
    public final String code() {
        return code;
    }

    /// The HTTP status of the answer.
    public final int httpStatus() {
        return httpStatus;
    }

    /// Whether the caller is at fault.
    public final boolean senderFault() {
        return senderFault;
    }

    /// Members of the error shape beside its message, by their name on the wire; few errors have any.
    public Map<String, String> details() {
        return Map.of();
    }

    /// The text for the caller; never null.
    public final String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
