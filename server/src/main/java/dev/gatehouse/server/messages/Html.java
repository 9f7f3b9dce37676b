package dev.gatehouse.server.messages;

import dev.gatehouse.server.store.MessageRecord;
import java.util.regex.Pattern;

/// HTML escaping of values put into text and quoted attributes, and the way back for readers of the outbox.
final class Html {
    private static final Pattern LINK =
            Pattern.compile("<a\\s[^>]*href=\"([^\"]*)\"[^>]*>(.*?)</a>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern BREAK =
            Pattern.compile("<(br\\s*/?|/p|/div|/h[1-6]|/li|/tr)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private Html() {}

    /// The text with the five characters that can leave text or a quoted attribute replaced by references.
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /// A message as a reader sees it: the text of a mail's HTML, with the address of a link after its label.
    static String text(MessageRecord.Medium medium, String body) {
        return switch (medium) {
            case SMS -> body;
            case EMAIL -> text(body);
        };
    }

    private static String text(String html) {
        String linked = LINK.matcher(html).replaceAll("$2 ($1)");
        String broken = BREAK.matcher(linked).replaceAll("\n");
        return unescape(TAG.matcher(broken).replaceAll("")).strip();
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }
}
