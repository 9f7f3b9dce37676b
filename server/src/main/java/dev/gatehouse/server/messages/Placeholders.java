package dev.gatehouse.server.messages;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills a message template: `{####}` is the code or temporary password, `{username}` the user name and
/// `{##text##}` a link with that text (VerificationMessageTemplateType and MessageTemplateType of the API).
///
/// Values are inserted in one pass, so a user name that looks like a placeholder stays what it is.
final class Placeholders {
    private static final Pattern ANY = Pattern.compile("\\{####\\}|\\{username\\}|\\{##(.*?)##\\}", Pattern.DOTALL);
    static final String CODE = "{####}";

    private Placeholders() {}

    /// Fills a template of plain text; a link placeholder becomes the address itself.
    static String text(String template, String username, String code, Optional<String> link) {
        return fill(template, username, code, link, false);
    }

    /// Fills a template of HTML; values are escaped, a link placeholder becomes an anchor.
    static String html(String template, String username, String code, Optional<String> link) {
        return fill(template, username, code, link, true);
    }

    /// Whether the template has a place for the code.
    static boolean hasCode(String template) {
        return template.contains(CODE);
    }

    private static String fill(String template, String username, String code, Optional<String> link, boolean html) {
        return ANY.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group()) {
                            case CODE -> value(code, html);
                            case "{username}" -> value(username, html);
                            default ->
                                link.map(address -> anchor(address, match.group(1), html))
                                        .orElse(match.group());
                        }));
    }

    private static String anchor(String address, String label, boolean html) {
        return html ? "<a href=\"" + Html.escape(address) + "\">" + label + "</a>" : address;
    }

    private static String value(String value, boolean html) {
        return html ? Html.escape(value) : value;
    }
}
