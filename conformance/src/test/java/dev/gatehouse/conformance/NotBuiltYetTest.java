package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;

/// What is not built is refused and says so; no tokens come out of it.
class NotBuiltYetTest {
    private static void assertNotBuilt(ThrowingCallable call) {
        CognitoIdentityProviderException refusal = catchThrowableOfType(CognitoIdentityProviderException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.statusCode()).isEqualTo(501);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NotImplementedException");
    }

    @Test
    void operations() {
        TestPool pool = TestPool.create();
        assertNotBuilt(() -> pool.admin()
                .createUserPoolDomain(request -> request.userPoolId(pool.id()).domain("shop")));
        assertNotBuilt(() -> pool.admin().getSigningCertificate(request -> request.userPoolId(pool.id())));
    }

    /// A trigger that cannot be called stops what it was to judge.
    @Test
    void aFunctionThatCannotBeCalled() {
        TestPool pool = TestPool.create(settings -> settings.lambdaConfig(
                triggers -> triggers.preSignUp("arn:aws:lambda:us-east-1:000000000000:function:judge")));
        TestClient client = pool.client();
        Refusal.refused("UnexpectedLambdaException", () -> client.signUp("nora", Map.of()));
        Refusal.refused("UserNotFoundException", () -> pool.statusOf("nora"));
    }
}
