package dev.gatehouse.model.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.AuthenticationResultType;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.CreateManagedLoginBrandingRequest;
import dev.gatehouse.model.cognitoidp.DeleteUserResponse;
import dev.gatehouse.model.cognitoidp.DescribeUserPoolResponse;
import dev.gatehouse.model.cognitoidp.ForbiddenException;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.InitiateAuthResponse;
import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.cognitoidp.UserPoolType;
import dev.gatehouse.model.service.Document;
import dev.gatehouse.model.service.Service;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsJsonTest {
    private static final Binding JSON = Bindings.of(Service.Protocol.AWS_JSON_1_1);
    private static final String REQUIRED = "\"ClientId\":\"c\",\"AuthFlow\":\"CUSTOM_AUTH\"";

    @Test
    void readsARequest() {
        InitiateAuthRequest request = Wire.decode(
                CognitoIdp.INITIATE_AUTH,
                "{" + REQUIRED + ",\"AuthParameters\":{\"USERNAME\":\"u\",\"DEVICE_KEY\":null},"
                        + "\"Unknown\":{\"a\":[1,{\"b\":null}]},\"ClientMetadata\":null}");
        assertThat(request)
                .isEqualTo(InitiateAuthRequest.builder()
                        .clientId("c")
                        .authFlow(AuthFlowType.CUSTOM_AUTH)
                        .authParameters(Map.of("USERNAME", "u"))
                        .build());
    }

    @Test
    void anEmptyBodyIsAnEmptyRequest() {
        assertThat(Wire.decode(CognitoIdp.DESCRIBE_USER_POOL_DOMAIN, "{\"Domain\":\"d\"}")
                        .domain())
                .isEqualTo("d");
        assertThat(Wire.refusal(CognitoIdp.DESCRIBE_USER_POOL_DOMAIN, ""))
                .isEqualTo("InvalidParameterException: 1 validation error detected: "
                        + "Value null at 'domain' failed to satisfy constraint: Member must not be null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                   | Start of structure or map expected.",
                "null                                 | Start of structure or map expected.",
                "\"x\"                                | Start of structure or map expected.",
                "{                                    | The request is not valid JSON.",
                "{\"ClientId\"                        | The request is not valid JSON.",
                "{\"ClientId\":                       | The request is not valid JSON.",
                "{\"AuthParameters\":{                | The request is not valid JSON.",
                "{\"ClientId\":'c'}                   | The request is not valid JSON.",
                "{} {}                                | The request is not valid JSON.",
                "{}x                                  | The request is not valid JSON.",
                "{\"ClientId\":NaN}                   | The request is not valid JSON.",
                "{\"ClientId\":\"\\ud800\"}           | The request is not valid JSON.",
                "{\"ClientId\":\"\\udc00\\ud800\"}    | The request is not valid JSON.",
                "{\"AuthParameters\":{\"\\ud800\":\"\"}} | The request is not valid JSON.",
                "{\"ClientId\":1}                     | NUMBER_VALUE can not be converted to a String",
                "{\"ClientId\":true}                  | TRUE_VALUE can not be converted to a String",
                "{\"ClientId\":{}}                    | Start of structure or map found where not expected.",
                "{\"ClientId\":[]}                    | Start of list found where not expected",
                "{\"AuthFlow\":1}                     | NUMBER_VALUE can not be converted to a String",
                "{\"AuthParameters\":\"x\"}           | STRING_VALUE can not be converted to a map",
                "{\"AuthParameters\":{\"a\":1}}       | NUMBER_VALUE can not be converted to a String",
                "{\"AnalyticsMetadata\":false}        | FALSE_VALUE can not be converted to a structure",
                "{\"ClientId\":\"a\",\"ClientId\":\"a\"} | A member was given twice.",
                "{\"ClientId\":null,\"ClientId\":\"a\"} | A member was given twice.",
                "{\"AuthParameters\":{\"a\":\"\",\"a\":\"\"}} | A member was given twice."
            })
    void refusesWhatIsNotARequest(String body, String text) {
        assertThat(Wire.refusal(CognitoIdp.INITIATE_AUTH, body)).isEqualTo("SerializationException: " + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"60\"                | STRING_VALUE can not be converted to an Integer",
                "1.5                   | NUMBER_VALUE can not be converted to an Integer",
                "1e1                   | NUMBER_VALUE can not be converted to an Integer",
                "2147483648            | NUMBER_VALUE is out of range for an Integer",
                "-99999999999999999999 | NUMBER_VALUE is out of range for an Integer",
                "true                  | TRUE_VALUE can not be converted to an Integer"
            })
    void refusesWhatIsNotAnInteger(String number, String text) {
        assertThat(Wire.refusal(CognitoIdp.LIST_USERS, "{\"UserPoolId\":\"eu_a\",\"Limit\":" + number + "}"))
                .isEqualTo("SerializationException: " + text);
    }

    @ParameterizedTest
    @CsvSource({"C080", "E08080", "EDA080", "F4908080", "FF", "C3", "80", "E282", "00"})
    void refusesBytesThatAreNotUtf8(String hex) {
        byte[] body =
                ("{" + REQUIRED + ",\"Session\":\"??????????????????????\"}").getBytes(StandardCharsets.ISO_8859_1);
        byte[] bad = java.util.HexFormat.of().parseHex(hex);
        System.arraycopy(bad, 0, body, body.length - 10, bad.length);
        assertThat(Wire.refusal(CognitoIdp.INITIATE_AUTH, body))
                .isEqualTo("SerializationException: The request is not valid JSON.");
    }

    @Test
    void refusesUtf16() {
        byte[] body = ("{" + REQUIRED + "}").getBytes(StandardCharsets.UTF_16BE);
        assertThat(Wire.refusal(CognitoIdp.INITIATE_AUTH, body)).startsWith("SerializationException: ");
    }

    @Test
    void boundsDepthAndLengths() {
        String deep = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(Wire.refusal(CognitoIdp.INITIATE_AUTH, deep)).startsWith("SerializationException: ");
        String deepDocument =
                "{\"UserPoolId\":\"eu_a\",\"ClientId\":\"c\",\"Settings\":" + "[".repeat(100) + "]".repeat(100) + "}";
        assertThat(Wire.refusal(CognitoIdp.CREATE_MANAGED_LOGIN_BRANDING, deepDocument))
                .startsWith("SerializationException: ");
        String digits = "{\"Limit\":" + "9".repeat(1_000) + "}";
        assertThat(Wire.refusal(CognitoIdp.LIST_USERS, digits)).startsWith("SerializationException: ");
        String name = "{\"" + "n".repeat(100_000) + "\":1}";
        assertThat(Wire.refusal(CognitoIdp.LIST_USERS, name)).startsWith("SerializationException: ");
    }

    @Test
    void readsDocumentsAndNumbersThatWouldExplode() {
        CreateManagedLoginBrandingRequest request = Wire.decode(
                CognitoIdp.CREATE_MANAGED_LOGIN_BRANDING,
                "{\"UserPoolId\":\"eu_a\",\"ClientId\":\"c\","
                        + "\"Settings\":{\"a\":[1.50,\"x\",true,null,{}],\"n\":1e999999999}}");
        assertThat(request.settings()).isInstanceOf(Document.OfObject.class);
        WireAnswer answer = JSON.encode(
                CognitoIdp.DESCRIBE_MANAGED_LOGIN_BRANDING,
                dev.gatehouse.model.cognitoidp.DescribeManagedLoginBrandingResponse.builder()
                        .managedLoginBranding(dev.gatehouse.model.cognitoidp.ManagedLoginBrandingType.builder()
                                .settings(request.settings())
                                .build())
                        .build(),
                "r");
        assertThat(Wire.text(answer))
                .isEqualTo("{\"ManagedLoginBranding\":{\"Settings\":"
                        + "{\"a\":[1.50,\"x\",true,null,{}],\"n\":1E+999999999}}}");
    }

    @ParameterizedTest
    @CsvSource({
        "1767225600123, 1767225600.123",
        "1767225600120, 1767225600.12",
        "1767225600100, 1767225600.1",
        "1767225600000, 1767225600.0",
        "1767225600001, 1767225600.001",
        "0, 0.0",
        "-1500, -1.5"
    })
    void writesTimestampsAsSecondsWithAFraction(long millis, String text) {
        UserPoolType pool = UserPoolType.builder()
                .creationDate(Instant.ofEpochMilli(millis))
                .build();
        WireAnswer answer = JSON.encode(
                CognitoIdp.DESCRIBE_USER_POOL,
                DescribeUserPoolResponse.builder().userPool(pool).build(),
                "r");
        assertThat(Wire.text(answer)).isEqualTo("{\"UserPool\":{\"CreationDate\":" + text + "}}");
    }

    @Test
    void writesAnAnswerWithoutCheckingConstraints() {
        InitiateAuthResponse response = InitiateAuthResponse.builder()
                .authenticationResult(AuthenticationResultType.builder()
                        .accessToken("not \"a\" token")
                        .expiresIn(3600)
                        .build())
                .build();
        WireAnswer answer = JSON.encode(CognitoIdp.INITIATE_AUTH, response, "the-id");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .isEqualTo(Map.of("Content-Type", "application/x-amz-json-1.1", "x-amzn-RequestId", "the-id"));
        assertThat(Wire.text(answer))
                .isEqualTo("{\"AuthenticationResult\":{\"AccessToken\":\"not \\\"a\\\" token\",\"ExpiresIn\":3600}}");
    }

    @Test
    void anOperationWithoutOutputAnswersNoBody() {
        WireAnswer answer =
                JSON.encode(CognitoIdp.DELETE_USER, DeleteUserResponse.builder().build(), "r");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void writesAnError() {
        WireAnswer answer = JSON.encodeError(
                CognitoIdp.SERVICE, new NotAuthorizedException("Incorrect username or password."), "r");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers())
                .containsEntry("x-amzn-ErrorType", "NotAuthorizedException:")
                .containsEntry("x-amzn-ErrorMessage", "Incorrect username or password.")
                .containsEntry("x-amzn-RequestId", "r");
        assertThat(Wire.text(answer))
                .isEqualTo("{\"__type\":\"NotAuthorizedException\",\"message\":\"Incorrect username or password.\"}");
    }

    @Test
    void writesTheMembersOfAnError() {
        InvalidParameterException error = new InvalidParameterException("m", "why");
        assertThat(Wire.text(JSON.encodeError(CognitoIdp.SERVICE, error, "r")))
                .isEqualTo("{\"__type\":\"InvalidParameterException\",\"message\":\"m\",\"reasonCode\":\"why\"}");
    }

    @Test
    void errorTextInAHeaderIsOneLineOfAscii() {
        String text = "a\r\nSet-Cookie: x=\u00fc\u0000\ud83d\ude00" + "y".repeat(5_000);
        WireAnswer answer = JSON.encodeError(CognitoIdp.SERVICE, new ForbiddenException(text), "r");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().get("x-amzn-ErrorMessage"))
                .startsWith("a  Set-Cookie: x=????y")
                .hasSize(1_024);
    }
}
