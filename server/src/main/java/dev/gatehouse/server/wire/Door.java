package dev.gatehouse.server.wire;

import dev.gatehouse.model.protocol.WireAnswer;

/// Answers whole requests. Does not throw: what goes wrong inside is an answer too.
interface Door {
    WireAnswer answer(Arrival arrival);
}
