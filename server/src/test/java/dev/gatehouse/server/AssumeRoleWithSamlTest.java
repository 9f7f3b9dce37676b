package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gatehouse.model.iam.AssertionEncryptionModeType;
import dev.gatehouse.model.iam.GetSAMLProviderResponse;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.iam.SAMLPrivateKey;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Session;
import dev.gatehouse.model.sts.AssumeRoleWithSAMLResponse;
import dev.gatehouse.model.sts.Sts;
import dev.gatehouse.samlidp.SamlIdp;
import dev.gatehouse.samlidp.SamlResponse;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AssumeRoleWithSAML with the responses of a provider that is registered with IAM.
class AssumeRoleWithSamlTest {
    private static final String DENIED = "AccessDenied: Not authorized to perform sts:AssumeRoleWithSAML";
    private static final String PROVIDER = "arn:aws:iam::000000000000:saml-provider/corp";
    private static final String ISSUER = "https://idp.example/saml";
    private static final String AUDIENCE = "{'StringEquals':{'saml:aud':'https://signin.aws.amazon.com/saml'}}";

    @TempDir
    Path folder;

    private final SamlIdp idp = new SamlIdp(ISSUER);
    private IdentityWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new IdentityWorld(folder);
        world.call(
                Iam.CREATE_SAML_PROVIDER,
                "{'Name':'corp','SAMLMetadataDocument':'%s'}",
                idp.metadata().replace('\'', '"').replace("\"", "\\\""));
        role("ops", AUDIENCE);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /// A role that trusts the provider for all that can be asked.
    private void role(String name, String condition) {
        role(name, condition, "sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity");
    }

    private void role(String name, String condition, String... actions) {
        String trust = ("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'Federated':'" + PROVIDER
                        + "'},'Action':['" + String.join("','", actions) + "'],'Condition':" + condition + "}]}")
                .replace("'", "\\'");
        world.call(Iam.CREATE_ROLE, "{'RoleName':'%s','AssumeRolePolicyDocument':'%s'}", name, trust);
    }

    private static String pair(String role) {
        return IdentityWorld.roleArn(role) + "," + PROVIDER;
    }

    private SamlResponse response(String... roles) {
        return idp.response(world.server.now())
                .aws("RoleSessionName", "nora@corp")
                .aws(
                        "Role",
                        List.of(roles).stream()
                                .map(AssumeRoleWithSamlTest::pair)
                                .toArray(String[]::new));
    }

    private AssumeRoleWithSAMLResponse assume(String role, String response, String more) {
        return world.call(
                Sts.ASSUME_ROLE_WITH_SAML,
                "{'RoleArn':'%s','PrincipalArn':'%s','SAMLAssertion':'%s'%s}",
                IdentityWorld.roleArn(role),
                PROVIDER,
                response,
                more);
    }

    private AssumeRoleWithSAMLResponse assume(String role, SamlResponse response) {
        return assume(role, response.base64(), "");
    }

    private String refusal(String role, String response, String more) {
        try {
            return fail("not refused: " + assume(role, response, more));
        } catch (ServiceException e) {
            return e.code() + ": " + e.text();
        }
    }

    private String refusal(String role, SamlResponse response) {
        return refusal(role, response.base64(), "");
    }

    private Session session(AssumeRoleWithSAMLResponse answer) {
        Caller.Known owner = world.server.owner(
                answer.credentials().accessKeyId(), answer.credentials().sessionToken());
        return owner.temporary().orElseThrow();
    }

