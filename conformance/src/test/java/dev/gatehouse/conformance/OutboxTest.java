package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The outbox as people and programs read it, and what the pool's templates make of a message.
class OutboxTest {
    private static final URI PAGE = Gatehouse.shared().url().resolve("/_gatehouse/outbox");

    private static HttpResponse<String> page(String accept) {
        return Http.send(HttpRequest.newBuilder(PAGE).header("Accept", accept).build());
    }

    @Test
    void templatesOfThePoolAreFilled() {
        TestPool pool = TestPool.create(settings -> settings.autoVerifiedAttributesWithStrings("email", "phone_number")
                .emailVerificationSubject("Welcome to the shop")
                .emailVerificationMessage("Type {####}, please.")
                .smsVerificationMessage("Shop: {####}"));
        String email = Names.email();
        String phone = Names.phone();
        pool.client().signUp(Names.unique("mail"), Map.of("email", email));
        pool.client().signUp(Names.unique("phone"), Map.of("phone_number", phone));
        Outbox.Message mail = pool.server().outbox().newest(email);
        assertThat(mail.subject()).isEqualTo("Welcome to the shop");
        assertThat(mail.text()).matches("Type \\d{6}, please\\.");
        assertThat(mail.medium()).isEqualToIgnoringCase("email");
        assertThat(pool.server().outbox().newest(phone).text()).matches("Shop: \\d{6}");
    }

    @Test
    void thePageIsHtmlForBrowsersAndJsonForPrograms() {
        HttpResponse<String> html = page("text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(html.statusCode()).isEqualTo(200);
        assertThat(html.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page("application/json").headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json");
    }

    /// A name a stranger chose must not run in the reader's browser.
    @Test
    void whatStrangersWriteIsShownAsText() {
        TestPool pool =
                TestPool.create(settings -> settings.adminCreateUserConfig(config -> config.inviteMessageTemplate(
                        message -> message.emailMessage("{username} {####}").emailSubject("Hello"))));
        String name = Names.unique("<script>alert(1)</script>");
        pool.admin()
                .adminCreateUser(request -> request.userPoolId(pool.id())
                        .username(name)
                        .userAttributes(TestPool.attributes(Map.of("email", Names.email()))));
        assertThat(page("text/html").body()).doesNotContain("<script");
    }
}
