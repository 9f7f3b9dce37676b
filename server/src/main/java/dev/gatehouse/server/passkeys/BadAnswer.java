package dev.gatehouse.server.passkeys;

/// What a browser should have sent is not what came. Says nothing more: the client made it, not the user.
final class BadAnswer extends Exception {
    BadAnswer() {
        super("not a credential", null, false, false);
    }
}
