/// SRP-6a as Cognito does it, to the byte: for users (`USER_SRP_AUTH`) and for devices (`DEVICE_SRP_AUTH`), which
/// differ
/// only in the parts of the identity.
///
/// Start at {@link dev.gatehouse.pure.srp.ServerKey}: a {@link dev.gatehouse.pure.srp.Verifier} and 32 random bytes
/// give
/// the server's `SRP_B`; {@link dev.gatehouse.pure.srp.ServerKey#verify} judges the answer.
/// {@link dev.gatehouse.pure.srp.SrpClient} is the other side, for tests, benchmarks and tools. The mathematics stand
/// in `SrpGroup` and `SessionKey`. `BigInteger` does not compute in constant time; what it leaks is covered by a
/// fresh ephemeral key for each sign-in.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.pure.srp;

import org.jspecify.annotations.NullMarked;
