/// Passkeys: registering, listing and deleting them, and proving that someone holds one.
///
/// Start at {@link dev.gatehouse.server.passkeys.PasskeyOperations}, the table of operations. Sign-in asks
/// {@link dev.gatehouse.server.passkeys.PasskeySignIn} for the options of a challenge and for the verdict on its
/// answer, and {@link dev.gatehouse.server.passkeys.PasskeyRules}, pure, for what a pool makes of passkeys.
/// `RelyingParty` says for whom passkeys are made and which origins may use them; `BrowserAnswer` reads what a
/// browser sends, within bounds; `Ceremonies` verifies it and is the only file that knows the WebAuthn library.
/// What is stored is public: ids, public keys and counters.
///
/// Uses: store seal pools users
@NullMarked
package dev.gatehouse.server.passkeys;

import org.jspecify.annotations.NullMarked;