    @Test
    void aResponseBecomesARoleThatItNamesAndThatTrustsIt() {
        AssumeRoleWithSAMLResponse answer = assume("ops", response("dev", "ops"));

        assertThat(answer.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::000000000000:assumed-role/ops/nora@corp");
        assertThat(answer.subject()).isEqualTo("nora");
        assertThat(answer.subjectType()).isEqualTo("persistent");
        assertThat(answer.issuer()).isEqualTo(ISSUER);
        assertThat(answer.audience()).isEqualTo("https://signin.aws.amazon.com/saml");
        // printf 'https://idp.example/saml000000000000/corp' | openssl sha1 -binary | base64
        assertThat(answer.nameQualifier()).isEqualTo("XbKZe1vS20KhUXKkBqSQn0hYC8k=");
        assertThat(answer.packedPolicySize()).isNull();
        assertThat(answer.sourceIdentity()).isNull();
        assertThat(answer.credentials().accessKeyId()).startsWith("ASIA");
        assertThat(answer.credentials().expiration())
                .isEqualTo(world.server.now().plusSeconds(3600));
        assertThat(session(answer).keys())
                .isEqualTo(Map.of(
                        "saml:sub", List.of("nora"),
                        "saml:sub_type", List.of("persistent"),
                        "saml:namequalifier", List.of(answer.nameQualifier()),
                        "aws:FederatedProvider", List.of(PROVIDER)));
    }

    @Test
    void rolesThatAreNotNamedDoNotTrustOrAreNotThereAreDeniedAlike() {
        role("other", "{'StringEquals':{'saml:sub':'otto'}}");
        assertThat(refusal("ops", response("dev"))).isEqualTo(DENIED);
        assertThat(refusal(
                        "ops",
                        response("ops")
                                .aws(
                                        "Role",
                                        IdentityWorld.roleArn("ops") + ",arn:aws:iam::000000000000:"
                                                + "saml-provider/else")))
                .isEqualTo(DENIED);
        assertThat(refusal("other", response("other"))).isEqualTo(DENIED);
        assertThat(refusal("nobody", response("nobody"))).isEqualTo(DENIED);
        assertThat(refusal("member", response("member"))).isEqualTo(DENIED);
    }

    @Test
    void trustPoliciesSeeWhatTheResponseSays() {
        String[] conditions = {
            "{'StringEquals':{'saml:iss':'" + ISSUER + "','saml:doc':'000000000000/corp'}}",
            "{'StringEquals':{'saml:sub':'nora','saml:sub_type':'persistent','sts:RoleSessionName':'nora@corp'}}",
            "{'ForAnyValue:StringEquals':{'saml:edupersonaffiliation':'staff'}}",
            "{'StringEquals':{'saml:mail':'nora@corp.example'}}",
            "{'StringEquals':{'aws:RequestTag/team':'red','sts:SourceIdentity':'nora'}}"
        };
        for (int i = 0; i < conditions.length; i++) {
            role("r" + i, conditions[i]);
            SamlResponse response = response("r" + i)
                    .attribute("urn:oid:1.3.6.1.4.1.5923.1.1.1.1", "member", "staff")
                    .attribute(
                            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "nora@corp.example")
                    .aws("PrincipalTag:team", "red")
                    .aws("SourceIdentity", "nora");
            assertThat(assume("r" + i, response).subject()).as(conditions[i]).isEqualTo("nora");
            assertThat(refusal(
                            "r" + i,
                            idp.response(world.server.now())
                                    .recipient("https://eu-west-1.signin.aws.amazon.com/saml")
                                    .subject("otto")
                                    .format("urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress")
                                    .aws("RoleSessionName", "otto")
                                    .aws("Role", pair(i == 0 ? "else" : "r" + i))))
                    .as(conditions[i])
                    .isEqualTo(DENIED);
        }
    }

    @Test
    void aResponseIsGoodOnceForEachRole() {
        role("dev", AUDIENCE);
        String response = response("ops", "dev").base64();

        assume("ops", response, "");
        assume("dev", response, "");
        assertThat(refusal("ops", response, ""))
                .isEqualTo("InvalidIdentityToken: The SAML response was used for this role before");
    }

    @Test
    void ofManyAtOnceOneIsAdmitted() throws Exception {
        String response = response("ops").base64();
        Callable<Integer> one = () -> {
            try {
                assume("ops", response, "");
                return 1;
            } catch (ServiceException replayed) {
                return 0;
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int admitted = 0;
            for (var answer :
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> one).toList())) {
                admitted += answer.get();
            }
            assertThat(admitted).isEqualTo(1);
        }
    }

    @Test
    void aRefusedResponseIsNotSpent() {
        String response = response("ops").base64();
        assertThat(refusal("ops", response, ",'DurationSeconds':7200"))
                .isEqualTo("ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this"
                        + " role.");
        assume("ops", response, "");
    }

    @Test
    void tagsAndSourceIdentityStayWithTheSession() {
        AssumeRoleWithSAMLResponse answer = assume(
                "ops",
                response("ops")
                        .aws("PrincipalTag:team", "red")
                        .aws("PrincipalTag:cost", "7")
                        .aws("TransitiveTagKeys", "team", "none")
                        .aws("SourceIdentity", "nora"));

        assertThat(answer.sourceIdentity()).isEqualTo("nora");
        assertThat(answer.packedPolicySize()).isEqualTo(1);
        Session session = session(answer);
        assertThat(session.tags()).isEqualTo(Map.of("team", "red", "cost", "7"));
        assertThat(session.transitive()).isEqualTo(Set.of("team"));
        assertThat(session.sourceIdentity()).isEqualTo(Optional.of("nora"));
    }

