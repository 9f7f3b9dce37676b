package dev.gatehouse.server.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.SchemaAttributeType;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.ServiceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {
    private static final String LONG = "x".repeat(2049);

    @Test
    void aNewPoolHasTheTwentyStandardAttributesInOrder() {
        assertThat(created("").attributes().stream().map(SchemaAttributeType::name))
                .containsExactly(
                        "sub",
                        "name",
                        "given_name",
                        "family_name",
                        "middle_name",
                        "nickname",
                        "preferred_username",
                        "profile",
                        "picture",
                        "website",
                        "email",
                        "email_verified",
                        "gender",
                        "birthdate",
                        "zoneinfo",
                        "locale",
                        "phone_number",
                        "phone_number_verified",
                        "address",
                        "updated_at");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    sub            | {'Name':'sub','AttributeDataType':'String','DeveloperOnlyAttribute':false,'Mutable':false,'Required':true,'StringAttributeConstraints':{'MinLength':'1','MaxLength':'2048'}}
                    email          | {'Name':'email','AttributeDataType':'String','DeveloperOnlyAttribute':false,'Mutable':true,'Required':false,'StringAttributeConstraints':{'MinLength':'0','MaxLength':'2048'}}
                    birthdate      | {'Name':'birthdate','AttributeDataType':'String','DeveloperOnlyAttribute':false,'Mutable':true,'Required':false,'StringAttributeConstraints':{'MinLength':'10','MaxLength':'10'}}
                    email_verified | {'Name':'email_verified','AttributeDataType':'Boolean','DeveloperOnlyAttribute':false,'Mutable':true,'Required':false}
                    updated_at     | {'Name':'updated_at','AttributeDataType':'Number','DeveloperOnlyAttribute':false,'Mutable':true,'Required':false,'NumberAttributeConstraints':{'MinValue':'0'}}
                    """)
    void standardDefinitions(String name, String expected) {
        assertThat(created("").definition(name)).contains(attribute(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'Name':'plan','AttributeDataType':'String'} | {'Name':'custom:plan','AttributeDataType':'String','DeveloperOnlyAttribute':false,'Mutable':true,'Required':false,'StringAttributeConstraints':{}}
                    {'Name':'plan','AttributeDataType':'String','Mutable':false,'StringAttributeConstraints':{'MinLength':'1','MaxLength':'9'}} | {'Name':'custom:plan','AttributeDataType':'String','DeveloperOnlyAttribute':false,'Mutable':false,'Required':false,'StringAttributeConstraints':{'MinLength':'1','MaxLength':'9'}}
                    {'Name':'secret','AttributeDataType':'String','DeveloperOnlyAttribute':true} | {'Name':'dev:secret','AttributeDataType':'String','DeveloperOnlyAttribute':true,'Mutable':true,'Required':false,'StringAttributeConstraints':{}}
                    {'Name':'level','AttributeDataType':'Number'} | {'Name':'custom:level','AttributeDataType':'Number','DeveloperOnlyAttribute':false,'Mutable':true,'Required':false,'NumberAttributeConstraints':{}}
                    {'Name':'beta','AttributeDataType':'Boolean'} | {'Name':'custom:beta','AttributeDataType':'Boolean','DeveloperOnlyAttribute':false,'Mutable':true,'Required':false}
                    {'Name':'since','AttributeDataType':'DateTime'} | {'Name':'custom:since','AttributeDataType':'DateTime','DeveloperOnlyAttribute':false,'Mutable':true,'Required':false}
                    {'Name':'email','Required':true} | {'Name':'email','AttributeDataType':'String','DeveloperOnlyAttribute':false,'Mutable':true,'Required':true,'StringAttributeConstraints':{'MinLength':'0','MaxLength':'2048'}}
                    {'Name':'email','Mutable':false,'StringAttributeConstraints':{'MinLength':'7'}} | {'Name':'email','AttributeDataType':'String','DeveloperOnlyAttribute':false,'Mutable':false,'Required':false,'StringAttributeConstraints':{'MinLength':'7','MaxLength':'2048'}}
                    """)
    void requestedDefinitions(String request, String expected) {
        SchemaAttributeType wanted = attribute(expected);

        assertThat(created(request).definition(Objects.requireNonNull(wanted.name())))
                .contains(wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'Name':'a','AttributeDataType':'String','Required':true} | Required custom attributes are not supported currently.
                    {'Name':'email','AttributeDataType':'Number'} | You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email
                    {'Name':'email','DeveloperOnlyAttribute':true} | You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email
                    {'Name':'a'} | Invalid AttributeDataType input, consider using the provided AttributeDataType enum.
                    {'Name':'a','AttributeDataType':'String','StringAttributeConstraints':{'MaxLength':'2049'}} | user.custom:a: String attributes cannot have a length of more than 2048
                    {'Name':'a','AttributeDataType':'String','StringAttributeConstraints':{'MinLength':'9','MaxLength':'8'}} | user.custom:a: Max length cannot be less than min length.
                    {'Name':'a','AttributeDataType':'String','StringAttributeConstraints':{'MinLength':'x'}} | Invalid StringAttributeConstraints for schema attribute custom:a
                    {'Name':'a','AttributeDataType':'String','StringAttributeConstraints':{'MinLength':'-1'}} | Invalid StringAttributeConstraints for schema attribute custom:a
                    {'Name':'a','AttributeDataType':'Number','NumberAttributeConstraints':{'MinValue':'x'}} | Invalid NumberAttributeConstraints for schema attribute custom:a
                    {'Name':'a','AttributeDataType':'Number','NumberAttributeConstraints':{'MinValue':'2','MaxValue':'1'}} | user.custom:a: Max value cannot be less than min value.
                    {'Name':'a','AttributeDataType':'String'},{'Name':'a','AttributeDataType':'Number'} | custom:a: Existing attribute already has name custom:a.
                    {'Name':'email'},{'Name':'email'} | email: Existing attribute already has name email.
                    {'AttributeDataType':'String'} | Attribute name is required.
                    """)
    void impossibleDefinitions(String request, String message) {
        ServiceException refusal = catchThrowableOfType(ServiceException.class, () -> created(request));

        assertThat(refusal.code()).isEqualTo("InvalidParameterException");
        assertThat(refusal.text()).isEqualTo(message);
    }

    @Test
    void aPoolHasAtMostFiftyCustomAttributes() {
        Schema full = created(customs(0, 50));

        assertThat(catchThrowableOfType(ServiceException.class, () -> created(customs(0, 51)))
                        .code())
                .isEqualTo("LimitExceededException");
        assertThat(catchThrowableOfType(ServiceException.class, () -> full.with(requests(customs(50, 51))))
                        .code())
                .isEqualTo("InvalidParameterException");
    }

    @Test
    void moreCustomAttributesComeLast() {
        Schema schema = created("{'Name':'a','AttributeDataType':'String'}")
                .with(requests("{'Name':'email','AttributeDataType':'String'}"));

        assertThat(schema.attributes().stream().map(SchemaAttributeType::name))
                .endsWith("updated_at", "custom:a", "custom:email");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    CREATE | email=a@b.c                         | -
                    CREATE | email=a@b.c;custom:tag=xy           | -
                    CREATE | email=a@b.c;custom:fixed=1          | -
                    CREATE | name=Ana                            | Attributes did not conform to the schema: email: The attribute is required~
                    CREATE | email=                              | Attributes did not conform to the schema: email: The attribute is required~
                    UPDATE | name=Ana                            | -
                    UPDATE | email=                              | Attributes did not conform to the schema: email: The attribute is required~
                    UPDATE | name=                               | -
                    UPDATE | custom:fixed=2                      | user.custom:fixed: Attribute cannot be updated.~
                    UPDATE | sub=1                               | user.sub: Attribute cannot be updated.~
                    CREATE | email=a@b.c;sub=1                   | user.sub: Attribute cannot be updated.~
                    UPDATE | identities=[]                       | user.identities: Attribute cannot be updated.~
                    UPDATE | custom:x=1                          | Attributes did not conform to the schema: Type for attribute {custom:x} could not be determined
                    UPDATE | email=ab.c                          | Invalid email address format.
                    UPDATE | email=a@b@c                         | Invalid email address format.
                    UPDATE | email=a b@c                         | Invalid email address format.
                    UPDATE | phone_number=+15550100              | -
                    UPDATE | phone_number=15550100               | Invalid phone number format.
                    UPDATE | phone_number=+1 555 0100            | Invalid phone number format.
                    UPDATE | phone_number=+                      | Invalid phone number format.
                    UPDATE | birthdate=2000-02-29                | -
                    UPDATE | birthdate=2000-13-01                | Attributes did not conform to the schema: birthdate: Value must be a date of the form YYYY-MM-DD~
                    UPDATE | birthdate=2000-1-1                  | Attributes did not conform to the schema: birthdate: String length must not be less than 10~
                    UPDATE | email_verified=True                 | -
                    UPDATE | email_verified=yes                  | Attributes did not conform to the schema: email_verified: Value must be true or false~
                    UPDATE | updated_at=1700000000               | -
                    UPDATE | updated_at=-1                       | Attributes did not conform to the schema: updated_at: Number must not be less than 0~
                    UPDATE | updated_at=1e9                      | Attributes did not conform to the schema: updated_at: Value must be a number~
                    UPDATE | custom:tag=xyz                      | Attributes did not conform to the schema: custom:tag: String length must not be greater than 2~
                    UPDATE | custom:tag=x                        | Attributes did not conform to the schema: custom:tag: String length must not be less than 2~
                    UPDATE | custom:level=11                     | Attributes did not conform to the schema: custom:level: Number must not be greater than 10~
                    UPDATE | custom:tag=x;custom:level=11        | Attributes did not conform to the schema: custom:tag: String length must not be less than 2~custom:level: Number must not be greater than 10~
                    """)
    void values(Schema.Mode mode, String values, String message) {
        Schema schema = created("""
                {'Name':'email','Required':true},
                {'Name':'fixed','AttributeDataType':'String','Mutable':false},
                {'Name':'tag','AttributeDataType':'String','StringAttributeConstraints':{'MinLength':'2','MaxLength':'2'}},
                {'Name':'level','AttributeDataType':'Number','NumberAttributeConstraints':{'MinValue':'1','MaxValue':'10'}}
                """);

        if (message == null) {
            assertThatCode(() -> schema.check(map(values), mode)).doesNotThrowAnyException();
        } else {
            ServiceException refusal =
                    catchThrowableOfType(ServiceException.class, () -> schema.check(map(values), mode));
            assertThat(refusal.code()).isEqualTo("InvalidParameterException");
            assertThat(refusal.text()).isEqualTo(message.replace('~', '\n'));
        }
    }

    @Test
    void aValueHasAtMost2048Bytes() {
        Schema schema = created("{'Name':'a','AttributeDataType':'String'}");

        assertThatCode(() -> schema.check(Map.of("custom:a", LONG.substring(1)), Schema.Mode.UPDATE))
                .doesNotThrowAnyException();
        assertThat(catchThrowableOfType(
                                ServiceException.class,
                                () -> schema.check(Map.of("custom:a", LONG), Schema.Mode.UPDATE))
                        .text())
                .isEqualTo(
                        "Attributes did not conform to the schema: custom:a: Value must not be longer than 2048 bytes\n");
    }

    @Test
    void booleansAreKeptInLowerCase() {
        Schema schema = created("");

        assertThat(schema.canonical("email_verified", "True")).isEqualTo("true");
        assertThat(schema.canonical("name", "True")).isEqualTo("True");
    }

    private static Schema created(String attributes) {
        return Schema.created(requests(attributes));
    }

    private static List<SchemaAttributeType> requests(String attributes) {
        CreateUserPoolRequest request =
                ShapeJson.read(CreateUserPoolRequest.CODEC, Platform.bytes("{'Schema':[" + attributes + "]}"));
        return Objects.requireNonNull(request.schema());
    }

    private static SchemaAttributeType attribute(String json) {
        return ShapeJson.read(SchemaAttributeType.CODEC, Platform.bytes(json));
    }

    private static String customs(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{'Name':'a" + i + "','AttributeDataType':'String'}")
                .collect(Collectors.joining(","));
    }

    private static Map<String, String> map(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split(";")) {
            int at = pair.indexOf('=');
            values.put(pair.substring(0, at), pair.substring(at + 1));
        }
        return values;
    }
}
