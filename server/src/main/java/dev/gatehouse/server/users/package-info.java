/// People: sign-up, confirmation, recovery, passwords, attributes, membership in groups, and the
/// administrators' operations on them.
///
/// Start at {@link dev.gatehouse.server.users.UserOperations}, the table of operations. Other rooms find and
/// change people through {@link dev.gatehouse.server.users.Users}, check passwords through
/// {@link dev.gatehouse.server.users.Passwords} and turn access tokens into people through
/// {@link dev.gatehouse.server.users.SignedIn}. What a user chose for multi-factor authentication is
/// {@link dev.gatehouse.server.users.UserFactors}; the room `mfa` decides about it. Rules are pure classes ({@code
/// Names}, {@code Attributes},
/// {@code PasswordPolicy}, {@code UserFilter}, {@code Ghosts}); every write is one closure in which codes,
/// limits and the user change together.
///
/// Uses: store seal messages triggers limits attempts pools
@NullMarked
package dev.gatehouse.server.users;

import org.jspecify.annotations.NullMarked;
