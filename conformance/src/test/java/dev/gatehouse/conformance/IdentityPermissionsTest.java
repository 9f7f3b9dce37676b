package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.TestAccount.allow;
import static dev.gatehouse.conformance.TestAccount.deny;
import static dev.gatehouse.conformance.TestAccount.document;
import static dev.gatehouse.conformance.TestAccount.trusts;
import static dev.gatehouse.conformance.TestIdentityPool.login;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestRole;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMapping;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/// An identity's credentials may do exactly what its role says: who is who, the sentence of the role that counts, and
/// what comes of a call. Calls go to the server's own services, or are what SDK clients send to S3 and DynamoDB, judged
/// by the decision endpoint.
class IdentityPermissionsTest {
    private static final TestAccount ACCOUNT = new TestAccount(Gatehouse.shared(DecisionPoint.SETTINGS));
    private static final String SUB = "${cognito-identity.amazonaws.com:sub}";
    private static final String AUD = "${cognito-identity.amazonaws.com:aud}";
    private static final String ALLOWED = "allowed";

    private static DecisionPoint point;
    private static TestPool users;
    private static TestClient client;
    private static TestIdentityPool pool;
    private static TestRole member;
    private static TestRole guest;
    private static TestRole staff;
    private static TestRole interns;
    private static TestRole auditor;

    private static Somebody nora;
    private static Somebody theo;
    private static Somebody sam;
    private static Somebody ines;
    private static Somebody tess;
    private static Somebody visitor;
    private static Somebody backends;
    private static Somebody reader;

    /// Who has credentials of an identity.
    ///
    /// @param role in which they act
    private record Somebody(String name, String identity, Caller caller, TestRole role) {
        String arn() {
            return role.session("CognitoIdentityCredentials");
        }
    }

    @BeforeAll
    static void create() {
        point = new DecisionPoint(ACCOUNT.server());
        users = TestPool.create(
                ACCOUNT.server(),
                settings -> settings.schema(attribute ->
                        attribute.name("team").attributeDataType("String").mutable(true)));
        client = users.client();
        pool = TestIdentityPool.of(client);
        roles();
        users.group("staff", 5, staff);
        users.group("interns", 1, interns);
        users.group("trainees", 9, member);
        users.group("guides", 9, guest);
        pool.admin()
                .setPrincipalTagAttributeMap(request -> request.identityPoolId(pool.id())
                        .identityProviderName(TestIdentityPool.provider(users))
                        .principalTags(Map.of("user", "cognito:username", "team", "custom:team")));
        nora = signedIn("red", member);
        theo = signedIn("blue", member);
        sam = signedIn("red", staff, "staff", "trainees");
        ines = signedIn("red", interns, "staff", "interns");
        tess = signedIn("blue", member, "trainees", "guides");
        visitor = new Somebody("", "", pool.credentials(pool.guest(), Map.of()), guest);
        backends = vouchedFor("blue");
        reader = reader();
    }

