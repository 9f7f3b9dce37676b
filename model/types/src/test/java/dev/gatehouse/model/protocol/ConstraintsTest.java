package dev.gatehouse.model.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidentity.CognitoIdentity;
import dev.gatehouse.model.cognitoidp.AttributeDataType;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.SignUpRequest;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.sts.Sts;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConstraintsTest {
    private static final String ONE = "InvalidParameterException: 1 validation error detected: ";
    private static final String TWO = "InvalidParameterException: 2 validation errors detected: ";
    private static final String FAILED = "failed to satisfy constraint: ";
    private static final String PASSWORD = "Value at 'password' " + FAILED;
    private static final String TAG = "Map value must satisfy constraint: "
            + "[Member must have length less than or equal to 256, Member must have length greater than or equal to 0]";

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        "a required member is missing",
                        CognitoIdp.INITIATE_AUTH,
                        "{'AuthFlow':'USER_SRP_AUTH'}",
                        ONE + "Value null at 'clientId' " + FAILED + "Member must not be null"),
                Arguments.of(
                        "several are, and null counts as missing",
                        CognitoIdp.INITIATE_AUTH,
                        "{'ClientId':null}",
                        TWO + "Value null at 'authFlow' " + FAILED + "Member must not be null; "
                                + "Value null at 'clientId' " + FAILED + "Member must not be null"),
                Arguments.of(
                        "too short, sensitive",
                        CognitoIdp.SIGN_UP,
                        "{'ClientId':'c','Username':'u','Password':'Ab1!x'}",
                        ONE + PASSWORD + "Member must have length greater than or equal to 6"),
                Arguments.of(
                        "too short and of the wrong form, length first",
                        CognitoIdp.SIGN_UP,
                        "{'ClientId':'c','Username':'u','Password':' '}",
                        TWO + PASSWORD + "Member must have length greater than or equal to 6; " + PASSWORD
                                + "Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$"),
                Arguments.of(
                        "too long: the pattern is not tried",
                        CognitoIdp.SIGN_UP,
                        "{'ClientId':'c','Username':'u','Password':'" + " ".repeat(257) + "'}",
                        ONE + PASSWORD + "Member must have length less than or equal to 256"),
                Arguments.of(
                        "wrong form, shown",
                        CognitoIdp.DESCRIBE_USER_POOL,
                        "{'UserPoolId':'no pool'}",
                        ONE + "Value 'no pool' at 'userPoolId' " + FAILED
                                + "Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+"),
                Arguments.of(
                        "a pattern must match the whole text",
                        CognitoIdp.DESCRIBE_USER_POOL,
                        "{'UserPoolId':'eu-west-1_a\\n'}",
                        ONE + "Value 'eu-west-1_a\n' at 'userPoolId' " + FAILED
                                + "Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+"),
                Arguments.of(
                        "no value of an enum, inside a list of structures",
                        CognitoIdp.CREATE_USER_POOL,
                        "{'PoolName':'p','Schema':[{'Name':'a','AttributeDataType':'Text'}]}",
                        ONE + "Value 'Text' at 'schema.1.member.attributeDataType' " + FAILED
                                + "Member must satisfy enum value set: [Boolean, Number, String, DateTime]"),
                Arguments.of(
                        "no value of an enum, in a list of texts",
                        CognitoIdp.CREATE_USER_POOL,
                        "{'PoolName':'p','AliasAttributes':['email','name']}",
                        ONE + "Value '[email, name]' at 'aliasAttributes' " + FAILED
                                + "Member must satisfy constraint: "
                                + "[Member must satisfy enum value set: [phone_number, email, preferred_username]]"),
                Arguments.of(
                        "a value of a map",
                        CognitoIdp.CREATE_USER_POOL,
                        "{'PoolName':'p','UserPoolTags':{'team':'" + "x".repeat(257) + "'}}",
                        ONE + "Value '{team=" + "x".repeat(257) + "}' at 'userPoolTags' " + FAILED + TAG),
                Arguments.of(
                        "a key of a map",
                        CognitoIdp.CREATE_USER_POOL,
                        "{'PoolName':'p','UserPoolTags':{'':'x'}}",
                        ONE + "Value '{=x}' at 'userPoolTags' " + FAILED + "Map keys must satisfy constraint: "
                                + "[Member must have length less than or equal to 128, "
                                + "Member must have length greater than or equal to 1]"),
                Arguments.of(
                        "a number, in a nested structure",
                        CognitoIdp.CREATE_USER_POOL,
                        "{'PoolName':'p','Policies':{'PasswordPolicy':{'MinimumLength':5}}}",
                        ONE + "Value '5' at 'policies.passwordPolicy.minimumLength' " + FAILED
                                + "Member must have value greater than or equal to 6"),
                Arguments.of(
                        "a list that is too short",
                        CognitoIdentity.DELETE_IDENTITIES,
                        "{'IdentityIdsToDelete':[]}",
                        "ValidationException: 1 validation error detected: Value '[]' at 'identityIdsToDelete' "
                                + FAILED + "Member must have length greater than or equal to 1"),
                Arguments.of(
                        "AWS Query has its own code",
                        Sts.ASSUME_ROLE,
                        "RoleArn=arn:aws:iam::123456789012:role/r&RoleSessionName=a b",
                        "ValidationError: 1 validation error detected: Value 'a b' at 'roleSessionName' " + FAILED
                                + "Member must satisfy regular expression pattern: [\\w+=,.@-]*"),
                Arguments.of(
                        "an element of a Query list",
                        Iam.TAG_USER,
                        "UserName=u&Tags.member.1.Key=k&Tags.member.1.Value=v&Tags.member.2.Key=&Tags.member.2.Value=v",
                        "ValidationError: 2 validation errors detected: Value '' at 'tags.2.member.key' " + FAILED
                                + "Member must have length greater than or equal to 1; "
                                + "Value '' at 'tags.2.member.key' " + FAILED
                                + "Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String why, Operation<?, ?> operation, String body, String refusal) {
        assertThat(Wire.refusal(operation, body.replace('\'', '"'))).isEqualTo(refusal);
    }

    @Test
    void valuesInsideASensitiveMapAreNotShown() {
        String long2 = "s3cret".repeat(200_000);
        String body =
                "{\"AuthFlow\":\"CUSTOM_AUTH\",\"ClientId\":\"c\",\"AuthParameters\":{\"PASSWORD\":\"" + long2 + "\"}}";
        assertThat(Wire.refusal(CognitoIdp.INITIATE_AUTH, body)).startsWith(ONE).doesNotContain("s3cret");
    }

    @Test
    void whatIsShownIsCut() {
        String body = "{\"UserPoolId\":\"" + "x".repeat(100_000) + "\"}";
        assertThat(Wire.refusal(CognitoIdp.DESCRIBE_USER_POOL, body))
                .contains("xxx...' at 'userPoolId'")
                .hasSizeLessThan(2_000);
    }

    @Test
    void violationsAreBounded() {
        String element = "{\"AttributeDataType\":\"x\"},";
        String body = "{\"PoolName\":\"p\",\"Schema\":[" + element.repeat(5_000) + element.replace(",", "") + "]}";
        assertThat(Wire.refusal(CognitoIdp.CREATE_USER_POOL, body)).hasSizeLessThan(10_000);
    }

    @Test
    void whatIsRightPasses() {
        SignUpRequest signUp = Wire.decode(
                CognitoIdp.SIGN_UP, "{\"ClientId\":\"c\",\"Username\":\"jos\u00e9\",\"Password\":\"pass word 1\"}");
        assertThat(signUp.username()).isEqualTo("jos\u00e9");
        assertThat(signUp.password()).isEqualTo("pass word 1");
        CreateUserPoolRequest create = Wire.decode(
                CognitoIdp.CREATE_USER_POOL,
                "{\"PoolName\":\"p\",\"Schema\":[{\"Name\":\"a\",\"AttributeDataType\":\"Number\"}]}");
        assertThat(create.schema().getFirst().attributeDataType()).isEqualTo(AttributeDataType.NUMBER);
        assertThat(Wire.decode(CognitoIdp.INITIATE_AUTH, "{\"ClientId\":\"c\",\"AuthFlow\":\"USER_AUTH\"}")
                        .authFlow())
                .isEqualTo(AuthFlowType.USER_AUTH);
    }
}
