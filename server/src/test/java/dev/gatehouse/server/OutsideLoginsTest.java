package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidentity.CognitoIdentity;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.samlidp.SamlIdp;
import dev.gatehouse.samlidp.SamlResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Logins of identity pools that are not those of our own user pools.
class OutsideLoginsTest {
    private static final String SAML_ARN = "arn:aws:iam::000000000000:saml-provider/corp";
    private static final String OIDC_ARN = "arn:aws:iam::000000000000:oidc-provider/login.example/a";

    @TempDir
    Path folder;

    private final OutsideIssuer issuer = new OutsideIssuer();
    private final SamlIdp idp = new SamlIdp("https://idp.example/saml");
    private AskedIssuer asked;
    private IdentityWorld world;

    @BeforeEach
    void open() throws Exception {
        asked = new AskedIssuer();
        world = new IdentityWorld(folder, Map.of("logins.facebook", asked.url(), "logins.amazon", asked.url()));
        world.call(
                Iam.CREATE_OPEN_ID_CONNECT_PROVIDER,
                "{'Url':'https://login.example/a','ClientIDList':['shop-1','shop-2']}");
        world.call(
                Iam.CREATE_SAML_PROVIDER,
                "{'Name':'corp','SAMLMetadataDocument':'%s'}",
                idp.metadata().replace('\'', '"').replace("\"", "\\\""));
        for (String name :
                new String[] {"https://accounts.google.com", "https://appleid.apple.com", "https://login.example/a"}) {
            world.server.issuer(name, issuer.key());
        }
        world.call(
                CognitoIdentity.UPDATE_IDENTITY_POOL,
                "{'IdentityPoolId':'%s','IdentityPoolName':'app','AllowUnauthenticatedIdentities':true,"
                        + "'AllowClassicFlow':true,'DeveloperProviderName':'login.example','SupportedLoginProviders':"
                        + "{'accounts.google.com':'g-web;g-app','appleid.apple.com':'a-web','graph.facebook.com':'4711',"
                        + "'www.amazon.com':'amzn1.application.1','api.twitter.com':'k;s'},"
                        + "'OpenIdConnectProviderARNs':['%s'],'SamlProviderARNs':['%s']}",
                world.pool,
                OIDC_ARN,
                SAML_ARN);
    }

    @AfterEach
    void close() {
        world.close();
        asked.close();
    }

    private String token(String iss, String more) {
        return token("u1", iss, more);
    }

    private String token(String sub, String iss, String more) {
        long now = world.server.now().getEpochSecond();
        return issuer.token(
                "{'iss':'" + iss + "','sub':'" + sub + "','iat':" + now + ",'exp':" + (now + 600) + "," + more + "}");
    }

    private static String login(String provider, String token) {
        return "'Logins':{'" + provider + "':'" + token + "'}";
    }

    private SamlResponse saml() {
        return idp.response(world.server.now());
    }

