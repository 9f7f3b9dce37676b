package dev.gatehouse.server;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.server.audit.Audit;
import dev.gatehouse.server.audit.AuditEvent;
import dev.gatehouse.server.wire.Finished;
import java.util.function.Consumer;

/// An audit record for every operation: who, about what, how it ended, and the true reason of a refusal.
final class AuditLog implements Consumer<Finished> {
    private final Audit audit;

    AuditLog(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void accept(Finished finished) {
        if (finished.service().equals("page") || finished.service().equals("unknown")) {
            return;
        }
        String outcome = finished.code().equals(Finished.OK) ? AuditEvent.OK : finished.code();
        audit.record(AuditEvent.of(
                        finished.requestId(),
                        finished.service(),
                        finished.operation(),
                        name(finished.caller()),
                        finished.remoteAddress())
                .about(
                        finished.trail().pool().orElse(""),
                        finished.trail().client().orElse(""),
                        finished.trail().user().orElse(""))
                .ended(
                        outcome,
                        finished.trail().reason().orElse(""),
                        finished.took().toMillis()));
    }

    private static String name(Caller caller) {
        return switch (caller) {
            case Caller.Anonymous ignored -> "anonymous";
            case Caller.Known known -> known.arn();
        };
    }
}
