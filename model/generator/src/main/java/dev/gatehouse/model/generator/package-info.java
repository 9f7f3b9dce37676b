/// Writes the Java types of the service models: records, enums, exceptions, one class per service, one registry.
///
/// Start at {@link dev.gatehouse.model.generator.Main}. Reads the C2J files of `model/services` and
/// `overrides.json` beside them, which says where the deployed service differs from its model.
@NullMarked
package dev.gatehouse.model.generator;

import org.jspecify.annotations.NullMarked;
