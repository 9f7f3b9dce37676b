package dev.gatehouse.server.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.UserPoolType;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.ServiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cases are members of CreateUserPool, of UpdateUserPool where there is a second column, and members of the
/// pool that come of them; `-` stands for an absent member.
class PoolSettingsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/sms";
    private static final String SMS = "'SmsConfiguration':{'SnsCallerArn':'" + ROLE + "'}";

    @Test
    void defaults() {
        UserPoolType pool = created("").pool();

        assertThat(pool.toBuilder().schemaAttributes(null).build()).isEqualTo(pool("""
                        'Policies':{'PasswordPolicy':{'MinimumLength':8,'RequireUppercase':true,'RequireLowercase':true,
                          'RequireNumbers':true,'RequireSymbols':true,'TemporaryPasswordValidityDays':7},
                          'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD']}},
                        'DeletionProtection':'INACTIVE','LambdaConfig':{},
                        'VerificationMessageTemplate':{'DefaultEmailOption':'CONFIRM_WITH_CODE'},
                        'MfaConfiguration':'OFF',
                        'EmailConfiguration':{'EmailSendingAccount':'COGNITO_DEFAULT'},
                        'UserPoolTags':{},
                        'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':false,'UnusedAccountValidityDays':7},
                        'UserPoolTier':'ESSENTIALS'
                        """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Policies':{'PasswordPolicy':{'MinimumLength':12}} | 'Policies':{'PasswordPolicy':{'MinimumLength':12,'RequireUppercase':false,'RequireLowercase':false,'RequireNumbers':false,'RequireSymbols':false,'TemporaryPasswordValidityDays':7},'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD']}}
                    'Policies':{'PasswordPolicy':{'RequireNumbers':true,'PasswordHistorySize':0,'TemporaryPasswordValidityDays':0}} | 'Policies':{'PasswordPolicy':{'MinimumLength':8,'RequireUppercase':false,'RequireLowercase':false,'RequireNumbers':true,'RequireSymbols':false,'PasswordHistorySize':0,'TemporaryPasswordValidityDays':7},'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD']}}
                    'Policies':{'PasswordPolicy':{'TemporaryPasswordValidityDays':3}} | 'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':false,'UnusedAccountValidityDays':3}
                    'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':true,'UnusedAccountValidityDays':9} | 'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':true,'UnusedAccountValidityDays':9},'Policies':{'PasswordPolicy':{'MinimumLength':8,'RequireUppercase':true,'RequireLowercase':true,'RequireNumbers':true,'RequireSymbols':true,'TemporaryPasswordValidityDays':9},'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD']}}
                    'AdminCreateUserConfig':{'UnusedAccountValidityDays':0},'Policies':{'PasswordPolicy':{'TemporaryPasswordValidityDays':3}} | 'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':false,'UnusedAccountValidityDays':3}
                    'AutoVerifiedAttributes':['email'] | 'AutoVerifiedAttributes':['email'],'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':[]}
                    'AutoVerifiedAttributes':[] | 'AutoVerifiedAttributes':-,'UserAttributeUpdateSettings':-
                    'AutoVerifiedAttributes':['email'],'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']} | 'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']}
                    'EmailVerificationMessage':'code {####}','EmailVerificationSubject':'Hi','SmsVerificationMessage':'sms {####}' | 'EmailVerificationMessage':'code {####}','EmailVerificationSubject':'Hi','SmsVerificationMessage':'sms {####}','VerificationMessageTemplate':{'SmsMessage':'sms {####}','EmailMessage':'code {####}','EmailSubject':'Hi','DefaultEmailOption':'CONFIRM_WITH_CODE'}
                    'VerificationMessageTemplate':{'EmailMessage':'b {####}','DefaultEmailOption':'CONFIRM_WITH_LINK'},'EmailVerificationMessage':'a {####}' | 'EmailVerificationMessage':'b {####}','VerificationMessageTemplate':{'EmailMessage':'b {####}','DefaultEmailOption':'CONFIRM_WITH_LINK'}
                    'LambdaConfig':{'PreTokenGeneration':'arn:aws:lambda:eu-west-1:1:function:a'} | 'LambdaConfig':{'PreTokenGeneration':'arn:aws:lambda:eu-west-1:1:function:a','PreTokenGenerationConfig':{'LambdaVersion':'V1_0','LambdaArn':'arn:aws:lambda:eu-west-1:1:function:a'}}
                    'LambdaConfig':{'PreTokenGenerationConfig':{'LambdaVersion':'V2_0','LambdaArn':'arn:aws:lambda:eu-west-1:1:function:a'}} | 'LambdaConfig':{'PreTokenGeneration':'arn:aws:lambda:eu-west-1:1:function:a','PreTokenGenerationConfig':{'LambdaVersion':'V2_0','LambdaArn':'arn:aws:lambda:eu-west-1:1:function:a'}}
                    'EmailConfiguration':{'ReplyToEmailAddress':'a@b.c'} | 'EmailConfiguration':{'ReplyToEmailAddress':'a@b.c','EmailSendingAccount':'COGNITO_DEFAULT'}
                    'DeviceConfiguration':{'ChallengeRequiredOnNewDevice':true} | 'DeviceConfiguration':{'ChallengeRequiredOnNewDevice':true,'DeviceOnlyRememberedOnUserPrompt':false}
                    'IssuerConfiguration':{'Type':'ORIGINAL'},'KeyConfiguration':{'KeyType':'AWS_OWNED_KEY'} | 'IssuerConfiguration':{'Type':'ORIGINAL'},'KeyConfiguration':{'KeyType':'AWS_OWNED_KEY'}
                    'UsernameConfiguration':{'CaseSensitive':false},'AliasAttributes':['email'] | 'UsernameConfiguration':{'CaseSensitive':false},'AliasAttributes':['email']
                    """)
    void settingsOfANewPool(String members, String expected) {
        assertMembers(created(members).pool(), expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'AliasAttributes':['email'],'UsernameAttributes':['email'] | Only one of the aliasAttributes or usernameAttributes can be set in a user pool.
                    'MfaConfiguration':'ON' | SMS configuration and Auto verification for phone_number are required when MFA is required/optional
                    'MfaConfiguration':'OPTIONAL' | SMS configuration and Auto verification for phone_number are required when MFA is required/optional
                    'AdminCreateUserConfig':{'UnusedAccountValidityDays':3},'Policies':{'PasswordPolicy':{'TemporaryPasswordValidityDays':3}} | Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays
                    'AdminCreateUserConfig':{'UnusedAccountValidityDays':3},'Policies':{'PasswordPolicy':{'TemporaryPasswordValidityDays':0}} | Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays
                    'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']} | AttributesRequireVerificationBeforeUpdate can only contain attributes of AutoVerifiedAttributes.
                    'LambdaConfig':{'PreTokenGeneration':'arn:aws:lambda:eu-west-1:1:function:a','PreTokenGenerationConfig':{'LambdaVersion':'V1_0','LambdaArn':'arn:aws:lambda:eu-west-1:1:function:b'}} | PreTokenGeneration and PreTokenGenerationConfig LambdaArn must be the same.
                    'LambdaConfig':{'CustomSMSSender':{'LambdaVersion':'V1_0','LambdaArn':'arn:aws:lambda:eu-west-1:1:function:b'}} | KMSKeyID is required for CustomSMSSender and CustomEmailSender.
                    """)
    void impossible(String members, String message) {
        ServiceException refusal = catchThrowableOfType(ServiceException.class, () -> created(members));

        assertThat(refusal.code()).isEqualTo("InvalidParameterException");
        assertThat(refusal.text()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'DeletionProtection':'ACTIVE' | | 'DeletionProtection':'ACTIVE'
                    'UserPoolTags':{'a':'b'} | | 'UserPoolTags':{'a':'b'}
                    'UserPoolTags':{'a':'b'} | 'UserPoolTags':{} | 'UserPoolTags':{}
                    'UserPoolTier':'LITE' | | 'UserPoolTier':'LITE'
                    'IssuerConfiguration':{'Type':'ORIGINAL'},'KeyConfiguration':{'KeyType':'AWS_OWNED_KEY'} | | 'IssuerConfiguration':{'Type':'ORIGINAL'},'KeyConfiguration':{'KeyType':'AWS_OWNED_KEY'}
                    'AliasAttributes':['email'],'UsernameConfiguration':{'CaseSensitive':false} | | 'AliasAttributes':['email'],'UsernameConfiguration':{'CaseSensitive':false}
                    'AutoVerifiedAttributes':['email'] | | 'AutoVerifiedAttributes':-
                    'AutoVerifiedAttributes':['email'],'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']} | 'AutoVerifiedAttributes':['email'] | 'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']}
                    'AutoVerifiedAttributes':['email'],'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']} | | 'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':[]}
                    'AutoVerifiedAttributes':['email'],'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']} | 'AutoVerifiedAttributes':['email'],'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':[]} | 'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':[]}
                    'LambdaConfig':{'PreSignUp':'arn:aws:lambda:eu-west-1:1:function:a'} | | 'LambdaConfig':{}
                    'EmailConfiguration':{'ReplyToEmailAddress':'a@b.c'} | | 'EmailConfiguration':{'EmailSendingAccount':'COGNITO_DEFAULT'}
                    'AccountRecoverySetting':{'RecoveryMechanisms':[{'Priority':1,'Name':'verified_email'}]} | | 'AccountRecoverySetting':-
                    'DeviceConfiguration':{'ChallengeRequiredOnNewDevice':true} | | 'DeviceConfiguration':-
                    'SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::123456789012:role/sms'},'SmsAuthenticationMessage':'a {####}' | | 'SmsConfiguration':-,'SmsAuthenticationMessage':-
                    'MfaConfiguration':'ON','SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::123456789012:role/sms'},'SmsAuthenticationMessage':'a {####}' | | 'MfaConfiguration':'ON','SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::123456789012:role/sms'},'SmsAuthenticationMessage':'a {####}'
                    'MfaConfiguration':'ON','SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::123456789012:role/sms'} | 'MfaConfiguration':'OFF' | 'MfaConfiguration':'OFF','SmsConfiguration':-
                    'EmailVerificationMessage':'a {####}' | | 'EmailVerificationMessage':-,'VerificationMessageTemplate':{'DefaultEmailOption':'CONFIRM_WITH_CODE'}
                    'EmailVerificationMessage':'a {####}' | 'EmailVerificationMessage':'a {####}','VerificationMessageTemplate':{'EmailMessage':'b {####}'} | 'EmailVerificationMessage':'b {####}','VerificationMessageTemplate':{'EmailMessage':'b {####}','DefaultEmailOption':'CONFIRM_WITH_CODE'}
                    'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':true} | | 'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':false,'UnusedAccountValidityDays':7}
                    'Policies':{'PasswordPolicy':{'TemporaryPasswordValidityDays':3}} | | 'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':false,'UnusedAccountValidityDays':3}
                    'Policies':{'PasswordPolicy':{'TemporaryPasswordValidityDays':3}} | 'AdminCreateUserConfig':{'UnusedAccountValidityDays':5} | 'Policies':{'PasswordPolicy':{'MinimumLength':8,'RequireUppercase':false,'RequireLowercase':false,'RequireNumbers':false,'RequireSymbols':false,'TemporaryPasswordValidityDays':5},'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD']}}
                    'Policies':{'PasswordPolicy':{'MinimumLength':12}} | 'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD','EMAIL_OTP']}} | 'Policies':{'PasswordPolicy':{'MinimumLength':12,'RequireUppercase':false,'RequireLowercase':false,'RequireNumbers':false,'RequireSymbols':false,'TemporaryPasswordValidityDays':7},'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD','EMAIL_OTP']}}
                    'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD','EMAIL_OTP']}} | 'Policies':{'PasswordPolicy':{'MinimumLength':9}} | 'Policies':{'PasswordPolicy':{'MinimumLength':9,'RequireUppercase':false,'RequireLowercase':false,'RequireNumbers':false,'RequireSymbols':false,'TemporaryPasswordValidityDays':7},'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD','EMAIL_OTP']}}
                    """)
    void settingsAfterAnUpdate(String before, String update, String expected) {
        assertMembers(
                created(before).updated(update(update == null ? "" : update)).pool(), expected);
    }

    @Test
    void anUpdateKeepsTheSchema() {
        PoolSettings before = created("'Schema':[{'Name':'plan','AttributeDataType':'String'}]");

        assertThat(before.updated(update("")).pool().schemaAttributes())
                .isEqualTo(before.pool().schemaAttributes());
    }

    @Test
    void anUpdateToOffDropsTheFactors() {
        PoolSettings before = created("'MfaConfiguration':'OPTIONAL'," + SMS);

        assertThat(before.factors().smsMfaConfiguration()).isNotNull();
        assertThat(before.updated(update("'MfaConfiguration':'OFF'")).factors()).isEqualTo(MfaSettings.NONE);
    }

    @Test
    void storedSettingsComeBackEqual() {
        PoolSettings settings = created("'MfaConfiguration':'ON','UserPoolTags':{'a':'\\\\'}," + SMS);

        assertThat(PoolDocument.read(PoolDocument.write(settings))).isEqualTo(settings);
    }

    @Test
    void settingsOfANewerFormatAreNotRead() {
        String newer = PoolDocument.write(created("")).replace("\"Version\":1", "\"Version\":2");

        assertThat(catchThrowableOfType(IllegalStateException.class, () -> PoolDocument.read(newer)))
                .hasMessage("stored settings have format 2, not up to 1");
    }

    /// Compares the members that `expected` names, absent ones too.
    private static void assertMembers(UserPoolType pool, String expected) {
        UserPoolType wanted = pool(expected.replaceAll("'\\w+':-,?", "").replaceAll(",$", ""));
        for (int i = 0; i < UserPoolType.CODEC.members().size(); i++) {
            String name = UserPoolType.CODEC.members().get(i).name();
            boolean topLevel = wanted.member(i) != null;
            if (topLevel || expected.contains("'" + name + "':-")) {
                assertThat(pool.member(i)).as(name).isEqualTo(wanted.member(i));
            }
        }
    }

    private static PoolSettings created(String members) {
        return PoolSettings.created(ShapeJson.read(CreateUserPoolRequest.CODEC, Platform.bytes("{" + members + "}")));
    }

    private static UpdateUserPoolRequest update(String members) {
        return ShapeJson.read(UpdateUserPoolRequest.CODEC, Platform.bytes("{" + members + "}"));
    }

    private static UserPoolType pool(String members) {
        return ShapeJson.read(UserPoolType.CODEC, Platform.bytes("{" + members + "}"));
    }
}
