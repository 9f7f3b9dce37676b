package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pure.sigv4.Signer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What credentials of identities may do, by signed calls to the server's own services.
class IdentityCredentialsTest {
    private static final String IDP = "AWSCognitoIdentityProviderService.";
    private static final String IDENTITY = "AWSCognitoIdentityService.";
    private static final String PASSWORD = "Corr3ct-Horse!";

    private volatile Instant now = Instant.parse("2026-03-03T09:05:00Z");
    private final TestServer server = TestServer.start(Map.of(), () -> now);
    private String userPool;
    private String client;
    private String pool;

    @BeforeEach
    void open() {
        userPool = text(idp("CreateUserPool", "{'PoolName':'shop'}"), "Id");
        client = text(
                idp(
                        "CreateUserPoolClient",
                        "{'UserPoolId':'" + userPool
                                + "','ClientName':'web','ExplicitAuthFlows':['ALLOW_USER_PASSWORD_AUTH']}"),
                "ClientId");
        user("nora");
        user("otto");
        pool = text(
                identity(
                        "CreateIdentityPool",
                        "{'IdentityPoolName':'app','AllowUnauthenticatedIdentities':true,'CognitoIdentityProviders':"
                                + "[{'ProviderName':'" + provider() + "','ClientId':'" + client + "'}]}"),
                "IdentityPoolId");
        identity(
                "SetPrincipalTagAttributeMap",
                "{'IdentityPoolId':'" + pool + "','IdentityProviderName':'" + provider()
                        + "','PrincipalTags':{'user':'cognito:username'}}");
        role("member", "authenticated");
        role("guest", "unauthenticated");
        identity(
                "SetIdentityPoolRoles",
                "{'IdentityPoolId':'" + pool + "','Roles':{'authenticated':'arn:aws:iam::000000000000:role/member',"
                        + "'unauthenticated':'arn:aws:iam::000000000000:role/guest'}}");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aMemberMayDoWhatTheRoleSaysOfThatMember() {
        String nora = identityOf("nora");
        policy(
                "member",
                "{'Effect':'Allow','Action':'cognito-identity:DescribeIdentityPool','Resource':'*','Condition':"
                        + "{'StringEquals':{'cognito-identity.amazonaws.com:sub':'" + nora + "'}}},"
                        + "{'Effect':'Allow','Action':'cognito-idp:DescribeUserPool','Resource':'*','Condition':"
                        + "{'StringEquals':{'aws:PrincipalTag/user':'otto'}}}");

        String asNora = credentials(nora, "nora");
        assertThat(describeIdentityPool(asNora)).isEqualTo(200);
        assertThat(describeUserPool(asNora)).isEqualTo(400);
        String asOtto = credentials(identityOf("otto"), "otto");
        assertThat(describeIdentityPool(asOtto)).isEqualTo(400);
        assertThat(describeUserPool(asOtto)).isEqualTo(200);
        HttpResponse<String> refused = call(asOtto, "ListIdentityPools", "{'MaxResults':1}");
        assertThat(refused.body())
                .contains("AccessDeniedException", "assumed-role/member/CognitoIdentityCredentials is not authorized");
    }

    @Test
    void editsOfTheRoleReachLiveSessionsWithinTwoSecondsAndItsEndEndsThem() {
        policy("member", "{'Effect':'Allow','Action':'cognito-identity:*','Resource':'*'}");
        String nora = credentials(identityOf("nora"), "nora");
        assertThat(describeIdentityPool(nora)).isEqualTo(200);

        iam("DeleteRolePolicy", "&RoleName=member&PolicyName=p");
        pass(Duration.ofSeconds(2));
        assertThat(refusal(nora)).contains("AccessDeniedException");
        policy("member", "{'Effect':'Allow','Action':'cognito-identity:*','Resource':'*'}");
        pass(Duration.ofSeconds(2));
        assertThat(describeIdentityPool(nora)).isEqualTo(200);

        iam("DeleteRolePolicy", "&RoleName=member&PolicyName=p");
        iam("DeleteRole", "&RoleName=member");
        pass(Duration.ofSeconds(2));
        assertThat(refusal(nora)).contains("UnrecognizedClientException");
    }

    @Test
    void credentialsLiveForAnHour() {
        policy("member", "{'Effect':'Allow','Action':'cognito-identity:*','Resource':'*'}");
        String nora = credentials(identityOf("nora"), "nora");
        pass(Duration.ofHours(1).minusSeconds(1));
        assertThat(describeIdentityPool(nora)).isEqualTo(200);
        pass(Duration.ofSeconds(1));
        assertThat(refusal(nora)).contains("ExpiredTokenException");
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private String refusal(String credentials) {
        HttpResponse<String> answer = call(credentials, "DescribeIdentityPool", "{'IdentityPoolId':'" + pool + "'}");
        assertThat(answer.statusCode()).isEqualTo(400);
        return answer.body();
    }

    @Test
    void guestsAreCutDownWhateverTheRoleSays() {
        policy("guest", "{'Effect':'Allow','Action':'*','Resource':'*'}");
        String id = text(unsigned("GetId", "{'IdentityPoolId':'" + pool + "'}"), "IdentityId");
        String guest = unsigned("GetCredentialsForIdentity", "{'IdentityId':'" + id + "'}");
        assertThat(describeIdentityPool(guest)).isEqualTo(200);

        HttpResponse<String> refused = server.signed(
                signer(guest, "iam"),
                now,
                "application/x-www-form-urlencoded",
                "",
                "Action=ListUsers&Version=2010-05-08");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("because no session policy allows the iam:ListUsers action");
    }

    @Test
    void theKeysAreAtAwssPath() {
        HttpResponse<String> keys = server.get("/cognito-identity/.well-known/jwks_uri");
        assertThat(keys.body()).contains("\"kid\":\"us-east-11\"", "\"kid\":\"us-east-12\"", "\"alg\":\"RS512\"");
        assertThat(server.get("/cognito-identity/.well-known/openid-configuration")
                        .body())
                .contains("\"issuer\":\"https://cognito-identity.amazonaws.com\"");
    }

    private int describeIdentityPool(String credentials) {
        return call(credentials, "DescribeIdentityPool", "{'IdentityPoolId':'" + pool + "'}")
                .statusCode();
    }

    private int describeUserPool(String credentials) {
        return server.signed(
                        signer(credentials, "cognito-idp"),
                        now,
                        "application/x-amz-json-1.1",
                        IDP + "DescribeUserPool",
                        "{\"UserPoolId\":\"" + userPool + "\"}")
                .statusCode();
    }

    private HttpResponse<String> call(String credentials, String operation, String body) {
        return server.signed(
                signer(credentials, "cognito-identity"),
                now,
                "application/x-amz-json-1.1",
                IDENTITY + operation,
                body.replace('\'', '"'));
    }

    private String provider() {
        return "cognito-idp.us-east-1.amazonaws.com/" + userPool;
    }

    private void user(String name) {
        idp(
                "AdminCreateUser",
                "{'UserPoolId':'" + userPool + "','Username':'" + name + "','MessageAction':'SUPPRESS'}");
        idp(
                "AdminSetUserPassword",
                "{'UserPoolId':'" + userPool + "','Username':'" + name + "','Password':'" + PASSWORD
                        + "','Permanent':true}");
    }

    private String login(String name) {
        String token = text(
                idp(
                        "InitiateAuth",
                        "{'ClientId':'" + client + "','AuthFlow':'USER_PASSWORD_AUTH','AuthParameters':{'USERNAME':'"
                                + name + "','PASSWORD':'" + PASSWORD + "'}}"),
                "IdToken");
        return "'Logins':{'" + provider() + "':'" + token + "'}";
    }

    private String identityOf(String name) {
        return text(unsigned("GetId", "{'IdentityPoolId':'" + pool + "'," + login(name) + "}"), "IdentityId");
    }

    private String credentials(String identity, String name) {
        return unsigned("GetCredentialsForIdentity", "{'IdentityId':'" + identity + "'," + login(name) + "}");
    }

    private static Signer signer(String answer, String service) {
        return new Signer(
                text(answer, "AccessKeyId"),
                text(answer, "SecretKey"),
                Optional.of(text(answer, "SessionToken")),
                "us-east-1",
                service);
    }

    private void role(String name, String amr) {
        String trust = "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'Federated':"
                + "'cognito-identity.amazonaws.com'},'Action':['sts:AssumeRoleWithWebIdentity','sts:TagSession'],"
                + "'Condition':{'StringEquals':{'cognito-identity.amazonaws.com:aud':'" + pool + "'},"
                + "'ForAnyValue:StringLike':{'cognito-identity.amazonaws.com:amr':'" + amr + "'}}}]}";
        iam("CreateRole", "&RoleName=" + name + "&AssumeRolePolicyDocument=" + form(trust));
    }

    private void policy(String role, String statements) {
        String document = "{'Version':'2012-10-17','Statement':[" + statements + "]}";
        iam("PutRolePolicy", "&RoleName=" + role + "&PolicyName=p&PolicyDocument=" + form(document));
    }

    private static String form(String json) {
        return URLEncoder.encode(json.replace('\'', '"'), StandardCharsets.UTF_8);
    }

    private void iam(String action, String form) {
        good(server.query("iam", "Action=" + action + "&Version=2010-05-08" + form));
    }

    private String idp(String operation, String body) {
        return good(server.json(IDP + operation, body.replace('\'', '"')));
    }

    private String identity(String operation, String body) {
        return good(server.json(IDENTITY + operation, body.replace('\'', '"')));
    }

    private String unsigned(String operation, String body) {
        return good(server.unsignedJson(IDENTITY + operation, body.replace('\'', '"')));
    }

    private static String good(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String text(String json, String member) {
        Matcher found = Pattern.compile('"' + member + "\":\"([^\"]+)\"").matcher(json);
        assertThat(found.find()).as(json).isTrue();
        return found.group(1);
    }
}
