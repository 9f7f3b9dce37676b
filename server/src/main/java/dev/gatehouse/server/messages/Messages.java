package dev.gatehouse.server.messages;

import dev.gatehouse.model.cognitoidp.CodeDeliveryDetailsType;
import dev.gatehouse.model.cognitoidp.DeliveryMediumType;
import dev.gatehouse.model.cognitoidp.EmailConfigurationType;
import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.cognitoidp.LambdaConfigType;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.MessageRecord;
import dev.gatehouse.server.store.TimeIds;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.triggers.Trigger;
import dev.gatehouse.server.triggers.Triggers;
import jakarta.mail.MessagingException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes messages and hands them over. E-mail goes to the mail server if there is one, everything else to the
/// outbox.
///
/// Three steps, so that a code and its message are written together and nothing leaves before that:
/// {@link #compose}, then {@link #keep} inside the write, then {@link #send} after it.
public final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

    private final Triggers triggers;
    private final ConfirmLinks links;
    private final Optional<Smtp> smtp;
    private final SealedBodies bodies;
    private final TimeIds ids;
    private final InstantSource clock;

    private Messages(
            Triggers triggers,
            ConfirmLinks links,
            Optional<Smtp> smtp,
            SealedBodies bodies,
            TimeIds ids,
            InstantSource clock) {
        this.triggers = triggers;
        this.links = links;
        this.smtp = smtp;
        this.bodies = bodies;
        this.ids = ids;
        this.clock = clock;
    }

    /// Messages of which all go to the outbox.
    public static Messages toOutbox(
            Triggers triggers, ConfirmLinks links, SealedBodies bodies, TimeIds ids, InstantSource clock) {
        return new Messages(triggers, links, Optional.empty(), bodies, ids, clock);
    }

    /// Messages of which e-mails go to a mail server.
    public static Messages bySmtp(
            Triggers triggers,
            ConfirmLinks links,
            SmtpSettings settings,
            SealedBodies bodies,
            TimeIds ids,
            InstantSource clock) {
        return new Messages(triggers, links, Optional.of(new Smtp(settings, clock)), bodies, ids, clock);
    }

    /// Makes a message from the pool's template. Runs the CustomMessage trigger.
    ///
    /// @throws InvalidParameterException when an address or the pool's subject holds a line break
    public Message compose(Occasion occasion) {
        LambdaConfigType functions = occasion.pool().lambdaConfig();
        if (functions != null) {
            triggers.reached(functions, Trigger.CUSTOM_MESSAGE);
        }
        Optional<String> link =
                Templates.wantsLink(occasion.pool(), occasion.kind()) ? links.link(occasion) : Optional.empty();
        Templates.Template template =
                Templates.of(occasion.pool(), occasion.kind(), occasion.medium(), link.isPresent());
        String subject = Placeholders.text(template.subject(), occasion.username(), occasion.code(), link);
        String body = switch (occasion.medium()) {
            case EMAIL -> Placeholders.html(template.body(), occasion.username(), occasion.code(), link);
            case SMS -> Placeholders.text(template.body(), occasion.username(), occasion.code(), link);
        };
        return message(occasion, subject, body);
    }

    /// Whether the invitation of a pool has a place for the temporary password in this medium.
    public static boolean invitesWithPassword(Occasion occasion) {
        return Placeholders.hasCode(Templates.of(occasion.pool(), occasion.kind(), occasion.medium(), false)
                .body());
    }

    /// Puts a message into the outbox, inside the write that makes it true; nothing for mails that go to a
    /// server.
    public void keep(Tx tx, PoolId pool, Message message) {
        if (!goesBySmtp(message)) {
            tx.outbox().insert(row(pool, message));
        }
    }

    /// The work of {@link #keep} without its effect, for answers that must not be faster when there is nobody to
    /// write
    /// to.
    public void keepNothing(Tx tx, PoolId pool, Message message) {
        if (!goesBySmtp(message)) {
            MessageRecord row = row(pool, message);
            tx.outbox().insert(row);
            tx.outbox().delete(row.id());
        }
    }

    /// Hands a mail to the server, after the write; nothing for messages kept in the outbox.
    ///
    /// @throws NotDelivered when the server did not take it
    public void send(Message message) throws NotDelivered {
        if (smtp.isEmpty() || !goesBySmtp(message)) {
            return;
        }
        try {
            smtp.get().send(message);
        } catch (MessagingException e) {
            LOG.warn("mail server did not take a {} message", message.kind(), e);
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

    private boolean goesBySmtp(Message message) {
        return smtp.isPresent() && message.medium() == Medium.EMAIL;
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
