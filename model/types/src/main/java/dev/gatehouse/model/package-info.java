/// The services of the model, found by what a request says.
///
/// Start at {@link dev.gatehouse.model.Services}. The types of each service are generated into packages beside this
/// one; `service` describes operations and structures, `protocol` reads and writes them, `json` is the JSON they
/// share.
@NullMarked
package dev.gatehouse.model;

import org.jspecify.annotations.NullMarked;
