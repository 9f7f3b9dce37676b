package dev.gatehouse.server.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.server.store.MessageRecord;
import dev.gatehouse.server.store.Page;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;

/// The outbox as a page for people. No scripts; the one style is allowed by its hash.
final class OutboxHtml {
    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:56rem;padding:0 1rem;color:#1b1f23}
            form{display:flex;gap:.5rem;margin:1rem 0}
            input{flex:1;font:inherit;padding:.3rem .5rem}
            article{border:1px solid #d0d7de;border-radius:6px;margin:1rem 0;padding:.75rem 1rem}
            header{color:#57606a;font-size:.875rem}
            h2{font-size:1rem;margin:.25rem 0}
            code{overflow-wrap:anywhere}
            pre{font:inherit;margin:.5rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere}
            @media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}article{border-color:#30363d}}
            """;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    /// The key URI format of authenticator apps; SHA-1, six digits and 30 seconds (RFC 6238) are what they assume.
    private static final String HELP = """
            <details><summary>Codes of authenticator apps are not here</summary>
            <p>The app makes them. It wants this address as a QR code, with the <code>SecretCode</code> that
            AssociateSoftwareToken answers, a name for your application and the user's name, both percent-encoded:</p>
            <p><code>otpauth://totp/{issuer}:{account}?secret={SecretCode}&amp;issuer={issuer}</code></p>
            <p>For example: <code>otpauth://totp/Shop:nora%40example.com?secret=JBSWY3DPEHPK3PXP&amp;issuer=Shop</code></p>
            </details>
            """;

    /// What a browser may do with the page.
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private OutboxHtml() {}

    static byte[] page(Page<MessageRecord> page, Optional<String> to) {
        StringBuilder out = new StringBuilder(4096);
        out.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>Outbox</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>Outbox</h1>")
                .append("<form action=\"" + OutboxPage.PATH + "\"><input type=\"search\" name=\"to\" value=\"")
                .append(Html.escape(to.orElse("")))
                .append("\" placeholder=\"recipient\" aria-label=\"recipient\"><button>Filter</button></form>");
        out.append(HELP);
        if (page.items().isEmpty()) {
            out.append("<p>No messages.</p>");
        }
        page.items().forEach(message -> article(out, message));
        page.next()
                .ifPresent(next -> out.append("<p><a href=\"" + OutboxPage.PATH + "?after=")
                        .append(parameter(next))
                        .append(to.map(recipient -> "&amp;to=" + parameter(recipient))
                                .orElse(""))
                        .append("\">Older messages</a></p>"));
        return out.append("</body></html>\n").toString().getBytes(UTF_8);
    }

    private static void article(StringBuilder out, MessageRecord message) {
        out.append("<article><header>")
                .append(TIME.format(Instant.ofEpochMilli(message.at())))
                .append(" &middot; ")
                .append(message.medium())
                .append(" to ")
                .append(Html.escape(message.recipient()))
                .append(" &middot; ")
                .append(Html.escape(message.kind()))
                .append(" &middot; ")
                .append(Html.escape(message.pool().value()))
                .append("</header>");
        if (!message.subject().isEmpty()) {
            out.append("<h2>").append(Html.escape(message.subject())).append("</h2>");
        }
        out.append("<pre>")
                .append(Html.escape(Html.text(message.medium(), message.body())))
                .append("</pre></article>");
    }

    private static String parameter(String value) {
        return Html.escape(URLEncoder.encode(value, UTF_8));
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform lacks SHA-256", e);
        }
    }
}