    private static void roles() {
        auditor = ACCOUNT.role(
                        trusts(TestAccount.ID, "{'StringEquals':{'aws:PrincipalTag/team':'red'}}", "sts:AssumeRole"))
                .may(allow("iam:ListRoles", "*"));
        member = pool.role("authenticated")
                .may(
                        allow("s3:*Object", "arn:aws:s3:::files/private/" + SUB + "/*"),
                        allow(
                                "s3:ListBucket",
                                "arn:aws:s3:::files",
                                "{'StringLike':{'s3:prefix':'private/" + SUB + "/*'}}"),
                        allow("s3:GetObject", "arn:aws:s3:::files/team/${aws:PrincipalTag/team}/*"),
                        allow("s3:GetObject", "arn:aws:s3:::files/users/${aws:PrincipalTag/user}/*"),
                        deny("s3:DeleteObject", "arn:aws:s3:::files/private/*/kept/*"),
                        allow(
                                "dynamodb:*Item",
                                "arn:aws:dynamodb:us-east-1:*:table/Notes",
                                "{'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':'" + SUB + "'},"
                                        + "'Null':{'dynamodb:LeadingKeys':'false'}}"),
                        allow(
                                "cognito-sync:*",
                                "arn:aws:cognito-sync:*:*:identitypool/" + AUD + "/identity/" + SUB + "/*"),
                        allow("cognito-identity:Describe*", "arn:aws:cognito-identity:*:*:identitypool/" + AUD),
                        allow("cognito-idp:Describe*", "*", "{'StringEquals':{'aws:PrincipalTag/team':'red'}}"),
                        allow("iam:GetUser", "arn:aws:iam::*:user/${aws:PrincipalTag/user}"),
                        allow("sts:AssumeRole", auditor.arn()),
                        allow("cognito-identity:ListIdentityPools", "*", signedInAs("authenticated")),
                        allow("cognito-idp:ListUserPools", "*", signedInAs("unauthenticated")));
        staff = pool.role("authenticated")
                .may(
                        allow("s3:*", "arn:aws:s3:::files/*"),
                        deny("s3:*", "arn:aws:s3:::files/private/*"),
                        allow("cognito-idp:AdminGetUser", "arn:aws:cognito-idp:*:*:userpool/" + users.id()));
        guest = pool.role("unauthenticated")
                .may(
                        allow("s3:GetObject", "arn:aws:s3:::files/catalogue/*"),
                        allow(
                                "dynamodb:GetItem",
                                "arn:aws:dynamodb:*:*:table/Notes",
                                "{'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':'catalogue'}}"),
                        allow("cognito-identity:ListIdentityPools", "*"),
                        allow("iam:*", "*"));
        interns = pool.role("authenticated").may(allow("s3:*", "arn:aws:s3:::files/*"));
        String edge = ACCOUNT.policy(allow("s3:Get*", "*"), allow("iam:*", "*"));
        ACCOUNT.iam()
                .putRolePermissionsBoundary(
                        request -> request.roleName(interns.name()).permissionsBoundary(edge));
        pool.roles(
                member,
                guest,
                Map.of(
                        TestIdentityPool.provider(users) + ":" + client.id(),
                        RoleMapping.builder()
                                .type("Token")
                                .ambiguousRoleResolution("AuthenticatedRole")
                                .build()));
    }

    private static Somebody signedIn(String team, TestRole role, String... groups) {
        String name = users.user(Names.unique("user"), Map.of("custom:team", team));
        users.join(name, groups);
        Map<String, String> logins = login(client, name);
        String identity = pool.identity(logins);
        return new Somebody(name, identity, pool.credentials(identity, logins), role);
    }

    private static String signedInAs(String amr) {
        return "{'ForAnyValue:StringEquals':{'cognito-identity.amazonaws.com:amr':'" + amr + "'}}";
    }

    /// Somebody whom a backend vouches for, with tags of its choice.
    private static Somebody vouchedFor(String team) {
        var made = pool.admin()
                .getOpenIdTokenForDeveloperIdentity(request -> request.identityPoolId(pool.id())
                        .logins(Map.of("login.example", Names.unique("u-")))
                        .principalTags(Map.of("team", team)));
        Map<String, String> logins = Map.of(TestIdentityPool.OWN, made.token());
        return new Somebody("", made.identityId(), pool.credentials(made.identityId(), logins), member);
    }

    /// Somebody in the classic flow, whose session policy allows to read and nothing else.
    private static Somebody reader() {
        TestIdentityPool classic =
                TestIdentityPool.create(ACCOUNT.server(), settings -> settings.allowClassicFlow(true));
        TestRole role = classic.role("unauthenticated").may(allow("s3:*", "arn:aws:s3:::files/private/" + SUB + "/*"));
        String identity = classic.guest();
        String token = classic.openIdToken(identity, Map.of());
        Caller caller = Caller.of(
                ACCOUNT.server(),
                Caller.nobody(ACCOUNT.server())
                        .sts()
                        .assumeRoleWithWebIdentity(request -> request.roleArn(role.arn())
                                .roleSessionName("CognitoIdentityCredentials")
                                .webIdentityToken(token)
                                .policy(document(allow("s3:GetObject", "*"))))
                        .credentials());
        return new Somebody("", identity, caller, role);
    }

