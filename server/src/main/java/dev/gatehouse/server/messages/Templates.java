package dev.gatehouse.server.messages;

import dev.gatehouse.model.cognitoidp.AdminCreateUserConfigType;
import dev.gatehouse.model.cognitoidp.DefaultEmailOptionType;
import dev.gatehouse.model.cognitoidp.EmailMfaConfigType;
import dev.gatehouse.model.cognitoidp.MessageTemplateType;
import dev.gatehouse.model.cognitoidp.UserPoolType;
import dev.gatehouse.model.cognitoidp.VerificationMessageTemplateType;
import org.jspecify.annotations.Nullable;

/// Picks the texts of a message: the pool's own, else the defaults of the service.
///
/// Invitations have their own template, authentication codes sent by SMS theirs; everything else is a
/// verification (UserPoolType of the API: `AdminCreateUserConfig.InviteMessageTemplate`,
/// `SmsAuthenticationMessage`, `VerificationMessageTemplate` and the older members that mirror it).
final class Templates {
    private static final String VERIFICATION = "Your verification code is {####}.";
    private static final String VERIFICATION_SUBJECT = "Your verification code";
    private static final String LINK = "Please click the link below to verify your email address. {##Verify Email##}";
    private static final String LINK_SUBJECT = "Your verification link";
    private static final String AUTHENTICATION = "Your authentication code is {####}.";
    private static final String AUTHENTICATION_SUBJECT = "Your authentication code";
    private static final String INVITATION = "Your username is {username} and temporary password is {####}.";
    private static final String INVITATION_SUBJECT = "Your temporary password";

    private Templates() {}

    /// A subject and a body, placeholders not yet filled. The subject of an SMS is empty.
    record Template(String subject, String body) {}

    /// The template of a message.
    ///
    /// @param byLink whether an e-mail may carry a link instead of a code
    static Template of(UserPoolType pool, MessageKind kind, Medium medium, boolean byLink) {
        return switch (medium) {
            case SMS -> new Template("", sms(pool, kind));
            case EMAIL -> email(pool, kind, byLink);
        };
    }

    /// Whether e-mails of this pool and kind carry a link: sign-up confirmation in pools with
    /// CONFIRM_WITH_LINK.
    static boolean wantsLink(UserPoolType pool, MessageKind kind) {
        VerificationMessageTemplateType own = pool.verificationMessageTemplate();
        boolean confirmation = kind == MessageKind.SIGN_UP || kind == MessageKind.RESEND_CODE;
        return confirmation && own != null && own.defaultEmailOption() == DefaultEmailOptionType.CONFIRM_WITH_LINK;
    }

    private static String sms(UserPoolType pool, MessageKind kind) {
        VerificationMessageTemplateType own = pool.verificationMessageTemplate();
        MessageTemplateType invitation = invitation(pool);
        return switch (kind) {
            case ADMIN_CREATE_USER -> first(invitation == null ? null : invitation.smsMessage(), null, INVITATION);
            case AUTHENTICATION -> first(pool.smsAuthenticationMessage(), null, AUTHENTICATION);
            case SIGN_UP, RESEND_CODE, FORGOT_PASSWORD, UPDATE_USER_ATTRIBUTE, VERIFY_USER_ATTRIBUTE ->
                first(own == null ? null : own.smsMessage(), pool.smsVerificationMessage(), VERIFICATION);
        };
    }

    private static Template email(UserPoolType pool, MessageKind kind, boolean byLink) {
        return switch (kind) {
            case ADMIN_CREATE_USER -> invitationEmail(invitation(pool));
            case AUTHENTICATION -> new Template(AUTHENTICATION_SUBJECT, AUTHENTICATION);
            case SIGN_UP, RESEND_CODE ->
                byLink ? linkEmail(pool.verificationMessageTemplate()) : verificationEmail(pool);
            case FORGOT_PASSWORD, UPDATE_USER_ATTRIBUTE, VERIFY_USER_ATTRIBUTE -> verificationEmail(pool);
        };
    }

    /// The e-mail with an authentication code, by the texts of the pool's e-mail MFA.
    static Template authenticationEmail(EmailMfaConfigType own) {
        return new Template(
                first(own.subject(), null, AUTHENTICATION_SUBJECT), first(own.message(), null, AUTHENTICATION));
    }

    private static Template invitationEmail(@Nullable MessageTemplateType own) {
        return new Template(
                first(own == null ? null : own.emailSubject(), null, INVITATION_SUBJECT),
                first(own == null ? null : own.emailMessage(), null, INVITATION));
    }

    private static Template verificationEmail(UserPoolType pool) {
        VerificationMessageTemplateType own = pool.verificationMessageTemplate();
        return new Template(
                first(own == null ? null : own.emailSubject(), pool.emailVerificationSubject(), VERIFICATION_SUBJECT),
                first(own == null ? null : own.emailMessage(), pool.emailVerificationMessage(), VERIFICATION));
    }

    private static Template linkEmail(@Nullable VerificationMessageTemplateType own) {
        return new Template(
                first(own == null ? null : own.emailSubjectByLink(), null, LINK_SUBJECT),
                first(own == null ? null : own.emailMessageByLink(), null, LINK));
    }

    private static @Nullable MessageTemplateType invitation(UserPoolType pool) {
        AdminCreateUserConfigType config = pool.adminCreateUserConfig();
        return config == null ? null : config.inviteMessageTemplate();
    }

    private static String first(@Nullable String own, @Nullable String legacy, String otherwise) {
        if (own != null && !own.isEmpty()) {
            return own;
        }
        return legacy != null && !legacy.isEmpty() ? legacy : otherwise;
    }
}
