package dev.gatehouse.server.messages;

import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.protocol.WireRequest;
import dev.gatehouse.server.store.InvalidCursor;
import dev.gatehouse.server.store.MessageRecord;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Store;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The outbox for people and programs, newest message first: HTML where the client accepts it, JSON otherwise
/// or with `?format=json`. `?to=` filters by recipient, `?after=` goes on where a page ended.
///
/// It shows codes and temporary passwords: a development aid, to be served on loopback or when the operator
/// asks for it.
public final class OutboxPage {
    /// Where it is served.
    public static final String PATH = "/_gatehouse/outbox";

    private static final int PAGE = 50;

    private final Store store;
    private final SealedBodies bodies;

    /// @param store where the outbox is
    /// @param bodies opens what the messages say
    public OutboxPage(Store store, SealedBodies bodies) {
        this.store = store;
        this.bodies = bodies;
    }

    /// The table of pages for the front door.
    public Pages pages() {
        return Pages.table().on("GET", PATH, visit -> answer(visit.http()));
    }

    /// Answers one request.
    WireAnswer answer(WireRequest request) {
        Map<String, String> query = query(request.query());
        Optional<String> to = Optional.ofNullable(query.get("to")).filter(text -> !text.isEmpty());
        Optional<String> after = Optional.ofNullable(query.get("after")).filter(text -> !text.isEmpty());
        Page<MessageRecord> page;
        try {
            Page<MessageRecord> sealed = store.read(tx -> tx.outbox().list(to, after, PAGE));
            page = new Page<>(sealed.items().stream().map(bodies::open).toList(), sealed.next());
        } catch (InvalidCursor e) {
            return answer(
                    400,
                    "text/plain; charset=utf-8",
                    "not a position in the outbox\n".getBytes(StandardCharsets.UTF_8));
        }
        return wantsHtml(request, query)
                ? answer(200, "text/html; charset=utf-8", OutboxHtml.page(page, to))
                : answer(200, "application/json", OutboxJson.page(page));
    }

    private static boolean wantsHtml(WireRequest request, Map<String, String> query) {
        boolean accepted = request.header("accept")
                .map(accept -> accept.toLowerCase(Locale.ROOT).contains("text/html"))
                .orElse(false);
        return accepted && !"json".equals(query.get("format"));
    }

    private static WireAnswer answer(int status, String type, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Content-Security-Policy", OutboxHtml.POLICY);
        return new WireAnswer(status, headers, body);
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    /// Percent-decoding; text that is not encoded well stays as it is.
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
