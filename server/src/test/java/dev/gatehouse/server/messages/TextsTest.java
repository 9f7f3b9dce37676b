package dev.gatehouse.server.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource({
        "nora@example.com, n***@e***",
        "x@y, x***@y***",
        "'\"a@b\"@example.com', '\"***@e***'",
        "😀nora@example.com, 😀***@e***"
    })
    void masksMail(String address, String masked) {
        assertThat(Masking.email(address)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"+12065551234, +*******1234", "+4512345678, +******5678", "+1234, +1234", "+12, +12"})
    void masksPhones(String number, String masked) {
        assertThat(Masking.phone(number)).isEqualTo(masked);
    }

    @Test
    void fillsEachPlaceInOnePass() {
        assertThat(Placeholders.text("{username}: {####} / {####}", "{####}", "123456", Optional.empty()))
                .isEqualTo("{####}: 123456 / 123456");
    }

    @Test
    void escapesWhatIsPutIntoHtml() {
        String filled = Placeholders.html("<b>{username}</b> {####}", "<i>&\"'", "a<b$1\\", Optional.empty());
        assertThat(filled).isEqualTo("<b>&lt;i&gt;&amp;&quot;&#39;</b> a&lt;b$1\\");
    }

    @Test
    void makesLinks() {
        Optional<String> link = Optional.of("https://x/confirmUser?a=1&b=2");
        assertThat(Placeholders.html("Go {##to it##}.", "n", "1", link))
                .isEqualTo("Go <a href=\"https://x/confirmUser?a=1&amp;b=2\">to it</a>.");
        assertThat(Placeholders.text("Go {##to it##}.", "n", "1", link)).isEqualTo("Go https://x/confirmUser?a=1&b=2.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b\r\nBcc: c@d", "a@b\nX", "a\r", "a\u0085b", "a\u2028b", "a\u0000b"})
    void noLineBreaksInHeaders(String text) {
        assertThatThrownBy(() -> message(text, "subject")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message("a@example.com", text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTextOfAMail() {
        String html = "<p>Hi &lt;you&gt;,</p>your code<br>is <b>123456</b>. <a class=\"x\" href=\"http://y\">Here</a>";
        assertThat(Html.text(dev.gatehouse.server.store.MessageRecord.Medium.EMAIL, html))
                .isEqualTo("Hi <you>,\nyour code\nis 123456. Here (http://y)");
    }

    @Test
    void nothingIsPrinted() {
        assertThat(message("a@example.com", "s")).hasToString("Message[SIGN_UP EMAIL]");
    }

    private static Message message(String to, String subject) {
        return new Message(
                MessageKind.SIGN_UP,
                Medium.EMAIL,
                to,
                Optional.empty(),
                Optional.empty(),
                subject,
                "body 123456",
                "123456");
    }
}
