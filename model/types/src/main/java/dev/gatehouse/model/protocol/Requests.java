package dev.gatehouse.model.protocol;

import dev.gatehouse.model.service.ConstraintViolationException;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last step of every binding's decoding.
final class Requests {
    private Requests() {}

    /// Checks raw values and makes the request of them.
    ///
    /// @throws ConstraintViolationException when they break the model's constraints
    static <I extends Shape> I make(Operation<I, ?> operation, @Nullable Object[] values) {
        List<String> violations = Constraints.check(operation.input(), values);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(operation.service(), violations);
        }
        return operation.input().make(values);
    }
}