    @AfterAll
    static void close() {
        point.close();
    }

    private record Row(String name, Somebody who, Function<Caller, String> call, String outcome) {}

    private static Row may(String name, Somebody who, Function<Caller, String> call) {
        return new Row(name, who, call, ALLOWED);
    }

    /// @param want action and resource, as the refusal names them
    /// @param why its end
    private static Row mayNot(String name, Somebody who, Function<Caller, String> call, String want, String why) {
        return new Row(name, who, call, "User: " + who.arn() + " is not authorized to perform: " + want + why);
    }

    private static String noRule(String action) {
        return " because no identity-based policy allows the " + action + " action";
    }

    private static String noSession(String action) {
        return " because no session policy allows the " + action + " action";
    }

    private static Stream<DynamicTest> tests(Row... rows) {
        return Stream.of(rows)
                .map(row -> DynamicTest.dynamicTest(
                        row.name,
                        () -> assertThat(row.call.apply(row.who.caller)).isEqualTo(row.outcome)));
    }

    /// What a call to a service of the server's own comes to.
    private static Function<Caller, String> own(Consumer<Caller> call) {
        return caller -> {
            try {
                call.accept(caller);
                return ALLOWED;
            } catch (AwsServiceException refusal) {
                assertThat(refusal.awsErrorDetails().errorCode()).startsWith("AccessDenied");
                return refusal.awsErrorDetails().errorMessage();
            }
        };
    }

    private static Function<Caller, String> s3(Consumer<S3Client> call) {
        return caller -> {
            S3Client s3 = point.s3(caller);
            return outcome(point.withoutBody("s3", point.sent(() -> call.accept(s3))));
        };
    }

    private static Function<Caller, String> get(String key) {
        return s3(client -> client.getObject(request -> request.bucket("files").key(key)));
    }

    private static Function<Caller, String> put(String key) {
        return s3(client ->
                client.putObject(request -> request.bucket("files").key(key), RequestBody.fromString("hello")));
    }

    private static Function<Caller, String> delete(String key) {
        return s3(
                client -> client.deleteObject(request -> request.bucket("files").key(key)));
    }

    private static Function<Caller, String> list(String prefix) {
        return s3(client ->
                client.listObjectsV2(request -> request.bucket("files").prefix(prefix)));
    }

    private static Function<Caller, String> dynamo(Consumer<DynamoDbClient> call) {
        return caller -> {
            DynamoDbClient dynamo = point.dynamo(caller);
            return outcome(point.whole("dynamodb", point.sent(() -> call.accept(dynamo))));
        };
    }

    private static Function<Caller, String> note(String owner) {
        return dynamo(
                client -> client.getItem(request -> request.tableName("Notes").key(row(owner))));
    }

    private static Map<String, AttributeValue> row(String owner) {
        return Map.of("owner", AttributeValue.fromS(owner), "ts", AttributeValue.fromN("1"));
    }

    private static String outcome(String decision) {
        try {
            Map<String, Object> answer = Json.object(decision);
            return Json.text(answer, "decision").equals("allow") ? ALLOWED : Json.text(answer, "message");
        } catch (ParseException broken) {
            throw new AssertionError(decision, broken);
        }
    }

