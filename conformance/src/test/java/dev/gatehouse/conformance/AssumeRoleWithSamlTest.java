package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.TestAccount.TestRole;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AssertionEncryptionModeType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlResponse;

/// AssumeRoleWithSAML, and SAML logins of identity pools, with the responses of an identity provider of its own.
class AssumeRoleWithSamlTest {
    private static final SamlIdp IDP = SamlIdp.create();

    private final TestAccount account = TestAccount.SHARED;
    private final IamClient iam = account.iam();
    private final StsClient sts = Caller.nobody(account.server()).sts();
    private final String provider = iam.createSAMLProvider(
                    request -> request.name(Names.unique("corp")).samlMetadataDocument(IDP.metadata()))
            .samlProviderArn();
    private final TestRole role = account.role("{'Effect':'Allow','Principal':{'Federated':'" + provider
            + "'},'Action':'sts:AssumeRoleWithSAML','Condition':{'StringEquals':"
            + "{'saml:aud':'https://signin.aws.amazon.com/saml'}}}");

    private AssumeRoleWithSamlResponse assume(String response) {
        return sts.assumeRoleWithSAML(
                request -> request.roleArn(role.arn()).principalArn(provider).samlAssertion(response));
    }

    private String pair() {
        return role.arn() + "," + provider;
    }

    @ParameterizedTest
    @CsvSource({"assertion, false", "response, false", "assertion, true"})
    void aResponseBecomesTheRole(String signed, boolean encrypted) {
        if (encrypted) {
            iam.updateSAMLProvider(request -> request.samlProviderArn(provider)
                    .addPrivateKey(IDP.key())
                    .assertionEncryptionMode(AssertionEncryptionModeType.REQUIRED));
        }
        String response =
                IDP.response(Map.of("SIGNS", signed, "READER", encrypted ? IDP.certificate() : ""), "nora", pair());
        AssumeRoleWithSamlResponse answer = assume(response);

        assertThat(answer.subject()).isEqualTo("nora");
        assertThat(answer.subjectType()).isEqualTo("persistent");
        assertThat(answer.issuer()).isEqualTo(IDP.entityId());
        assertThat(answer.audience()).isEqualTo("https://signin.aws.amazon.com/saml");
        assertThat(answer.nameQualifier()).isNotBlank();
        assertThat(Caller.of(account.server(), answer.credentials()).arn()).isEqualTo(role.session("nora"));
    }

    @Test
    void responsesThatDoNotServeAreRefused() {
        String good = IDP.response("nora", pair());
        assume(good);
        refused("InvalidIdentityToken", "The SAML response was used for this role before", () -> assume(good));
        refused("InvalidIdentityToken", "Invalid SAML response: it is no SAML response", () -> assume("bm9uZQ=="));
        refused(
                "InvalidIdentityToken",
                "Response signature invalid",
                () -> assume(new SamlIdp(IDP.entityId(), SamlIdp.create().key(), IDP.certificate())
                        .response("nora", pair())));
        refused(
                "InvalidIdentityToken",
                "Issuer not present in specified provider",
                () -> assume(SamlIdp.create().response("nora", pair())));
        refused(
                "AccessDenied",
                "Not authorized to perform sts:AssumeRoleWithSAML",
                () -> assume(IDP.response("nora", role.arn() + ",arn:aws:iam::000000000000:saml-provider/else")));
        iam.deleteSAMLProvider(request -> request.samlProviderArn(provider));
        refused("InvalidIdentityToken", "Specified provider doesn't exist", () -> assume(IDP.response("nora", pair())));
    }

    @Test
    void aResponseIsALoginOfAnIdentityPool() {
        TestIdentityPool pool = TestIdentityPool.create(settings -> settings.samlProviderARNs(provider));
        TestRole members = pool.role("authenticated");
        pool.roles(members, pool.role("unauthenticated"));
        Map<String, String> login = Map.of(provider, IDP.response("nora", pair()));

        String identity = pool.identity(login);
        assertThat(pool.identity(Map.of(provider, IDP.response("nora", pair()))))
                .isEqualTo(identity);
        assertThat(pool.credentials(identity, login).arn()).isEqualTo(members.session("CognitoIdentityCredentials"));
        refused(
                "NotAuthorizedException",
                "Invalid login token. Issuer doesn't match providerName",
                () -> pool.identity(Map.of(provider, SamlIdp.create().response("nora", pair()))));
    }
}
