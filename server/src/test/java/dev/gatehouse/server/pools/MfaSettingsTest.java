package dev.gatehouse.server.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.GetUserPoolMfaConfigResponse;
import dev.gatehouse.model.cognitoidp.SetUserPoolMfaConfigRequest;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.ServiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cases are the pool's members, one or two SetUserPoolMfaConfig requests (`;` between them), and what
/// GetUserPoolMfaConfig answers after them. SMS, MAIL and TOTP stand for their blocks.
class MfaSettingsTest {
    private static final String OFF_AND_BLOCK =
            "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.";
    private static final String NONE_ENABLED =
            "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.";

    @Test
    void aFreshPoolIsOffAndNothingElse() {
        assertThat(MfaSettings.answer(pool(""))).isEqualTo(answer("'MfaConfiguration':'OFF'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    | 'MfaConfiguration':'OPTIONAL',TOTP                | 'MfaConfiguration':'OPTIONAL',TOTP
                    | 'MfaConfiguration':'ON',SMS                       | 'MfaConfiguration':'ON',SMS
                    | 'MfaConfiguration':'ON',SMS,TOTP                  | 'MfaConfiguration':'ON',SMS,TOTP
                    | 'MfaConfiguration':'ON',SMS,NOTOTP                | 'MfaConfiguration':'ON',SMS,NOTOTP
                    DEVELOPER | 'MfaConfiguration':'ON',MAIL            | 'MfaConfiguration':'ON',MAIL
                    | 'MfaConfiguration':'ON',TOTP;                     | 'MfaConfiguration':'OFF'
                    | 'MfaConfiguration':'ON',TOTP;'MfaConfiguration':'OFF' | 'MfaConfiguration':'OFF'
                    | 'MfaConfiguration':'ON',TOTP;'MfaConfiguration':'ON',SMS | 'MfaConfiguration':'ON',SMS
                    | PASSKEYS                                          | 'MfaConfiguration':'OFF',PASSKEYS
                    | 'MfaConfiguration':'ON',TOTP,PASSKEYS;'MfaConfiguration':'OFF' | 'MfaConfiguration':'OFF',PASSKEYS
                    | PASSKEYS;'MfaConfiguration':'ON',TOTP             | 'MfaConfiguration':'ON',TOTP,PASSKEYS
                    SENDER | 'MfaConfiguration':'ON','SmsMfaConfiguration':{} | 'MfaConfiguration':'ON',SMS
                    SENDER | 'MfaConfiguration':'ON','SmsMfaConfiguration':{'SmsAuthenticationMessage':'a {####}'} | 'MfaConfiguration':'ON','SmsMfaConfiguration':{'SmsAuthenticationMessage':'a {####}','SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::1:role/sms'}}
                    SENDER | 'MfaConfiguration':'OFF'                   | 'MfaConfiguration':'OFF'
                    OTP | 'MfaConfiguration':'OPTIONAL',TOTP            | 'MfaConfiguration':'OPTIONAL',TOTP
                    PASSKEY | 'MfaConfiguration':'ON',TOTP,STRONGKEYS   | 'MfaConfiguration':'ON',TOTP,STRONGKEYS
                    """)
    void accepted(String members, String requests, String expected) {
        assertThat(MfaSettings.answer(after(members, requests))).isEqualTo(answer(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    | 'MfaConfiguration':'OFF',TOTP | OFF_AND_BLOCK
                    | 'MfaConfiguration':'OFF',SMS  | OFF_AND_BLOCK
                    | 'MfaConfiguration':'OFF',MAIL | OFF_AND_BLOCK
                    | NOTOTP                        | OFF_AND_BLOCK
                    | 'MfaConfiguration':'ON'       | NONE_ENABLED
                    | 'MfaConfiguration':'OPTIONAL',NOTOTP | NONE_ENABLED
                    | 'MfaConfiguration':'OPTIONAL',PASSKEYS | NONE_ENABLED
                    | 'MfaConfiguration':'ON',TOTP;'MfaConfiguration':'ON',NOTOTP | Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.
                    | 'MfaConfiguration':'ON','SmsMfaConfiguration':{} | SMS configuration and Auto verification for phone_number are required when MFA is required/optional
                    | 'MfaConfiguration':'ON',MAIL | Email MFA requires an EmailConfiguration with EmailSendingAccount DEVELOPER.
                    OTP | 'MfaConfiguration':'ON',TOTP | MFA cannot be required while EMAIL_OTP is one of the AllowedFirstAuthFactors.
                    OTP | 'MfaConfiguration':'ON',TOTP,STRONGKEYS | MFA cannot be required while EMAIL_OTP is one of the AllowedFirstAuthFactors.
                    PASSKEY | 'MfaConfiguration':'ON',TOTP | MFA cannot be required while WEB_AUTHN is one of the AllowedFirstAuthFactors.
                    PASSKEY | 'MfaConfiguration':'ON',TOTP,PASSKEYS | MFA cannot be required while WEB_AUTHN is one of the AllowedFirstAuthFactors.
                    """)
    void refused(String members, String requests, String message) {
        ServiceException refusal = catchThrowableOfType(ServiceException.class, () -> after(members, requests));

        assertThat(refusal.code()).isEqualTo("InvalidParameterException");
        assertThat(refusal.text())
                .isEqualTo(message.replace("OFF_AND_BLOCK", OFF_AND_BLOCK).replace("NONE_ENABLED", NONE_ENABLED));
    }

    @Test
    void emailMfaNeedsEssentials() {
        ServiceException refusal = catchThrowableOfType(
                ServiceException.class, () -> after("'UserPoolTier':'LITE',DEVELOPER", "'MfaConfiguration':'ON',MAIL"));

        assertThat(refusal.code()).isEqualTo("FeatureUnavailableInTierException");
    }

    @Test
    void theSmsSenderOfTheBlockBecomesThePoolsAndStaysWhenMfaEnds() {
        PoolSettings off = after("", "'MfaConfiguration':'ON',SMS;'MfaConfiguration':'OFF'");

        assertThat(off.pool().smsConfiguration())
                .isEqualTo(answer("SMS").smsMfaConfiguration().smsConfiguration());
    }

    private static PoolSettings after(String members, String requests) {
        PoolSettings settings = pool(members);
        for (String request : requests.split(";", -1)) {
            settings = MfaSettings.set(
                    settings, ShapeJson.read(SetUserPoolMfaConfigRequest.CODEC, Platform.bytes(object(request))));
        }
        return settings;
    }

    private static PoolSettings pool(String members) {
        return PoolSettings.created(
                ShapeJson.read(CreateUserPoolRequest.CODEC, Platform.bytes(object(members == null ? "" : members))));
    }

    private static GetUserPoolMfaConfigResponse answer(String members) {
        return ShapeJson.read(GetUserPoolMfaConfigResponse.CODEC, Platform.bytes(object(members)));
    }

    private static String object(String members) {
        String sender = "'SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::1:role/sms'}";
        return "{"
                + members.replaceAll("\\bSMS\\b", "'SmsMfaConfiguration':{" + sender + "}")
                        .replaceAll("\\bMAIL\\b", "'EmailMfaConfiguration':{'Subject':'Code'}")
                        .replaceAll("\\bNOTOTP\\b", "'SoftwareTokenMfaConfiguration':{'Enabled':false}")
                        .replaceAll("\\bTOTP\\b", "'SoftwareTokenMfaConfiguration':{'Enabled':true}")
                        .replaceAll("\\bPASSKEYS\\b", "'WebAuthnConfiguration':{'UserVerification':'required'}")
                        .replaceAll(
                                "\\bSTRONGKEYS\\b",
                                "'WebAuthnConfiguration':{'FactorConfiguration':'MULTI_FACTOR_WITH_USER_VERIFICATION'}")
                        .replaceAll("\\bSENDER\\b", sender)
                        .replaceAll("\\bDEVELOPER\\b", "'EmailConfiguration':{'EmailSendingAccount':'DEVELOPER'}")
                        .replaceAll(
                                "\\bOTP\\b",
                                "'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD','EMAIL_OTP']}}")
                        .replaceAll(
                                "\\bPASSKEY\\b",
                                "'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD','WEB_AUTHN']}}")
                + "}";
    }
}
