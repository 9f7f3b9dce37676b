/// Decisions: what stands in front of other services asks here whether a signed request may pass.
///
/// Start at {@link dev.gatehouse.server.decisions.DecisionPages}. Each form of asking becomes an `Ask`
/// (`AskReader` for
/// JSON, `ProxyAsks` for nginx and Envoy); the `Decider` has the `Prover` check the signature, `pure.aws` tell
/// what the
/// request wants and `access` decide; the `Answer` goes out as JSON (`JsonAnswers`) or as proxies want it
/// (`ProxyAnswers`). What is not clear is refused.
///
/// Uses: access seal
@NullMarked
package dev.gatehouse.server.decisions;

import org.jspecify.annotations.NullMarked;
