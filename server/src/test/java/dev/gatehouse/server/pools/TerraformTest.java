package dev.gatehouse.server.pools;

import static dev.gatehouse.model.cognitoidp.CognitoIdp.CREATE_USER_POOL;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.CREATE_USER_POOL_CLIENT;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.DELETE_USER_POOL;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.DELETE_USER_POOL_CLIENT;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.DESCRIBE_USER_POOL;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.DESCRIBE_USER_POOL_CLIENT;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.GET_USER_POOL_MFA_CONFIG;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.SET_USER_POOL_MFA_CONFIG;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.UPDATE_USER_POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.GetUserPoolMfaConfigResponse;
import dev.gatehouse.model.cognitoidp.UserPoolClientType;
import dev.gatehouse.model.cognitoidp.UserPoolType;
import dev.gatehouse.model.service.Codec;
import dev.gatehouse.model.service.Shape;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Terraform plans nothing the second time when what it sent comes back member by member.
class TerraformTest {
    /// What both CreateUserPool and UpdateUserPool carry.
    private static final String SETTINGS = """
            'AccountRecoverySetting':{'RecoveryMechanisms':[{'Name':'verified_email','Priority':1},
              {'Name':'verified_phone_number','Priority':2}]},
            'AutoVerifiedAttributes':['email'],
            'DeletionProtection':'INACTIVE',
            'DeviceConfiguration':{'ChallengeRequiredOnNewDevice':true,'DeviceOnlyRememberedOnUserPrompt':false},
            'EmailConfiguration':{'ConfigurationSet':'set','EmailSendingAccount':'DEVELOPER','From':'Shop <a@shop.example>',
              'ReplyToEmailAddress':'b@shop.example','SourceArn':'arn:aws:ses:eu-west-1:123456789012:identity/shop.example'},
            'LambdaConfig':{'PreSignUp':'arn:aws:lambda:eu-west-1:123456789012:function:a',
              'PreTokenGeneration':'arn:aws:lambda:eu-west-1:123456789012:function:t',
              'PreTokenGenerationConfig':{'LambdaVersion':'V2_0','LambdaArn':'arn:aws:lambda:eu-west-1:123456789012:function:t'},
              'KMSKeyID':'arn:aws:kms:eu-west-1:123456789012:key/1',
              'CustomEmailSender':{'LambdaVersion':'V1_0','LambdaArn':'arn:aws:lambda:eu-west-1:123456789012:function:m'}},
            'Policies':{'PasswordPolicy':{'MinimumLength':10,'PasswordHistorySize':0,'RequireLowercase':true,
              'RequireNumbers':true,'RequireSymbols':false,'RequireUppercase':true,'TemporaryPasswordValidityDays':3},
              'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD']}},
            'SmsAuthenticationMessage':'Your code is {####}',
            'SmsConfiguration':{'ExternalId':'shop','SnsCallerArn':'arn:aws:iam::123456789012:role/sms','SnsRegion':'eu-west-1'},
            'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']},
            'UserPoolAddOns':{'AdvancedSecurityMode':'OFF'},
            'VerificationMessageTemplate':{'DefaultEmailOption':'CONFIRM_WITH_LINK','EmailMessage':'Code {####}',
              'EmailMessageByLink':'{##Click##}','EmailSubject':'Code','EmailSubjectByLink':'Link','SmsMessage':'Code {####}'}
            """;

    private static final String ADMIN_CREATE = """
            'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':true,'InviteMessageTemplate':{
              'EmailMessage':'{username} {####}','EmailSubject':'Hi','SMSMessage':'{username} {####}'}}
            """;

    private static final String CLIENT = """
            'ClientName':'web','AccessTokenValidity':60,'IdTokenValidity':60,'RefreshTokenValidity':30,
            'TokenValidityUnits':{'AccessToken':'minutes','IdToken':'minutes','RefreshToken':'days'},
            'AllowedOAuthFlows':['code'],'AllowedOAuthFlowsUserPoolClient':true,
            'AllowedOAuthScopes':['openid','email'],'AuthSessionValidity':3,
            'CallbackURLs':['https://shop.example/cb'],'DefaultRedirectURI':'https://shop.example/cb',
            'EnablePropagateAdditionalUserContextData':false,'EnableTokenRevocation':true,
            'ExplicitAuthFlows':['ALLOW_USER_SRP_AUTH','ALLOW_REFRESH_TOKEN_AUTH'],
            'LogoutURLs':['https://shop.example'],'PreventUserExistenceErrors':'ENABLED',
            'ReadAttributes':['email'],'WriteAttributes':['email'],'SupportedIdentityProviders':['COGNITO']
            """;

    @TempDir
    Path folder;

    private Platform platform;

