package dev.gatehouse.server.pools;

import static dev.gatehouse.model.cognitoidp.CognitoIdp.ADD_CUSTOM_ATTRIBUTES;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.CREATE_USER_POOL;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.DELETE_USER_POOL;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.DESCRIBE_USER_POOL;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.GET_USER_POOL_MFA_CONFIG;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.LIST_USER_POOLS;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.SET_USER_POOL_MFA_CONFIG;
import static dev.gatehouse.model.cognitoidp.CognitoIdp.UPDATE_USER_POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.SchemaAttributeType;
import dev.gatehouse.model.cognitoidp.UserPoolDescriptionType;
import dev.gatehouse.model.cognitoidp.UserPoolType;
import dev.gatehouse.model.service.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserPoolOperationsTest {
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
    void createAnswersDefaultsIdsAndDates() {
        UserPoolType pool =
                platform.call(CREATE_USER_POOL, "{'PoolName':'shop'}").userPool();

        assertThat(pool.id()).matches("eu-west-1_[0-9A-Za-z]{9}");
        assertThat(pool.toBuilder().schemaAttributes(null).build())
                .isEqualTo(Platform.answer(CREATE_USER_POOL, """
                                {'UserPool':{'Id':'%1$s','Name':'shop',
                                 'Arn':'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/%1$s',
                                 'Policies':{'PasswordPolicy':{'MinimumLength':8,'RequireUppercase':true,
                                   'RequireLowercase':true,'RequireNumbers':true,'RequireSymbols':true,
                                   'TemporaryPasswordValidityDays':7},
                                   'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD']}},
                                 'DeletionProtection':'INACTIVE','LambdaConfig':{},
                                 'CreationDate':1767225600.123,'LastModifiedDate':1767225600.123,
                                 'VerificationMessageTemplate':{'DefaultEmailOption':'CONFIRM_WITH_CODE'},
                                 'MfaConfiguration':'OFF','EstimatedNumberOfUsers':0,
                                 'EmailConfiguration':{'EmailSendingAccount':'COGNITO_DEFAULT'},
                                 'UserPoolTags':{},
                                 'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':false,'UnusedAccountValidityDays':7},
                                 'UserPoolTier':'ESSENTIALS'}}
                                """, pool.id()).userPool());
        assertThat(pool.schemaAttributes()).hasSize(20);
    }

    @Test
    void aNewPoolGetsSigningKeysAndASecretKeyOfItsOwn() {
        String one = platform.newPool("");
        String other = platform.newPool("");

        assertThat(platform.keysMadeFor.stream().map(Object::toString)).containsExactly(one, other);
        assertThat(platform.directory.pool(one).key()).hasSize(32);
        assertThat(platform.directory.pool(one).key())
                .isNotEqualTo(platform.directory.pool(other).key());
    }

    @Test
    void poolNamesNeedNotBeUnique() {
        assertThat(platform.newPool("")).isNotEqualTo(platform.newPool(""));
    }

    @Test
    void describeListsIdentitiesBeforeCustomAttributes() {
        String id = platform.newPool("'Schema':[{'Name':'plan','AttributeDataType':'String'}]");

        List<SchemaAttributeType> attributes = describe(id).schemaAttributes();
        assertThat(attributes).hasSize(22);
        assertThat(attributes.stream().map(SchemaAttributeType::name))
                .endsWith("updated_at", "identities", "custom:plan");
    }

    @Test
    void updateChangesNameSettingsAndDate() {
        String id = platform.newPool("'AutoVerifiedAttributes':['email'],'UserPoolTags':{'team':'red'}");
        platform.clock.pass(Duration.ofSeconds(5));

        platform.call(UPDATE_USER_POOL, "{'UserPoolId':'%s','PoolName':'store','DeletionProtection':'ACTIVE'}", id);

        UserPoolType pool = describe(id);
        assertThat(pool.name()).isEqualTo("store");
        assertThat(pool.autoVerifiedAttributes()).isNull();
        assertThat(pool.userPoolTags()).containsEntry("team", "red");
        assertThat(Duration.between(pool.creationDate(), pool.lastModifiedDate()))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void anUpdateThatIsRefusedChangesNothing() {
        String id = platform.newPool("");
        UserPoolType before = describe(id);
        platform.clock.pass(Duration.ofSeconds(5));

        assertThat(platform.refusal(UPDATE_USER_POOL, "{'UserPoolId':'%s','PoolName':'x','MfaConfiguration':'ON'}", id))
                .isEqualTo("InvalidParameterException: SMS configuration and Auto verification for phone_number are "
                        + "required when MFA is required/optional");
        assertThat(describe(id)).isEqualTo(before);
    }

    @Test
    void aProtectedPoolIsNotDeleted() {
        String id = platform.newPool("'DeletionProtection':'ACTIVE'");

        assertThat(platform.refusal(DELETE_USER_POOL, "{'UserPoolId':'%s'}", id))
                .isEqualTo("InvalidParameterException: The user pool cannot be deleted because deletion protection is "
                        + "activated. Deletion protection must be inactivated first.");

        platform.call(UPDATE_USER_POOL, "{'UserPoolId':'%s','DeletionProtection':'INACTIVE'}", id);
        platform.call(DELETE_USER_POOL, "{'UserPoolId':'%s'}", id);
        assertThat(platform.refusal(DESCRIBE_USER_POOL, "{'UserPoolId':'%s'}", id))
                .isEqualTo(unknown(id));
    }

    @Test
    void unknownDeletedAndForeignPoolsAreAlike() {
        String id = platform.newPool("");
        List<Operation<?, ?>> operations =
                List.of(DESCRIBE_USER_POOL, UPDATE_USER_POOL, DELETE_USER_POOL, GET_USER_POOL_MFA_CONFIG);

        for (Operation<?, ?> operation : operations) {
            for (String absent : List.of("eu-west-1_000000000", "nonsense", "eu-west-1_")) {
                assertThat(platform.refusal(operation, "{'UserPoolId':'%s'}", absent))
                        .isEqualTo(unknown(absent));
            }
        }
        platform.signFor("us-east-1");
        for (Operation<?, ?> operation : operations) {
            assertThat(platform.refusal(operation, "{'UserPoolId':'%s'}", id)).isEqualTo(unknown(id));
        }
    }

    @Test
    void aRegionThatCannotBePartOfAnIdIsRefused() {
        platform.signFor("no region");

        assertThat(platform.refusal(CREATE_USER_POOL, "{'PoolName':'shop'}"))
                .isEqualTo("InvalidParameterException: Invalid region.");
    }

    @Test
    void listGoesThroughThePoolsOfTheRegionPageByPage() {
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> platform.newPool(""))
                .sorted()
                .toList();
        platform.signFor("us-east-1");
        String foreign = platform.newPool("");
        platform.signFor(Platform.REGION);

        List<String> found = new ArrayList<>();
        var page = platform.call(LIST_USER_POOLS, "{'MaxResults':2}");
        found.addAll(ids(page.userPools()));
        while (page.nextToken() != null) {
            page = platform.call(LIST_USER_POOLS, "{'MaxResults':2,'NextToken':'%s'}", page.nextToken());
            found.addAll(ids(page.userPools()));
        }
        assertThat(found).isEqualTo(ids).doesNotContain(foreign);
    }

    @Test
    void aListEntryHasNameLambdasAndDates() {
        String id = platform.newPool("");

        assertThat(platform.call(LIST_USER_POOLS, "{'MaxResults':60}"))
                .isEqualTo(Platform.answer(LIST_USER_POOLS, """
                        {'UserPools':[{'Id':'%s','Name':'shop','LambdaConfig':{},
                         'CreationDate':1767225600.123,'LastModifiedDate':1767225600.123}]}
                        """, id));
    }

    @Test
    void tokensOfOtherListingsAndGarbageAreRefused() {
        platform.newPool("");
        platform.newPool("");
        String token = platform.call(LIST_USER_POOLS, "{'MaxResults':1}").nextToken();

        assertThat(platform.refusal(LIST_USER_POOLS, "{'MaxResults':1,'NextToken':'garbage'}"))
                .isEqualTo("InvalidParameterException: Invalid pagination token.");
        platform.signFor("us-east-1");
        assertThat(platform.refusal(LIST_USER_POOLS, "{'MaxResults':1,'NextToken':'%s'}", token))
                .isEqualTo("InvalidParameterException: Invalid pagination token.");
    }

    @Test
    void customAttributesAreAddedOnce() {
        String id = platform.newPool("");
        String request = "{'UserPoolId':'%s','CustomAttributes':[{'Name':'plan','AttributeDataType':'String'}]}";

        platform.call(ADD_CUSTOM_ATTRIBUTES, request, id);

        assertThat(platform.directory.pool(id).schema().definition("custom:plan"))
                .isPresent();
        assertThat(platform.refusal(ADD_CUSTOM_ATTRIBUTES, request, id))
                .isEqualTo("InvalidParameterException: custom:plan: Existing attribute already has name custom:plan.");
        assertThat(platform.refusal(ADD_CUSTOM_ATTRIBUTES, request, "eu-west-1_000000000"))
                .isEqualTo(unknown("eu-west-1_000000000"));
    }

    @Test
    void tagsAreLimited() {
        String id = platform.newPool("");
        String tags = IntStream.range(0, 51).mapToObj(i -> "'t" + i + "':''").collect(Collectors.joining(","));

        assertThat(platform.refusal(CREATE_USER_POOL, "{'PoolName':'shop','UserPoolTags':{%s}}", tags))
                .isEqualTo("LimitExceededException: A user pool can have at most 50 tags.");
        assertThat(platform.refusal(UPDATE_USER_POOL, "{'UserPoolId':'%s','UserPoolTags':{%s}}", id, tags))
                .isEqualTo("UserPoolTaggingException: A user pool can have at most 50 tags.");
    }

    @Test
    void tooManyCustomAttributesAndMissingTiersAreDeclaredRefusals() {
        String customs = IntStream.range(0, 51)
                .mapToObj(i -> "{'Name':'a" + i + "','AttributeDataType':'String'}")
                .collect(Collectors.joining(","));
        String id = platform.newPool("'UserPoolTier':'PLUS','UserPoolAddOns':{'AdvancedSecurityMode':'AUDIT'}");

        assertThat(platform.refusal(CREATE_USER_POOL, "{'PoolName':'shop','Schema':[%s]}", customs))
                .startsWith("LimitExceededException: ");
        assertThat(platform.refusal(
                        CREATE_USER_POOL, "{'PoolName':'shop','UserPoolAddOns':{'AdvancedSecurityMode':'AUDIT'}}"))
                .startsWith("FeatureUnavailableInTierException: ");
        assertThat(platform.refusal(
                        UPDATE_USER_POOL,
                        "{'UserPoolId':'%s','UserPoolTier':'LITE','UserPoolAddOns':{'AdvancedSecurityMode':'AUDIT'}}",
                        id))
                .startsWith("TierChangeNotAllowedException: ");
    }

    @Test
    void mfaIsSetAndReadBack() {
        String id = platform.newPool("");

        assertThat(platform.call(GET_USER_POOL_MFA_CONFIG, "{'UserPoolId':'%s'}", id))
                .isEqualTo(Platform.answer(GET_USER_POOL_MFA_CONFIG, "{'MfaConfiguration':'OFF'}"));
        String blocks = "{'MfaConfiguration':'OPTIONAL','SoftwareTokenMfaConfiguration':{'Enabled':true}}";
        assertThat(platform.call(
                        SET_USER_POOL_MFA_CONFIG,
                        "{'UserPoolId':'%s','MfaConfiguration':'OPTIONAL','SoftwareTokenMfaConfiguration':{'Enabled':true}}",
                        id))
                .isEqualTo(Platform.answer(SET_USER_POOL_MFA_CONFIG, blocks));
        assertThat(platform.call(GET_USER_POOL_MFA_CONFIG, "{'UserPoolId':'%s'}", id))
                .isEqualTo(Platform.answer(GET_USER_POOL_MFA_CONFIG, blocks));
        assertThat(describe(id).mfaConfiguration()).hasToString("OPTIONAL");

        platform.call(UPDATE_USER_POOL, "{'UserPoolId':'%s'}", id);
        assertThat(platform.call(GET_USER_POOL_MFA_CONFIG, "{'UserPoolId':'%s'}", id))
                .isEqualTo(Platform.answer(GET_USER_POOL_MFA_CONFIG, blocks));
        assertThat(platform.refusal(SET_USER_POOL_MFA_CONFIG, "{'UserPoolId':'%s','MfaConfiguration':'ON'}", id))
                .startsWith("InvalidParameterException: Invalid MFA Configuration given.");
    }

    private UserPoolType describe(String id) {
        return platform.call(DESCRIBE_USER_POOL, "{'UserPoolId':'%s'}", id).userPool();
    }

    private static List<String> ids(List<UserPoolDescriptionType> pools) {
        return pools.stream().map(UserPoolDescriptionType::id).toList();
    }

    private static String unknown(String id) {
        return "ResourceNotFoundException: User pool " + id + " does not exist.";
    }
}
