/// Sign-in: from a first claim of identity to tokens, and everything that keeps or ends what came of it.
///
/// Start at {@link dev.gatehouse.server.signin.SignInOperations}, the front door. `Begin` makes the first step of
/// each flow,
/// `Answering` takes the answers; both gather facts, ask the pure `Flow` for a verdict and act on it: `Ask` goes out
/// through
/// `Challenges`, `Admit` through `Admission`, `Refuse` through `Refusals`. What waits between two calls is a
/// `Flow.State`,
/// sealed by the attempts room. A custom sign-in goes its own round: `CustomBegin` and `CustomAnswers` hand a `Loop`
/// to `CustomLoop`,
/// which asks the pool's functions and the pure `CustomRules`. `Refreshing` and `SignOut` handle what comes after.
/// Choice-based sign-in is `ChoiceAnswers` and `PasskeyAnswers` up to the first factor: the pure `ChoiceFlow`
/// decides, `Offers` says what can be offered to a user or to a stand-in of one, `FirstSteps` acts and hands over to
/// `Steps`. Nothing here knows HTTP.
///
/// Uses: store seal messages pools users tokens triggers limits attempts mfa devices passkeys sessions
@NullMarked
package dev.gatehouse.server.signin;

import org.jspecify.annotations.NullMarked;
