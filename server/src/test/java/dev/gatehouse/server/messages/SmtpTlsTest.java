package dev.gatehouse.server.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Implicit TLS to a mail server whose certificate nobody vouches for.
class SmtpTlsTest {
    private static final Instant NOW = Instant.parse("2026-03-03T09:05:00Z");
    private static final Message MESSAGE = new Message(
            MessageKind.SIGN_UP,
            Medium.EMAIL,
            "nora@example.com",
            Optional.empty(),
            Optional.empty(),
            "Code",
            "123456",
            "123456");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private SmtpSettings settings() {
        return new SmtpSettings(
                "localhost",
                server.getSmtps().getPort(),
                SmtpSettings.Security.TLS,
                Optional.empty(),
                "no-reply@verificationemail.com",
                Duration.ofSeconds(5));
    }

    @Test
    void anUnknownCertificateIsRefused() {
        Smtp smtp = new Smtp(settings(), () -> NOW);
        assertThatThrownBy(() -> smtp.send(MESSAGE)).isInstanceOf(MessagingException.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }
}
