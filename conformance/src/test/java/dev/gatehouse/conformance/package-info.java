/// Black-box tests: real clients against a running server process, written from the protocol alone.
///
/// {@link dev.gatehouse.conformance.Gatehouse} starts the jar and hands out clients, {@link
/// dev.gatehouse.conformance.TestPool}
/// makes pools and people, {@link dev.gatehouse.conformance.Account} hands out clients of IAM and STS, {@link
/// dev.gatehouse.conformance.Iam} makes users and roles, {@link dev.gatehouse.conformance.Refusal} is one refused call.
/// A test file is named after the operation, flow or subject it covers. Nothing of the server's classes is on the class
/// path.
@NullMarked
package dev.gatehouse.conformance;

import org.jspecify.annotations.NullMarked;
