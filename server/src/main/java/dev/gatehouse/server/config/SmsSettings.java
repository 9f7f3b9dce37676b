package dev.gatehouse.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// SMS by HTTP: one POST for each message.
///
/// @param url `sms.url`: where to; `https`, or `http` to this machine
/// @param format `sms.format`: what the body is; `json`
/// @param body `sms.body`: the body, with `{phone}`, `{text}` and `{sender}` where the values go
/// @param sender `sms.from`: what stands for `{sender}`
/// @param header `sms.headerName`, with `sms.headerValue` or the first line of `sms.headerFile`: proves who sends
/// @param timeout `sms.timeout`: the longest wait for each answer; 5 s
/// @param retries `sms.retries`: further tries when the gateway cannot be reached or is too busy; 2
public record SmsSettings(
        URI url,
        Format format,
        String body,
        Optional<String> sender,
        Optional<Header> header,
        Duration timeout,
        int retries) {

    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[!-~]([ -~]*[!-~])?");
    private static final Pattern FORM = Pattern.compile("[!-~&&[^&=]]+=[!-~&&[^&=]]*(&[!-~&&[^&=]]+=[!-~&&[^&=]]*)*");
    private static final List<String> TAKEN =
            List.of("connection", "content-length", "content-type", "expect", "host", "transfer-encoding", "upgrade");
    private static final Duration MOST_TIME = Duration.ofMinutes(1);
    private static final JsonFactory JSON = new JsonFactory();

    /// What the body is.
    public enum Format {
        /// `application/json`.
        JSON,
        /// `application/x-www-form-urlencoded`.
        FORM
    }

    /// A header that proves who sends.
    ///
    /// @param name its name
    /// @param value the secret
    public record Header(String name, SecretText value) {}

    static Optional<SmsSettings> from(Source source) {
        Format format = source.choice("sms.format", Format.class, Format.JSON);
        Optional<String> sender = source.text("sms.from");
        Optional<Header> header = header(source);
        String body = body(source, format, sender.isPresent());
        Duration timeout = source.duration("sms.timeout", Duration.ofSeconds(5));
        int retries = source.number("sms.retries", 2, 0, 5);
        for (String key : List.of("format", "from", "headerName", "body", "timeout", "retries")) {
            source.needs("sms." + key, "sms.url");
        }
        if (timeout.compareTo(MOST_TIME) > 0) {
            throw source.refuse("sms.timeout", "must be at most 1m");
        }
        return source.text("sms.url")
                .map(text -> new SmsSettings(url(source, text), format, body, sender, header, timeout, retries));
    }

    private static URI url(Source source, String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException notAUrl) {
            throw source.refuse("sms.url", "is not a URL");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw source.refuse("sms.url", "must be a URL with a host, without a user and a fragment");
        }
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && Source.isLoopback(url.getHost()))) {
            throw source.refuse("sms.url", "must be https, or http to this machine");
        }
        return url;
    }

    private static String body(Source source, Format format, boolean hasSender) {
        Optional<String> given = source.text("sms.body");
        String body = given.orElseGet(() -> usual(format, hasSender));
        if (!body.contains("{phone}") || !body.contains("{text}")) {
            throw source.refuse("sms.body", "must have {phone} and {text}");
        }
        if (body.contains("{sender}") && !hasSender) {
            throw source.refuse("sms.body", "has {sender} and needs sms.from");
        }
        switch (format) {
            case JSON -> {
                if (!isJsonObject(body)) {
                    throw source.refuse("sms.body", "must be a JSON object, with its placeholders inside texts");
                }
            }
            case FORM -> {
                if (!FORM.matcher(body).matches()) {
                    throw source.refuse("sms.body", "must be name=value pairs joined by &, already encoded");
                }
            }
        }
        return body;
    }

    private static String usual(Format format, boolean hasSender) {
        return switch (format) {
            case JSON -> "{\"to\":\"{phone}\",\"message\":\"{text}\"" + (hasSender ? ",\"from\":\"{sender}\"}" : "}");
            case FORM -> "to={phone}&message={text}" + (hasSender ? "&from={sender}" : "");
        };
    }

    /// A placeholder outside a text is no JSON, so what passes here stays JSON when it is filled.
    private static boolean isJsonObject(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (JacksonException broken) {
            return false;
        }
    }

    private static Optional<Header> header(Source source) {
        source.notBoth("sms.headerValue", "sms.headerFile");
        Optional<SecretText> value = source.secret("sms.headerValue").or(() -> source.secretFile("sms.headerFile"));
        source.needs("sms.headerValue", "sms.headerName");
        source.needs("sms.headerFile", "sms.headerName");
        Optional<String> name = source.text("sms.headerName");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!HEADER_NAME.matcher(name.get()).matches()
                || TAKEN.contains(name.get().toLowerCase(Locale.ROOT))) {
            throw source.refuse("sms.headerName", "is not a header that can be set");
        }
        SecretText secret =
                value.orElseThrow(() -> source.refuse("sms.headerName", "needs sms.headerValue or sms.headerFile"));
        if (!HEADER_VALUE.matcher(secret.reveal()).matches()) {
            throw source.refuse("sms.headerName", "has a value that cannot stand in a header");
        }
        return Optional.of(new Header(name.get(), secret));
    }
}
