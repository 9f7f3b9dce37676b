/// The policy engine against its twin, and against the clock.
///
/// {@link dev.gatehouse.bench.policy.Twin} decides as the IAM User Guide tells it: slow, obvious, and
/// sharing no code with the engine. {@link dev.gatehouse.bench.policy.Cases} makes requests and policies
/// that nearly fit each other; {@link dev.gatehouse.bench.policy.Comparison} holds both to the same
/// answers. Ten thousand cases are a test, `gatehouse bench policy` compares a million and then measures.
@NullMarked
package dev.gatehouse.bench.policy;

import org.jspecify.annotations.NullMarked;
