package dev.gatehouse.server.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The body of a request to the SMS gateway: the operator's template with the values in it, each escaped for what the
/// body is. One pass, so that a text with `{phone}` in it stays what it is.
final class SmsBody {
    private static final Pattern PLACE = Pattern.compile("\\{(phone|text|sender)}");

    private SmsBody() {}

    static String fill(SmsGatewaySettings settings, String phone, String text) {
        return PLACE.matcher(settings.body())
                .replaceAll(place -> Matcher.quoteReplacement(escape(
                        settings.format(),
                        switch (place.group(1)) {
                            case "phone" -> phone;
                            case "text" -> text;
                            default -> settings.sender();
                        })));
    }

    private static String escape(SmsGatewaySettings.Format format, String value) {
        return switch (format) {
            case JSON -> json(value);
            case FORM -> URLEncoder.encode(value, UTF_8);
        };
    }

    /// RFC 8259 section 7: the quotation mark, the backslash and the control characters.
    private static String json(String value) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