    @Test
    void tagsAndSourceIdentityNeedTheTrustPolicysLeave() {
        role("plain", AUDIENCE, "sts:AssumeRoleWithSAML");
        assertThat(refusal("plain", response("plain").aws("PrincipalTag:team", "red")))
                .isEqualTo("AccessDenied: Not authorized to perform sts:TagSession");
        assertThat(refusal("plain", response("plain").aws("SourceIdentity", "nora")))
                .isEqualTo("AccessDenied: Not authorized to perform sts:SetSourceIdentity");
        assume("plain", response("plain"));
    }

    @Test
    void whatNoSessionMayHaveIsRefused() {
        String bad = "InvalidIdentityToken: ";
        assertThat(refusal("ops", response("ops").aws("RoleSessionName")))
                .isEqualTo(bad + "RoleSessionName is required in AuthnResponse");
        assertThat(refusal("ops", response("ops").aws("RoleSessionName", "a b")))
                .isEqualTo(bad + "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}");
        assertThat(refusal("ops", response("ops").aws("RoleSessionName", "one", "two")))
                .isEqualTo(bad + "The attribute https://aws.amazon.com/SAML/Attributes/RoleSessionName in AuthnResponse"
                        + " must have one value");
        assertThat(refusal("ops", response("ops").aws("SourceIdentity", "aws:me")))
                .startsWith(bad + "Source Identity must match ");
        assertThat(refusal("ops", response("ops").aws("SessionDuration", "60")))
                .isEqualTo(bad + "SessionDuration in AuthnResponse must be between 900 and 43200");
        assertThat(refusal("ops", response("ops").aws("PrincipalTag:aws:x", "1")))
                .startsWith(bad + "The session tags of the identity provider are not valid");
        assertThat(refusal("ops", response("ops").aws("PrincipalTag:x", "1").aws("PrincipalTag:X", "2")))
                .startsWith(bad + "The session tags of the identity provider are not valid");
    }

    @Test
    void responsesThatAreNotWhatTheyShouldBeAreRefused() {
        String bad = "InvalidIdentityToken: ";
        assertThat(refusal("ops", response("ops").signedBy(new SamlIdp(ISSUER))))
                .isEqualTo(bad + "Response signature invalid");
        assertThat(refusal("ops", response("ops").issuer("https://else.example")))
                .isEqualTo(bad + "Issuer not present in specified provider");
        assertThat(refusal("ops", response("ops").audience("https://app.example")))
                .isEqualTo(bad + "Response does not contain the required audience.");
        assertThat(refusal("ops", response("ops").recipient("https://app.example")))
                .isEqualTo(bad + "Response does not contain the required audience.");
        assertThat(refusal("ops", response("ops").status("urn:oasis:names:tc:SAML:2.0:status:Responder")))
                .isEqualTo("IDPRejectedClaim: The identity provider (IdP) reported that authentication failed");
        assertThat(refusal("ops", "bm9uZQ==", "")).isEqualTo(bad + "Invalid SAML response: it is no SAML response");
        String old = response("ops").base64();
        world.server.pass(Duration.ofMinutes(5));
        assertThat(refusal("ops", old, ""))
                .isEqualTo("ExpiredTokenException: Token must be redeemed within 5 minutes of issuance");
        world.call(Iam.DELETE_SAML_PROVIDER, "{'SAMLProviderArn':'%s'}", PROVIDER);
        assertThat(refusal("ops", response("ops"))).isEqualTo(bad + "Specified provider doesn't exist");
    }

    @Test
    void durationsAreBoundedByRoleAndProvider() {
        assertThat(assume("ops", response("ops").base64(), ",'DurationSeconds':900")
                        .credentials()
                        .expiration())
                .isEqualTo(world.server.now().plusSeconds(900));
        assertThat(assume("ops", response("ops").aws("SessionDuration", "1200"))
                        .credentials()
                        .expiration())
                .isEqualTo(world.server.now().plusSeconds(1200));
        assertThat(assume("ops", response("ops").sessionEnds(world.server.now().plusSeconds(60)))
                        .credentials()
                        .expiration())
                .isEqualTo(world.server.now().plusSeconds(60));
        assertThat(refusal("ops", response("ops").sessionEnds(world.server.now())))
                .startsWith("ExpiredTokenException: ");
        assertThat(refusal("ops", response("ops").aws("SessionDuration", "7200")))
                .startsWith("ValidationError: The requested DurationSeconds exceeds");
    }

