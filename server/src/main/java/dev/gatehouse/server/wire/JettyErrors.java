package dev.gatehouse.server.wire;

import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers what Jetty itself refuses (broken HTTP, too long a head, shutting down) in our words and without detail.
final class JettyErrors extends ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(JettyErrors.class);

    private final Supplier<String> requestIds;

    JettyErrors(Supplier<String> requestIds) {
        this.requestIds = requestIds;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        String requestId = requestIds.get();
        if (status >= 500 && !(cause instanceof HttpException)) {
            LOG.error("request {} failed in the HTTP server", requestId, cause);
        }
        JettyDoor.write(Answers.status(status), requestId, response, callback);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }
}
