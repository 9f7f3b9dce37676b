package dev.gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidentity.CognitoIdentity;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitosync.CognitoSync;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.iam.NoSuchEntityException;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Service;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.sts.IDPCommunicationErrorException;
import dev.gatehouse.model.sts.Sts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ServicesTest {

    @Test
    void allServicesAreThere() {
        assertThat(Services.all())
                .containsExactly(
                        CognitoIdp.SERVICE, CognitoIdentity.SERVICE, CognitoSync.SERVICE, Sts.SERVICE, Iam.SERVICE);
        assertThat(Services.all().stream()
                        .map(service -> Services.operations(service).size()))
                .containsExactly(140, 23, 17, 11, 180);
    }

    @Test
    void aServiceIsNamedAsItsModelNamesIt() {
        assertThat(CognitoIdp.SERVICE)
                .isEqualTo(new Service(
                        "Cognito Identity Provider",
                        "cognito-idp",
                        "2016-04-18",
                        Service.Protocol.AWS_JSON_1_1,
                        "AWSCognitoIdentityProviderService",
                        ""));
        assertThat(Sts.SERVICE.xmlNamespace()).isEqualTo("https://sts.amazonaws.com/doc/2011-06-15/");
        assertThat(CognitoSync.SERVICE.signingName()).isEqualTo("cognito-sync");
    }

    @Test
    void operationsAreFoundByTarget() {
        assertThat(Services.find("AWSCognitoIdentityProviderService.InitiateAuth"))
                .contains(CognitoIdp.INITIATE_AUTH);
        assertThat(Services.find("AWSCognitoIdentityService.GetId")).contains(CognitoIdentity.GET_ID);
        assertThat(Services.find("AWSCognitoIdentityService.InitiateAuth")).isEmpty();
        assertThat(Services.find("")).isEmpty();
    }

    @Test
    void operationsAreFoundByActionAndVersion() {
        assertThat(Services.find("GetCallerIdentity", "2011-06-15")).contains(Sts.GET_CALLER_IDENTITY);
        assertThat(Services.find("GetUser", "2010-05-08")).contains(Iam.GET_USER);
        assertThat(Services.find("GetUser", "2011-06-15")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /identitypools, ListIdentityPoolUsage",
        "GET, /identitypools/a%3Ab, DescribeIdentityPoolUsage",
        "GET, /identitypools/p/identities/i/datasets, ListDatasets",
        "POST, /identitypools/p/identities/i/datasets/d, UpdateRecords",
        "DELETE, /identitypools/p/identities/i/datasets/d, DeleteDataset",
        "POST, /identitypools/p/identity/i/device, RegisterDevice",
        "POST, /identitypools/p/getBulkPublishDetails, GetBulkPublishDetails",
        "DELETE, /identitypools/p/identities/i/datasets/d/subscriptions/x, UnsubscribeFromDataset",
        "PUT, /identitypools,",
        "GET, /identitypool,",
        "GET, /identitypoolsx,",
        "GET, /identitypools/,",
        "GET, /identitypools//identities/i,",
        "GET, /identitypools/p/identities/,",
        "GET, identitypools,",
        "GET, //identitypools,",
        "GET, /,"
    })
    void operationsAreFoundByRoute(String method, String path, String name) {
        assertThat(Services.route(method, path).map(Operation::name).orElse(null))
                .isEqualTo(name);
    }

    @Test
    void unsignedOperationsAreThoseOfTheModel() {
        assertThat(unsigned(CognitoIdp.SERVICE)).hasSize(34).contains("InitiateAuth", "GetUser", "SignUp");
        assertThat(unsigned(CognitoIdentity.SERVICE))
                .containsExactlyInAnyOrder("GetId", "GetCredentialsForIdentity", "GetOpenIdToken", "UnlinkIdentity");
        assertThat(unsigned(Sts.SERVICE)).containsExactlyInAnyOrder("AssumeRoleWithSAML", "AssumeRoleWithWebIdentity");
        assertThat(unsigned(Iam.SERVICE)).isEmpty();
    }

    private static List<String> unsigned(Service service) {
        return Services.operations(service).stream()
                .filter(operation -> !operation.signed())
                .<String>map(Operation::name)
                .toList();
    }

    @Test
    void errorsCarryCodeAndStatusOfTheModel() {
        assertThat(List.of(
                        described(new NoSuchEntityException("")),
                        described(new IDPCommunicationErrorException("")),
                        described(new dev.gatehouse.model.cognitoidp.InternalErrorException("")),
                        described(new dev.gatehouse.model.cognitoidp.ForbiddenException("")),
                        described(new dev.gatehouse.model.cognitosync.TooManyRequestsException("")),
                        described(new dev.gatehouse.model.sts.AccessDeniedException(""))))
                .containsExactly(
                        "NoSuchEntity 404 true",
                        "IDPCommunicationError 400 true",
                        "InternalErrorException 500 false",
                        "ForbiddenException 403 true",
                        "TooManyRequestsException 429 true",
                        "AccessDenied 403 true");
        assertThat(Iam.GET_USER.errors()).contains("NoSuchEntity", "ServiceFailure");
    }

    private static String described(ServiceException error) {
        return error.code() + " " + error.httpStatus() + " " + error.senderFault();
    }

    static Stream<Operation<?, ?>> everyOperation() {
        return Services.all().stream().flatMap(service -> Services.operations(service).stream());
    }

    @ParameterizedTest
    @MethodSource
    void everyOperation(Operation<?, ?> operation) {
        assertThat(operation.action()).startsWith(operation.service().signingName() + ":");
        switch (operation.service().protocol()) {
            case AWS_JSON_1_1 ->
                assertThat(Services.find(operation.service().targetPrefix() + "." + operation.name()))
                        .contains(operation);
            case AWS_QUERY ->
                assertThat(Services.find(operation.name(), operation.service().apiVersion()))
                        .contains(operation);
            case REST_JSON ->
                assertThat(Services.route(operation.httpMethod(), operation.requestUri()))
                        .contains(operation);
        }
    }
}
