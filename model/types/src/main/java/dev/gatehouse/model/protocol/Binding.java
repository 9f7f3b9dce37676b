package dev.gatehouse.model.protocol;

import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Service;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Shape;

/// One protocol: how a request is read, an answer and an error written.
public interface Binding {

    /// Reads a request and checks the constraints of its model, so that what is returned is right.
    ///
    /// @throws ServiceException a modelled refusal: unreadable body, wrong type, violated constraint
    <I extends Shape> I decode(Operation<I, ?> operation, WireRequest request);

    /// Writes an answer. Constraints are not checked: AWS's own answers break them.
    <O extends Shape> WireAnswer encode(Operation<?, O> operation, O answer, String requestId);

    /// Writes an error, with the headers and members its dialect wants.
    WireAnswer encodeError(Service service, ServiceException error, String requestId);
}