    private String amr(String logins) {
        String identity = world.identity(logins);
        return IdentityWorld.claims(
                world.call(CognitoIdentity.GET_OPEN_ID_TOKEN, "{'IdentityId':'%s',%s}", identity, logins)
                        .token());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            accounts.google.com | https://accounts.google.com | 'aud':'g-app'
            accounts.google.com | https://accounts.google.com | 'aud':'else','azp':'g-web'
            appleid.apple.com   | https://appleid.apple.com   | 'aud':'a-web'
            login.example/a     | https://login.example/a     | 'aud':['shop-2','else']
            """)
    void idTokensOfProvidersThatThePoolTakes(String provider, String iss, String audience) {
        String logins = login(provider, token(iss, audience));
        String identity = world.identity(logins);

        assertThat(world.identity(logins)).isEqualTo(identity);
        assertThat(world.credentials(identity, "," + logins).identityId()).isEqualTo(identity);
        assertThat(world.call(CognitoIdentity.DESCRIBE_IDENTITY, "{'IdentityId':'%s'}", identity)
                        .logins())
                .containsExactly(provider);
    }

    @Test
    void tokensSayHowSomebodySignedIn() {
        String google = token("https://accounts.google.com", "'aud':'g-web'");
        assertThat(amr(login("accounts.google.com", google)))
                .contains("\"amr\":[\"authenticated\",\"accounts.google.com\",\"accounts.google.com:u1\"]");
        assertThat(amr(login("login.example/a", token("https://login.example/a", "'aud':'shop-1'"))))
                .contains("\"amr\":[\"authenticated\",\"login.example/a\",\"" + OIDC_ARN + ":OIDC:u1\"]");
        assertThat(amr(login(SAML_ARN, saml().base64())))
                .contains("\"amr\":[\"authenticated\",\"" + SAML_ARN + "\",\"" + SAML_ARN + ":SAML:nora\"]");
    }

    @Test
    void idTokensThatAreNotWhatTheyShouldBeAreRefused() {
        String google = "accounts.google.com";
        String bad = "NotAuthorizedException: Invalid login token. ";
        assertThat(world.refusedId(login(google, token("https://accounts.google.com", "'aud':'else'"))))
                .isEqualTo(bad + "Incorrect token audience.");
        assertThat(world.refusedId(login(google, token("https://accounts.google.com", "'aud':'g-web','azp':'else'"))))
                .isEqualTo(bad + "Incorrect token audience.");
        assertThat(world.refusedId(login(google, token("https://login.example/a", "'aud':'g-web'"))))
                .isEqualTo(bad + "Issuer doesn't match providerName");
        assertThat(world.refusedId(login(google, token("https://accounts.google.com", "'nonce':'x'"))))
                .isEqualTo(bad + "Missing a required claim: aud");
        String good = token("https://accounts.google.com", "'aud':'g-web'");
        assertThat(world.refusedId(login(google, new OutsideIssuer().token(IdentityWorld.claims(good)))))
                .isEqualTo(bad + "Token signature invalid.");
        assertThat(world.refusedId(login("login.example/b", good)))
                .isEqualTo("NotAuthorizedException: Token is not from a supported provider of this identity pool.");
        long now = world.server.now().getEpochSecond();
        world.server.pass(Duration.ofMinutes(10));
        assertThat(world.refusedId(login(google, good)))
                .isEqualTo(bad + "Token expired: " + (now + 600) + " >= " + (now + 600));
    }

    @Test
    void anIssuerThatDoesNotAnswerIsNotTheClientsFault() {
        world.call(Iam.CREATE_OPEN_ID_CONNECT_PROVIDER, "{'Url':'https://gone.example','ClientIDList':['shop']}");
        world.call(
                CognitoIdentity.UPDATE_IDENTITY_POOL,
                "{'IdentityPoolId':'%s','IdentityPoolName':'app','AllowUnauthenticatedIdentities':true,"
                        + "'OpenIdConnectProviderARNs':['arn:aws:iam::000000000000:oidc-provider/gone.example']}",
                world.pool);
        assertThat(world.refusedId(login("gone.example", token("https://gone.example", "'aud':'shop'"))))
                .isEqualTo("ExternalServiceException: gone.example could not be asked: it is not there");
    }

    @Test
    void facebookAndAmazonAreAskedAboutTheirTokens() {
        asked.facebook("good%7Ctoken", "4711", "100001");
        asked.facebook("others", "4712", "100001");
        asked.amazon("good%7Ctoken", "amzn1.application.1", "amzn1.account.A", 100);
        asked.amazon("others", "amzn1.application.2", "amzn1.account.A", 100);
        asked.amazon("over", "amzn1.application.1", "amzn1.account.A", 0);
        asked.answer("/auth/o2/tokeninfo?access_token=odd", "{'app_id':'amzn1.application.1','exp':1}");

        for (String provider : new String[] {"graph.facebook.com", "www.amazon.com"}) {
            String logins = login(provider, "good|token");
            String identity = world.identity(logins);
            assertThat(world.credentials(identity, "," + logins).identityId()).isEqualTo(identity);
            assertThat(world.refusedId(login(provider, "others")))
                    .isEqualTo("NotAuthorizedException: Invalid login token. Incorrect token audience.");
            assertThat(world.refusedId(login(provider, "unknown")))
                    .isEqualTo("NotAuthorizedException: Invalid login token. Its provider does not accept it.");
        }
        assertThat(world.refusedId(login("www.amazon.com", "over")))
                .isEqualTo("NotAuthorizedException: Invalid login token. Its provider does not accept it.");
        assertThat(world.refusedId(login("www.amazon.com", "odd")))
                .isEqualTo("ExternalServiceException: www.amazon.com could not be asked: its answer has no user_id");
        asked.fail(503);
        assertThat(world.refusedId(login("graph.facebook.com", "good|token")))
                .isEqualTo("ExternalServiceException: graph.facebook.com could not be asked: it answered 503");
    }

    private String ownToken(String logins, String identity) {
        String token = world.call(CognitoIdentity.GET_OPEN_ID_TOKEN, "{'IdentityId':'%s',%s}", identity, logins)
                .token();
        return "," + login("cognito-identity.amazonaws.com", token);
    }

    /// A token of ours names OIDC providers by their host, a mapping may name them by ARN.
    @ParameterizedTest
    @CsvSource({
        "login.example/a, " + OIDC_ARN,
        "login.example/a, login.example/a",
        SAML_ARN + ", " + SAML_ARN,
    })
    void aTokenOfOursDoesNotGetAroundAMapping(String provider, String mapped) {
        String logins = login(
                provider,
                provider.equals(SAML_ARN) ? saml().base64() : token("https://login.example/a", "'aud':'shop-1'"));
        String identity = world.identity(logins);
        String own = ownToken(logins, identity);
        assertThat(world.roleOf(world.credentials(identity, own))).isEqualTo("member");

        rules(mapped, "Deny", rule("sub", "Equals", "nobody", "member"));
        assertThat(world.refusedCredentials(identity, own))
                .isEqualTo("InvalidParameterException: Basic (classic) flow is not supported with RoleMappings,"
                        + " please use enhanced flow.");
    }

    /// The identity has a login of the provider again, but not the one that the token is of.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            accounts.google.com | https://accounts.google.com | 'aud':'g-app'
            login.example/a     | https://login.example/a     | 'aud':'shop-1'
            """)
    void aTokenOfAnUnlinkedLoginIsWorthNothing(String provider, String iss, String audience) {
        String apple = "'appleid.apple.com':'" + token("https://appleid.apple.com", "'aud':'a-web'") + "'";
        String first = login(provider, token(iss, audience));
        String second = login(provider, token("u2", iss, audience));
        String identity = world.identity(first.replace("}", "," + apple + "}"));
        String own = ownToken(first, identity);
        assertThat(world.roleOf(world.credentials(identity, own))).isEqualTo("member");

        world.call(
                CognitoIdentity.UNLINK_IDENTITY,
                "{'IdentityId':'%s','LoginsToRemove':['%s'],%s}",
                identity,
                provider,
                first);
        world.credentials(identity, "," + second.replace("}", "," + apple + "}"));
        assertThat(world.refusedCredentials(identity, own)).isEqualTo(IdentityWorld.FORBIDDEN.formatted(identity));
        assertThat(world.roleOf(world.credentials(identity, ownToken(second, identity))))
                .isEqualTo("member");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            "'SupportedLoginProviders':{'login.example':'4711'}"
            "'OpenIdConnectProviderARNs':['arn:aws:iam::000000000000:oidc-provider/login.example']"
            """)
    void theDevelopersProviderIsNoLoginAlsoWhenItsNameIsKept(String providers) {
        assertThat(world.refusal(
                        CognitoIdentity.UPDATE_IDENTITY_POOL,
                        "{'IdentityPoolId':'%s','IdentityPoolName':'app','AllowUnauthenticatedIdentities':true,%s}",
                        world.pool,
                        providers))
                .isEqualTo("InvalidParameterException: Invalid DeveloperProviderName: login.example");
    }

    @Test
    void twitterCannotBeAsked() {
        assertThat(world.refusedId(login("api.twitter.com", "a;b")))
                .isEqualTo("ExternalServiceException: Tokens of api.twitter.com cannot be checked by this server.");
    }

    @Test
    void aSamlResponseServesBothStepsAndNoLongerThanFiveMinutes() {
        String logins = login(SAML_ARN, saml().base64());
        String identity = world.identity(logins);

        assertThat(world.credentials(identity, "," + logins).identityId()).isEqualTo(identity);
        assertThat(world.identity(login(SAML_ARN, saml().subject("otto").base64())))
                .isNotEqualTo(identity);
        world.server.pass(Duration.ofMinutes(5));
        assertThat(world.refusedId(logins))
                .isEqualTo("NotAuthorizedException: Invalid login token. SAML response expired.");
        assertThat(world.identity(login(SAML_ARN, saml().base64()))).isEqualTo(identity);
    }

    @Test
    void samlResponsesThatAreNotWhatTheyShouldBeAreRefused() {
        String bad = "NotAuthorizedException: Invalid login token. ";
        assertThat(world.refusedId(
                        login(SAML_ARN, saml().signedBy(new SamlIdp("x")).base64())))
                .isEqualTo(bad + "Token signature invalid.");
        assertThat(world.refusedId(
                        login(SAML_ARN, saml().issuer("https://else.example").base64())))
                .isEqualTo(bad + "Issuer doesn't match providerName");
        assertThat(world.refusedId(
                        login(SAML_ARN, saml().audience("https://app.example").base64())))
                .isEqualTo(bad + "Incorrect token audience.");
        assertThat(world.refusedId(login(SAML_ARN, saml().status("urn:no").base64())))
                .isEqualTo(bad + "The identity provider reported that authentication failed.");
        assertThat(world.refusedId(login(SAML_ARN, "bm9uZQ==")))
                .isEqualTo(bad + "Invalid SAML response: it is no SAML response.");
        world.call(Iam.DELETE_SAML_PROVIDER, "{'SAMLProviderArn':'%s'}", SAML_ARN);
        assertThat(world.refusedId(login(SAML_ARN, saml().base64())))
                .isEqualTo("NotAuthorizedException: Token is not from a supported provider of this identity pool.");
    }

    private String roleOf(String logins) {
        return world.roleOf(world.credentials(world.identity(logins), "," + logins));
    }

    private String refusedRole(String logins, String more) {
        return world.refusedCredentials(world.identity(logins), "," + logins + more);
    }

    private void rules(String provider, String resolution, String... rules) {
        world.roles(",'RoleMappings':{'" + provider + "':{'Type':'Rules','AmbiguousRoleResolution':'" + resolution
                + "','RulesConfiguration':{'Rules':[" + String.join(",", rules) + "]}}}");
    }

    private static String rule(String claim, String match, String value, String role) {
        return "{'Claim':'" + claim + "','MatchType':'" + match + "','Value':'" + value + "','RoleARN':'"
                + IdentityWorld.roleArn(role) + "'}";
    }

    @Test
    void rulesPickTheFirstRoleWhoseClaimFits() {
        for (String role : new String[] {"equal", "contain", "start", "differ"}) {
            world.role(role, "authenticated");
        }
        rules(
                "accounts.google.com",
                "Deny",
                rule("email", "Equals", "a@x.example", "equal"),
                rule("groups", "Contains", "blue", "contain"),
                rule("email", "StartsWith", "b@", "start"),
                rule("hd", "NotEqual", "x.example", "differ"));
        String iss = "https://accounts.google.com";
        Map<String, String> rows = Map.of(
                "'email':'a@x.example','groups':['blue']", "equal",
                "'email':'c@x.example','groups':['red','blue']", "contain",
                "'email':'b@x.example','hd':'y'", "start",
                "'email':'c@x.example','hd':'y'", "differ");
        rows.forEach((claims, role) -> assertThat(
                        roleOf(login("accounts.google.com", token(iss, "'aud':'g-web'," + claims))))
                .as(claims)
                .isEqualTo(role));

        String unfit = login("accounts.google.com", token(iss, "'aud':'g-web','hd':'x.example'"));
        String ambiguous =
                "NotAuthorizedException: The ambiguous role mapping rules for: accounts.google.com denied this"
                        + " request.";
        assertThat(refusedRole(unfit, "")).isEqualTo(ambiguous);
        String none = login("accounts.google.com", token(iss, "'aud':'g-web'"));
        assertThat(refusedRole(none, "")).as("no claim at all").isEqualTo(ambiguous);

        String fit = login("accounts.google.com", token(iss, "'aud':'g-web','email':'b@x.example','hd':'y'"));
        assertThat(world.roleOf(world.credentials(
                        world.identity(fit), "," + fit + ",'CustomRoleArn':'" + IdentityWorld.roleArn("differ") + "'")))
                .isEqualTo("differ");
        assertThat(refusedRole(fit, ",'CustomRoleArn':'" + IdentityWorld.roleArn("equal") + "'"))
                .startsWith("NotAuthorizedException: CustomRoleArn ");

        rules("accounts.google.com", "AuthenticatedRole", rule("email", "Equals", "a@x.example", "equal"));
        assertThat(roleOf(none)).isEqualTo("member");
    }

    @Test
    void theFirstLoginWithAMappingDecides() {
        world.role("equal", "authenticated");
        rules("accounts.google.com", "Deny", rule("sub", "Equals", "u1", "equal"));
        String google = "'accounts.google.com':'" + token("https://accounts.google.com", "'aud':'g-web'") + "'";
        String apple = "'appleid.apple.com':'" + token("https://appleid.apple.com", "'aud':'a-web'") + "'";
        assertThat(roleOf("'Logins':{" + apple + "," + google + "}")).isEqualTo("equal");
        assertThat(roleOf("'Logins':{" + apple + "}")).isEqualTo("member");
    }

    @Test
    void theRolesOfASamlResponseAreThoseToChooseFrom() {
        world.role("ops", "authenticated");
        world.role("dev", "authenticated");
        world.roles(",'RoleMappings':{'" + SAML_ARN + "':{'Type':'Token','AmbiguousRoleResolution':'Deny'}}");
        String ops = IdentityWorld.roleArn("ops") + "," + SAML_ARN;
        String dev = IdentityWorld.roleArn("dev") + "," + SAML_ARN;

        assertThat(roleOf(login(SAML_ARN, saml().aws("Role", ops).base64()))).isEqualTo("ops");
        String both = login(SAML_ARN, saml().aws("Role", ops, dev).base64());
        assertThat(refusedRole(both, "")).contains("ambiguous role mapping rules for: " + SAML_ARN);
        String custom = ",'CustomRoleArn':'" + IdentityWorld.roleArn("dev") + "'";
        assertThat(world.roleOf(world.credentials(world.identity(both), "," + both + custom)))
                .isEqualTo("dev");
        assertThat(refusedRole(login(SAML_ARN, saml().aws("Role", ops).base64()), custom))
                .startsWith("NotAuthorizedException: CustomRoleArn ");
        assertThat(refusedRole(
                        login(
                                SAML_ARN,
                                saml().attribute("cognito:preferred_role", IdentityWorld.roleArn("ops"))
                                        .base64()),
                        ""))
                .contains("ambiguous role mapping rules");
    }

    @Test
    void attributesOfASamlResponseBecomePrincipalTags() {
        world.call(
                CognitoIdentity.SET_PRINCIPAL_TAG_ATTRIBUTE_MAP,
                "{'IdentityPoolId':'%s','IdentityProviderName':'%s','PrincipalTags':{'team':'department'}}",
                world.pool,
                SAML_ARN);
        assertThat(amr(login(SAML_ARN, saml().attribute("department", "red").base64())))
                .contains("\"principal_tags\":{\"team\":[\"red\"]}");
    }
}