    private static Function<Caller, String> datasets(String identityPool, String identity) {
        return caller -> {
            HttpResponse<String> answer = new SignedCall(
                            caller,
                            "cognito-sync",
                            "GET",
                            "/identitypools/" + encoded(identityPool) + "/identities/" + encoded(identity)
                                    + "/datasets",
                            "")
                    .send();
            try {
                return answer.statusCode() == 200 ? ALLOWED : Json.text(Json.object(answer.body()), "message");
            } catch (ParseException broken) {
                throw new AssertionError(answer.body(), broken);
            }
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String object(String key) {
        return "on resource: \"arn:aws:s3:::files/" + key + "\"";
    }

    private static String folder(Somebody owner) {
        return "private/" + owner.identity + "/";
    }

    @TestFactory
    Stream<DynamicTest> folders() {
        String kept = folder(nora) + "kept/a.txt";
        return tests(
                may("nora reads her own", nora, get(folder(nora) + "a b+c.txt")),
                may("nora writes her own", nora, put(folder(nora) + "a.txt")),
                may("nora lists her own", nora, list(folder(nora))),
                may("nora deletes her own", nora, delete(folder(nora) + "a.txt")),
                mayNot(
                        "nora deletes what is kept",
                        nora,
                        delete(kept),
                        "s3:DeleteObject " + object(kept),
                        " with an explicit deny in an identity-based policy"),
                mayNot(
                        "nora reads theo's",
                        nora,
                        get(folder(theo) + "a.txt"),
                        "s3:GetObject " + object(folder(theo) + "a.txt"),
                        noRule("s3:GetObject")),
                mayNot(
                        "nora writes theo's",
                        nora,
                        put(folder(theo) + "a.txt"),
                        "s3:PutObject " + object(folder(theo) + "a.txt"),
                        noRule("s3:PutObject")),
                mayNot(
                        "nora lists theo's",
                        nora,
                        list(folder(theo)),
                        "s3:ListBucket on resource: \"arn:aws:s3:::files\"",
                        noRule("s3:ListBucket")),
                mayNot(
                        "nora lists everybody's",
                        nora,
                        list("private/"),
                        "s3:ListBucket on resource: \"arn:aws:s3:::files\"",
                        noRule("s3:ListBucket")),
                mayNot(
                        "nora's folder begins like hers",
                        nora,
                        get("private/" + nora.identity + "x/a.txt"),
                        "s3:GetObject " + object("private/" + nora.identity + "x/a.txt"),
                        noRule("s3:GetObject")),
                may("theo reads his own", theo, get(folder(theo) + "a.txt")),
                mayNot(
                        "a visitor reads nora's",
                        visitor,
                        get(folder(nora) + "a.txt"),
                        "s3:GetObject " + object(folder(nora) + "a.txt"),
                        noRule("s3:GetObject")));
    }

    /// The tags come from claims of the ID token, or from the backend.
    @TestFactory
    Stream<DynamicTest> tags() {
        String userPool = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + users.id();
        Function<Caller, String> describe =
                own(caller -> caller.userPools().describeUserPool(request -> request.userPoolId(users.id())));
        String name = ACCOUNT.user().name();
        ACCOUNT.iam().createUser(request -> request.userName(nora.name));
        return tests(
                may("nora reads her team's", nora, get("team/red/a.txt")),
                mayNot(
                        "nora reads another team's",
                        nora,
                        get("team/blue/a.txt"),
                        "s3:GetObject " + object("team/blue/a.txt"),
                        noRule("s3:GetObject")),
                may("theo reads his team's", theo, get("team/blue/a.txt")),
                may("a backend's user reads their team's", backends, get("team/blue/a.txt")),
                mayNot(
                        "a backend's user reads another team's",
                        backends,
                        get("team/red/a.txt"),
                        "s3:GetObject " + object("team/red/a.txt"),
                        noRule("s3:GetObject")),
                may("a backend's user reads their own", backends, get(folder(backends) + "a.txt")),
                may("nora reads by her name", nora, get("users/" + nora.name + "/a.txt")),
                mayNot(
                        "nora reads by theo's name",
                        nora,
                        get("users/" + theo.name + "/a.txt"),
                        "s3:GetObject " + object("users/" + theo.name + "/a.txt"),
                        noRule("s3:GetObject")),
                may("the red team may", nora, describe),
                mayNot(
                        "the blue team may not",
                        theo,
                        describe,
                        "cognito-idp:DescribeUserPool on resource: " + userPool,
                        noRule("cognito-idp:DescribeUserPool")),
                may(
                        "nora looks at the user of her name",
                        nora,
                        own(caller -> caller.iam().getUser(request -> request.userName(nora.name)))),
                mayNot(
                        "nora looks at another user",
                        nora,
                        own(caller -> caller.iam().getUser(request -> request.userName(name))),
                        "iam:GetUser on resource: arn:aws:iam::000000000000:user/" + name,
                        noRule("iam:GetUser")),
                may(
                        "the red team becomes auditor",
                        nora,
                        own(caller -> auditor.assumedBy(caller).iam().listRoles(request -> request.maxItems(1)))),
                mayNot(
                        "the blue team does not",
                        theo,
                        own(auditor::assumedBy),
                        "sts:AssumeRole on resource: " + auditor.arn(),
                        ""));
    }

    @TestFactory
    Stream<DynamicTest> rows() {
        String table = "on resource: arn:aws:dynamodb:us-east-1:000000000000:table/Notes";
        return tests(
                may("nora reads her row", nora, note(nora.identity)),
                may(
                        "nora writes her row",
                        nora,
                        dynamo(client -> client.putItem(
                                request -> request.tableName("Notes").item(row(nora.identity))))),
                mayNot(
                        "nora reads theo's row",
                        nora,
                        note(theo.identity),
                        "dynamodb:GetItem " + table,
                        noRule("dynamodb:GetItem")),
                mayNot(
                        "nora writes theo's row",
                        nora,
                        dynamo(client -> client.putItem(
                                request -> request.tableName("Notes").item(row(theo.identity)))),
                        "dynamodb:PutItem " + table,
                        noRule("dynamodb:PutItem")),
                mayNot(
                        "nora reads all rows",
                        nora,
                        dynamo(client -> client.scan(request -> request.tableName("Notes"))),
                        "dynamodb:Scan " + table,
                        noRule("dynamodb:Scan")),
                mayNot(
                        "nora reads another table",
                        nora,
                        dynamo(client -> client.getItem(
                                request -> request.tableName("Secrets").key(Map.of("id", AttributeValue.fromS("1"))))),
                        "dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:000000000000:table/Secrets",
                        noRule("dynamodb:GetItem")),
                may("theo reads his row", theo, note(theo.identity)),
                may("a visitor reads the catalogue", visitor, note("catalogue")),
                mayNot(
                        "a visitor reads nora's row",
                        visitor,
                        note(nora.identity),
                        "dynamodb:GetItem " + table,
                        noRule("dynamodb:GetItem")));
    }

    @TestFactory
    Stream<DynamicTest> ownServices() {
        TestIdentityPool other = TestIdentityPool.create(ACCOUNT.server(), settings -> {});
        String sync = "on resource: arn:aws:cognito-sync:us-east-1:000000000000:identitypool/";
        return tests(
                may("nora lists her datasets", nora, datasets(pool.id(), nora.identity)),
                mayNot(
                        "nora lists theo's datasets",
                        nora,
                        datasets(pool.id(), theo.identity),
                        "cognito-sync:ListDatasets " + sync + pool.id() + "/identity/" + theo.identity
                                + "/dataset/null",
                        noRule("cognito-sync:ListDatasets")),
                mayNot(
                        "nora lists datasets of another pool",
                        nora,
                        datasets(other.id(), nora.identity),
                        "cognito-sync:ListDatasets " + sync + other.id() + "/identity/" + nora.identity
                                + "/dataset/null",
                        noRule("cognito-sync:ListDatasets")),
                may(
                        "nora looks at her identity pool",
                        nora,
                        own(caller -> caller.identityPools()
                                .describeIdentityPool(request -> request.identityPoolId(pool.id())))),
                mayNot(
                        "nora looks at another identity pool",
                        nora,
                        own(caller -> caller.identityPools()
                                .describeIdentityPool(request -> request.identityPoolId(other.id()))),
                        "cognito-identity:DescribeIdentityPool on resource: " + other.arn(),
                        noRule("cognito-identity:DescribeIdentityPool")),
                may(
                        "who is signed in lists identity pools",
                        nora,
                        own(caller -> caller.identityPools().listIdentityPools(request -> request.maxResults(1)))),
                mayNot(
                        "only guests list user pools",
                        nora,
                        own(caller -> caller.userPools().listUserPools(request -> request.maxResults(1))),
                        "cognito-idp:ListUserPools",
                        noRule("cognito-idp:ListUserPools")),
                mayNot(
                        "nora deletes her identity pool",
                        nora,
                        own(caller -> caller.identityPools()
                                .deleteIdentityPool(request -> request.identityPoolId(pool.id()))),
                        "cognito-identity:DeleteIdentityPool on resource: " + pool.arn(),
                        noRule("cognito-identity:DeleteIdentityPool")),
                mayNot(
                        "nora deletes identities",
                        nora,
                        own(caller -> caller.identityPools()
                                .deleteIdentities(request -> request.identityIdsToDelete(theo.identity))),
                        "cognito-identity:DeleteIdentities",
                        noRule("cognito-identity:DeleteIdentities")));
    }

    /// The group of the lowest precedence decides, and where two are equal nobody does.
    @TestFactory
    Stream<DynamicTest> groups() {
        Function<Caller, String> look = own(caller -> caller.userPools()
                .adminGetUser(request -> request.userPoolId(users.id()).username(nora.name)));
        String userPool = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + users.id();
        return tests(
                may("staff reads any catalogue", sam, get("catalogue/2026/a.txt")),
                may("staff writes any catalogue", sam, put("catalogue/2026/a.txt")),
                mayNot(
                        "staff reads nothing private",
                        sam,
                        get(folder(nora) + "a.txt"),
                        "s3:GetObject " + object(folder(nora) + "a.txt"),
                        " with an explicit deny in an identity-based policy"),
                mayNot(
                        "staff reads nothing of its own either",
                        sam,
                        get(folder(sam) + "a.txt"),
                        "s3:GetObject " + object(folder(sam) + "a.txt"),
                        " with an explicit deny in an identity-based policy"),
                may("staff looks at users", sam, look),
                mayNot(
                        "members do not",
                        nora,
                        look,
                        "cognito-idp:AdminGetUser on resource: " + userPool,
                        noRule("cognito-idp:AdminGetUser")),
                may("interns read", ines, get("catalogue/a.txt")),
                mayNot(
                        "interns write nothing, as their boundary says",
                        ines,
                        put("catalogue/a.txt"),
                        "s3:PutObject " + object("catalogue/a.txt"),
                        " because no permissions boundary allows the s3:PutObject action"),
                mayNot(
                        "a boundary grants nothing",
                        ines,
                        own(caller -> caller.iam().listUsers()),
                        "iam:ListUsers",
                        noRule("iam:ListUsers")),
                may("two equal groups make a member", tess, get(folder(tess) + "a.txt")),
                mayNot(
                        "and nothing else",
                        tess,
                        get("catalogue/a.txt"),
                        "s3:GetObject " + object("catalogue/a.txt"),
                        noRule("s3:GetObject")));
    }

    /// Guests are cut down to a list of services, whatever their role says; those of the classic flow as they asked.
    @TestFactory
    Stream<DynamicTest> sessionPolicies() {
        return tests(
                may("a visitor reads the catalogue", visitor, get("catalogue/a.txt")),
                mayNot(
                        "a visitor writes the catalogue",
                        visitor,
                        put("catalogue/a.txt"),
                        "s3:PutObject " + object("catalogue/a.txt"),
                        noRule("s3:PutObject")),
                may(
                        "a visitor asks a service of the list",
                        visitor,
                        own(caller -> caller.identityPools().listIdentityPools(request -> request.maxResults(1)))),
                mayNot(
                        "a visitor asks IAM",
                        visitor,
                        own(caller -> caller.iam().listUsers()),
                        "iam:ListUsers",
                        noSession("iam:ListUsers")),
                may("a visitor asks who that is", visitor, own(Caller::arn)),
                may("a reader reads", reader, get(folder(reader) + "a.txt")),
                mayNot(
                        "a reader writes",
                        reader,
                        put(folder(reader) + "a.txt"),
                        "s3:PutObject " + object(folder(reader) + "a.txt"),
                        noSession("s3:PutObject")),
                mayNot(
                        "a reader reads another's",
                        reader,
                        get(folder(nora) + "a.txt"),
                        "s3:GetObject " + object(folder(nora) + "a.txt"),
                        noRule("s3:GetObject")));
    }
}