    @BeforeEach
    void start() {
        platform = new Platform(folder);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void whatIsSentComesBack() {
        String id = platform.call(CREATE_USER_POOL, """
                        {'PoolName':'shop','UserPoolTags':{'team':'red'},'UsernameConfiguration':{'CaseSensitive':false},
                         'UsernameAttributes':['email'],
                         'Schema':[{'Name':'email','AttributeDataType':'String','DeveloperOnlyAttribute':false,'Mutable':true,
                          'Required':true,'StringAttributeConstraints':{'MinLength':'0','MaxLength':'2048'}}],%s,%s}
                        """, ADMIN_CREATE, SETTINGS)
                .userPool()
                .id();

        UserPoolType pool = describe(id);
        assertEchoed(UserPoolType.CODEC, pool, sentPool());
        assertThat(pool.smsVerificationMessage()).isEqualTo("Code {####}");
        assertThat(pool.emailVerificationMessage()).isEqualTo("Code {####}");
        assertThat(pool.emailVerificationSubject()).isEqualTo("Code");
        assertThat(mfa(id)).isEqualTo(Platform.answer(GET_USER_POOL_MFA_CONFIG, "{'MfaConfiguration':'OFF'}"));

        String blocks = """
                'MfaConfiguration':'OPTIONAL','SoftwareTokenMfaConfiguration':{'Enabled':true},
                'SmsMfaConfiguration':{'SmsAuthenticationMessage':'Your code is {####}','SmsConfiguration':{'ExternalId':'shop',
                 'SnsCallerArn':'arn:aws:iam::123456789012:role/sms','SnsRegion':'eu-west-1'}}
                """;
        platform.call(SET_USER_POOL_MFA_CONFIG, "{'UserPoolId':'%s',%s}", id, blocks);
        assertThat(mfa(id)).isEqualTo(Platform.answer(GET_USER_POOL_MFA_CONFIG, "{" + blocks + "}"));
        UserPoolType before = describe(id);

        platform.clock.pass(Duration.ofSeconds(1));
        platform.call(
                UPDATE_USER_POOL,
                "{'UserPoolId':'%s','MfaConfiguration':'OPTIONAL',%s,%s}",
                id,
                ADMIN_CREATE,
                SETTINGS);
        assertThat(describe(id).toBuilder()
                        .lastModifiedDate(before.lastModifiedDate())
                        .build())
                .isEqualTo(before);
        assertThat(mfa(id)).isEqualTo(Platform.answer(GET_USER_POOL_MFA_CONFIG, "{" + blocks + "}"));

        platform.call(DELETE_USER_POOL, "{'UserPoolId':'%s'}", id);
    }

    /// The update Terraform sends when the SMS factor gives way to TOTP: the SMS sender goes too.
    @Test
    void smsGivesWayToTotp() {
        String id = platform.newPool("'SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::123456789012:role/sms'}");
        platform.call(
                SET_USER_POOL_MFA_CONFIG,
                "{'UserPoolId':'%s','MfaConfiguration':'ON','SmsMfaConfiguration':{'SmsConfiguration':"
                        + "{'SnsCallerArn':'arn:aws:iam::123456789012:role/sms'}}}",
                id);

        platform.call(
                SET_USER_POOL_MFA_CONFIG,
                "{'UserPoolId':'%s','MfaConfiguration':'ON','SoftwareTokenMfaConfiguration':{'Enabled':true}}",
                id);
        platform.call(UPDATE_USER_POOL, "{'UserPoolId':'%s','MfaConfiguration':'ON'}", id);

        assertThat(describe(id).smsConfiguration()).isNull();
        assertThat(mfa(id))
                .isEqualTo(Platform.answer(
                        GET_USER_POOL_MFA_CONFIG,
                        "{'MfaConfiguration':'ON','SoftwareTokenMfaConfiguration':{'Enabled':true}}"));
    }

    @Test
    void aClientComesBackAsSent() {
        String pool = platform.newPool("");

        String id = platform.call(CREATE_USER_POOL_CLIENT, "{'UserPoolId':'%s',%s}", pool, CLIENT)
                .userPoolClient()
                .clientId();

        UserPoolClientType sent = Platform.answer(CREATE_USER_POOL_CLIENT, "{'UserPoolClient':{" + CLIENT + "}}")
                .userPoolClient();
        UserPoolClientType found = platform.call(
                        DESCRIBE_USER_POOL_CLIENT, "{'UserPoolId':'%s','ClientId':'%s'}", pool, id)
                .userPoolClient();
        assertThat(found.toBuilder()
                        .userPoolId(null)
                        .clientId(null)
                        .creationDate(null)
                        .lastModifiedDate(null)
                        .build())
                .isEqualTo(sent);
        platform.call(DELETE_USER_POOL_CLIENT, "{'UserPoolId':'%s','ClientId':'%s'}", pool, id);
    }

    private static UserPoolType sentPool() {
        String adminCreate = ADMIN_CREATE.replace(
                "'AllowAdminCreateUserOnly':true", "'AllowAdminCreateUserOnly':true,'UnusedAccountValidityDays':3");
        return Platform.answer(
                        DESCRIBE_USER_POOL,
                        "{'UserPool':{'Name':'shop','UserPoolTags':{'team':'red'},'UsernameAttributes':['email'],"
                                + "'UsernameConfiguration':{'CaseSensitive':false}," + adminCreate + "," + SETTINGS
                                + "}}")
                .userPool();
    }

    private static <S extends Shape> void assertEchoed(Codec<S> codec, S found, S sent) {
        for (int i = 0; i < codec.members().size(); i++) {
            if (sent.member(i) != null) {
                assertThat(found.member(i)).as(codec.members().get(i).name()).isEqualTo(sent.member(i));
            }
        }
    }

    private UserPoolType describe(String id) {
        return platform.call(DESCRIBE_USER_POOL, "{'UserPoolId':'%s'}", id).userPool();
    }

    private GetUserPoolMfaConfigResponse mfa(String id) {
        return platform.call(GET_USER_POOL_MFA_CONFIG, "{'UserPoolId':'%s'}", id);
    }
}
