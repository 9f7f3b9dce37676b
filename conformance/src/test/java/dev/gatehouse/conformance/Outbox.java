package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the server has sent, read over HTTP as a developer does.
record Outbox(URI server) {
    private static final Pattern CODE = Pattern.compile("\\b(?:\\d{6}|\\d{8})\\b");

    /// One mail or SMS.
    record Message(String to, String subject, String text, String medium) {
        /// The code in it: six digits, or eight where it is the first factor.
        String code() {
            Matcher matcher = CODE.matcher(text);
            assertThat(matcher.find()).as("a code in: %s", text).isTrue();
            return matcher.group();
        }
    }

    /// What went to an address, newest first.
    List<Message> to(String address) {
        String query = "?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
        HttpResponse<String> answer = Http.getJson(server.resolve("/_gatehouse/outbox" + query));
        assertThat(answer.statusCode()).isEqualTo(200);
        return messages(answer.body());
    }

    /// The newest message to an address.
    Message newest(String address) {
        List<Message> messages = to(address);
        assertThat(messages).as("messages to %s", address).isNotEmpty();
        return messages.getFirst();
    }

    /// The code in the newest message to an address.
    String code(String address) {
        return newest(address).code();
    }

    private static List<Message> messages(String json) {
        try {
            Map<String, Object> page = Json.object(json);
            return Json.objects(page, "messages").stream()
                    .map(message -> new Message(
                            Json.text(message, "to"),
                            Json.text(message, "subject"),
                            Json.text(message, "text"),
                            Json.text(message, "medium")))
                    .toList();
        } catch (ParseException broken) {
            throw new AssertionError("not JSON: " + json, broken);
        }
    }
}
