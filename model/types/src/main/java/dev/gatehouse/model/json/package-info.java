/// Structures of the model as JSON, and back.
///
/// Start at {@link dev.gatehouse.model.json.ShapeJson}. Reading gives raw values first
/// ({@link dev.gatehouse.model.service.Type}), so that a binding can check them before a record is made of them.
@NullMarked
package dev.gatehouse.model.json;

import org.jspecify.annotations.NullMarked;
