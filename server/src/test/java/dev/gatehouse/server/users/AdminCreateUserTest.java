package dev.gatehouse.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.server.store.MessageRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminCreateUserTest {
    private static final String CREATE = "{'UserPoolId':'%s','Username':'%s','UserAttributes':[%s]%s}";
    private static final String EMAIL = "{'Name':'email','Value':'nora@example.com'}";
    private static final String VERIFIED = EMAIL + ",{'Name':'email_verified','Value':'True'}";
    private static final String PHONE = "{'Name':'phone_number','Value':'+4512345678'}";
    private static final Pattern INVITATION =
            Pattern.compile("Your username is (\\S+) and temporary password is (.+)\\.");

    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void open() {
        world = new World(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theInvitedUserGetsATemporaryPassword() {
        String pool = world.newPool("");
        var answer = world.call(CognitoIdp.ADMIN_CREATE_USER, CREATE, pool, "nora", EMAIL, "");
        assertThat(answer.user().userStatus()).isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
        assertThat(answer.user().enabled()).isTrue();
        assertThat(answer.user().attributes())
                .extracting(attribute -> attribute.name())
                .containsExactly("sub", "email");
        MessageRecord invitation = world.outbox().getFirst();
        assertThat(invitation.medium()).isEqualTo(MessageRecord.Medium.EMAIL);
        assertThat(invitation.subject()).isEqualTo("Your temporary password");
        Matcher text =
                INVITATION.matcher(invitation.body().replace("&amp;", "&").replace("&lt;", "<"));
        assertThat(text.matches()).isTrue();
        assertThat(text.group(1)).isEqualTo("nora");
        User user = world.user(pool, "nora");
        assertThat(world.passwords.matches(user, text.group(2))).isTrue();
        assertThat(world.passwords.temporaryExpired(world.pool(pool), user, world.clock.instant()))
                .isFalse();
        world.clock.pass(Duration.ofDays(7));
        assertThat(world.passwords.temporaryExpired(world.pool(pool), user, world.clock.instant()))
                .isTrue();
    }

    @Test
    void resendRenewsThePassword() {
        String pool = world.newPool("");
        world.call(CognitoIdp.ADMIN_CREATE_USER, CREATE, pool, "nora", EMAIL, ",'TemporaryPassword':'F1rst-Horse!'");
        world.clock.pass(Duration.ofDays(8));
        world.call(
                CognitoIdp.ADMIN_CREATE_USER,
                CREATE,
                pool,
                "nora",
                "",
                ",'MessageAction':'RESEND','TemporaryPassword':'S3cond-Horse!'");
        User user = world.user(pool, "nora");
        assertThat(world.passwords.temporaryExpired(world.pool(pool), user, world.clock.instant()))
                .isFalse();
        assertThat(world.passwords.matches(user, "S3cond-Horse!")).isTrue();
        assertThat(world.outbox()).hasSize(2);

        world.call(
                CognitoIdp.ADMIN_SET_USER_PASSWORD,
                "{'UserPoolId':'%s','Username':'nora','Password':'Th1rd-Horse!','Permanent':true}",
                pool);
        assertThat(world.refusal(CognitoIdp.ADMIN_CREATE_USER, CREATE, pool, "nora", "", ",'MessageAction':'RESEND'"))
                .isEqualTo("UnsupportedUserStateException: Resend not possible. nora status is not"
                        + " FORCE_CHANGE_PASSWORD");
        assertThat(world.refusal(CognitoIdp.ADMIN_CREATE_USER, CREATE, pool, "nobody", "", ",'MessageAction':'RESEND'"))
                .isEqualTo("UserNotFoundException: User does not exist.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "both  | -                                                             | SMS",
                "email | -                                                             | EMAIL",
                "none  | -                                                             | ",
                "both  | 'DesiredDeliveryMediums':['EMAIL']                            | EMAIL",
                "both  | 'DesiredDeliveryMediums':['EMAIL','SMS']                      | EMAIL SMS",
                "email | 'DesiredDeliveryMediums':['SMS'],'MessageAction':'SUPPRESS'   | ",
                "both  | 'MessageAction':'SUPPRESS'                                    | ",
            })
    void theInvitationTakesTheMediaAskedFor(String has, String extra, String media) {
        String pool = world.newPool("");
        String attributes = switch (has) {
            case "both" -> EMAIL + "," + PHONE;
            case "email" -> EMAIL;
            default -> "";
        };
        world.call(CognitoIdp.ADMIN_CREATE_USER, CREATE, pool, "nora", attributes, extra == null ? "" : "," + extra);
        assertThat(world.outbox().reversed())
                .extracting(message -> message.medium().name())
                .containsExactly(media == null || media.isEmpty() ? new String[0] : media.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'DesiredDeliveryMediums':['EMAIL'] | InvalidParameterException: No email provided but desired delivery medium was Email",
                "'DesiredDeliveryMediums':['SMS']   | InvalidParameterException: No phone number provided but desired delivery medium was Phone",
                "'TemporaryPassword':'lowercase1!'  | InvalidPasswordException: Password did not conform with policy: Password must have uppercase characters",
            })
    void refuses(String extra, String refusal) {
        String pool = world.newPool("");
        assertThat(world.refusal(CognitoIdp.ADMIN_CREATE_USER, CREATE, pool, "nora", "", "," + extra))
                .isEqualTo(refusal);
        assertThat(world.users.find(world.pool(pool), "nora")).isEmpty();
    }

    @Test
    void takenNamesAreRefused() {
        String pool = world.newPool("");
        world.call(CognitoIdp.ADMIN_CREATE_USER, CREATE, pool, "nora", "", "");
        assertThat(world.refusal(CognitoIdp.ADMIN_CREATE_USER, CREATE, pool, "nora", "", ""))
                .isEqualTo("UsernameExistsException: User account already exists");
        String byEmail = world.newPool("'UsernameAttributes':['email']");
        world.call(CognitoIdp.ADMIN_CREATE_USER, CREATE, byEmail, "nora@example.com", "", "");
        assertThat(world.refusal(CognitoIdp.ADMIN_CREATE_USER, CREATE, byEmail, "nora@example.com", "", ""))
                .isEqualTo("UsernameExistsException: An account with the given email already exists.");
        assertThat(world.outbox().getFirst().body()).startsWith("Your username is nora@example.com and");
    }

    @Test
    void aVerifiedAliasMovesOnlyByForce() {
        String pool = world.newPool("'AliasAttributes':['email']");
        world.call(CognitoIdp.ADMIN_CREATE_USER, CREATE, pool, "nora", VERIFIED, "");
        assertThat(world.refusal(CognitoIdp.ADMIN_CREATE_USER, CREATE, pool, "noa", VERIFIED, ""))
                .isEqualTo("UsernameExistsException: An account with the email already exists.");
        world.call(CognitoIdp.ADMIN_CREATE_USER, CREATE, pool, "noa", VERIFIED, ",'ForceAliasCreation':true");
        assertThat(world.user(pool, "nora@example.com").username()).isEqualTo("noa");
        assertThat(world.user(pool, "nora").attributes()).containsEntry("email_verified", "false");
    }

    @Test
    void withoutAPasswordWhereCodesSignIn() {
        String pool = world.newPool("'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD','EMAIL_OTP']}}");
        var answer = world.call(CognitoIdp.ADMIN_CREATE_USER, CREATE, pool, "nora", VERIFIED, "");
        assertThat(answer.user().userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(world.user(pool, "nora").hasPassword()).isFalse();
        assertThat(world.outbox()).isEmpty();
    }

    @Test
    void aPoolsOwnInvitationIsFilledAndEscaped() {
        String pool = world.newPool("'AdminCreateUserConfig':{'InviteMessageTemplate':"
                + "{'EmailSubject':'Hello {username}','EmailMessage':'<b>{username}</b> use {####} now'}}");
        world.call(CognitoIdp.ADMIN_CREATE_USER, CREATE, pool, "<nora>", EMAIL, ",'TemporaryPassword':'F1rst<Horse>!'");
        assertThat(world.outbox().getFirst().subject()).isEqualTo("Hello <nora>");
        assertThat(world.outbox().getFirst().body()).isEqualTo("<b>&lt;nora&gt;</b> use F1rst&lt;Horse&gt;! now");
    }
}
