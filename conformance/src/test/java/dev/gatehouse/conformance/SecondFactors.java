package dev.gatehouse.conformance;

import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.EMAIL_OTP;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SMS_MFA;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SOFTWARE_TOKEN_MFA;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserMfaPreferenceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailSendingAccountType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenResponse;

/// A pool with second factors, and what its people do with them. A factor is named by its challenge.
///
/// @param pool the pool
/// @param client a client that allows every password flow
record SecondFactors(TestPool pool, TestClient client) {
    static final String INVALID = "Invalid session for the user.";
    static final String ONCE = "Invalid session for the user, session can only be used once.";
    static final String WRONG_CODE = "Invalid code or auth state for the user.";
    static final String WRONG_APP_CODE = "Invalid code received for user";
    static final String USED_CODE = "Your software token has already been used once.";
    static final String LOCKED = "Password attempts exceeded";

    /// The parameter that carries the code of a factor.
    static final Map<ChallengeNameType, String> PARAMETER = Map.of(
            SMS_MFA, "SMS_MFA_CODE",
            EMAIL_OTP, "EMAIL_OTP_CODE",
            SOFTWARE_TOKEN_MFA, "SOFTWARE_TOKEN_MFA_CODE");

    /// A pool on the shared server.
    static SecondFactors pool(UserPoolMfaType mode, ChallengeNameType... factors) {
        return pool(Gatehouse.shared(), settings -> {}, mode, factors);
    }

    /// A pool on a server.
    static SecondFactors pool(
            Gatehouse server,
            Consumer<CreateUserPoolRequest.Builder> settings,
            UserPoolMfaType mode,
            ChallengeNameType... factors) {
        TestPool pool = TestPool.create(server, request -> {
            request.emailConfiguration(sender -> sender.emailSendingAccount(EmailSendingAccountType.DEVELOPER)
                    .sourceArn("arn:aws:ses:us-east-1:123456789012:identity/shop@example.com"));
            settings.accept(request);
        });
        SecondFactors made = new SecondFactors(pool, pool.client());
        if (mode != UserPoolMfaType.OFF) {
            made.configure(mode, factors);
        }
        return made;
    }

    /// SetUserPoolMfaConfig with exactly these factors.
    void configure(UserPoolMfaType mode, ChallengeNameType... factors) {
        Set<ChallengeNameType> wanted = Set.of(factors);
        pool.admin().setUserPoolMfaConfig(request -> {
            request.userPoolId(pool.id()).mfaConfiguration(mode);
            if (wanted.contains(SMS_MFA)) {
                request.smsMfaConfiguration(sms -> sms.smsAuthenticationMessage("The shop's code is {####}.")
                        .smsConfiguration(sender -> sender.snsCallerArn("arn:aws:iam::123456789012:role/sms")
                                .externalId("shop")));
            }
            if (wanted.contains(SOFTWARE_TOKEN_MFA)) {
                request.softwareTokenMfaConfiguration(app -> app.enabled(true));
            }
            if (wanted.contains(EMAIL_OTP)) {
                request.emailMfaConfiguration(
                        mail -> mail.subject("Sign in to the shop").message("Your code: {####}"));
            }
        });
    }

    /// A person of the pool.
    ///
    /// @param phone the phone number, if any
    /// @param email the e-mail address, if any
    record Person(
            String name, @Nullable String phone, @Nullable String email) {
        /// Where the codes of a factor go.
        String address(ChallengeNameType factor) {
            return factor == SMS_MFA ? phone : email;
        }
    }

    /// A confirmed person with a phone and a mail address, both unverified.
    Person person() {
        return person(Names.phone(), Names.email());
    }

    /// A confirmed person with these addresses, unverified.
    Person person(@Nullable String phone, @Nullable String email) {
        Map<String, String> attributes = new HashMap<>();
        if (phone != null) {
            attributes.put("phone_number", phone);
        }
        if (email != null) {
            attributes.put("email", email);
        }
        return new Person(pool.user(Names.unique("user"), attributes), phone, email);
    }

