package dev.gatehouse.server.users;

import dev.gatehouse.pure.srp.Salt;
import dev.gatehouse.pure.srp.Verifier;

/// What an SRP sign-in is computed with.
///
/// @param salt the `SALT` of the challenge
/// @param verifier the verifier; of a ghost, one no password fits
/// @param userIdForSrp the `USER_ID_FOR_SRP` of the challenge
public record SrpCredential(Salt salt, Verifier verifier, String userIdForSrp) {}
