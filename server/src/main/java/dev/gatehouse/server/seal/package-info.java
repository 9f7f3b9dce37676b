/// What keeps secrets: the master key, sealing, password hashing, signing keys and chance.
/// The only room that imports a cryptography provider.
///
/// Start at {@link dev.gatehouse.server.seal.Sealer} for what is stored or travels encrypted,
/// {@link dev.gatehouse.server.seal.PasswordHasher} for passwords, {@link dev.gatehouse.server.seal.SigningKey} for
/// RS256 and {@link dev.gatehouse.server.seal.Chance} for identifiers and codes.
/// `Main` opens the {@link dev.gatehouse.server.seal.MasterKey} once and hands the rest to the rooms.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.server.seal;

import org.jspecify.annotations.NullMarked;
