package dev.gatehouse.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.server.messages.SmtpSettings;
import dev.gatehouse.server.seal.Secret;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// E-mail that goes to a mail server.
class SmtpTest {
    private static final String SIGN_UP = "{'ClientId':'%s','Username':'%s','Password':'Corr3ct-Horse!',"
            + "'UserAttributes':[{'Name':'email','Value':'%s'}]}";

    @TempDir
    private Path folder;

    private static SmtpSettings settings(int port, Optional<SmtpSettings.Credentials> account) {
        return new SmtpSettings(
                "127.0.0.1",
                port,
                SmtpSettings.Security.NONE,
                account,
                "no-reply@verificationemail.com",
                Duration.ofSeconds(5));
    }

    @Test
    void aMailArrivesAndTheOutboxStaysEmpty() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (World world =
                new World(folder, Optional.of(settings(server.getSmtp().getPort(), Optional.empty())))) {
            String pool = world.newPool("'AutoVerifiedAttributes':['email'],'VerificationMessageTemplate':"
                    + "{'EmailSubject':'Bekræft','EmailMessage':'<p>Kode: <b>{####}</b> til {username} ✓</p>'},"
                    + "'EmailConfiguration':{'EmailSendingAccount':'DEVELOPER',"
                    + "'SourceArn':'arn:aws:ses:eu-west-1:123456789012:identity/shop@example.com',"
                    + "'From':'Shop <shop@example.com>','ReplyToEmailAddress':'help@example.com'}");
            String client = world.newClient(pool, "");
            world.call(CognitoIdp.SIGN_UP, SIGN_UP, client, "<nora>", "nora@example.com");

            assertThat(world.outbox()).isEmpty();
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("Bekræft");
            assertThat(mail.getFrom()[0]).hasToString("Shop <shop@example.com>");
            assertThat(mail.getReplyTo()[0]).hasToString("help@example.com");
            assertThat(mail.getAllRecipients()).hasSize(1);
            assertThat(mail.getContentType()).isEqualTo("text/html; charset=UTF-8");
            assertThat(mail.getContent().toString().strip()).matches("<p>Kode: <b>[0-9]{6}</b> til &lt;nora&gt; ✓</p>");
        } finally {
            server.stop();
        }
    }

    @Test
    void theAccountSignsIn() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("sender", "s3cret");
        server.start();
        Optional<SmtpSettings.Credentials> account =
                Optional.of(new SmtpSettings.Credentials("sender", Secret.of("s3cret")));
        try (World world =
                new World(folder, Optional.of(settings(server.getSmtp().getPort(), account)))) {
            String client = world.newClient(world.newPool("'AutoVerifiedAttributes':['email']"), "");
            world.call(CognitoIdp.SIGN_UP, SIGN_UP, client, "nora", "nora@example.com");
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(server.getReceivedMessages()[0].getFrom()[0]).hasToString("no-reply@verificationemail.com");
        } finally {
            server.stop();
        }
    }

    @Test
    void aFailedDeliveryIsToldAndTheUserStays() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (World world = new World(folder, Optional.of(settings(closed, Optional.empty())))) {
            String pool = world.newPool("'AutoVerifiedAttributes':['email']");
            String client = world.newClient(pool, "");
            assertThat(world.refusal(CognitoIdp.SIGN_UP, SIGN_UP, client, "nora", "nora@example.com"))
                    .startsWith("CodeDeliveryFailureException");
            assertThat(world.users.find(world.pool(pool), "nora")).isPresent();
            String create = "{'UserPoolId':'%s','Username':'otto',"
                    + "'UserAttributes':[{'Name':'email','Value':'otto@example.com'}]}";
            assertThat(world.refusal(CognitoIdp.ADMIN_CREATE_USER, create, pool))
                    .startsWith("CodeDeliveryFailureException");
            assertThat(world.users.find(world.pool(pool), "otto")).isPresent();
            assertThat(world.refusal(
                            CognitoIdp.ADMIN_UPDATE_USER_ATTRIBUTES,
                            "{'UserPoolId':'%s','Username':'otto',"
                                    + "'UserAttributes':[{'Name':'email','Value':'new@example.com'}]}",
                            pool))
                    .startsWith("InvalidParameterException");
        }
    }

    @Test
    void demandedTlsIsNotGivenUp() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        SmtpSettings starttls = new SmtpSettings(
                "127.0.0.1",
                server.getSmtp().getPort(),
                SmtpSettings.Security.STARTTLS,
                Optional.empty(),
                "no-reply@verificationemail.com",
                Duration.ofSeconds(5));
        try (World world = new World(folder, Optional.of(starttls))) {
            String client = world.newClient(world.newPool("'AutoVerifiedAttributes':['email']"), "");
            assertThat(world.refusal(CognitoIdp.SIGN_UP, SIGN_UP, client, "nora", "nora@example.com"))
                    .startsWith("CodeDeliveryFailureException");
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }
}
