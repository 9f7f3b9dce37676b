/// What the process counts and times, in the Prometheus text format.
///
/// Start at {@link dev.gatehouse.server.metrics.Metrics}.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.server.metrics;

import org.jspecify.annotations.NullMarked;
