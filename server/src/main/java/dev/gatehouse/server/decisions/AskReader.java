package dev.gatehouse.server.decisions;

import dev.gatehouse.pure.aws.Node;
import dev.gatehouse.pure.aws.Want;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.sigv4.Relayed;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads an ask from JSON. What is unknown or of a wrong type is refused.
final class AskReader {
    private static final int MOST_HEADERS = 200;
    private static final Set<String> MEMBERS = Set.of(
            "service", "method", "url", "headers", "body", "payloadHash", "action", "resource", "context", "sourceIp");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ACTION = Pattern.compile("[a-z0-9-]{1,64}:[A-Za-z0-9]{1,128}");
    private static final Pattern URL = Pattern.compile("(https?)://([^/?#]+)([^?#]*)(?:\\?([^#]*))?");

    private final Node.Obj ask;

    private AskReader(Node.Obj ask) {
        this.ask = ask;
    }

    /// The ask is not one.
    static final class BadAskException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadAskException(String why) {
            super(why, null, false, false);
        }
    }

    /// @throws BadAskException saying what is wrong
    static Ask read(byte[] json) {
        if (!(JsonNodes.read(json).orElse(null) instanceof Node.Obj ask)) {
            throw new BadAskException("the body is not a JSON object");
        }
        if (!MEMBERS.containsAll(ask.members().keySet())) {
            throw new BadAskException("a member is not known; known are "
                    + MEMBERS.stream().sorted().toList());
        }
        return new AskReader(ask).read();
    }

    private Ask read() {
        var url = URL.matcher(required("url"));
        if (!url.matches()) {
            throw new BadAskException("url must be http or https with a host, without a fragment");
        }
        Map<String, List<String>> headers = headers();
        headers.putIfAbsent("host", List.of(url.group(2)));
        String path = url.group(3).isEmpty() ? "/" : url.group(3);
        String query = Optional.ofNullable(url.group(4)).orElse("");
        Optional<byte[]> body = body();
        return new Ask(
                matching("service", SERVICE),
                matching("method", METHOD),
                path,
                query,
                headers,
                body.orElse(new byte[0]),
                payload(body.isPresent()),
                named(),
                text("sourceIp"),
                url.group(1).equals("https"));
    }

    private Relayed.Payload payload(boolean whole) {
        Optional<String> hash = text("payloadHash");
        if (whole && hash.isPresent()) {
            throw new BadAskException("body and payloadHash exclude one another");
        }
        if (hash.isPresent()) {
            return new Relayed.Payload.Hashed(matching("payloadHash", HASH));
        }
        return whole ? new Relayed.Payload.Whole() : new Relayed.Payload.Unseen();
    }

    private Optional<byte[]> body() {
        try {
            return text("body").map(text -> Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            throw new BadAskException("body must be Base64");
        }
    }

    private Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        int count = 0;
        for (Map.Entry<String, Node> header : object("headers").entrySet()) {
            List<String> values = texts(header.getValue(), "headers");
            count += values.size();
            headers.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .addAll(values);
        }
        if (count > MOST_HEADERS) {
            throw new BadAskException("more than " + MOST_HEADERS + " headers");
        }
        return headers;
    }

    private Optional<Want> named() {
        if (text("action").isEmpty()) {
            if (text("resource").isPresent() || ask.member("context").isPresent()) {
                throw new BadAskException("resource and context need an action");
            }
            return Optional.empty();
        }
        String action = matching("action", ACTION);
        Context.Builder keys = Context.builder();
        object("context").forEach((key, value) -> {
            if (!mayBeNamed(key.toLowerCase(Locale.ROOT), action)) {
                throw new BadAskException("context may have keys of the action's service and of tags only");
            }
            if (value instanceof Node.Text(String one)) {
                keys.put(key, one);
            } else {
                keys.put(key, texts(value, "context"));
            }
        });
        return Optional.of(new Want(action, text("resource").orElse("*"), keys.build()));
    }

    /// Who the caller is, and when and how the request came, is not for the asker to say.
    private static boolean mayBeNamed(String key, String action) {
        return key.startsWith(action.substring(0, action.indexOf(':') + 1))
                || key.startsWith("aws:resourcetag/")
                || key.startsWith("aws:requesttag/")
                || key.equals("aws:tagkeys");
    }

    private Map<String, Node> object(String name) {
        return switch (ask.member(name).orElseGet(() -> new Node.Obj(Map.of()))) {
            case Node.Obj(Map<String, Node> members) -> members;
            case Node.Arr _, Node.Text _, Node.Bare _ -> throw new BadAskException(name + " must be an object");
        };
    }

    private static List<String> texts(Node node, String where) {
        return switch (node) {
            case Node.Text(String value) -> List.of(value);
            case Node.Arr(List<Node> items) ->
                items.stream().flatMap(item -> texts(item, where).stream()).toList();
            case Node.Obj _, Node.Bare _ -> throw new BadAskException(where + " must have strings or lists of them");
        };
    }

    private Optional<String> text(String name) {
        return ask.member(name).map(node -> switch (node) {
            case Node.Text(String value) -> value;
            case Node.Arr _, Node.Obj _, Node.Bare _ -> throw new BadAskException(name + " must be a string");
        });
    }

    private String required(String name) {
        return text(name).orElseThrow(() -> new BadAskException(name + " is missing"));
    }

    private String matching(String name, Pattern pattern) {
        String text = required(name);
        if (!pattern.matcher(text).matches()) {
            throw new BadAskException(name + " must match " + pattern);
        }
        return text;
    }
}
