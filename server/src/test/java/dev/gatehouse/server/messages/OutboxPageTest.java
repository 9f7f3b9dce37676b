package dev.gatehouse.server.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.protocol.WireAnswer;
import dev.gatehouse.model.protocol.WireRequest;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.MessageRecord;
import dev.gatehouse.server.store.Store;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxPageTest {
    private static final Instant NOW = Instant.parse("2026-03-03T09:05:00Z");

    @TempDir
    private Path folder;

    private Store store;
    private SealedBodies bodies;
    private OutboxPage page;

    @BeforeEach
    void open() throws Exception {
        store = Store.sqlite(folder.resolve("gatehouse.db"), () -> NOW);
        SecureRandom random = new SecureRandom();
        bodies = new SealedBodies(
                new Sealer(MasterKey.open(folder, Optional.empty(), Optional.empty(), random), random));
        page = new OutboxPage(store, bodies);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void message(int number, String to, MessageRecord.Medium medium, String subject, String body) {
        MessageRecord row = new MessageRecord(
                "%023x".formatted(number),
                new PoolId("eu-west-1_aB3dE5fG7"),
                NOW.toEpochMilli(),
                medium,
                to,
                subject,
                body,
                "sign-up");
        store.write(tx -> {
            tx.outbox().insert(bodies.seal(row));
            return true;
        });
    }

    private WireAnswer get(String query, String accept) {
        return page.answer(
                new WireRequest("GET", OutboxPage.PATH, query, Map.of("accept", List.of(accept)), new byte[0]));
    }

    private String html(String query) {
        return new String(get(query, "text/html,application/xhtml+xml").body(), UTF_8);
    }

    private String json(String query) {
        return new String(get(query, "*/*").body(), UTF_8);
    }

    @Test
    void newestFirstAndReadable() {
        message(1, "nora@example.com", MessageRecord.Medium.EMAIL, "First", "<p>Your code is <b>111111</b>.</p>");
        message(2, "+4512345678", MessageRecord.Medium.SMS, "", "Your code is 222222.");
        String html = html("");
        assertThat(html).contains("Your code is 111111.", "nora@example.com", "<h2>First</h2>");
        assertThat(html.indexOf("222222")).isLessThan(html.indexOf("111111"));
    }

    @Test
    void filtersByRecipient() {
        message(1, "nora@example.com", MessageRecord.Medium.EMAIL, "", "111111");
        message(2, "+4512345678", MessageRecord.Medium.SMS, "", "222222");
        assertThat(html("to=nora%40example.com")).contains("111111").doesNotContain("222222");
        assertThat(html("to=%2B4512345678")).contains("222222").doesNotContain("111111");
        assertThat(html("to=nobody")).contains("No messages.");
    }

    @Test
    void nothingInAMessageBecomesMarkup() {
        message(1, "\"<i>\"@example.com", MessageRecord.Medium.SMS, "<u>", "<script>alert(1)</script>");
        String html = html("to=%22%3Ci%3E%22%40example.com");
        assertThat(html).doesNotContain("<script", "<i>", "<u>").contains("&lt;script&gt;", "&lt;u&gt;");
        WireAnswer answer = get("", "text/html");
        assertThat(answer.headers())
                .containsEntry("Content-Type", "text/html; charset=utf-8")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(answer.headers().get("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe", "script");
    }

    @Test
    void tellsWhatGoesIntoTheQrCodeOfAnAuthenticatorApp() {
        assertThat(html("")).contains("otpauth://totp/{issuer}:{account}?secret={SecretCode}&amp;issuer={issuer}");
    }

    @Test
    void programsGetJson() {
        message(1, "nora@example.com", MessageRecord.Medium.EMAIL, "Sub\"ject", "<b>111111</b>");
        assertThat(json(""))
                .isEqualTo("{\"messages\":[{\"id\":\"00000000000000000000001\",\"at\":\"2026-03-03T09:05:00Z\","
                        + "\"pool\":\"eu-west-1_aB3dE5fG7\",\"kind\":\"sign-up\",\"medium\":\"email\","
                        + "\"to\":\"nora@example.com\",\"subject\":\"Sub\\\"ject\",\"body\":\"<b>111111</b>\","
                        + "\"text\":\"111111\"}]}");
        assertThat(get("format=json", "text/html").headers()).containsEntry("Content-Type", "application/json");
    }

    @Test
    void longOutboxesHavePages() {
        for (int i = 0; i < 51; i++) {
            message(i, "nora@example.com", MessageRecord.Medium.SMS, "", "text" + i + ".");
        }
        String first = html("");
        assertThat(first).contains("text50.", "text1.").doesNotContain("text0.");
        String cursor = first.replaceAll("(?s).*outbox\\?after=([^\"&]+).*", "$1");
        assertThat(html("after=" + cursor)).contains("text0.").doesNotContain("text1.");
        assertThat(get("after=%00", "text/html").status()).isEqualTo(400);
    }
}
