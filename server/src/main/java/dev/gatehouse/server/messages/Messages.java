package dev.gatehouse.server.messages;

import dev.gatehouse.model.cognitoidp.CodeDeliveryDetailsType;
import dev.gatehouse.model.cognitoidp.DeliveryMediumType;
import dev.gatehouse.model.cognitoidp.EmailConfigurationType;
import dev.gatehouse.model.cognitoidp.EmailMfaConfigType;
import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.cognitoidp.LambdaConfigType;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.MessageRecord;
import dev.gatehouse.server.store.TimeIds;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.triggers.Trigger;
import dev.gatehouse.server.triggers.Triggers;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes messages and hands them over. E-mail goes to the mail server and SMS to the gateway, where there is one;
/// everything else to the outbox.
///
/// Three steps, so that a code and its message are written together and nothing leaves before that:
/// {@link #compose}, then {@link #keep} inside the write, then {@link #send} after it.
public final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

    private final Triggers triggers;
    private final ConfirmLinks links;
    private final Courier mail;
    private final Courier sms;
    private final SealedBodies bodies;
    private final TimeIds ids;
    private final InstantSource clock;

    private Messages(
            Triggers triggers,
            ConfirmLinks links,
            Courier mail,
            Courier sms,
            SealedBodies bodies,
            TimeIds ids,
            InstantSource clock) {
        this.triggers = triggers;
        this.links = links;
        this.mail = mail;
        this.sms = sms;
        this.bodies = bodies;
        this.ids = ids;
        this.clock = clock;
    }

    /// Messages of which all go to the outbox.
    public static Messages toOutbox(
            Triggers triggers, ConfirmLinks links, SealedBodies bodies, TimeIds ids, InstantSource clock) {
        return new Messages(triggers, links, new Courier.Outbox(), new Courier.Outbox(), bodies, ids, clock);
    }

    /// Messages of which e-mails go to a mail server.
    public static Messages bySmtp(
            Triggers triggers,
            ConfirmLinks links,
            SmtpSettings settings,
            SealedBodies bodies,
            TimeIds ids,
            InstantSource clock) {
        Courier mail = new Courier.Mail(new Smtp(settings, clock));
        return new Messages(triggers, links, mail, new Courier.Outbox(), bodies, ids, clock);
    }

    /// The same, but text messages go to a gateway.
    ///
    /// @param pause the wait before the gateway is tried again
    public Messages withSmsByHttp(SmsGatewaySettings settings, Pause pause) {
        Courier gateway = new Courier.Sms(new SmsGateway(settings, pause));
        return new Messages(triggers, links, mail, gateway, bodies, ids, clock);
    }

    /// Makes a message from the pool's template. Runs the CustomMessage trigger.
    ///
    /// @throws InvalidParameterException when an address or the pool's subject holds a line break
    public Message compose(Occasion occasion) {
        reachCustomMessage(occasion);
        Optional<String> link =
                Templates.wantsLink(occasion.pool(), occasion.kind()) ? links.link(occasion) : Optional.empty();
        return filled(
                occasion, Templates.of(occasion.pool(), occasion.kind(), occasion.medium(), link.isPresent()), link);
    }

    /// Makes an e-mail with an authentication code from the texts of the pool's e-mail MFA; what they leave out is
    /// the default. Runs the CustomMessage trigger.
    ///
    /// @throws InvalidParameterException when an address or the subject holds a line break
    public Message compose(Occasion occasion, EmailMfaConfigType own) {
        reachCustomMessage(occasion);
        return filled(occasion, Templates.authenticationEmail(own), Optional.empty());
    }

    private Message filled(Occasion occasion, Templates.Template template, Optional<String> link) {
        String subject = Placeholders.text(template.subject(), occasion.username(), occasion.code(), link);
        String body = switch (occasion.medium()) {
            case EMAIL -> Placeholders.html(template.body(), occasion.username(), occasion.code(), link);
            case SMS -> Placeholders.text(template.body(), occasion.username(), occasion.code(), link);
        };
        return message(occasion, subject, body);
    }

    private void reachCustomMessage(Occasion occasion) {
        LambdaConfigType functions = occasion.pool().lambdaConfig();
        if (functions != null) {
            triggers.reached(functions, Trigger.CUSTOM_MESSAGE);
        }
    }

    /// Whether the invitation of a pool has a place for the temporary password in this medium.
    public static boolean invitesWithPassword(Occasion occasion) {
        return Placeholders.hasCode(Templates.of(occasion.pool(), occasion.kind(), occasion.medium(), false)
                .body());
    }

    /// Puts a message into the outbox, inside the write that makes it true; nothing for messages that go out.
    public void keep(Tx tx, PoolId pool, Message message) {
        if (staysHere(message)) {
            tx.outbox().insert(row(pool, message));
        }
    }

    /// The work of {@link #keep} without its effect, for answers that must not be faster when there is nobody to
    /// write
    /// to.
    public void keepNothing(Tx tx, PoolId pool, Message message) {
        if (staysHere(message)) {
            MessageRecord row = row(pool, message);
            tx.outbox().insert(row);
            tx.outbox().delete(row.id());
        }
    }

    /// Hands a message to the mail server or SMS gateway, after the write; nothing for messages kept in the outbox.
    ///
    /// @throws NotDelivered when it was not taken there
    public void send(Message message) throws NotDelivered {
        try {
            switch (courier(message)) {
                case Courier.Outbox ignored -> {}
                case Courier.Mail(Smtp server) -> server.send(message);
                case Courier.Sms(SmsGateway gateway) -> gateway.send(message);
            }
        } catch (MessagingException e) {
            LOG.warn("mail server did not take a {} message", message.kind(), e);
            throw new NotDelivered(e);
        } catch (IOException e) {
            LOG.warn("SMS gateway did not take a {} message: {}", message.kind(), e.getMessage());
            throw new NotDelivered(e);
        }
    }

    /// What an answer tells about where a code went: the attribute and its masked value.
    public static CodeDeliveryDetailsType details(Medium medium, String address) {
        return switch (medium) {
            case EMAIL -> details(Masking.email(address), DeliveryMediumType.EMAIL, "email");
            case SMS -> details(Masking.phone(address), DeliveryMediumType.SMS, "phone_number");
        };
    }

    private static CodeDeliveryDetailsType details(String destination, DeliveryMediumType medium, String attribute) {
        return CodeDeliveryDetailsType.builder()
                .destination(destination)
                .deliveryMedium(medium)
                .attributeName(attribute)
                .build();
    }

    private boolean staysHere(Message message) {
        return courier(message) instanceof Courier.Outbox;
    }

    private Courier courier(Message message) {
        return switch (message.medium()) {
            case EMAIL -> mail;
            case SMS -> sms;
        };
    }

    private static Message message(Occasion occasion, String subject, String body) {
        EmailConfigurationType email = occasion.pool().emailConfiguration();
        try {
            return new Message(
                    occasion.kind(),
                    occasion.medium(),
                    occasion.to(),
                    given(email == null ? null : email.from()),
                    given(email == null ? null : email.replyToEmailAddress()),
                    subject,
                    body,
                    occasion.code());
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException("Line breaks are not allowed in addresses and subjects.");
        }
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }

    private MessageRecord row(PoolId pool, Message message) {
        return bodies.seal(new MessageRecord(
                ids.next(),
                pool,
                clock.millis(),
                switch (message.medium()) {
                    case EMAIL -> MessageRecord.Medium.EMAIL;
                    case SMS -> MessageRecord.Medium.SMS;
                },
                message.to(),
                message.subject(),
                message.body(),
                message.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }
}
