/// Messages to users: the pool's templates filled and handed over, to the outbox, a mail server or an
/// SMS gateway.
///
/// Start at {@link dev.gatehouse.server.messages.Messages}: `compose` before a write, `keep` inside it, `send`
/// after it, so that a code and its message are stored together and no mail leaves for a write that failed.
/// {@link dev.gatehouse.server.messages.OutboxPage} shows what the outbox holds.
///
/// Uses: store seal triggers
@NullMarked
package dev.gatehouse.server.messages;

import org.jspecify.annotations.NullMarked;
