package dev.gatehouse.server.messages;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/// Sends e-mail over SMTP, one connection for each message.
final class Smtp {
    private final SmtpSettings settings;
    private final InstantSource clock;
    private final Session session;

    Smtp(SmtpSettings settings, InstantSource clock) {
        this(settings, clock, Optional.empty());
    }

    /// @param tls makes the TLS sockets, when not the JDK's default trust is wanted
    Smtp(SmtpSettings settings, InstantSource clock, Optional<SSLSocketFactory> tls) {
        this.settings = settings;
        this.clock = clock;
        this.session = Session.getInstance(properties(settings, tls));
    }

    /// Sends one message and returns when the server has taken it.
    ///
    /// @throws MessagingException when it has not
    void send(Message message) throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(address(message.from().orElse(settings.from())));
        if (message.replyTo().isPresent()) {
            mail.setReplyTo(new InternetAddress[] {address(message.replyTo().get())});
        }
        mail.setRecipient(RecipientType.TO, address(message.to()));
        mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        mail.setText(message.body(), StandardCharsets.UTF_8.name(), "html");
        mail.setSentDate(Date.from(clock.instant()));
        mail.saveChanges();
        try (Transport transport = session.getTransport("smtp")) {
            connect(transport);
            transport.sendMessage(mail, mail.getAllRecipients());
        }
    }

    private void connect(Transport transport) throws MessagingException {
        if (settings.credentials().isEmpty()) {
            transport.connect();
            return;
        }
        SmtpSettings.Credentials account = settings.credentials().get();
        transport.connect(
                settings.host(),
                settings.port(),
                account.username(),
                account.password().reveal());
    }

    private static InternetAddress address(String text) throws MessagingException {
        InternetAddress address = new InternetAddress(text, true);
        address.validate();
        return address;
    }

    private static Properties properties(SmtpSettings settings, Optional<SSLSocketFactory> tls) {
        String millis = Long.toString(settings.timeout().toMillis());
        Properties properties = new Properties();
        properties.put("mail.smtp.host", settings.host());
        properties.put("mail.smtp.port", Integer.toString(settings.port()));
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.auth", Boolean.toString(settings.credentials().isPresent()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (settings.security()) {
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case NONE -> {}
        }
        tls.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
        return properties;
    }
}
