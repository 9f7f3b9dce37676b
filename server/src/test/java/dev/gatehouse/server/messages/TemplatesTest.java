package dev.gatehouse.server.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.UserPoolType;
import dev.gatehouse.model.json.ShapeJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
    private static final String OWN = """
            {"VerificationMessageTemplate":{"SmsMessage":"sms {####}","EmailMessage":"mail {####}","EmailSubject":"subject",
              "EmailMessageByLink":"link {##here##}","EmailSubjectByLink":"link subject"},
             "SmsAuthenticationMessage":"auth {####}",
             "AdminCreateUserConfig":{"InviteMessageTemplate":{"SMSMessage":"join {username} {####}",
              "EmailMessage":"welcome {username} {####}","EmailSubject":"invited"}}}""";
    private static final String LEGACY = """
            {"SmsVerificationMessage":"old sms {####}","EmailVerificationMessage":"old mail {####}",
             "EmailVerificationSubject":"old subject"}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "none   | SIGN_UP           | EMAIL | false | Your verification code    | Your verification code is {####}.",
                "none   | FORGOT_PASSWORD   | SMS   | false | -                         | Your verification code is {####}.",
                "none   | ADMIN_CREATE_USER | EMAIL | false | Your temporary password   | Your username is {username} and temporary password is {####}.",
                "none   | AUTHENTICATION    | SMS   | false | -                         | Your authentication code is {####}.",
                "own    | SIGN_UP           | EMAIL | false | subject                   | mail {####}",
                "own    | SIGN_UP           | EMAIL | true  | link subject              | link {##here##}",
                "own    | RESEND_CODE       | SMS   | false | -                         | sms {####}",
                "own    | FORGOT_PASSWORD   | EMAIL | true  | subject                   | mail {####}",
                "own    | ADMIN_CREATE_USER | EMAIL | false | invited                   | welcome {username} {####}",
                "own    | ADMIN_CREATE_USER | SMS   | false | -                         | join {username} {####}",
                "own    | AUTHENTICATION    | SMS   | false | -                         | auth {####}",
                "own    | AUTHENTICATION    | EMAIL | false | Your authentication code  | Your authentication code is {####}.",
                "legacy | VERIFY_USER_ATTRIBUTE | EMAIL | false | old subject           | old mail {####}",
                "legacy | UPDATE_USER_ATTRIBUTE | SMS   | false | -                     | old sms {####}",
            })
    void picksTheText(String pool, MessageKind kind, Medium medium, boolean link, String subject, String body) {
        Templates.Template template = Templates.of(pool(pool), kind, medium, link);
        assertThat(template.subject()).isEqualTo(subject == null ? "" : subject);
        assertThat(template.body()).isEqualTo(body);
    }

    private static UserPoolType pool(String which) {
        String json = switch (which) {
            case "own" -> OWN;
            case "legacy" -> LEGACY;
            default -> "{}";
        };
        return ShapeJson.read(UserPoolType.CODEC, json.getBytes(StandardCharsets.UTF_8));
    }
}
