package dev.gatehouse.server;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.server.audit.Audit;
import dev.gatehouse.server.audit.AuditEvent;
import dev.gatehouse.server.wire.Finished;
import java.util.function.Consumer;

/// An audit record for every call of an operation: who, what, from where, and how it ended.
final class AuditHook implements Consumer<Finished> {
    private final Audit audit;

    AuditHook(Audit audit) {
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
                        caller(finished.caller()),
                        finished.remoteAddress())
                .ended(outcome, "", finished.took().toMillis()));
    }

    private static String caller(Caller caller) {
        return switch (caller) {
            case Caller.Root root -> "arn:aws:iam::" + root.accountId() + ":root";
            case Caller.Anonymous anonymous -> "anonymous";
        };
    }
}
