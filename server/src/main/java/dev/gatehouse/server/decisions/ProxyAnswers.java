package dev.gatehouse.server.decisions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.pure.aws.Want;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes answers for proxies: 200 lets the request pass, 401 and 403 do not. Bodies are those of the service
/// that the
/// client wanted.
final class ProxyAnswers {
    private static final Pattern NOT_IN_HEADERS = Pattern.compile("[^\\x20-\\x7e]");

    private ProxyAnswers() {}

    static WireAnswer of(Answer answer, boolean objects) {
        return switch (answer) {
            case Answer.Allowed(Caller.Known caller, Want want, String _) -> allowed(caller, want);
            case Answer.Denied(Caller.Known _, Want _, String message, String _) ->
                refused(403, "AccessDenied", message, objects);
            case Answer.Unclear(Caller.Known _, String why) -> refused(403, "AccessDenied", why, objects);
            case Answer.Unproven(String code, String message) -> refused(401, code, message, objects);
        };
    }

    private static WireAnswer allowed(Caller.Known caller, Want want) {
        return new WireAnswer(
                200,
                Map.of(
                        "Content-Type", "text/plain",
                        "Cache-Control", "no-store",
                        "X-Gatehouse-Caller", printable(caller.arn()),
                        "X-Gatehouse-User-Id", printable(caller.userId()),
                        "X-Gatehouse-Account", caller.account(),
                        "X-Gatehouse-Action", want.action()),
                new byte[0]);
    }

    private static WireAnswer refused(int status, String code, String message, boolean objects) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-store");
        headers.put("Content-Type", objects ? "application/xml" : "application/x-amz-json-1.0");
        if (status == 401) {
            headers.put("WWW-Authenticate", "AWS4-HMAC-SHA256");
        }
        String body = objects ? xml(code, message) : json(code + (code.endsWith("Denied") ? "Exception" : ""), message);
        return new WireAnswer(status, headers, body.getBytes(UTF_8));
    }

    private static String xml(String code, String message) {
        String escaped = message.replaceAll("[\\x00-\\x1f\\ufffe\\uffff]", "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + escaped
                + "</Message></Error>";
    }

    private static String json(String code, String message) {
        return new String(
                JsonAnswers.refused(0, "com.amazon.coral.service#" + code, message)
                        .body(),
                UTF_8);
    }

    private static String printable(String text) {
        return NOT_IN_HEADERS.matcher(text).replaceAll("?");
    }
}
