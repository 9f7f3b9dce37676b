package dev.gatehouse.server;

import dev.gatehouse.server.wire.Finished;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line for each answered request: what, how it ended, how long. Never a body, token or secret.
final class AccessLog implements Consumer<Finished> {
    private static final Logger LOG = LoggerFactory.getLogger("access");

    @Override
    public void accept(Finished finished) {
        LOG.atInfo()
                .addKeyValue("operation", finished.service() + ":" + finished.operation())
                .addKeyValue("status", finished.status())
                .addKeyValue("code", finished.code())
                .addKeyValue("millis", finished.took().toNanos() / 1e6)
                .addKeyValue("from", finished.remoteAddress())
                .log("request");
    }
}
