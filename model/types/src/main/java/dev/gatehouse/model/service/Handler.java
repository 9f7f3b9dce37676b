package dev.gatehouse.model.service;

/// What a room does for one operation.
///
/// @param <I> the request
/// @param <O> the answer
@FunctionalInterface
public interface Handler<I extends Shape, O extends Shape> {

    /// Carries the operation out.
    ///
    /// @throws ServiceException one of the errors the operation's model declares
    O handle(I request, Call call);
}
