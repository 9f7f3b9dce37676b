package dev.gatehouse.model.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.iam.CreateUserRequest;
import dev.gatehouse.model.iam.DeleteConflictException;
import dev.gatehouse.model.iam.DeleteUserResponse;
import dev.gatehouse.model.iam.GetAccountSummaryResponse;
import dev.gatehouse.model.iam.GetUserResponse;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.iam.ListUsersResponse;
import dev.gatehouse.model.iam.Tag;
import dev.gatehouse.model.iam.UpdateRoleResponse;
import dev.gatehouse.model.iam.User;
import dev.gatehouse.model.service.SerializationException;
import dev.gatehouse.model.service.Service;
import dev.gatehouse.model.sts.AssumeRoleRequest;
import dev.gatehouse.model.sts.GetCallerIdentityRequest;
import dev.gatehouse.model.sts.GetCallerIdentityResponse;
import dev.gatehouse.model.sts.Sts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsQueryTest {
    private static final Binding QUERY = Bindings.of(Service.Protocol.AWS_QUERY);
    private static final String ROLE = "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fr&RoleSessionName=me";

    @Test
    void readsAForm() {
        AssumeRoleRequest request = Wire.decode(
                Sts.ASSUME_ROLE,
                "Action=AssumeRole&Version=2011-06-15&" + ROLE + "&DurationSeconds=900&Policy=%7B%22a+b%22%3A1%7D"
                        + "&Tags.member.2.Key=b&Tags.member.2.Value=2&Tags.member.1.Key=a&Tags.member.1.Value=%C3%BC"
                        + "&TransitiveTagKeys.member.1=a&PolicyArns.member.10.arn=arn:aws:iam::aws:policy/ReadOnlyAccess&&");
        assertThat(request.roleArn()).isEqualTo("arn:aws:iam::123456789012:role/r");
        assertThat(request.durationSeconds()).isEqualTo(900);
        assertThat(request.policy()).isEqualTo("{\"a b\":1}");
        assertThat(request.tags())
                .extracting(dev.gatehouse.model.sts.Tag::value)
                .containsExactly("\u00fc", "2");
        assertThat(request.transitiveTagKeys()).containsExactly("a");
        assertThat(request.policyArns()).hasSize(1);
        assertThat(request.externalId()).isNull();
    }

    @Test
    void readsTheQueryOfAGet() {
        WireRequest get = new WireRequest(
                "GET", "/", "Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Signature=00", Map.of(), new byte[0]);
        assertThat(QUERY.decode(Sts.GET_CALLER_IDENTITY, get))
                .isEqualTo(GetCallerIdentityRequest.builder().build());
    }

    @Test
    void anEmptyListMayBeSent() {
        CreateUserRequest request = Wire.decode(Iam.CREATE_USER, "UserName=u&Tags=");
        assertThat(request.tags()).isEmpty();
        assertThat(Wire.decode(Iam.CREATE_USER, "UserName=u\n").tags()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DurationSeconds=abc   | STRING_VALUE can not be converted to an Integer",
                "DurationSeconds=+900  | STRING_VALUE can not be converted to an Integer",
                "DurationSeconds=      | STRING_VALUE can not be converted to an Integer",
                "DurationSeconds=9999999999 | STRING_VALUE can not be converted to an Integer",
                "DurationSeconds=%D9%A1 | STRING_VALUE can not be converted to an Integer",
                "Policy=%              | The request is not properly URL-encoded.",
                "Policy=%4             | The request is not properly URL-encoded.",
                "Policy=%zz            | The request is not properly URL-encoded.",
                "Policy=%ff            | The request is not properly URL-encoded.",
                "Policy=%ed%a0%80      | The request is not properly URL-encoded.",
                "RoleArn=x             | A parameter was given twice.",
                "Tags.member.x.Key=a   | A list element has no proper number.",
                "Tags.member.1.Key=a&Tags.member.01.Key=a | A list has two elements of one number.",
                "Tags.member.99999999999.Key=a | A list element has no proper number.",
                "TransitiveTagKeys.member.1.x=a | An element of a list or map has no value.",
                "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=1 | A parameter name has too many parts."
            })
    void refusesWhatIsNotARequest(String parameters, String text) {
        assertThat(Wire.refusal(Sts.ASSUME_ROLE, ROLE + "&" + parameters.strip()))
                .isEqualTo("SerializationException: " + text);
    }

    @Test
    void boundsParameters() {
        assertThat(Wire.refusal(Sts.ASSUME_ROLE, ROLE + "&a=1".repeat(1).repeat(1) + "&".repeat(20_000)))
                .isEqualTo("SerializationException: The request has too many parameters.");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThat(Wire.refusal(Sts.ASSUME_ROLE, new byte[] {'a', '=', (byte) 0xFF}))
                .isEqualTo("SerializationException: The request is not properly URL-encoded.");
    }

    @Test
    void writesAnAnswer() {
        GetCallerIdentityResponse response = GetCallerIdentityResponse.builder()
                .arn("arn:aws:iam::123456789012:root")
                .userId("123456789012")
                .build();
        WireAnswer answer = QUERY.encode(Sts.GET_CALLER_IDENTITY, response, "the-id");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).isEqualTo(Map.of("Content-Type", "text/xml", "x-amzn-RequestId", "the-id"));
        assertThat(Wire.text(answer))
                .isEqualTo("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<GetCallerIdentityResult><UserId>123456789012</UserId>"
                        + "<Arn>arn:aws:iam::123456789012:root</Arn></GetCallerIdentityResult>"
                        + "<ResponseMetadata><RequestId>the-id</RequestId></ResponseMetadata>"
                        + "</GetCallerIdentityResponse>");
    }

    @Test
    void writesListsTimesAndMaps() {
        User user = User.builder()
                .userName("a<&>\"\r\u0001\ud83d\ude00")
                .createDate(Instant.parse("2026-01-01T12:00:00.999Z"))
                .tags(List.of(Tag.builder().key("k").value("").build()))
                .build();
        assertThat(Wire.text(QUERY.encode(
                        Iam.GET_USER, GetUserResponse.builder().user(user).build(), "r")))
                .contains("<User><UserName>a&lt;&amp;&gt;&quot;&#xD;\ufffd\ud83d\ude00</UserName>"
                        + "<CreateDate>2026-01-01T12:00:00Z</CreateDate>"
                        + "<Tags><member><Key>k</Key><Value></Value></member></Tags></User>");
        ListUsersResponse none =
                ListUsersResponse.builder().users(List.of()).isTruncated(false).build();
        assertThat(Wire.text(QUERY.encode(Iam.LIST_USERS, none, "r")))
                .contains("<Users></Users><IsTruncated>false</IsTruncated>");
        Map<String, Integer> numbers = new LinkedHashMap<>();
        numbers.put("Users", 3);
        numbers.put("Groups", 0);
        GetAccountSummaryResponse summary =
                GetAccountSummaryResponse.builder().summaryMap(numbers).build();
        assertThat(Wire.text(QUERY.encode(Iam.GET_ACCOUNT_SUMMARY, summary, "r")))
                .contains("<SummaryMap><entry><key>Users</key><value>3</value></entry>"
                        + "<entry><key>Groups</key><value>0</value></entry></SummaryMap>");
    }

    /// Clients look for the result element where the model declares an output, even an empty one.
    @Test
    void theResultElementFollowsTheModel() {
        assertThat(Wire.text(QUERY.encode(
                        Iam.UPDATE_ROLE, UpdateRoleResponse.builder().build(), "r")))
                .contains("<UpdateRoleResult></UpdateRoleResult>");
        assertThat(Wire.text(QUERY.encode(
                        Iam.DELETE_USER, DeleteUserResponse.builder().build(), "r")))
                .doesNotContain("Result");
    }

    @Test
    void writesAnError() {
        WireAnswer answer = QUERY.encodeError(Iam.SERVICE, new DeleteConflictException("a & b"), "r");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(Wire.text(answer))
                .isEqualTo("<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error>"
                        + "<Type>Sender</Type><Code>DeleteConflict</Code><Message>a &amp; b</Message></Error>"
                        + "<RequestId>r</RequestId></ErrorResponse>");
        assertThat(Wire.text(QUERY.encodeError(Sts.SERVICE, new SerializationException("m"), "r")))
                .contains("<Code>MalformedInput</Code>");
    }
}
