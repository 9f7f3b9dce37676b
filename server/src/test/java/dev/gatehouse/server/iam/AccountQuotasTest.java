package dev.gatehouse.server.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.model.iam.EntityAlreadyExistsException;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.iam.LimitExceededException;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Handler;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Trail;
import dev.gatehouse.samlidp.SamlIdp;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The account's quotas, made small, on either engine. Requests are JSON with single quotes; `$N` stands for a
/// number.
@ParameterizedClass
@EnumSource
final class AccountQuotasTest {
    private static final Instant NOW = Instant.parse("2026-03-03T09:05:00Z");
    private static final String ACCOUNT = "123456789012";
    private static final String ARN = "arn:aws:iam::" + ACCOUNT + ":";
    private static final String TRUST =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}";
    private static final String POLICY = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
    private static final String METADATA = new SamlIdp("https://idp.example.com").metadata();

    @Parameter
    private TestDatabase database;

    @TempDir
    private Path folder;

    private Store store;
    private Operations.Table table;

    @BeforeEach
    void open() throws IOException {
        store = database.fresh().open(() -> NOW);
        SecureRandom random = new SecureRandom();
        table = IamOperations.table(
                store,
                new Sealer(MasterKey.open(folder, Optional.empty(), Optional.empty(), random), random),
                new Chance(new Random(7)),
                () -> NOW,
                new Arns(ACCOUNT),
                ManagedByAws.load(Optional.empty()),
                new AccountQuotas(1, 2, 3, 4, 5, 6));
    }

    @AfterEach
    void close() {
        store.close();
    }

    static Stream<Arguments> quotas() {
        return Stream.of(
                Arguments.of(
                        1,
                        "UsersPerAccount",
                        Iam.CREATE_USER,
                        "{'UserName':'n$N'}",
                        Iam.DELETE_USER,
                        "{'UserName':'n$N'}"),
                Arguments.of(
                        2,
                        "GroupsPerAccount",
                        Iam.CREATE_GROUP,
                        "{'GroupName':'n$N'}",
                        Iam.DELETE_GROUP,
                        "{'GroupName':'n$N'}"),
                Arguments.of(
                        3,
                        "RolesPerAccount",
                        Iam.CREATE_ROLE,
                        "{'RoleName':'n$N','AssumeRolePolicyDocument':'$TRUST'}",
                        Iam.DELETE_ROLE,
                        "{'RoleName':'n$N'}"),
                Arguments.of(
                        4,
                        "PoliciesPerAccount",
                        Iam.CREATE_POLICY,
                        "{'PolicyName':'n$N','PolicyDocument':'$POLICY'}",
                        Iam.DELETE_POLICY,
                        "{'PolicyArn':'" + ARN + "policy/n$N'}"),
                Arguments.of(
                        5,
                        "OpenIdConnectProvidersPerAccount",
                        Iam.CREATE_OPEN_ID_CONNECT_PROVIDER,
                        "{'Url':'https://n$N.example.com'}",
                        Iam.DELETE_OPEN_ID_CONNECT_PROVIDER,
                        "{'OpenIDConnectProviderArn':'" + ARN + "oidc-provider/n$N.example.com'}"),
                Arguments.of(
                        6,
                        "SAMLProvidersPerAccount",
                        Iam.CREATE_SAML_PROVIDER,
                        "{'Name':'n$N','SAMLMetadataDocument':'$METADATA'}",
                        Iam.DELETE_SAML_PROVIDER,
                        "{'SAMLProviderArn':'" + ARN + "saml-provider/n$N'}"));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource
    void quotas(
            int quota, String name, Operation<?, ?> create, String request, Operation<?, ?> delete, String deletion) {
        for (int i = 1; i <= quota; i++) {
            call(create, request, i);
        }
        assertThatExceptionOfType(EntityAlreadyExistsException.class)
                .as("a name that is taken, in a full account")
                .isThrownBy(() -> call(create, request, quota));
        assertFull(quota, name, create, request);
        call(delete, deletion, 1);
        call(create, request, quota + 1);
        assertFull(quota, name, create, request);
    }

    private void assertFull(int quota, String name, Operation<?, ?> create, String request) {
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> call(create, request, quota + 2))
                .satisfies(refusal -> {
                    assertThat(refusal.text()).isEqualTo("Cannot exceed quota for " + name + ": " + quota);
                    assertThat(refusal.httpStatus()).isEqualTo(409);
                });
    }

    @Test
    void rivalsForTheLastPlace() {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= 8; i++) {
                int number = i;
                threads.submit(() -> {
                    try {
                        call(Iam.CREATE_ROLE, "{'RoleName':'n$N','AssumeRolePolicyDocument':'$TRUST'}", number);
                        made.incrementAndGet();
                    } catch (LimitExceededException full) {
                        refused.incrementAndGet();
                    }
                });
            }
        }
        assertThat(made).hasValue(3);
        assertThat(refused).hasValue(5);
    }

    @Test
    void theSummaryShowsTheQuotasThatHold() {
        call(Iam.CREATE_OPEN_ID_CONNECT_PROVIDER, "{'Url':'https://n$N.example.com'}", 1);
        call(Iam.CREATE_SAML_PROVIDER, "{'Name':'n$N','SAMLMetadataDocument':'$METADATA'}", 1);
        call(Iam.CREATE_GROUP, "{'GroupName':'n$N'}", 1);
        Map<String, Integer> summary = call(Iam.GET_ACCOUNT_SUMMARY, "{}", 0).summaryMap();
        assertThat(summary)
                .containsEntry("UsersQuota", 1)
                .containsEntry("GroupsQuota", 2)
                .containsEntry("RolesQuota", 3)
                .containsEntry("PoliciesQuota", 4)
                .containsEntry("Users", 0)
                .containsEntry("Groups", 1)
                .containsEntry("Providers", 2);
    }

    @SuppressWarnings("unchecked") // a table's row holds the handler of its operation
    private <I extends Shape, O extends Shape> O call(Operation<I, O> operation, String request, int number) {
        byte[] json = request.replace("$N", Integer.toString(number))
                .replace('\'', '"')
                .replace("$TRUST", TRUST.replace("\"", "\\\""))
                .replace("$POLICY", POLICY.replace("\"", "\\\""))
                .replace("$METADATA", METADATA)
                .getBytes(StandardCharsets.UTF_8);
        Call call = new Call(
                "request-1",
                new Caller.Root(ACCOUNT, "AKIAEXAMPLE"),
                NOW,
                "eu-west-1",
                "192.0.2.1",
                null,
                true,
                new Trail());
        Handler<I, O> handler =
                (Handler<I, O>) ((Operations.Entry<?, ?>) table.find(operation).orElseThrow()).handler();
        return handler.handle(ShapeJson.read(operation.input(), json), call);
    }
}