    /// A person with these factors active, none preferred; not for authenticator apps.
    Person personWith(ChallengeNameType... factors) {
        Person person = person();
        prefer(person, request -> {
            for (ChallengeNameType factor : factors) {
                activate(request, factor);
            }
        });
        return person;
    }

    private static void activate(AdminSetUserMfaPreferenceRequest.Builder request, ChallengeNameType factor) {
        switch (factor) {
            case SMS_MFA -> request.smsMfaSettings(sms -> sms.enabled(true));
            case EMAIL_OTP -> request.emailMfaSettings(mail -> mail.enabled(true));
            case SOFTWARE_TOKEN_MFA -> request.softwareTokenMfaSettings(app -> app.enabled(true));
            default -> throw new IllegalArgumentException("not a factor: " + factor);
        }
    }

    /// AdminSetUserMFAPreference.
    void prefer(Person person, Consumer<AdminSetUserMfaPreferenceRequest.Builder> wishes) {
        pool.admin().adminSetUserMFAPreference(request -> {
            request.userPoolId(pool.id()).username(person.name());
            wishes.accept(request);
        });
    }

    /// The factors a person has switched on.
    List<String> active(Person person) {
        return pool.admin()
                .adminGetUser(request -> request.userPoolId(pool.id()).username(person.name()))
                .userMFASettingList();
    }

    /// Sets an authenticator app up with an access token and switches it on. Its first code is spent.
    ///
    /// @param person somebody who still gets tokens for the password
    Totp app(Person person) {
        String token = accessToken(person);
        Totp app = new Totp(associate(token).secretCode());
        verify(token, app.first());
        prefer(person, request -> activate(request, SOFTWARE_TOKEN_MFA));
        return app;
    }

    /// The access token of somebody who gets tokens for the password.
    String accessToken(Person person) {
        return client.signIn(person.name()).accessToken();
    }

    /// AssociateSoftwareToken with an access token.
    AssociateSoftwareTokenResponse associate(String accessToken) {
        return pool.anonymous().associateSoftwareToken(request -> request.accessToken(accessToken));
    }

    /// AssociateSoftwareToken with a session.
    AssociateSoftwareTokenResponse associateIn(String session) {
        return pool.anonymous().associateSoftwareToken(request -> request.session(session));
    }

    /// VerifySoftwareToken with an access token.
    VerifySoftwareTokenResponse verify(String accessToken, String code) {
        return pool.anonymous()
                .verifySoftwareToken(request ->
                        request.accessToken(accessToken).userCode(code).friendlyDeviceName("my phone"));
    }

    /// VerifySoftwareToken with a session.
    VerifySoftwareTokenResponse verifyIn(String session, String code) {
        return pool.anonymous()
                .verifySoftwareToken(request -> request.session(session).userCode(code));
    }

    /// The session of the challenge that follows the password.
    String session(Person person) {
        return client.password(person.name(), Names.PASSWORD).session();
    }

    /// Answers a challenge with one parameter beside USERNAME.
    RespondToAuthChallengeResponse answer(
            ChallengeNameType challenge, String session, Person person, String parameter, String value) {
        return client.respond(challenge, session, Map.of("USERNAME", person.name(), parameter, value));
    }

    /// Answers the challenge of a factor with a code.
    RespondToAuthChallengeResponse code(ChallengeNameType factor, String session, Person person, String code) {
        return answer(factor, session, person, PARAMETER.get(factor), code);
    }

    /// Answers MFA_SETUP with nothing but a session.
    RespondToAuthChallengeResponse setUp(String session, Person person) {
        return client.respond(ChallengeNameType.MFA_SETUP, session, Map.of("USERNAME", person.name()));
    }

    /// The newest code sent for a factor.
    String sent(ChallengeNameType factor, Person person) {
        return pool.server().outbox().code(person.address(factor));
    }

    /// A code that is not the one given.
    static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }
}
