package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType.SOFTWARE_TOKEN_MFA;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Recovery codes, beyond Cognito: made over plain HTTP, answered through the SDK.
class RecoveryCodesTest {
    private static final Pattern CODE = Pattern.compile("[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}");

    @Test
    void aCodeStandsInForTheAppOnce() {
        SecondFactors factors = pool(Map.of("gatehouse:recovery-codes", "true"));
        SecondFactors.Person nora = factors.person();
        String token = factors.accessToken(nora);
        assertThat(send(factors, token, "POST").statusCode()).isEqualTo(400);
        factors.app(nora);
        HttpResponse<String> made = send(factors, token, "POST");
        assertThat(made.statusCode()).isEqualTo(200);
        List<String> codes =
                CODE.matcher(made.body()).results().map(MatchResult::group).toList();
        assertThat(codes).hasSize(10);
        String code = codes.getFirst();
        assertThat(factors.code(SOFTWARE_TOKEN_MFA, factors.session(nora), nora, code)
                        .authenticationResult())
                .isNotNull();
        assertThat(send(factors, token, "GET").body()).isEqualTo("{\"Remaining\":9}");
        String next = factors.session(nora);
        Refusal.refused(
                "CodeMismatchException",
                SecondFactors.WRONG_APP_CODE,
                () -> factors.code(SOFTWARE_TOKEN_MFA, next, nora, code));
        assertThat(send(factors, "nonsense", "POST").statusCode()).isEqualTo(401);
    }

    @Test
    void aTagTurnsThemOn() {
        SecondFactors factors = pool(Map.of());
        SecondFactors.Person nora = factors.person();
        String token = factors.accessToken(nora);
        factors.app(nora);
        assertThat(send(factors, token, "POST").statusCode()).isEqualTo(404);
        TestPool pool = factors.pool();
        String arn = pool.admin()
                .describeUserPool(request -> request.userPoolId(pool.id()))
                .userPool()
                .arn();
        pool.admin().tagResource(request -> request.resourceArn(arn).tags(Map.of("gatehouse:recovery-codes", "true")));
        Await.untilTrue(
                "the tag is seen",
                Duration.ofSeconds(10),
                () -> send(factors, token, "GET").statusCode() == 200);
    }

    private static SecondFactors pool(Map<String, String> tags) {
        return SecondFactors.pool(
                Gatehouse.shared(),
                settings -> settings.userPoolTags(tags),
                UserPoolMfaType.OPTIONAL,
                SOFTWARE_TOKEN_MFA);
    }

    private static HttpResponse<String> send(SecondFactors factors, String token, String method) {
        TestPool pool = factors.pool();
        URI page = pool.server().url().resolve("/" + pool.id() + "/recovery-codes");
        return Http.send(HttpRequest.newBuilder(page)
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20))
                .build());
    }
}
