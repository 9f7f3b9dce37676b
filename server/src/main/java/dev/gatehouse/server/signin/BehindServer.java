package dev.gatehouse.server.signin;

import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.ContextDataType;
import dev.gatehouse.model.cognitoidp.HttpHeader;
import dev.gatehouse.model.service.Call;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who stands behind a server that signs users in with AdminInitiateAuth: its `ContextData` names the user's
/// address
/// and browser. Only signed calls are believed; `UserContextData` of public ones could say anything.
final class BehindServer {
    private static final int LONGEST_USER_AGENT = 1_024;

    private BehindServer() {}

    /// The call as if the user had made it; the call itself when the server tells nothing.
    static Call of(@Nullable ContextDataType context, Call call) {
        if (context == null) {
            return call;
        }
        String userAgent = requireNonNullElse(context.httpHeaders(), List.<HttpHeader>of()).stream()
                .filter(header -> "user-agent".equalsIgnoreCase(header.headerName()))
                .map(HttpHeader::headerValue)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return new Call(
                call.requestId(),
                call.caller(),
                call.at(),
                call.region(),
                requireNonNullElse(context.ipAddress(), ""),
                userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT)),
                call.secure(),
                call.trail());
    }
}