    private static KeyPair pair(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\\n"
                + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\\n-----END PRIVATE KEY-----";
    }

    private void update(String more) {
        world.call(Iam.UPDATE_SAML_PROVIDER, "{'SAMLProviderArn':'%s',%s}", PROVIDER, more);
    }

    private String refusedUpdate(String more) {
        return world.refusal(Iam.UPDATE_SAML_PROVIDER, "{'SAMLProviderArn':'%s',%s}", PROVIDER, more);
    }

    private GetSAMLProviderResponse provider() {
        return world.call(Iam.GET_SAML_PROVIDER, "{'SAMLProviderArn':'%s'}", PROVIDER);
    }

    @Test
    void encryptedAssertionsAreOpenedByTheProvidersKeys() throws Exception {
        KeyPair first = pair(2048);
        KeyPair second = pair(2048);
        assertThat(provider().samlProviderUUID()).matches("[A-Z0-9]{22}");
        assertThat(provider().privateKeyList()).isNull();
        assertThat(provider().assertionEncryptionMode()).isNull();
        assertThat(refusal("ops", response("ops").encryptedFor(first.getPublic())))
                .isEqualTo("InvalidIdentityToken: Invalid SAML response: the assertion cannot be decrypted");

        update("'AddPrivateKey':'" + pem(first) + "','AssertionEncryptionMode':'Allowed'");
        assume("ops", response("ops"));
        assume("ops", response("ops").encryptedFor(first.getPublic()));

        world.server.pass(Duration.ofSeconds(1));
        update("'AddPrivateKey':'" + pem(second) + "','AssertionEncryptionMode':'Required'");
        assertThat(provider().assertionEncryptionMode()).isEqualTo(AssertionEncryptionModeType.REQUIRED);
        assertThat(refusal("ops", response("ops")))
                .isEqualTo("InvalidIdentityToken: Invalid SAML response: the assertion must be encrypted");
        assume("ops", response("ops").encryptedFor(first.getPublic()));
        assume("ops", response("ops").encryptedFor(second.getPublic()));

        var keys = provider().privateKeyList();
        assertThat(keys).hasSize(2);
        update("'RemovePrivateKey':'" + keys.getFirst().keyId() + "'");
        assume("ops", response("ops").encryptedFor(second.getPublic()));
        assertThat(refusal("ops", response("ops").encryptedFor(first.getPublic())))
                .startsWith("InvalidIdentityToken: Invalid SAML response: the assertion cannot be decrypted");
        assertThat(refusedUpdate("'RemovePrivateKey':'" + keys.getLast().keyId() + "'"))
                .isEqualTo("InvalidInput: AssertionEncryptionMode Required needs a private key.");
        assertThat(provider().privateKeyList())
                .extracting(SAMLPrivateKey::keyId)
                .containsExactly(keys.getLast().keyId());
    }

    @Test
    void keysThatAreNoneAndTooManyAreRefused() throws Exception {
        String key = pem(pair(2048));
        for (String bad : List.of("nonsense", pem(pair(1024)), key.replace("PRIVATE KEY", "RSA PRIVATE KEY"))) {
            assertThat(refusedUpdate("'AddPrivateKey':'" + bad + "'"))
                    .startsWith("InvalidInput: AddPrivateKey must be an RSA key of at least 2048 bits in PEM");
        }
        assertThat(refusedUpdate("'RemovePrivateKey':'SAMLKAAAAAAAAAAAAAAAAA'"))
                .isEqualTo("NoSuchEntity: The private key with id SAMLKAAAAAAAAAAAAAAAAA cannot be found.");
        assertThat(world.refusal(
                        Iam.CREATE_SAML_PROVIDER,
                        "{'Name':'strict','SAMLMetadataDocument':'%s','AssertionEncryptionMode':'Required'}",
                        idp.metadata().replace('\'', '"').replace("\"", "\\\"")))
                .isEqualTo("InvalidInput: AssertionEncryptionMode Required needs a private key.");
        assertThat(world.call(Iam.LIST_SAML_PROVIDERS, "{}").samlProviderList()).hasSize(1);
        update("'AddPrivateKey':'" + key + "'");
        update("'AddPrivateKey':'" + pem(pair(2048)) + "'");
        assertThat(refusedUpdate("'AddPrivateKey':'" + pem(pair(2048)) + "'"))
                .isEqualTo("LimitExceeded: Cannot exceed quota for PrivateKeysPerSAMLProvider: 2");
    }
}
