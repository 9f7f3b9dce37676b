package dev.gatehouse.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.DeliveryMediumType;
import dev.gatehouse.model.cognitoidp.UserStatusType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpTest {
    private static final String EMAIL = "{'Name':'email','Value':'nora@example.com'}";
    private static final String PHONE = "{'Name':'phone_number','Value':'+4512345678'}";

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

    private static String request(String client, String name, String password, String attributes) {
        return "{'ClientId':'%s','Username':'%s','Password':'%s','UserAttributes':[%s]}"
                .formatted(client, name, password, attributes);
    }

    @Test
    void aNewUserWaitsForTheCode() {
        String pool = world.newPool("'AutoVerifiedAttributes':['email']");
        String client = world.newClient(pool, "");
        var answer = world.call(CognitoIdp.SIGN_UP, request(client, "nora", "Corr3ct-Horse!", EMAIL));

        assertThat(answer.userConfirmed()).isFalse();
        assertThat(answer.session()).isNull();
        assertThat(answer.codeDeliveryDetails().destination()).isEqualTo("n***@e***");
        assertThat(answer.codeDeliveryDetails().attributeName()).isEqualTo("email");
        assertThat(answer.codeDeliveryDetails().deliveryMedium()).isEqualTo(DeliveryMediumType.EMAIL);
        User user = world.user(pool, "nora");
        assertThat(user.sub().value()).isEqualTo(answer.userSub());
        assertThat(user.status()).isEqualTo(UserStatusType.UNCONFIRMED);
        assertThat(user.attributes())
                .containsOnlyKeys("email", "email_verified")
                .containsEntry("email_verified", "false");
        assertThat(world.outbox()).hasSize(1);
        assertThat(world.outbox().getFirst().recipient()).isEqualTo("nora@example.com");
        assertThat(world.outbox().getFirst().body()).matches("Your verification code is [0-9]{6}\\.");
        assertThat(world.passwords.matches(user, "Corr3ct-Horse!")).isTrue();
        assertThat(world.passwords.matches(user, "corr3ct-horse!")).isFalse();
    }

    @Test
    void theCodeConfirmsOnceAndVerifiesTheAddress() {
        String pool = world.newPool("'AutoVerifiedAttributes':['email']");
        String client = world.newClient(pool, "");
        world.call(CognitoIdp.SIGN_UP, request(client, "nora", "Corr3ct-Horse!", EMAIL));
        String code = world.code();
        String confirm = "{'ClientId':'%s','Username':'nora','ConfirmationCode':'%s'}";

        assertThat(world.refusal(CognitoIdp.CONFIRM_SIGN_UP, confirm, client, World.otherThan(code)))
                .isEqualTo("CodeMismatchException: Invalid verification code provided, please try again.");
        world.call(CognitoIdp.CONFIRM_SIGN_UP, confirm, client, code);
        assertThat(world.user(pool, "nora").status()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(world.user(pool, "nora").attributes()).containsEntry("email_verified", "true");
        assertThat(world.refusal(CognitoIdp.CONFIRM_SIGN_UP, confirm, client, code))
                .isEqualTo("NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED");
    }

    @Test
    void bothAddressesMeanOneSms() {
        String pool = world.newPool("'AutoVerifiedAttributes':['email','phone_number']");
        String client = world.newClient(pool, "");
        var answer = world.call(CognitoIdp.SIGN_UP, request(client, "nora", "Corr3ct-Horse!", EMAIL + "," + PHONE));
        assertThat(answer.codeDeliveryDetails().destination()).isEqualTo("+******5678");
        assertThat(world.outbox()).hasSize(1);
        world.call(
                CognitoIdp.CONFIRM_SIGN_UP,
                "{'ClientId':'%s','Username':'nora','ConfirmationCode':'%s'}",
                client,
                world.code());
        assertThat(world.user(pool, "nora").attributes())
                .containsEntry("phone_number_verified", "true")
                .containsEntry("email_verified", "false");
    }

    @Test
    void nothingIsSentWithoutAutoVerification() {
        String pool = world.newPool("");
        String client = world.newClient(pool, "");
        var answer = world.call(CognitoIdp.SIGN_UP, request(client, "nora", "Corr3ct-Horse!", EMAIL));
        assertThat(answer.codeDeliveryDetails()).isNull();
        assertThat(world.outbox()).isEmpty();
        assertThat(world.refusal(CognitoIdp.RESEND_CONFIRMATION_CODE, "{'ClientId':'%s','Username':'nora'}", client))
                .isEqualTo("NotAuthorizedException: Cannot resend codes. Auto verification not turned on.");
        assertThat(world.refusal(
                        CognitoIdp.CONFIRM_SIGN_UP,
                        "{'ClientId':'%s','Username':'nora','ConfirmationCode':'123456'}",
                        client))
                .isEqualTo("ExpiredCodeException: Invalid code provided, please request a code again.");
    }

    @Test
    void aCodeEndsAfterADay() {
        String pool = world.newPool("'AutoVerifiedAttributes':['email']");
        String client = world.newClient(pool, "");
        world.call(CognitoIdp.SIGN_UP, request(client, "nora", "Corr3ct-Horse!", EMAIL));
        String confirm = "{'ClientId':'%s','Username':'nora','ConfirmationCode':'%s'}";
        world.clock.pass(Duration.ofHours(24));
        assertThat(world.refusal(CognitoIdp.CONFIRM_SIGN_UP, confirm, client, world.code()))
                .isEqualTo("ExpiredCodeException: Invalid code provided, please request a code again.");
    }

    @Test
    void aNewCodeReplacesTheOlderOne() {
        String pool = world.newPool("'AutoVerifiedAttributes':['email']");
        String client = world.newClient(pool, "");
        world.call(CognitoIdp.SIGN_UP, request(client, "nora", "Corr3ct-Horse!", EMAIL));
        String first = world.code();
        var answer = world.call(CognitoIdp.RESEND_CONFIRMATION_CODE, "{'ClientId':'%s','Username':'nora'}", client);
        assertThat(answer.codeDeliveryDetails().destination()).isEqualTo("n***@e***");
        String second = world.code();
        assertThat(second).isNotEqualTo(first);
        String confirm = "{'ClientId':'%s','Username':'nora','ConfirmationCode':'%s'}";
        assertThat(world.refusal(CognitoIdp.CONFIRM_SIGN_UP, confirm, client, first))
                .startsWith("CodeMismatchException");
        world.call(CognitoIdp.CONFIRM_SIGN_UP, confirm, client, second);
        assertThat(world.refusal(CognitoIdp.RESEND_CONFIRMATION_CODE, "{'ClientId':'%s','Username':'nora'}", client))
                .isEqualTo("InvalidParameterException: User is already confirmed.");
    }

    @Test
    void triesAndCodesAreCounted() {
        String pool = world.newPool("'AutoVerifiedAttributes':['email']");
        String client = world.newClient(pool, "");
        world.call(CognitoIdp.SIGN_UP, request(client, "nora", "Corr3ct-Horse!", EMAIL));
        String code = world.code();
        String confirm = "{'ClientId':'%s','Username':'nora','ConfirmationCode':'%s'}";
        for (int i = 0; i < 15; i++) {
            assertThat(world.refusal(CognitoIdp.CONFIRM_SIGN_UP, confirm, client, World.otherThan(code)))
                    .startsWith("CodeMismatchException");
        }
        assertThat(world.refusal(CognitoIdp.CONFIRM_SIGN_UP, confirm, client, code))
                .isEqualTo("LimitExceededException: Attempt limit exceeded, please try after some time.");
        world.clock.pass(Duration.ofHours(1));
        assertThat(world.refusal(CognitoIdp.CONFIRM_SIGN_UP, confirm, client, code))
                .as("a code that was tried too often is dead")
                .startsWith("ExpiredCodeException");
        String resend = "{'ClientId':'%s','Username':'nora'}";
        for (int i = 0; i < 5; i++) {
            world.call(CognitoIdp.RESEND_CONFIRMATION_CODE, resend, client);
        }
        assertThat(world.refusal(CognitoIdp.RESEND_CONFIRMATION_CODE, resend, client))
                .isEqualTo("LimitExceededException: Attempt limit exceeded, please try after some time.");
        assertThat(world.outbox()).hasSize(6);
        world.call(CognitoIdp.CONFIRM_SIGN_UP, confirm, client, world.code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':true} | nora | NotAuthorizedException: SignUp is not permitted for this user pool",
                "'UsernameAttributes':['email'] | nora | InvalidParameterException: Username should be an email.",
                "'UsernameAttributes':['phone_number'] | nora@example.com | InvalidParameterException: Username should be a phone number.",
                "'UsernameAttributes':['email','phone_number'] | nora | InvalidParameterException: Username should be either an email or a phone number.",
                "'AliasAttributes':['email'] | nora@example.com | InvalidParameterException: Username cannot be of email format, since user pool is configured for email alias.",
                "'AliasAttributes':['phone_number'] | +4512345678 | InvalidParameterException: Username cannot be of phone number format, since user pool is configured for phone number alias.",
                "'LambdaConfig':{'PreSignUp':'arn:aws:lambda:eu-west-1:123456789012:function:f'} | nora | UnexpectedLambdaException: PreSignUp invocation failed",
                "'Schema':[{'Name':'email','Required':true}] | nora | InvalidParameterException: Attributes did not conform to the schema: email: The attribute is required",
            })
    void refusesByThePoolsRules(String members, String name, String refusal) {
        String pool = world.newPool(members);
        String client = world.newClient(pool, "");
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request(client, name, "Corr3ct-Horse!", "")))
                .startsWith(refusal);
        assertThat(world.users.find(world.pool(pool), name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Name':'custom:x','Value':'1'} | InvalidParameterException: Attributes did not conform to the schema: Type for attribute {custom:x} could not be determined",
                "{'Name':'email_verified','Value':'true'} | NotAuthorizedException: A client attempted to write unauthorized attribute",
                "{'Name':'sub','Value':'1'} | NotAuthorizedException: A client attempted to write unauthorized attribute",
                "{'Name':'email','Value':'nobody'} | InvalidParameterException: Invalid email address format.",
                "{'Name':'phone_number','Value':'12345'} | InvalidParameterException: Invalid phone number format.",
            })
    void refusesAttributes(String attribute, String refusal) {
        String pool = world.newPool("");
        String client = world.newClient(pool, "");
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request(client, "nora", "Corr3ct-Horse!", attribute)))
                .isEqualTo(refusal);
    }

    @Test
    void refusesAttributesTheClientMayNotWrite() {
        String pool = world.newPool("");
        String client = world.newClient(pool, "'WriteAttributes':['email']");
        String given = "{'Name':'name','Value':'Nora'}";
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request(client, "nora", "Corr3ct-Horse!", given)))
                .isEqualTo("NotAuthorizedException: A client attempted to write unauthorized attribute");
    }

    @Test
    void refusesPasswordsAndWrongClients() {
        String pool = world.newPool("");
        String client = world.newClient(pool, "");
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request(client, "nora", "corr3ct-horse!", "")))
                .isEqualTo("InvalidPasswordException: Password did not conform with policy:"
                        + " Password must have uppercase characters");
        assertThat(world.refusal(CognitoIdp.SIGN_UP, "{'ClientId':'%s','Username':'nora'}", client))
                .startsWith("InvalidParameterException");
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request("nosuchclient", "nora", "Corr3ct-Horse!", "")))
                .isEqualTo("ResourceNotFoundException: User pool client nosuchclient does not exist.");
        String secret = world.newClient(pool, "'GenerateSecret':true");
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request(secret, "nora", "Corr3ct-Horse!", "")))
                .isEqualTo("NotAuthorizedException: Client " + secret
                        + " is configured with secret but SECRET_HASH was not received");
    }

    @Test
    void beyondAwsWeakPasswordsCanBeRefused() {
        String tags = "'UserPoolTags':{'gatehouse:refuse-common-passwords':'true',"
                + "'gatehouse:refuse-personal-passwords':'true'}";
        String client = world.newClient(world.newPool(tags), "");
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request(client, "nora", "Password2024!", "")))
                .isEqualTo("InvalidPasswordException: Password did not conform with policy: Password is too common");
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request(client, "nora", "xX1!Noraxx", "")))
                .isEqualTo("InvalidPasswordException: Password did not conform with policy:"
                        + " Password must not contain the user name, email or name");
        String off = world.newClient(world.newPool(""), "");
        world.call(CognitoIdp.SIGN_UP, request(off, "nora", "Password2024!", ""));
    }

    @Test
    void namesAreUnique() {
        String plain = world.newClient(world.newPool(""), "");
        world.call(CognitoIdp.SIGN_UP, request(plain, "nora", "Corr3ct-Horse!", ""));
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request(plain, "nora", "Corr3ct-Horse!", "")))
                .isEqualTo("UsernameExistsException: User already exists");
        world.call(CognitoIdp.SIGN_UP, request(plain, "NORA", "Corr3ct-Horse!", ""));

        String folded = world.newClient(world.newPool("'UsernameConfiguration':{'CaseSensitive':false}"), "");
        world.call(CognitoIdp.SIGN_UP, request(folded, "nora", "Corr3ct-Horse!", ""));
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request(folded, "NORA", "Corr3ct-Horse!", "")))
                .isEqualTo("UsernameExistsException: User already exists");
    }

    @Test
    void aUsernameAttributeIsTheName() {
        String pool = world.newPool("'UsernameAttributes':['email','phone_number'],'AutoVerifiedAttributes':['email']");
        String client = world.newClient(pool, "");
        var answer = world.call(CognitoIdp.SIGN_UP, request(client, "nora@example.com", "Corr3ct-Horse!", PHONE));
        User user = world.user(pool, "nora@example.com");
        assertThat(user.username()).isEqualTo(answer.userSub());
        assertThat(user.attributes()).containsEntry("email", "nora@example.com");
        assertThat(world.users.find(world.pool(pool), "+4512345678")).contains(user);
        assertThat(world.users.find(world.pool(pool), answer.userSub())).contains(user);
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request(client, "nora@example.com", "Corr3ct-Horse!", "")))
                .isEqualTo("UsernameExistsException: An account with the given email already exists.");
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request(client, "+4512345678", "Corr3ct-Horse!", "")))
                .isEqualTo("UsernameExistsException: An account with the given phone_number already exists.");
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request(client, "other@example.com", "Corr3ct-Horse!", PHONE)))
                .isEqualTo("UsernameExistsException: An account with the given phone_number already exists.");
        assertThat(world.users.find(world.pool(pool), "other@example.com")).isEmpty();
    }

    @Test
    void anUnverifiedAliasIsSharedAndGoesToWhoVerifiesIt() {
        String pool = world.newPool("'AliasAttributes':['email'],'AutoVerifiedAttributes':['email']");
        String client = world.newClient(pool, "");
        String confirm = "{'ClientId':'%s','Username':'%s','ConfirmationCode':'%s','ForceAliasCreation':%s}";
        world.call(CognitoIdp.SIGN_UP, request(client, "nora", "Corr3ct-Horse!", EMAIL));
        world.call(CognitoIdp.CONFIRM_SIGN_UP, confirm, client, "nora", world.code(), false);
        assertThat(world.user(pool, "nora@example.com").username()).isEqualTo("nora");

        world.call(CognitoIdp.SIGN_UP, request(client, "noa", "Corr3ct-Horse!", EMAIL));
        String code = world.code();
        assertThat(world.refusal(CognitoIdp.CONFIRM_SIGN_UP, confirm, client, "noa", code, false))
                .isEqualTo("AliasExistsException: An account with the email already exists.");
        assertThat(world.user(pool, "noa").status()).isEqualTo(UserStatusType.UNCONFIRMED);
        world.call(CognitoIdp.CONFIRM_SIGN_UP, confirm, client, "noa", code, true);
        assertThat(world.user(pool, "nora@example.com").username()).isEqualTo("noa");
        assertThat(world.user(pool, "nora").attributes()).containsEntry("email_verified", "false");
    }

    @Test
    void aPreferredUserNameComesAfterConfirmation() {
        String pool = world.newPool("'AliasAttributes':['preferred_username']");
        String client = world.newClient(pool, "");
        String preferred = "{'Name':'preferred_username','Value':'no'}";
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request(client, "nora", "Corr3ct-Horse!", preferred)))
                .startsWith("InvalidParameterException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void anothersSubIsNoUserName(String caseSensitive) {
        String pool = world.newPool("'UsernameConfiguration':{'CaseSensitive':%s}".formatted(caseSensitive));
        String client = world.newClient(pool, "");
        world.confirmed(pool, client, "nora", "");
        String sub = world.user(pool, "nora").sub().value();
        assertThat(world.refusal(CognitoIdp.SIGN_UP, request(client, sub, "Corr3ct-Horse!", "")))
                .isEqualTo("UsernameExistsException: User already exists");
        assertThat(world.refusal(CognitoIdp.ADMIN_CREATE_USER, "{'UserPoolId':'%s','Username':'%s'}", pool, sub))
                .isEqualTo("UsernameExistsException: User account already exists");
        if (caseSensitive.equals("false")) {
            assertThat(world.refusal(
                            CognitoIdp.SIGN_UP, request(client, sub.toUpperCase(Locale.ROOT), "Corr3ct-Horse!", "")))
                    .isEqualTo("UsernameExistsException: User already exists");
        }
        assertThat(world.user(pool, sub).username()).isEqualTo("nora");
    }
}
